import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/context.ts';
import { execute, type Invocation } from '../../src/commands/execute.ts';
import type { RecordKind } from '../../src/crm/fields.ts';
import { dealNameKey, nameKey } from '../../src/crm/names.ts';
import { undo } from '../../src/crm/undo.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const SEED = 20_260_318;
/** A day at work is some hundred transactions: a busy machine takes its time for them. */
const PATIENCE_MS = 120_000;
const COMMANDS = 200;
const TABLES = [
  'Account',
  'Contact',
  'Lead',
  'Deal',
  'Task',
  'Activity',
  'Product',
  'Quote',
  'QuoteLine',
  'Order',
  'OrderLine',
] as const;

/** A record by chance: which one it is shows when the command runs, among those that there are then. */
type Pick = { pick: RecordKind; nth: number };
type Planned = { command: string; arguments: Record<string, unknown> };
/** What one person does in one turn. */
type Turn = { by: number; commands: Planned[] };

const some = (kind: RecordKind): fc.Arbitrary<Pick> =>
  fc.record({ pick: fc.constant(kind), nth: fc.nat(50) });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const name = fc.constantFrom('Acme', 'Globex', 'Initech', '云帆科技', 'Hooli, Inc.', 'Blue Harbor');
// Few of them, so that people get in each other's way.
const domain = fc.constantFrom('acme.com', 'globex.com', 'initech.com');
const email = fc.constantFrom('bob@acme.com', 'li@globex.com', 'ann@initech.com');
const phone = fc.constantFrom('+14155550100', '+8613800138000');
const words = fc.constantFrom(
  'Call back',
  'Send the contract',
  '发合同',
  '2026-03-18T10:00:00.000Z',
  'null',
  '12.50',
);
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-04-${String(n).padStart(2, '0')}`);
const value = fc.record({
  amount: fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0.5, 1234.56, 1e14)),
  currency: fc.constantFrom('USD', 'JPY', 'KWD', null),
});
const stage = fc.constantFrom(
  'prospecting',
  'qualification',
  'proposal',
  'negotiation',
  'won',
  'lost',
);
const about = fc.oneof(some('account'), some('contact'), some('deal'));

const planned = (
  command: string,
  parameters: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Planned> =>
  fc.record({ command: fc.constant(command), arguments: fc.record(parameters) });

const account = {
  domain: maybe(domain),
  industry: maybe(words),
  employees: maybe(fc.nat(500)),
  owner: maybe(some('member')),
};
const contact = {
  account: maybe(some('account')),
  email: maybe(email),
  phone: maybe(phone),
  title: maybe(words),
};

const aCommand: fc.Arbitrary<Planned> = fc.oneof(
  planned('account.create', { name, ...account }),
  planned('account.update', { account: some('account'), name: maybe(name), ...account }),
  planned('contact.create', { name, ...contact }),
  planned('contact.update', { contact: some('contact'), name: maybe(name), ...contact }),
  planned('deal.log', {
    account: some('account'),
    name: maybe(words),
    value: maybe(value),
    stage: maybe(stage),
    closeDate: maybe(day),
    contact: maybe(some('contact')),
    product: maybe(words),
  }),
  planned('deal.update', {
    deal: some('deal'),
    name: maybe(words),
    value: maybe(value),
    closeDate: maybe(day),
    owner: maybe(some('member')),
    nextStep: maybe(words),
    contact: maybe(some('contact')),
  }),
  planned('deal.move', { deal: some('deal'), stage }),
  planned('deal.win', { deal: some('deal'), value: maybe(value), closedOn: maybe(day) }),
  planned('deal.lose', { deal: some('deal'), reason: maybe(words) }),
  planned('activity.log', {
    kind: fc.constantFrom('call', 'email', 'meeting', 'note'),
    about: maybe(about),
    summary: maybe(words),
    when: maybe(day),
  }),
  planned('task.create', {
    title: words,
    due: maybe(
      fc.oneof(
        day,
        day.map((d) => `${d}T15:30`),
      ),
    ),
    assignee: maybe(some('member')),
    about: maybe(about),
  }),
  planned('task.complete', { task: some('task') }),
  planned('lead.create', {
    name,
    company: maybe(name),
    email: maybe(email),
    phone: maybe(phone),
    source: maybe(words),
  }),
  planned('lead.update', {
    lead: some('lead'),
    company: maybe(name),
    owner: maybe(some('member')),
    status: maybe(fc.constantFrom('new', 'working')),
  }),
  planned('lead.qualify', { lead: some('lead'), approve: fc.boolean(), reason: maybe(words) }),
  planned('lead.convert', { lead: some('lead'), dealValue: maybe(value) }),
  planned('product.create', { name: words, price: value, sku: maybe(words) }),
  planned('product.update', { product: some('product'), price: maybe(value) }),
  planned('order.create', {
    account: some('account'),
    product: maybe(some('product')),
    quantity: maybe(fc.integer({ min: 1, max: 9 })),
    value: maybe(value),
  }),
  planned('order.update', {
    order: some('order'),
    discount: maybe(fc.constantFrom(0, 0.1, 0.25)),
    tax: maybe(fc.constantFrom(0, 0.19)),
  }),
  planned('order.confirm', { order: some('order') }),
  planned('order.fulfil', { order: some('order') }),
  planned('order.cancel', { order: some('order') }),
  planned('quote.create', {
    deal: some('deal'),
    product: maybe(some('product')),
    quantity: maybe(fc.integer({ min: 1, max: 9 })),
    value: maybe(value),
    validUntil: maybe(day),
  }),
  planned('quote.accept', { quote: some('quote') }),
  planned('account.merge', { from: some('account'), into: some('account') }),
  planned('contact.merge', { from: some('contact'), into: some('contact') }),
  planned('record.delete', { record: fc.oneof(about, some('task'), some('activity')) }),
  planned('change.undo', { change: maybe(fc.nat(50)) }),
);

const aTurn: fc.Arbitrary<Turn> = fc.record({
  by: fc.nat(2),
  commands: fc.oneof(
    { weight: 4, arbitrary: fc.tuple(aCommand) },
    { weight: 1, arbitrary: fc.tuple(aCommand, aCommand) },
  ),
});

/** A day at work of exactly so many commands. */
const aDay = fc.array(aTurn, { minLength: COMMANDS, maxLength: COMMANDS }).map((turns) => {
  let left = COMMANDS;
  return turns.flatMap(({ by, commands }) => {
    const mine = commands.slice(0, left);
    left -= mine.length;
    return mine.length === 0 ? [] : [{ by, commands: mine }];
  });
});

/** Everything that people see of the CRM, but for how often and when it was written. */
async function everything(company: Company): Promise<unknown> {
  return company.in(async (tx) => {
    const found: Record<string, unknown> = {};
    for (const table of TABLES) {
      found[table] = await tx.$queryRawUnsafe(
        `SELECT to_jsonb(t) - 'version' - 'updatedAt' AS row FROM "${table}" t WHERE "deletedAt" IS NULL ORDER BY "id"`,
      );
    }
    return found;
  });
}

/** A company at work: its people, and every record and change set there is, to pick from. */
async function aCompanyAtWork() {
  const company = await aCompany();
  const people = [
    await company.member('Dana', { timeZone: 'America/New_York' }),
    await company.member('Li', { timeZone: 'Asia/Shanghai' }),
    await company.member('Maya', { role: 'manager' }),
  ];
  const records: { entity: RecordKind; id: string }[] = people.map(({ id }) => ({
    entity: 'member',
    id,
  }));
  const written: { id: string; by: Colleague }[] = [];
  const counts = new Map<string, number>();

  function real(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || !('pick' in value)) return value;
    const { pick, nth } = value as Pick;
    const of = records.filter((record) => record.entity === pick);
    const record = of[nth % Math.max(1, of.length)];
    return record === undefined ? undefined : `${record.entity}:${record.id}`;
  }

  function invocationOf({ command, arguments: args }: Planned): Invocation {
    const said = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, real(value)]));
    if (typeof args.change === 'number')
      said.change = written[args.change % Math.max(1, written.length)]?.id;
    return { command, arguments: said };
  }

  async function runs(ctx: CommandContext, commands: readonly Planned[]): Promise<void> {
    // One undo a turn: a change set takes back one other.
    const undoAt = commands.findIndex(({ command }) => command === 'change.undo');
    for (const command of undoAt < 0 ? commands : commands.slice(0, undoAt + 1)) {
      const { kind } = await execute(ctx, invocationOf(command), [], true);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const created = ctx.history.changes.filter((change) => change.operation === 'create');
    records.push(...created.map(({ entity, recordId }) => ({ entity, id: recordId })));
  }

  async function works(turn: Turn): Promise<void> {
    const by = people[turn.by];
    if (by === undefined) throw new Error('nobody works');
    company.clock.advance(60_000);
    const { changeSetId } = await by.turn((ctx) => runs(ctx, turn.commands));
    if (changeSetId !== null) written.push({ id: changeSetId, by });
  }

  return { company, works, written, counts };
}

describe('a day of random work by three people', () => {
  it(
    'leaves nothing behind when all of it is undone, the last change first',
    async () => {
      await fc.assert(
        fc.asyncProperty(aDay, aDay, async (before, day) => {
          const { company, works, written, counts } = await aCompanyAtWork();
          for (const turn of before.slice(0, 10)) await works(turn);
          const start = await everything(company);
          const untilHere = written.length;
          for (const turn of day) await works(turn);
          expect(counts.get('done') ?? 0, 'most of the work is done').toBeGreaterThan(COMMANDS / 4);
          for (const { id, by } of written.slice(untilHere).reverse()) {
            company.clock.advance(60_000);
            const undone = await by.does((ctx) =>
              undo(ctx, { changeSetId: id, conversationId: null }),
            );
            expect(undone.kept).toEqual([]);
          }
          expect(await everything(company)).toEqual(start);
        }),
        { seed: SEED, numRuns: 1, endOnFailure: true },
      );
    },
    PATIENCE_MS,
  );

  it(
    'is whole at every moment when it is undone in any order: what cannot go back is refused or named',
    async () => {
      await fc.assert(
        fc.asyncProperty(aDay, fc.infiniteStream(fc.nat()), async (day, chance) => {
          const { company, works, written } = await aCompanyAtWork();
          for (const turn of day) await works(turn);
          for (const { id, by } of shuffled(written, chance)) {
            const undoing = by.does((ctx) => undo(ctx, { changeSetId: id, conversationId: null }));
            await undoing.catch(refused);
          }
          expect(await contradictions(company)).toEqual([]);
        }),
        { seed: SEED, numRuns: 2, endOnFailure: true },
      );
    },
    PATIENCE_MS,
  );
});

function shuffled<T>(all: readonly T[], chance: Iterator<number>): T[] {
  return all
    .map((one) => ({ one, at: Number(chance.next().value) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

function refused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** Records that say two things at once. */
async function contradictions(company: Company): Promise<string[]> {
  return company.in(async (tx) => {
    const deals = await tx.deal.findMany({ include: { stage: true } });
    const others = [...(await tx.account.findMany()), ...(await tx.contact.findMany())];
    return [
      ...deals.map((deal) => [deal.name, 'status', deal.status, deal.stage.kind]),
      ...deals.map((deal) => [deal.name, 'key', deal.nameKey, dealNameKey(deal.name)]),
      ...others.map((row) => [row.name, 'key', row.nameKey, nameKey(row.name)]),
    ]
      .filter(([, , is, should]) => is !== should)
      .map(([name, what, is, should]) => `the ${what} of ${name} is ${is}, not ${should}`);
  });
}
