import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { type Deal, type DealFilter, listDeals, selectDeals } from '../../src/crm/deals.ts';
import { createLead, listLeads } from '../../src/crm/leads.ts';
import { createOrder, listOrders } from '../../src/crm/orders.ts';
import { createQuote, listQuotes, quoteName, reviseQuote } from '../../src/crm/quotes.ts';
import { rateBook, setRate, totalOf } from '../../src/crm/rates.ts';
import { createTask, listTasks } from '../../src/crm/tasks.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

/** Sixty deals that differ in all that a list asks for; what a list says is held against what all of them say one by one. */
let company: Company;
let maya: Colleague;
let acme: string;

beforeAll(async () => {
  company = await aCompany();
  maya = await company.member('Maya', { role: 'admin' });
  acme = (await maya.does((ctx) => createAccount(ctx, { name: 'Acme' }))).id;
  const { id } = company.organization;
  for (const [currency, rate] of [
    ['EUR', 1.0837],
    ['JPY', 0.006713],
  ] as const)
    await maya.does((ctx) => setRate(ctx, { currency, rate, to: null, from: '2026-01-01' }));
  await company.in(
    (tx) => tx.$executeRaw`
      UPDATE "Stage" SET "rotAfterDays" = CASE "position" % 3 WHEN 0 THEN NULL WHEN 1 THEN 7 ELSE 14 END WHERE "organizationId" = ${id}::uuid`,
  );
  await company.in(
    (tx) => tx.$executeRaw`
      INSERT INTO "Deal" ("id", "organizationId", "number", "name", "nameKey", "accountId", "pipelineId", "stageId", "ownerId",
        "createdAt", "updatedAt", "stageEnteredAt", "lastActivityAt", "amount", "currency", "closeDate", "forecastCategory")
      SELECT gen_random_uuid(), ${id}::uuid, n, 'Deal ' || n, 'deal ' || n, ${acme}::uuid, s."pipelineId", s."id", ${maya.id}::uuid,
        '2026-01-01', '2026-01-01', timestamptz '2026-03-18 00:00Z' - n * interval '13 hours', timestamptz '2026-03-18 00:00Z' - n * interval '7 hours',
        CASE WHEN n % 11 = 0 THEN NULL ELSE n * 37 + n % 7 * 0.37 END,
        CASE WHEN n % 11 = 0 THEN NULL ELSE (ARRAY['USD', 'EUR', 'JPY', 'GBP'])[1 + n % 4] END,
        CASE WHEN n % 5 = 0 THEN NULL ELSE date '2026-04-01' + n % 17 END,
        (ARRAY[NULL, 'commit', NULL, 'best_case', NULL])[1 + n % 5]::"ForecastCategory"
      FROM generate_series(1, 60) n
      JOIN LATERAL (SELECT * FROM "Stage" WHERE "organizationId" = ${id}::uuid AND "kind" = 'open' ORDER BY "position" OFFSET n % 4 LIMIT 1) s ON true`,
  );
});

const selected = (filter: DealFilter, limit = 5) =>
  maya.does(async (ctx) => {
    const { deals, count, amounts, compared } = await selectDeals(ctx, filter, limit);
    return {
      names: deals.map(({ name }) => name),
      count,
      total: totalOf(await rateBook(ctx), amounts),
      compared,
    };
  });

/** What those deals come to that are let through, read one by one. */
async function oneByOne(lets: (deal: Deal) => boolean) {
  return maya.does(async (ctx) => {
    const deals = (await listDeals(ctx, {})).filter(lets);
    const priced = deals.flatMap(({ value, rate }) => (value === null ? [] : [{ value, rate }]));
    return {
      names: deals.slice(0, 5).map(({ name }) => name),
      count: deals.length,
      total: totalOf(await rateBook(ctx), priced),
    };
  });
}

const byCode = <T extends { currency: string }>(sums: readonly T[]) =>
  [...sums].sort((a, b) => (a.currency < b.currency ? -1 : 1));

async function agrees(filter: DealFilter, lets: (deal: Deal) => boolean): Promise<void> {
  const [list, all] = [await selected(filter), await oneByOne(lets)];
  expect([list.names, list.count]).toEqual([all.names, all.count]);
  expect({ ...list.total, sums: byCode(list.total.sums) }).toEqual({
    ...all.total,
    sums: byCode(all.total.sums),
  });
}

