import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccount, updateAccount } from '../../src/crm/accounts.ts';
import { createContact, updateContact } from '../../src/crm/contacts.ts';
import { logDeal, updateDeal } from '../../src/crm/deals.ts';
import { lookUp } from '../../src/crm/lookup.ts';
import { mergeRecords } from '../../src/crm/merge.ts';
import { createRecord } from '../../src/crm/store.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { undo } from '../../src/crm/undo.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const PATIENCE_MS = 120_000;
const TABLES = ['account', 'contact', 'lead', 'deal', 'task'] as const;

type Company3 = {
  company: Company;
  dana: Colleague;
  accounts: string[];
  contacts: string[];
  deals: string[];
};

/** How many of each, and with which of three accounts. */
const plan = fc.record({
  accounts: fc.array(
    fc.record({
      industry: fc.option(fc.constantFrom('retail', 'steel')),
      region: fc.option(fc.constantFrom('EMEA', 'APAC')),
      domain: fc.boolean(),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  contacts: fc.array(fc.nat(2), { maxLength: 3 }),
  deals: fc.array(fc.nat(2), { maxLength: 3 }),
  tasks: fc.array(fc.nat(2), { maxLength: 3 }),
  leads: fc.array(fc.nat(2), { maxLength: 2 }),
  merges: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 3 }),
});
const edits = fc.record({ industry: fc.boolean(), deal: fc.boolean(), contact: fc.boolean() });

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

async function filled(made: Plan): Promise<Company3> {
  const company = await aCompany();
  const dana = await company.member('Dana', { role: 'admin' });
  return dana.does(async (ctx) => {
    const accounts: string[] = [];
    for (const [i, { industry, region, domain }] of made.accounts.entries()) {
      const data = {
        name: `Company ${'ABC'.charAt(i)}`,
        industry: industry ?? undefined,
        region: region ?? undefined,
        domain: domain ? `${'abc'.charAt(i)}.com` : undefined,
      };
      accounts.push((await createAccount(ctx, data)).id);
    }
    const at = (i: number): string => accounts[i] ?? '';
    const contacts: string[] = [];
    for (const i of made.contacts)
      contacts.push(
        (await createContact(ctx, { name: `Person ${contacts.length}`, accountId: at(i) })).id,
      );
    const deals: string[] = [];
    for (const i of made.deals)
      deals.push((await logDeal(ctx, { name: `Deal ${deals.length}`, accountId: at(i) })).id);
    for (const i of made.tasks)
      await createTask(ctx, { title: 'Call', about: { entity: 'account', id: at(i) } });
    for (const i of made.leads)
      await createRecord(ctx, 'lead', { name: 'Lee', nameKey: 'lee', accountId: at(i) });
    return { company, dana, accounts, contacts, deals };
  });
}

/** All records, but for what every write changes. */
function stateOf(company: Company): Promise<unknown> {
  return company.in(async (tx) => {
    const state: Record<string, unknown> = {};
    for (const table of TABLES) {
      const rows = await (tx[table] as typeof tx.account).findMany({
        where: { organizationId: company.organization.id },
        orderBy: { id: 'asc' },
      });
      state[table] = rows.map(({ version: _, updatedAt: __, ...row }) =>
        JSON.parse(JSON.stringify(row)),
      );
    }
    return state;
  });
}

/** Merges as far as both are still there, and gives the change sets. */
async function mergeAll({ dana, accounts }: Company3, merges: Plan['merges']): Promise<string[]> {
  const sets: string[] = [];
  for (const [from, into] of merges) {
    const [a, b] = [accounts[from] ?? '', accounts[into] ?? ''];
    const { changeSetId } = await dana.turn(async (ctx) => {
      const live = await ctx.tx.account.count({ where: { id: { in: [a, b] }, deletedAt: null } });
      if (live === 2) await mergeRecords(ctx, 'account', a, b);
    });
    if (changeSetId !== null) sets.push(changeSetId);
  }
  return sets;
}

describe('merges', () => {
  it(
    'leave nothing that points to a record which is gone, and every old number leads to one that is there',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan, async (made) => {
          const world = await filled(made);
          await mergeAll(world, made.merges);
          await world.dana.does(async (ctx) => {
            const gone = { account: { deletedAt: { not: null } } };
            const organizationId = ctx.organization.id;
            for (const table of ['contact', 'deal', 'task', 'lead'] as const)
              expect(
                await (ctx.tx[table] as typeof ctx.tx.deal).count({
                  where: { organizationId, ...gone },
                }),
              ).toBe(0);
            for (const number of [1, 2, 3])
              expect(await lookUp(ctx, ['account'], `A-${number}`)).toHaveLength(1);
          });
        }),
        { numRuns: 12, seed: 20_260_318 },
      );
    },
    PATIENCE_MS,
  );

  it(
    'undone in reverse leave everything as it was',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan, async (made) => {
          const world = await filled(made);
          const before = await stateOf(world.company);
          for (const changeSetId of (await mergeAll(world, made.merges)).reverse()) {
            const done = await world.dana.does((ctx) =>
              undo(ctx, { changeSetId, conversationId: null }),
            );
            expect(done.kept).toEqual([]);
          }
          expect(await stateOf(world.company)).toEqual(before);
        }),
        { numRuns: 12, seed: 20_260_319 },
      );
    },
    PATIENCE_MS,
  );

  it(
    'undone after edits restore both records and keep each edit',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan, edits, async (made, edit) => {
          const world = await filled(made);
          const { dana, accounts, contacts, deals } = world;
          const [a, b] = [accounts[0] ?? '', accounts[1] ?? ''];
          const { changeSetId } = await dana.turn((ctx) => mergeRecords(ctx, 'account', a, b));
          await dana.does(async (ctx) => {
            if (edit.industry) await updateAccount(ctx, b, { industry: 'edited' });
            for (const id of edit.deal ? deals : [])
              await updateDeal(ctx, id, { nextStep: 'edited' });
            for (const id of edit.contact ? contacts : [])
              await updateContact(ctx, id, { accountId: accounts[2], title: 'edited' });
          });
          const done = await dana.does((ctx) =>
            undo(ctx, { changeSetId: changeSetId ?? '', conversationId: null }),
          );
          await dana.does(async (ctx) => {
            expect(
              await ctx.tx.account.count({ where: { id: { in: [a, b] }, deletedAt: null } }),
            ).toBe(2);
            if (edit.industry)
              expect(await ctx.tx.account.findUnique({ where: { id: b } })).toMatchObject({
                industry: 'edited',
              });
            for (const [i, id] of deals.entries())
              expect(await ctx.tx.deal.findUnique({ where: { id } })).toMatchObject({
                accountId: accounts[made.deals[i] ?? 0],
                nextStep: edit.deal ? 'edited' : null,
              });
            for (const [i, id] of contacts.entries())
              expect(await ctx.tx.contact.findUnique({ where: { id } })).toMatchObject({
                accountId: edit.contact ? accounts[2] : accounts[made.contacts[i] ?? 0],
              });
          });
          // What moved and was then put elsewhere is named; so is a field that was filled and then edited.
          const elsewhere = edit.contact ? made.contacts.filter((i) => i === 0).length : 0;
          const [first, second] = made.accounts;
          const refilled = edit.industry && first?.industry !== null && second?.industry === null;
          expect(done.kept).toHaveLength(elsewhere + (refilled ? 1 : 0));
        }),
        { numRuns: 12, seed: 20_260_320 },
      );
    },
    PATIENCE_MS,
  );
});
