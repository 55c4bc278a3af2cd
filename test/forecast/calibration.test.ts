import { describe, expect, it } from 'vitest';
import {
  calibrate,
  calibrated,
  fitCalibration,
  fitIsotonic,
  NO_CALIBRATION,
} from '../../src/forecast/calibration.ts';
import { seededRandom } from '../../src/forecast/deals/seeded.ts';
import {
  auc,
  bias,
  calibrationError,
  logLoss,
  reliability,
  wape,
} from '../../src/forecast/scores.ts';

/** Predictions that are too sure by a factor in log-odds, and what happened. */
function tooSure(rows: number, factor: number) {
  const random = seededRandom(3);
  const said: number[] = [];
  const happened: number[] = [];
  for (let i = 0; i < rows; i++) {
    const z = 4 * random() - 3;
    said.push(1 / (1 + Math.exp(-factor * z)));
    happened.push(random() < 1 / (1 + Math.exp(-z)) ? 1 : 0);
  }
  return { said: Float64Array.from(said), happened };
}

describe('a calibration', () => {
  it('makes predictions hold that were too sure', () => {
    for (const rows of [800, 8000]) {
      const { said, happened } = tooSure(rows, 2.5);
      const held = calibrated(fitCalibration(happened, said), said);
      const before = calibrationError(reliability(happened, said));
      expect(calibrationError(reliability(happened, held))).toBeLessThan(before / 3);
      expect(logLoss(happened, held)).toBeLessThan(logLoss(happened, said));
    }
  });

  it('changes little on few rows, and nothing where only one thing happened', () => {
    const { said, happened } = tooSure(12, 1);
    expect(calibrate(fitCalibration(happened, said), 0.5)).toBeCloseTo(0.5, 1);
    expect(fitCalibration([0, 0, 0], said.slice(0, 3))).toBe(NO_CALIBRATION);
    expect(calibrate(NO_CALIBRATION, 0.3)).toBeCloseTo(0.3, 9);
  });

  it('keeps the order of the predictions and stays within 0 and 1', () => {
    const { said, happened } = tooSure(3000, 0.3);
    const steps = fitIsotonic(happened, said);
    let last = 0;
    for (let p = 0; p <= 1; p += 0.01) {
      const held = calibrate(steps, p);
      expect(held).toBeGreaterThanOrEqual(last);
      expect(held).toBeLessThanOrEqual(1);
      last = held;
    }
  });
});

describe('scores', () => {
  it('are what they are defined to be', () => {
    expect(auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.75, 9);
    expect(auc([0, 1, 0, 1], [1, 1, 1, 1])).toBe(0.5);
    expect(logLoss([1, 0], [0.5, 0.5])).toBeCloseTo(Math.log(2), 9);
    const pairs = [
      { actual: 100, forecast: 90 },
      { actual: 300, forecast: 330 },
    ];
    expect(wape(pairs)).toBeCloseTo(0.1, 9);
    expect(bias(pairs)).toBeCloseTo(0.05, 9);
  });

  it('are no number where there is nothing to judge', () => {
    expect(auc([1, 1], [0.2, 0.3])).toBeNaN();
    expect(wape([{ actual: 0, forecast: 5 }])).toBeNaN();
    expect(calibrationError([])).toBeNaN();
  });
});
