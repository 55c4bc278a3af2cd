import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimise } from '../../../src/forecast/series/nelder-mead.ts';

const BOX = { lower: [0, 0], upper: [1, 1] };
const GRID = Array.from({ length: 51 }, (_, i) => i / 50);

describe('the downhill simplex', () => {
  it('finds a value at least as small as the best of a grid, for any bowl in or outside of the box', () => {
    const place = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    const steepness = fc.double({ min: 0.1, max: 10, noNaN: true });
    const tilt = fc.double({ min: -0.9, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(place, place, steepness, tilt, (x, y, steep, slant) => {
        const bowl = (a: number, b: number): number => {
          const [u, v] = [a - x, (b - y) * steep];
          return u * u + v * v + slant * u * v;
        };
        const grid = Math.min(...GRID.flatMap((a) => GRID.map((b) => bowl(a, b))));
        const found = minimise(
          (point) => bowl(point[0] ?? 0, point[1] ?? 0),
          [
            [0.2, 0.2],
            [0.8, 0.2],
            [0.2, 0.8],
            [0.8, 0.8],
          ],
          BOX,
          200,
        );
        expect(found.value).toBeLessThanOrEqual(grid + 2e-3 * (1 + grid));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('never asks outside of the box', () => {
    const asked: number[] = [];
    minimise(
      (point) => {
        asked.push(...point);
        return -(point[0] ?? 0) - 2 * (point[1] ?? 0);
      },
      [[0.5, 0.5]],
      BOX,
      100,
    );
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...asked)).toBeLessThanOrEqual(1);
  });

  it('takes a point without a value for a bad one', () => {
    const found = minimise(
      ([x = 0]) => (x < 0.5 ? Number.NaN : (x - 0.6) ** 2),
      [[0.1], [0.9]],
      { lower: [0], upper: [1] },
      60,
    );
    expect(found.point[0]).toBeCloseTo(0.6, 3);
  });

  it('needs a point to begin at', () => {
    expect(() => minimise(() => 0, [], BOX, 10)).toThrow(RangeError);
  });
});
