import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/commands/execute.ts';
import { createAccount } from '../../src/crm/accounts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { createLead } from '../../src/crm/leads.ts';
import { createQuote } from '../../src/crm/quotes.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;
let accountId: string;

beforeAll(async () => {
  company = await aCompany();
  dana = await company.member('Dana');
  accountId = (await dana.does((ctx) => createAccount(ctx, { name: 'Globex' }))).id;
});

const aDeal = () =>
  dana.does((ctx) =>
    logDeal(ctx, { accountId, name: 'Renewal', value: { amount: 10, currency: 'USD' } }),
  );

/** The same command four times at once: how each ended. */
async function atOnce(command: string, args: Readonly<Record<string, unknown>>): Promise<string[]> {
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => dana.executes(command, args, { confirmed: true })),
  );
  return outcomes.map(endOf).sort();
}

const endOf = (outcome: Outcome) =>
  outcome.kind === 'refused' ? `refused: ${outcome.refusal.code}` : outcome.kind;

describe('what several people do at the same moment', () => {
  it('converts a lead once', async () => {
    const { lead } = await dana.does((ctx) =>
      createLead(ctx, { name: 'Jane', company: 'Initech' }),
    );
    const ends = await atOnce('lead.convert', { lead: `lead:${lead.id}` });
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    const deals = await company.in((tx) =>
      tx.deal.count({ where: { account: { name: 'Initech' } } }),
    );
    expect(deals).toBe(1);
  });

  it('accepts a quote once, and makes one order of it', async () => {
    const deal = await aDeal();
    const quote = await dana.does((ctx) => createQuote(ctx, { dealId: deal.id }));
    const ends = await atOnce('quote.accept', { quote: `quote:${quote.id}` });
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    expect(await company.in((tx) => tx.order.count({ where: { quoteId: quote.id } }))).toBe(1);
  });

  it('gives each order a number of its own', async () => {
    const deal = await aDeal();
    expect(await atOnce('order.create', { deal: `deal:${deal.id}` })).toEqual(
      Array.from({ length: 4 }, () => 'done'),
    );
    const orders = await company.in((tx) => tx.order.findMany({ where: { dealId: deal.id } }));
    expect(new Set(orders.map(({ number }) => number)).size).toBe(4);
  });
});
