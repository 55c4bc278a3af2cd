import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WaterfallDeal, waterfallOf } from '../../src/forecast/waterfall.ts';

const QUARTER = { start: '2026-01-01', end: '2026-03-31' };
const SINCE = '2026-03-01';

const aDeal = (id: string, more: Partial<WaterfallDeal> = {}): WaterfallDeal => ({
  id,
  status: 'open',
  value: { minor: 100_00n, currency: 'USD' },
  worth: 100_00n,
  closeDate: '2026-03-20',
  createdOn: '2026-01-05',
  counts: true,
  ...more,
});

const day = fc.constantFrom('2025-12-20', '2026-01-15', '2026-03-31', '2026-04-01', '2026-06-30');
const deal = (id: string): fc.Arbitrary<WaterfallDeal> =>
  fc.record({
    id: fc.constant(id),
    status: fc.constantFrom('open' as const, 'open' as const, 'won' as const, 'lost' as const),
    value: fc.option(
      fc.record({
        minor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
        currency: fc.constantFrom('USD', 'EUR'),
      }),
    ),
    worth: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    closeDate: fc.option(day),
    createdOn: fc.constantFrom('2025-11-01', '2026-03-05'),
    counts: fc.boolean(),
  });
const pipelines = fc.tuple(
  fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 }),
  fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 }),
);

describe('a waterfall', () => {
  it('adds up to the cent, whatever became of the deals', () => {
    const worlds = pipelines.chain(([before, now]) =>
      fc.tuple(fc.tuple(...before.map(deal)), fc.tuple(...now.map(deal))),
    );
    fc.assert(
      fc.property(worlds, ([before, now]) => {
        const then = before.map((one) => ({ ...one, status: 'open' as const }));
        const { start, steps, end } = waterfallOf(then, now, QUARTER, SINCE);
        expect(steps.reduce((sum, { amount }) => sum + amount, start)).toBe(end);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['new', [], [aDeal('a', { createdOn: '2026-03-02' })], 100_00n],
    ['won', [aDeal('a')], [aDeal('a', { status: 'won', worth: 90_00n })], -100_00n],
    ['lost', [aDeal('a')], [aDeal('a', { status: 'lost' })], -100_00n],
    ['pushedOut', [aDeal('a')], [aDeal('a', { closeDate: '2026-04-20' })], -100_00n],
    ['pushedOut', [aDeal('a')], [aDeal('a', { closeDate: null })], -100_00n],
    ['pulledIn', [aDeal('a', { closeDate: '2026-05-01' })], [aDeal('a')], 100_00n],
    ['pushedIn', [aDeal('a', { closeDate: '2025-12-20' })], [aDeal('a')], 100_00n],
    ['pulledOut', [aDeal('a')], [aDeal('a', { closeDate: '2025-12-20' })], -100_00n],
    ['other', [aDeal('a')], [], -100_00n],
    ['other', [aDeal('a')], [aDeal('a', { counts: false })], -100_00n],
    ['other', [], [aDeal('a')], 100_00n],
    [
      'up',
      [aDeal('a')],
      [aDeal('a', { worth: 130_00n, value: { minor: 130_00n, currency: 'USD' } })],
      30_00n,
    ],
    [
      'down',
      [aDeal('a')],
      [aDeal('a', { worth: 70_00n, value: { minor: 70_00n, currency: 'USD' } })],
      -30_00n,
    ],
    ['rates', [aDeal('a')], [aDeal('a', { worth: 101_00n })], 1_00n],
  ] as const)('calls it %s', (kind, before, now, amount) => {
    const { steps } = waterfallOf(before, now, QUARTER, SINCE);
    expect(steps).toEqual([{ kind, amount, deals: ['a'] }]);
  });

  it('has no step for what stayed as it was', () => {
    expect(waterfallOf([aDeal('a')], [aDeal('a')], QUARTER, SINCE).steps).toEqual([]);
  });
});
