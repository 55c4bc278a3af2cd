/** A small generator of repeatable chance: the same seed gives the same draws. */
export type Random = {
  /** At least 0, below 1. */
  share: () => number;
  /** A whole number from `least` to `most`, both included. */
  whole: (least: number, most: number) => number;
  pick: <T>(list: readonly T[]) => T;
};

/** Mulberry32 (Tommy Ettinger): good enough for a demo, short enough to read. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number =>
    least + Math.floor(share() * (most - least + 1));
  return { share, whole, pick: (list) => itemAt(list, whole(0, list.length - 1)) };
}

/**
 * The item at an index, starting over after the last one.
 *
 * @throws RangeError when the list is empty.
 */
export function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('nothing to take from an empty list');
  return item;
}
