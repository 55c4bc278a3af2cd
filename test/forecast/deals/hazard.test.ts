import { describe, expect, it } from 'vitest';
import { seasonsOf } from '../../../src/forecast/deals/calendar.ts';
import { fitHazard, hazardFromBytes } from '../../../src/forecast/deals/hazard.ts';
import { knownHistory } from '../../../src/forecast/deals/known.ts';
import { questionsToLearn, rowsOf } from '../../../src/forecast/deals/rows.ts';
import type { FeatureTable } from '../../../src/forecast/feature-table.ts';
import { boost } from '../../../src/forecast/forest/boosting.ts';
import { auc } from '../../../src/forecast/scores.ts';
import { aHistory } from '../deals-world.ts';

/** The same rows with other days left. */
function within(table: FeatureTable, days: number): FeatureTable {
  const at = table.names.indexOf('daysLeft');
  const columns = table.columns.map((column, i) => (i === at ? column.map(() => days) : column));
  return { ...table, columns };
}

describe('competing risks by weeks', async () => {
  const known = knownHistory(aHistory(200, 400));
  const season = seasonsOf(1);
  const questions = questionsToLearn(known, season, { seed: 1, mostRows: 2000 });
  const rows = await rowsOf(questions, known, season);
  const model = await fitHazard(
    rows,
    known.asOf,
    1,
    async (table, target, options) => boost(table, target, { ...options, trees: 30 }).model,
  );

  it('give a chance that rises with the days left, from nothing to less than all', () => {
    const [week, month, year] = [7, 28, 360].map((days) =>
      model.probabilities(within(rows.table, days)),
    );
    rows.target.forEach((_, row) => {
      expect(week?.[row]).toBeGreaterThan(0);
      expect(month?.[row]).toBeGreaterThan(week?.[row] ?? 1);
      expect(year?.[row]).toBeGreaterThanOrEqual(month?.[row] ?? 1);
      expect(year?.[row]).toBeLessThanOrEqual(1);
    });
  });

  it('tell which deals are won', () => {
    const answered = [...rows.target.keys()].filter((row) => !Number.isNaN(rows.target[row]));
    const chances = model.probabilities(rows.table);
    const area = auc(
      answered.map((row) => rows.target[row] ?? 0),
      answered.map((row) => chances[row] ?? 0),
    );
    expect(area).toBeGreaterThan(0.75);
  });

  it('have contributions that add up, and bytes that are read again', () => {
    const read = hazardFromBytes(model.toBytes());
    expect(read.probabilities(rows.table)).toEqual(model.probabilities(rows.table));
    for (const row of [0, 5, 50]) {
      const { base, parts, prediction } = model.contributions(rows.table, row);
      expect(base + parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(prediction, 9);
      const chance = 1 / (1 + Math.exp(-prediction));
      expect(chance).toBeCloseTo(model.probabilities(rows.table)[row] ?? -1, 5);
    }
  });
});
