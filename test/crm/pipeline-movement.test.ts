import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { addTotals, type DealTotals } from '../../src/crm/deal-totals.ts';
import { logDeal, moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { type MovementKind, pipelineMovement } from '../../src/crm/pipeline-movement.ts';
import { findRow, setDeleted } from '../../src/crm/store.ts';
import { undo } from '../../src/crm/undo.ts';
import { decimalOf } from '../../src/platform/money.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const DAY = 86_400_000;
const LAST_WEEK = { start: '2026-03-11', end: '2026-03-18' };

/** What may happen to a deal; each to one of four deals, by one of two people. */
const anEvent = fc.oneof(
  fc.record({
    does: fc.constant('log' as const),
    amount: fc.nat({ max: 9_999 }),
    currency: fc.constantFrom('USD', 'EUR'),
  }),
  fc.record({
    does: fc.constant('revalue' as const),
    deal: fc.nat({ max: 3 }),
    amount: fc.nat({ max: 9_999 }),
    currency: fc.constantFrom('USD', 'USD', 'EUR'),
  }),
  fc.record({
    does: fc.constant('move' as const),
    deal: fc.nat({ max: 3 }),
    stage: fc.constantFrom(
      'prospecting',
      'qualification',
      'proposal',
      'negotiation',
      'won',
      'lost',
    ),
  }),
  fc.record({
    does: fc.constant('delete' as const),
    deal: fc.nat({ max: 3 }),
    deleted: fc.boolean(),
  }),
  fc.record({
    does: fc.constant('hand over' as const),
    deal: fc.nat({ max: 3 }),
    to: fc.nat({ max: 1 }),
  }),
  fc.record({ does: fc.constant('undo' as const) }),
);
type Event = typeof anEvent extends fc.Arbitrary<infer T> ? T : never;

async function aPipeline() {
  const company = await aCompany();
  const maya = await company.member('Maya', { role: 'admin' });
  const dana = await company.member('Dana');
  const account = await maya.does((ctx) => createAccount(ctx, { name: 'Acme' }));
  const deals: string[] = [];
  const happen = async (event: Event): Promise<void> => {
    company.clock.advance(1000);
    const id = 'deal' in event ? deals[event.deal % Math.max(1, deals.length)] : undefined;
    if (event.does !== 'log' && event.does !== 'undo' && id === undefined) return;
    try {
      await maya.does(async (ctx) => {
        switch (event.does) {
          case 'log': {
            const deal = await logDeal(ctx, {
              accountId: account.id,
              name: `Deal ${deals.length + 1}`,
              value: { amount: event.amount, currency: event.currency },
            });
            deals.push(deal.id);
            return;
          }
          case 'revalue':
            await updateDeal(ctx, id ?? '', {
              value: { amount: event.amount, currency: event.currency },
            });
            return;
          case 'move':
            await moveDeal(ctx, id ?? '', event.stage, { reason: 'price' });
            return;
          case 'delete': {
            const row = await findRow(ctx, 'deal', id ?? '');
            if (row !== null && (row.deletedAt !== null) !== event.deleted)
              await setDeleted(ctx, 'deal', row, event.deleted);
            return;
          }
          case 'hand over':
            await updateDeal(ctx, id ?? '', { ownerId: [maya, dana][event.to]?.id ?? maya.id });
            return;
          case 'undo':
            await undo(ctx, { conversationId: ctx.conversation.id });
            return;
          default:
            event satisfies never;
        }
      });
    } catch (error) {
      // Many of these cannot be done: that is refused, and changes nothing.
      if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
    }
  };
  return { company, maya, dana, happen };
}

/** The open pipeline by stage and currency, as the records say it at this moment. */
async function openNow(company: Company, owner?: Colleague): Promise<string[]> {
  const rows = await company.in((tx) =>
    tx.$queryRawUnsafe<{ line: string }[]>(
      `SELECT s."key" || ' ' || coalesce(d."currency", '') || ' ' || count(*) || ' ' || coalesce(sum(d."amount"), 0)::numeric(20, 2) AS line
       FROM "Deal" d JOIN "Stage" s ON s."id" = d."stageId" AND s."kind" = 'open'
       WHERE d."organizationId" = '${company.organization.id}' AND d."deletedAt" IS NULL ${owner === undefined ? '' : `AND d."ownerId" = '${owner.id}'`}
       GROUP BY s."key", d."currency"`,
    ),
  );
  return rows.map((row) => row.line).sort();
}

describe('what changed in the pipeline', () => {
  it('leads from the pipeline as it was to the pipeline as it is, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anEvent, { maxLength: 12 }),
        fc.array(anEvent, { maxLength: 12 }),
        fc.boolean(),
        async (earlier, later, ofOne) => {
          const { company, maya, happen } = await aPipeline();
          const owner = ofOne ? maya : undefined;
          company.clock.advance(-10 * DAY);
          await happen({ does: 'log', amount: 100, currency: 'USD' });
          await happen({ does: 'log', amount: 200, currency: 'EUR' });
          for (const event of earlier) await happen(event);
          const before = await openNow(company, owner);
          company.clock.set(new Date('2026-03-12T10:00:00Z'));
          for (const event of later) await happen(event);
          company.clock.set(new Date('2026-03-18T10:00:00Z'));
          const movement = await maya.does((ctx) =>
            pipelineMovement(ctx, LAST_WEEK, { ownerId: owner?.id }),
          );
          const stages = await company.in((tx) =>
            tx.stage.findMany({ where: { organizationId: company.organization.id } }),
          );
          const lines = (which: 'start' | 'end') =>
            movement.stages
              .flatMap((s) =>
                s[which].sums.map((sum) => {
                  const key = stages.find((stage) => stage.id === s.stage.id)?.key ?? '';
                  return `${key} ${sum.currency} ${decimalOf(sum)}`;
                }),
              )
              .sort();
          const withoutCounts = (own: readonly string[]) =>
            own.map((line) => line.replace(/ \d+ (?=\S+$)/, ' ')).sort();
          expect(lines('start')).toEqual(withoutCounts(before));
          expect(lines('end')).toEqual(withoutCounts(await openNow(company, owner)));
          expectReconciled(
            movement.stages.map((s) => s.start),
            movement.stages.map((s) => s.end),
            movement.moves,
          );
        },
      ),
      { numRuns: 15 },
    );
  }, 180_000);

  it('tells new, won, lost, moved and revalued deals apart', async () => {
    const { company, maya, happen } = await aPipeline();
    company.clock.advance(-10 * DAY);
    for (const amount of [100, 200, 300, 400])
      await happen({ does: 'log', amount, currency: 'USD' });
    company.clock.set(new Date('2026-03-13T10:00:00Z'));
    await happen({ does: 'move', deal: 0, stage: 'won' });
    await happen({ does: 'move', deal: 1, stage: 'lost' });
    await happen({ does: 'move', deal: 2, stage: 'proposal' });
    await happen({ does: 'revalue', deal: 3, amount: 450, currency: 'USD' });
    await happen({ does: 'log', amount: 500, currency: 'USD' });
    company.clock.set(new Date('2026-03-18T10:00:00Z'));
    const { moves, stages } = await maya.does((ctx) => pipelineMovement(ctx, LAST_WEEK));
    const told = [...moves]
      .map(([kind, t]) => `${kind} ${t.deals} ${t.sums.map(decimalOf).join()}`)
      .sort();
    expect(told).toEqual([
      'forward 1 300.00',
      'lost 1 200.00',
      'new 1 500.00',
      'up 1 50.00',
      'won 1 100.00',
    ]);
    expect(
      addTotals(
        'USD',
        stages.map((s) => s.start),
      ).sums,
    ).toEqual([{ currency: 'USD', minor: 100_000n }]);
    expect(
      addTotals(
        'USD',
        stages.map((s) => s.end),
      ).sums,
    ).toEqual([{ currency: 'USD', minor: 125_000n }]);
  });

  it('of a past period ends with it: what happened later is not in it', async () => {
    const { company, maya, happen } = await aPipeline();
    company.clock.set(new Date('2026-02-10T10:00:00Z'));
    await happen({ does: 'log', amount: 100, currency: 'USD' });
    company.clock.set(new Date('2026-03-10T10:00:00Z'));
    await happen({ does: 'move', deal: 0, stage: 'won' });
    const { moves } = await maya.does((ctx) =>
      pipelineMovement(ctx, { start: '2026-02-01', end: '2026-02-28' }),
    );
    expect([...moves.keys()]).toEqual(['new']);
  });
});

/** Per currency: start + new + reopened + returned + up − down − won − lost − gone = end. */
function expectReconciled(
  start: readonly DealTotals[],
  end: readonly DealTotals[],
  moves: ReadonlyMap<MovementKind, DealTotals>,
): void {
  const signs: Partial<Record<MovementKind, bigint>> = {
    new: 1n,
    reopened: 1n,
    returned: 1n,
    up: 1n,
    down: -1n,
    won: -1n,
    lost: -1n,
    gone: -1n,
  };
  for (const currency of ['USD', 'EUR']) {
    const of = (totals: readonly DealTotals[]) =>
      totals
        .flatMap((t) => t.sums)
        .filter((s) => s.currency === currency)
        .reduce((sum, s) => sum + s.minor, 0n);
    const moved = [...moves].reduce((sum, [kind, t]) => sum + (signs[kind] ?? 0n) * of([t]), 0n);
    expect(of(start) + moved).toBe(of(end));
  }
}
