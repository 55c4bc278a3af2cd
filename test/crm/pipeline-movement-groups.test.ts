import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccount, updateAccount } from '../../src/crm/accounts.ts';
import { addTotals, type DealTotals } from '../../src/crm/deal-totals.ts';
import { logDeal, moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { createLead } from '../../src/crm/leads.ts';
import {
  groupedMovement,
  type MovementGroup,
  type MovementKind,
  pipelineMovement,
} from '../../src/crm/pipeline-movement.ts';
import { findRow, setDeleted } from '../../src/crm/store.ts';
import { setTeam } from '../../src/crm/teams.ts';
import { undo } from '../../src/crm/undo.ts';
import { decimalOf } from '../../src/platform/money.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const DAY = 86_400_000;
const LAST_WEEK = { start: '2026-03-11', end: '2026-03-18' };
const GROUPS = ['owner', 'team', 'account', 'region', 'product', 'month'] as const;
type Group = (typeof GROUPS)[number];

/** What may happen to one of the deals: what it is worth, where it stands, and each thing that it is grouped by. */
const anEvent = fc.oneof(
  fc.record({
    does: fc.constant('log' as const),
    amount: fc.nat({ max: 9_999 }),
    currency: fc.constantFrom('USD', 'EUR'),
    product: fc.constantFrom('Pro', 'Care', undefined),
  }),
  fc.record({
    does: fc.constant('change' as const),
    deal: fc.nat({ max: 3 }),
    patch: fc.oneof(
      fc.record({ amount: fc.nat({ max: 9_999 }), currency: fc.constantFrom('USD', 'EUR') }),
      fc.record({ product: fc.constantFrom('Pro', 'pro ', 'Care') }),
      fc.record({ account: fc.nat({ max: 1 }) }),
      fc.record({ owner: fc.nat({ max: 1 }) }),
      fc.record({ closeDate: fc.constantFrom('2026-03-31', '2026-04-30') }),
    ),
  }),
  fc.record({
    does: fc.constant('move' as const),
    deal: fc.nat({ max: 3 }),
    stage: fc.constantFrom('prospecting', 'proposal', 'negotiation', 'won', 'lost'),
  }),
  fc.record({
    does: fc.constant('delete' as const),
    deal: fc.nat({ max: 3 }),
    deleted: fc.boolean(),
  }),
  fc.record({ does: fc.constant('undo' as const) }),
);
type Event = typeof anEvent extends fc.Arbitrary<infer T> ? T : never;

type Pipeline = {
  company: Company;
  maya: Colleague;
  dana: Colleague;
  happen: (event: Event) => Promise<void>;
};

/** Two people in two teams, two accounts in two regions, and as many deals as are logged. */
async function aPipeline(): Promise<Pipeline> {
  const company = await aCompany();
  const maya = await company.member('Maya', { role: 'admin' });
  const dana = await company.member('Dana');
  const team = await company.in((tx) =>
    tx.team.create({ data: { organizationId: company.organization.id, name: 'North' } }),
  );
  await maya.does((ctx) => setTeam(ctx, dana.id, team));
  const accounts: string[] = [];
  for (const [name, region] of [
    ['Acme', 'EMEA'],
    ['Globex', undefined],
  ] as const)
    accounts.push((await maya.does((ctx) => createAccount(ctx, { name, region }))).id);
  const deals: string[] = [];
  const happen = async (event: Event): Promise<void> => {
    company.clock.advance(1000);
    const id = 'deal' in event ? deals[event.deal % Math.max(1, deals.length)] : undefined;
    if ('deal' in event && id === undefined) return;
    try {
      await maya.does(async (ctx) => {
        switch (event.does) {
          case 'log': {
            const { amount, currency, product } = event;
            const deal = await logDeal(ctx, {
              accountId: accounts[0] ?? '',
              name: `Deal ${deals.length + 1}`,
              value: { amount, currency },
              product,
            });
            deals.push(deal.id);
            return;
          }
          case 'change': {
            const { patch } = event;
            await updateDeal(ctx, id ?? '', {
              ...('amount' in patch ? { value: patch } : {}),
              ...('product' in patch ? { product: patch.product } : {}),
              ...('account' in patch ? { accountId: accounts[patch.account] } : {}),
              ...('owner' in patch ? { ownerId: [maya, dana][patch.owner]?.id } : {}),
              ...('closeDate' in patch ? { closeDate: patch.closeDate } : {}),
            });
            return;
          }
          case 'move':
            await moveDeal(ctx, id ?? '', event.stage, { reason: 'price' });
            return;
          case 'delete': {
            const row = await findRow(ctx, 'deal', id ?? '');
            if (row !== null && (row.deletedAt !== null) !== event.deleted)
              await setDeleted(ctx, 'deal', row, event.deleted);
            return;
          }
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

const KEY_SQL: Readonly<Record<Group, string>> = {
  owner: 'd."ownerId"::text',
  team: 'm."teamId"::text',
  account: 'd."accountId"::text',
  region: 'lower(a."region")',
  product: 'lower(trim(d."product"))',
  month: `to_char(d."closeDate", 'YYYY-MM-01')`,
};

/** The open deals by group and currency, as the records say it at this moment. */
async function openNow(company: Company, group: Group): Promise<string[]> {
  const rows = await company.in((tx) =>
    tx.$queryRawUnsafe<{ line: string }[]>(
      `SELECT coalesce(${KEY_SQL[group]}, '-') || ' ' || d."currency" || ' ' || sum(d."amount")::numeric(20, 2) AS line
       FROM "Deal" d JOIN "Account" a ON a."id" = d."accountId" JOIN "Member" m ON m."id" = d."ownerId"
       WHERE d."organizationId" = '${company.organization.id}' AND d."deletedAt" IS NULL AND d."status" = 'open'
       GROUP BY ${KEY_SQL[group]}, d."currency"`,
    ),
  );
  return rows.map((row) => row.line).sort();
}

const lines = (groups: readonly MovementGroup[], which: 'start' | 'end') =>
  groups
    .flatMap((g) => g[which].sums.map((s) => `${g.key ?? '-'} ${s.currency} ${decimalOf(s)}`))
    .sort();

const SIGNS: Readonly<Record<MovementKind, bigint>> = {
  new: 1n,
  reopened: 1n,
  returned: 1n,
  up: 1n,
  in: 1n,
  down: -1n,
  won: -1n,
  lost: -1n,
  gone: -1n,
  out: -1n,
  forward: 0n,
  back: 0n,
};

const centsOf = (totals: DealTotals | undefined, currency: string): bigint =>
  totals?.sums.find((sum) => sum.currency === currency)?.minor ?? 0n;

describe('what changed in the pipeline by group', () => {
  it.each(GROUPS)(
    'by %s leads to the cent from what was open to what is',
    async (groupBy) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anEvent, { maxLength: 10 }),
          fc.array(anEvent, { maxLength: 10 }),
          async (earlier, later) => {
            const { company, maya, happen } = await aPipeline();
            company.clock.advance(-10 * DAY);
            for (const amount of [100, 200])
              await happen({ does: 'log', amount, currency: 'USD', product: 'Pro' });
            for (const event of earlier) await happen(event);
            const before = await openNow(company, groupBy);
            company.clock.set(new Date('2026-03-12T10:00:00Z'));
            for (const event of later) await happen(event);
            company.clock.set(new Date('2026-03-18T10:00:00Z'));
            const [{ groups }, whole] = await maya.does(async (ctx) => [
              await groupedMovement(ctx, LAST_WEEK, { groupBy, most: 30 }),
              await pipelineMovement(ctx, LAST_WEEK),
            ]);
            expect(lines(groups, 'start')).toEqual(before);
            expect(lines(groups, 'end')).toEqual(await openNow(company, groupBy));
            for (const currency of ['USD', 'EUR'])
              for (const { start, end, moves } of groups) {
                const moved = [...moves].map(([kind, t]) => SIGNS[kind] * centsOf(t, currency));
                expect(moved.reduce((sum, one) => sum + one, centsOf(start, currency))).toBe(
                  centsOf(end, currency),
                );
              }
            // Each thing that happened is told of one group, and of the whole alike.
            for (const kind of Object.keys(SIGNS) as MovementKind[]) {
              if (kind === 'in' || kind === 'out') continue;
              const added = addTotals(
                'USD',
                groups.flatMap((g) => g.moves.get(kind) ?? []),
              );
              for (const currency of ['USD', 'EUR'])
                expect(centsOf(added, currency)).toBe(centsOf(whole.moves.get(kind), currency));
              expect(added.deals).toBe(whole.moves.get(kind)?.deals ?? 0);
            }
          },
        ),
        { numRuns: 6 },
      );
    },
    180_000,
  );

  it('tells of a deal that was handed over on both sides', async () => {
    const { company, maya, dana, happen } = await aPipeline();
    company.clock.advance(-10 * DAY);
    await happen({ does: 'log', amount: 100, currency: 'USD', product: undefined });
    company.clock.set(new Date('2026-03-13T10:00:00Z'));
    await happen({ does: 'change', deal: 0, patch: { amount: 150, currency: 'USD' } });
    await happen({ does: 'change', deal: 0, patch: { owner: 1 } });
    company.clock.set(new Date('2026-03-18T10:00:00Z'));
    const { groups } = await maya.does((ctx) =>
      groupedMovement(ctx, LAST_WEEK, { groupBy: 'owner', most: 30 }),
    );
    const told = (of: Colleague) =>
      [...(groups.find((g) => g.key === of.id)?.moves ?? [])].map(
        ([kind, t]) => `${kind} ${t.sums.map(decimalOf).join()}`,
      );
    expect(told(maya).sort()).toEqual(['out 150.00', 'up 50.00']);
    expect(told(dana)).toEqual(['in 150.00']);
    expect(groups.find((g) => g.key === dana.id)?.label).toBe('Dana');
  });

  it('adds up as one what does not come among the greatest', async () => {
    const { company, maya, happen } = await aPipeline();
    company.clock.advance(-10 * DAY);
    for (const [amount, product] of [
      [300, 'Pro'],
      [200, 'Care'],
    ] as const)
      await happen({ does: 'log', amount, currency: 'USD', product });
    await happen({ does: 'log', amount: 50, currency: 'USD', product: undefined });
    company.clock.set(new Date('2026-03-18T10:00:00Z'));
    const { groups } = await maya.does((ctx) =>
      groupedMovement(ctx, LAST_WEEK, { groupBy: 'product', most: 1 }),
    );
    expect(
      groups
        .map((g) => `${g.others ? 'others' : (g.label ?? '-')} ${g.end.sums.map(decimalOf).join()}`)
        .sort(),
    ).toEqual(['- 50.00', 'Pro 300.00', 'others 200.00']);
  });

  it('knows by which lead a deal came', async () => {
    const { company, maya, happen } = await aPipeline();
    company.clock.advance(-10 * DAY);
    for (const amount of [100, 200])
      await happen({ does: 'log', amount, currency: 'USD', product: undefined });
    company.clock.set(new Date('2026-03-18T10:00:00Z'));
    const deal = await company.in((tx) =>
      tx.deal.findFirstOrThrow({
        where: { organizationId: company.organization.id, name: 'Deal 1' },
      }),
    );
    const { lead } = await maya.does((ctx) => createLead(ctx, { name: 'Jo', source: 'Fair' }));
    await company.in((tx) => tx.lead.update({ where: { id: lead.id }, data: { dealId: deal.id } }));
    const { groups } = await maya.does((ctx) =>
      groupedMovement(ctx, LAST_WEEK, { groupBy: 'source', most: 30 }),
    );
    expect(groups.map((g) => `${g.label ?? '-'} ${centsOf(g.end, 'USD')}`).sort()).toEqual([
      '- 20000',
      'Fair 10000',
    ]);
  });

  it('counts an account in the region where it is now', async () => {
    const { company, maya, happen } = await aPipeline();
    company.clock.advance(-10 * DAY);
    await happen({ does: 'log', amount: 100, currency: 'USD', product: undefined });
    company.clock.set(new Date('2026-03-18T10:00:00Z'));
    const account = await company.in((tx) =>
      tx.account.findFirstOrThrow({
        where: { organizationId: company.organization.id, name: 'Acme' },
      }),
    );
    await maya.does((ctx) => updateAccount(ctx, account.id, { region: 'APAC' }));
    const { groups } = await maya.does((ctx) =>
      groupedMovement(ctx, LAST_WEEK, { groupBy: 'region', most: 30 }),
    );
    expect(groups.map((g) => [g.label, centsOf(g.start, 'USD')])).toEqual([['APAC', 10_000n]]);
  });
});
