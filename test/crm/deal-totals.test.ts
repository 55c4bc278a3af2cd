import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealGroup } from '../../src/crm/deal-groups.ts';
import { addTotals, dealTotals } from '../../src/crm/deal-totals.ts';
import { addDays } from '../../src/platform/clock.ts';
import { decimalOf } from '../../src/platform/money.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const PERIOD = { start: '2026-01-01', end: '2026-03-31' };

/** Deals around the first quarter of 2026, in three currencies of which one has no rate. */
const aDeal = fc.record({
  owner: fc.nat({ max: 2 }),
  account: fc.nat({ max: 2 }),
  status: fc.constantFrom('open', 'won', 'lost'),
  cents: fc.option(fc.nat({ max: 9_999_999 }), { freq: 8 }),
  currency: fc.constantFrom('USD', 'USD', 'EUR', 'JPY'),
  frozen: fc.boolean(),
  day: fc.integer({ min: -40, max: 120 }),
  product: fc.constantFrom(null, 'WMS', 'wms ', 'Robots'),
  deleted: fc.boolean(),
});

type DealPlan = typeof aDeal extends fc.Arbitrary<infer T> ? T : never;

async function aSalesCompany(withRates: boolean): Promise<{
  company: Company;
  maya: Colleague;
  dana: Colleague;
  add: (deals: readonly DealPlan[]) => Promise<void>;
}> {
  const company = await aCompany();
  const [east, west] = [await company.team('East'), await company.team('West')];
  const maya = await company.member('Maya', { role: 'admin' });
  const dana = await company.member('Dana', { teamId: east });
  const bob = await company.member('Bob', { teamId: west });
  const organizationId = company.organization.id;
  const stages = await company.in((tx) =>
    tx.stage.findMany({ where: { organizationId }, orderBy: { position: 'asc' } }),
  );
  const accounts = await company.in(async (tx) => {
    const made = [
      { name: 'Acme', region: 'EMEA', industry: 'Retail' },
      { name: 'Globex', region: 'emea', industry: null },
      { name: '华星', region: null, industry: 'Retail' },
    ];
    return Promise.all(
      made.map((data, i) =>
        tx.account.create({
          data: { ...data, organizationId, number: i + 1, nameKey: data.name.toLowerCase() },
          select: { id: true },
        }),
      ),
    );
  });
  if (withRates)
    await company.in((tx) =>
      tx.currencyRate.createMany({
        data: [
          {
            organizationId,
            name: 'EUR',
            currency: 'EUR',
            day: new Date('2026-01-01'),
            rate: '1.08345',
          },
          {
            organizationId,
            name: 'JPY',
            currency: 'JPY',
            day: new Date('2026-02-01'),
            rate: '0.00661',
          },
        ],
      }),
    );
  let number = 0;
  return {
    company,
    maya,
    dana,
    add: (deals) =>
      company.in(async (tx) => {
        await tx.deal.createMany({
          data: deals.map((deal) => {
            const stage = stages.find((s) => s.kind === deal.status) ?? stages[0];
            const day = new Date(`${addDays('2026-01-01', deal.day)}T00:00:00Z`);
            const closed = deal.status !== 'open';
            number += 1;
            return {
              organizationId,
              number,
              name: `Deal ${number}`,
              nameKey: `deal ${number}`,
              accountId: accounts[deal.account]?.id ?? '',
              pipelineId: stage?.pipelineId ?? '',
              stageId: stage?.id ?? '',
              ownerId: [maya, dana, bob][deal.owner]?.id ?? '',
              status: deal.status as 'open' | 'won' | 'lost',
              amount:
                deal.cents === null
                  ? null
                  : deal.currency === 'JPY'
                    ? String(deal.cents)
                    : (deal.cents / 100).toFixed(2),
              currency: deal.cents === null ? null : deal.currency,
              rate: closed && deal.frozen && deal.currency === 'EUR' ? '1.12345678' : null,
              product: deal.product,
              lossReason: deal.status === 'lost' ? (deal.frozen ? 'Price' : 'price') : null,
              closedOn: closed ? day : null,
              closeDate: day,
              createdAt: new Date('2025-11-01T00:00:00Z'),
              stageEnteredAt: day,
              lastActivityAt: day,
              deletedAt: deal.deleted && deal.day % 5 === 0 ? day : null,
            };
          }),
        });
      }),
  };
}