const minor = (deal: Deal) => Number(deal.value?.minor ?? -1n);

describe('a list of many deals', () => {
  it('says how many there are, shows the first, and adds up all', async () => {
    await agrees({}, () => true);
    expect((await selected({})).names).toHaveLength(5);
  });

  it.each([true, false])('knows which are stale in the database, too: %s', async (stale) => {
    const { count } = await selected({ stale });
    expect(count).toBeGreaterThan(0);
    await agrees({ stale }, (deal) => deal.stale === stale);
  });

  it('of what is won knows none that is stale', async () => {
    expect((await selected({ stage: 'won', stale: true })).count).toBe(0);
  });

  it.each(['commit', 'best_case', 'pipeline', 'omitted'] as const)(
    'takes the category of the stage where a deal has none: %s',
    async (category) => {
      await agrees({ category }, (deal) => deal.category === category);
    },
  );

  it('compares bare bounds with each amount in its own currency', async () => {
    const bound = (amount: number) => ({ amount, currency: null });
    const within = (deal: Deal) => {
      const digits = deal.value?.currency === 'JPY' ? 1 : 100;
      const amount = minor(deal) / digits;
      return deal.value !== null && amount >= 500 && amount <= 1500;
    };
    await agrees({ minValue: bound(500), maxValue: bound(1500) }, within);
  });

  it('compares bounds with a currency by what is worth so much in it, also in one without a rate', async () => {
    const dollars = (amount: number) => ({ amount, currency: 'USD' });
    const rates: Readonly<Record<string, number>> = { USD: 0.01, EUR: 0.010837, JPY: 0.006713 };
    const worth = (deal: Deal) => minor(deal) * (rates[deal.value?.currency ?? ''] ?? Number.NaN);
    await agrees(
      { minValue: dollars(300), maxValue: dollars(900) },
      (deal) => worth(deal) >= 300 && worth(deal) <= 900,
    );
    const { compared } = await selected({ minValue: dollars(300) });
    expect(compared).toMatchObject({ kind: 'converted', leftOut: ['GBP'] });
    const pounds = await selected({ minValue: { amount: 600, currency: 'GBP' } });
    expect(pounds.count).toBeGreaterThan(0);
    expect(pounds.total.sums.map(({ currency }) => currency)).toEqual(['GBP']);
  });
});

describe('other long lists', () => {
  it('of leads, tasks, orders and quotes show the first and count all', async () => {
    const { id: dealId } = (await maya.does((ctx) => listDeals(ctx, {})))[0] ?? { id: '' };
    for (let n = 1; n <= 4; n += 1)
      await maya.does(async (ctx) => {
        await createLead(ctx, { name: `Lead ${n}` });
        await createTask(ctx, { title: `Task ${n}`, due: `2026-03-${15 + n}` });
        const value = { amount: n, currency: n === 4 ? 'EUR' : 'USD' };
        await createOrder(ctx, { accountId: acme, value });
        const quote = await createQuote(ctx, { dealId, value: { amount: n, currency: 'USD' } });
        if (n === 4) await reviseQuote(ctx, quote.id, { discount: 0.1 });
      });
    await maya.does(async (ctx) => {
      const { leads, count } = await listLeads(ctx, {}, 2);
      expect([count, leads.map(({ name }) => name)]).toEqual([4, ['Lead 4', 'Lead 3']]);
      const late = await listTasks(ctx, { overdue: true }, 1);
      expect([late.count, late.tasks.map(({ title }) => title)]).toEqual([2, ['Task 1']]);
      const due = await listTasks(ctx, { overdue: false }, 9);
      expect(due.tasks.map(({ title }) => title)).toEqual(['Task 3', 'Task 4']);
      const orders = await listOrders(ctx, {}, 2);
      expect([orders.count, orders.orders.map(({ number }) => number)]).toEqual([4, [4, 3]]);
      expect(byCode(totalOf(await rateBook(ctx), orders.amounts).sums)).toEqual([
        { currency: 'EUR', minor: 400n },
        { currency: 'USD', minor: 600n },
      ]);
      const quotes = await listQuotes(ctx, {}, 2);
      expect([quotes.count, quotes.quotes.map(quoteName)]).toEqual([4, ['Q-4 v2', 'Q-3']]);
    });
  });
});
