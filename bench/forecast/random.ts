/** Draws for worlds that are made up: the same ones for the same seed. */
export type Draws = ReturnType<typeof drawsOf>;

export function drawsOf(seed: number) {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (mean = 0, deviation = 1): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number): number => {
    const least = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > least; product *= uniform()) count++;
    return count;
  };
  return {
    uniform,
    normal,
    poisson,
    /** From `from` up to `to`, without it. */
    integer: (from: number, to: number): number => from + Math.floor(uniform() * (to - from)),
    /** Of a whole or half shape: a sum of squares. */
    gamma: (shape: number, scale: number): number => {
      let sum = 0;
      for (let i = 0; i < Math.floor(shape); i++) sum -= Math.log(1 - uniform());
      return scale * (shape % 1 === 0 ? sum : sum + normal() ** 2 / 2);
    },
  };
}
