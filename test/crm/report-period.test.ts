import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedPeriods, startOfUnit, unitsIn, wholeMonths } from '../../src/crm/report-period.ts';
import { addDays, daysBetween } from '../../src/platform/clock.ts';

const MONDAYS = { fiscalYearStartMonth: 1, weekStartsOnSunday: false };

describe('the periods a report compares with', () => {
  it.each([
    [
      'a past month: the month before and the same a year ago',
      ['2026-02-01', '2026-02-28'],
      ['2026-01-01', '2026-01-31'],
      ['2025-02-01', '2025-02-28'],
    ],
    [
      'February after a leap year ends with its month',
      ['2025-02-01', '2025-02-28'],
      ['2025-01-01', '2025-01-31'],
      ['2024-02-01', '2024-02-29'],
    ],
    [
      'a quarter',
      ['2025-10-01', '2025-12-31'],
      ['2025-07-01', '2025-09-30'],
      ['2024-10-01', '2024-12-31'],
    ],
    [
      'a running quarter: as many days of the others',
      ['2026-01-01', '2026-03-31'],
      ['2025-10-01', '2025-12-18'],
      ['2025-01-01', '2025-03-18'],
    ],
    [
      'a week',
      ['2026-03-09', '2026-03-15'],
      ['2026-03-02', '2026-03-08'],
      ['2025-03-09', '2025-03-15'],
    ],
    [
      'ten days',
      ['2026-03-01', '2026-03-10'],
      ['2026-02-19', '2026-02-28'],
      ['2025-03-01', '2025-03-10'],
    ],
    [
      'a year has no third period',
      ['2025-01-01', '2025-12-31'],
      ['2024-01-01', '2024-12-31'],
      null,
    ],
    [
      'years do not compare with a part of themselves',
      ['2022-01-01', '2024-12-31'],
      ['2019-01-01', '2021-12-31'],
      null,
    ],
  ] as const)('%s', (_, [start, end], before, lastYear) => {
    const compared = comparedPeriods({ start, end }, '2026-03-18');
    expect(compared.before).toEqual({ start: before[0], end: before[1] });
    expect(compared.lastYear).toEqual(
      lastYear === null ? null : { start: lastYear[0], end: lastYear[1] },
    );
  });
});

describe('weeks, months, quarters and years', () => {
  it('begin as the organization counts them', () => {
    expect(startOfUnit('2026-03-18', 'week', MONDAYS)).toBe('2026-03-16');
    expect(startOfUnit('2026-03-15', 'week', { ...MONDAYS, weekStartsOnSunday: true })).toBe(
      '2026-03-15',
    );
    expect(startOfUnit('2026-03-18', 'quarter', { ...MONDAYS, fiscalYearStartMonth: 2 })).toBe(
      '2026-02-01',
    );
    expect(startOfUnit('2026-01-18', 'year', { ...MONDAYS, fiscalYearStartMonth: 4 })).toBe(
      '2025-04-01',
    );
  });

  it('cover a period without gaps, each day in the one it starts in', () => {
    const days = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01', n));
    fc.assert(
      fc.property(
        days,
        fc.nat({ max: 400 }),
        fc.constantFrom('week', 'month', 'quarter', 'year'),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (start, length, unit, month, sunday) => {
          const calendar = { fiscalYearStartMonth: month, weekStartsOnSunday: sunday };
          const end = addDays(start, length);
          const units = unitsIn({ start, end }, unit, calendar);
          expect(units[0]).toBe(startOfUnit(start, unit, calendar));
          expect(units.at(-1)).toBe(startOfUnit(end, unit, calendar));
          for (const [i, first] of units.entries()) {
            expect(startOfUnit(first, unit, calendar)).toBe(first);
            const next = units[i + 1];
            if (next !== undefined)
              expect(startOfUnit(addDays(next, -1), unit, calendar)).toBe(first);
          }
        },
      ),
    );
  });

  it('knows whole months', () => {
    expect(wholeMonths({ start: '2026-01-01', end: '2026-03-31' })).toBe(3);
    expect(wholeMonths({ start: '2026-01-01', end: '2026-03-30' })).toBeNull();
    expect(daysBetween('2026-01-01', '2026-03-31')).toBe(89);
  });
});
