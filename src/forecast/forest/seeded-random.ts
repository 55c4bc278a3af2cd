/** A whole number from 0 up to, not including, `bound` (at most 2^21, so that the product stays exact). */
export type Draw = (bound: number) => number;

const GOLDEN = 0x9e3779b9;

/**
 * The numbers of one stream of a seed: the same for the same two, whoever asks and in whatever order the streams are used.
 * sfc32 of PractRand, begun with splitmix32.
 */
export function drawFrom(seed: number, stream: number): Draw {
  const start = splitMix(Math.trunc(seed) ^ Math.imul(stream + 1, GOLDEN));
  let [a, b, c, counter] = [start(), start(), start() ^ Math.trunc(seed / 2 ** 32), 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return (bound) => Math.floor(next() * (bound / 2 ** 32));
}

function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + GOLDEN) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

/** Puts the first `count` of `values` into an order drawn at random (Fisher and Yates); all of them take part. */
export function shuffleFirst(values: Uint16Array | Int32Array, count: number, draw: Draw): void {
  for (let i = 0; i < count; i++) {
    const other = i + draw(values.length - i);
    const value = values[i] ?? 0;
    values[i] = values[other] ?? 0;
    values[other] = value;
  }
}