/** The same sums, said another way: every deal with all its names, one by one, in one flat list. */
const FLAT_KEY: Readonly<Record<string, string>> = {
  owner: `(SELECT m."name" FROM "Member" m WHERE m."id" = d."ownerId")`,
  team: `(SELECT t."name" FROM "Member" m JOIN "Team" t ON t."id" = m."teamId" WHERE m."id" = d."ownerId")`,
  account: `(SELECT a."name" FROM "Account" a WHERE a."id" = d."accountId")`,
  region: `(SELECT upper(a."region") FROM "Account" a WHERE a."id" = d."accountId")`,
  industry: `(SELECT upper(a."industry") FROM "Account" a WHERE a."id" = d."accountId")`,
  product: `upper(trim(d."product"))`,
  month: `to_char(d."closedOn", 'YYYY-MM')`,
  quarter: `extract(year FROM d."closedOn")::text || extract(quarter FROM d."closedOn")::text`,
};

async function flatSums(company: Company, group: string, where: string): Promise<string[]> {
  const rows = await company.in((tx) =>
    tx.$queryRawUnsafe<{ key: string | null; currency: string; deals: number; amount: string }[]>(
      `SELECT x.key, x.currency, count(*)::int AS deals, sum(x.amount)::numeric(30, 2)::text AS amount FROM (
         SELECT ${FLAT_KEY[group]} AS key, d."currency"::text AS currency, d."amount" FROM "Deal" d
         WHERE d."organizationId" = '${company.organization.id}' AND d."deletedAt" IS NULL AND d."amount" IS NOT NULL AND ${where}
       ) x GROUP BY x.key, x.currency`,
    ),
  );
  return rows.map((r) => `${r.currency} ${r.amount}`).sort();
}

const WON = `d."status" = 'won' AND NOT (d."closedOn" < '2026-01-01' OR d."closedOn" > '2026-03-31')`;

describe('sums of deals', () => {
  it.each([
    'owner',
    'team',
    'account',
    'region',
    'industry',
    'product',
    'month',
    'quarter',
  ] as const)(
    'agree to the cent with the records, by %s',
    async (group: DealGroup) => {
      await fc.assert(
        fc.asyncProperty(fc.array(aDeal, { maxLength: 40 }), async (deals) => {
          const { company, maya, add } = await aSalesCompany(true);
          await add(deals);
          const rows = await maya.does((ctx) =>
            dealTotals(ctx, {
              spans: [{ name: 'now', closed: PERIOD, grouped: true }],
              status: 'won',
              groupBy: group,
              most: 50,
            }),
          );
          const sums = rows.flatMap((row) =>
            row.totals.sums.map((sum) => `${sum.currency} ${Number(decimalOf(sum)).toFixed(2)}`),
          );
          expect(sums.sort()).toEqual(await flatSums(company, group, WON));
          const counted = await company.in((tx) =>
            tx.$queryRawUnsafe<{ n: number }[]>(
              `SELECT count(*)::int AS n FROM "Deal" d WHERE d."organizationId" = '${company.organization.id}' AND d."deletedAt" IS NULL AND ${WON}`,
            ),
          );
          expect(rows.reduce((n, row) => n + row.totals.deals, 0)).toBe(counted[0]?.n);
        }),
        { numRuns: 12 },
      );
    },
    120_000,
  );

  it('are converted deal by deal, at the rate of its closing or else of today, and parts add up to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aDeal, { minLength: 1, maxLength: 40 }), async (deals) => {
        const { company, maya, add } = await aSalesCompany(true);
        await add(deals);
        const ask = (groupBy: DealGroup | null, most: number) =>
          maya.does((ctx) =>
            dealTotals(ctx, {
              spans: [{ name: 'now', closed: PERIOD, grouped: true }],
              status: 'won',
              groupBy,
              most,
            }),
          );
        const [flat] = await company.in((tx) =>
          tx.$queryRawUnsafe<{ usd: string }[]>(
            `SELECT coalesce(sum(CASE d."currency" WHEN 'USD' THEN d."amount" WHEN 'EUR' THEN round(d."amount" * coalesce(d."rate", 1.08345), 2)
               ELSE round(d."amount" * 0.00661, 2) END), 0)::numeric(30, 2)::text AS usd
             FROM "Deal" d WHERE d."organizationId" = '${company.organization.id}' AND d."deletedAt" IS NULL AND ${WON}`,
          ),
        );
        for (const rows of [
          await ask(null, 50),
          await ask('owner', 50),
          await ask('account', 1),
          await ask('week', 3),
        ]) {
          const all = addTotals(
            'USD',
            rows.map((row) => row.totals),
          );
          expect(decimalOf(all.converted)).toBe(flat?.usd);
          expect(all.missing).toEqual([]);
        }
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  it('never cross a currency without a rate: what has none is named and left out', async () => {
    const { maya, add } = await aSalesCompany(false);
    const base = {
      owner: 0,
      account: 0,
      status: 'won',
      frozen: false,
      day: 20,
      product: null,
      deleted: false,
    } as const;
    await add([
      { ...base, cents: 10_000, currency: 'USD' },
      { ...base, cents: 20_000, currency: 'EUR' },
      { ...base, cents: 30_000, currency: 'EUR', frozen: true },
    ]);
    const [row] = await maya.does((ctx) =>
      dealTotals(ctx, {
        spans: [{ name: 'now', closed: PERIOD, grouped: true }],
        groupBy: null,
        most: 5,
      }),
    );
    expect(row?.totals.sums).toEqual([
      { currency: 'EUR', minor: 50_000n },
      { currency: 'USD', minor: 10_000n },
    ]);
    expect(row?.totals.missing).toEqual(['EUR']);
    expect(decimalOf(row?.totals.converted ?? { minor: 0n, currency: 'USD' })).toBe('437.04');
  });

  it('hold what the person may see: a rep his team, and nobody of another by name', async () => {
    const { company, dana, add } = await aSalesCompany(false);
    const base = {
      account: 0,
      status: 'won',
      frozen: false,
      day: 20,
      product: null,
      deleted: false,
      currency: 'USD',
      cents: 100,
    } as const;
    await add([
      { ...base, owner: 0 },
      { ...base, owner: 1 },
      { ...base, owner: 2 },
    ]);
    const rows = await dana.does((ctx) =>
      dealTotals(ctx, {
        spans: [{ name: 'now', closed: PERIOD, grouped: true }],
        groupBy: 'owner',
        most: 5,
      }),
    );
    expect(rows.map((row) => row.label)).toEqual(['Dana']);
    const bob = await company.in((tx) =>
      tx.member.findFirstOrThrow({
        where: { organizationId: company.organization.id, name: 'Bob' },
      }),
    );
    await expect(
      dana.does((ctx) =>
        dealTotals(ctx, {
          spans: [{ name: 'now', closed: PERIOD, grouped: true }],
          groupBy: 'owner',
          ownerId: bob.id,
          most: 5,
        }),
      ),
    ).rejects.toMatchObject({ code: 'outside_scope' });
  });

  it('tell the greatest groups apart and keep the rest as one', async () => {
    const { maya, add } = await aSalesCompany(false);
    const base = {
      owner: 0,
      status: 'won',
      frozen: false,
      day: 20,
      product: null,
      deleted: false,
      currency: 'USD',
    } as const;
    await add([
      { ...base, account: 0, cents: 100 },
      { ...base, account: 1, cents: 500 },
      { ...base, account: 2, cents: 300 },
    ]);
    const rows = await maya.does((ctx) =>
      dealTotals(ctx, {
        spans: [{ name: 'now', closed: PERIOD, grouped: true }],
        groupBy: 'account',
        most: 1,
      }),
    );
    expect(rows.map((r) => `${r.label ?? 'others'} ${r.others} ${r.totals.deals}`).sort()).toEqual([
      'Globex false 1',
      'others true 2',
    ]);
  });
});
