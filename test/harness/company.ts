import { v7 } from 'uuid';
import { type Catalogue, catalogueOf } from '../../src/commands/catalogue.ts';
import type { Command } from '../../src/commands/command.ts';
import type { CommandContext } from '../../src/commands/context.ts';
import { execute, type Outcome } from '../../src/commands/execute.ts';
import { contextFor, finish, type House } from '../../src/commands/people.ts';
import type { Focus } from '../../src/commands/references.ts';
import type { MemberRole, OrganizationSettings } from '../../src/crm/context.ts';
import { actAs, ensureMember, findActor } from '../../src/crm/members.ts';
import { ensureOrganization } from '../../src/crm/organization.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Database, Transaction } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import { createKnowledge } from '../../src/support/knowledge-base.ts';
import { NOW, quiet, theDatabase } from './world.ts';

/** A clock that a test moves: it never moves by itself. */
export type HandClock = Clock & {
  set: (to: Date) => void;
  advance: (milliseconds: number) => void;
};

export function handClock(start: Date = NOW): HandClock {
  let now = start;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
    advance: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}

/** An organization of its own in the shared database, without a chat: the CRM and its commands are called directly. */
export type Company = {
  db: Database;
  organization: OrganizationSettings;
  clock: HandClock;
  catalogue: Catalogue;
  /** Work for the organization, with nobody acting. */
  in: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  team: (name: string) => Promise<string>;
  member: (name: string, options?: MemberOptions) => Promise<Colleague>;
  customer: (name: string) => Promise<Colleague>;
};

export type MemberOptions = {
  role?: MemberRole;
  teamId?: string;
  managerId?: string;
  locale?: 'en' | 'zh';
  timeZone?: string;
  email?: string;
};

export type ExecuteOptions = { focus?: Focus; confirmed?: boolean; outsidersRead?: boolean };

/** What a turn did: the outcome, and the change set that it wrote, if any. */
export type Turned<T> = { result: T; changeSetId: string | null };

export type Colleague = {
  /** The member's id; of a customer the chat identity's. */
  id: string;
  name: string;
  /** One turn: a transaction, with its history written at the end. */
  turn: <T>(
    work: (ctx: CommandContext) => Promise<T>,
    options?: ExecuteOptions,
  ) => Promise<Turned<T>>;
  /** The same, for its result alone. */
  does: <T>(work: (ctx: CommandContext) => Promise<T>) => Promise<T>;
  /** Runs a command of the catalogue in a turn of its own. */
  executes: (
    command: string,
    args?: Readonly<Record<string, unknown>>,
    options?: ExecuteOptions,
  ) => Promise<Outcome>;
};

export async function aCompany(
  options: { commands?: readonly Command[]; locale?: 'en' | 'zh'; clock?: HandClock } = {},
): Promise<Company> {
  const db = await theDatabase();
  const clock = options.clock ?? handClock();
  const { settings: organization } = await ensureOrganization(db, {
    slug: v7(),
    name: 'Test company',
    locale: options.locale ?? 'en',
  });
  const catalogue = catalogueOf(options.commands);
  const house: House = {
    db,
    clock,
    ids: uuids,
    log: quiet,
    catalogue,
    knowledge: createKnowledge(null),
  };
  const inside: Company['in'] = (work) => db.inOrganization(organization.id, work);
  return {
    db,
    organization,
    clock,
    catalogue,
    in: inside,
    team: (name) =>
      inside(async (tx) => {
        const team = await tx.team.create({ data: { organizationId: organization.id, name } });
        return team.id;
      }),
    member: async (name, { role = 'rep', ...data } = {}) => {
      const member = await inside(async (tx) => {
        const made = await ensureMember(tx, organization, name, role);
        await tx.member.update({ where: { id: made.id }, data });
        await actAs(tx, organization, identityOf(name), { memberId: made.id }, clock.now());
        return made;
      });
      return colleague(house, organization, name, member.id);
    },
    customer: async (name) => {
      await inside((tx) =>
        actAs(tx, organization, identityOf(name), { customer: name, contactId: null }, clock.now()),
      );
      return colleague(house, organization, name, name);
    },
  };

  function identityOf(name: string) {
    return { provider: 'console' as const, tenantKey: organization.id, userKey: name };
  }
}

function colleague(
  house: House,
  organization: OrganizationSettings,
  name: string,
  id: string,
): Colleague {
  const who = { provider: 'console' as const, tenantKey: organization.id, userKey: name };
  const conversationId = v7();
  const turn: Colleague['turn'] = (work, { outsidersRead = false } = {}) =>
    house.db.inOrganization(organization.id, async (tx) => {
      const speaker = await findActor(tx, organization, who);
      if (speaker === null) throw new Error(`${name} is nobody here`);
      const where = { ...who, conversationId, outsidersRead };
      const ctx = contextFor(house, tx, organization, speaker, where);
      const result = await work(ctx);
      await finish(ctx, [], false);
      return {
        result,
        changeSetId: ctx.history.changes.length === 0 ? null : ctx.history.changeSetId,
      };
    });
  return {
    id,
    name,
    turn,
    does: async (work) => (await turn(work)).result,
    executes: async (command, args = {}, options = {}) => {
      const { focus = [], confirmed = false } = options;
      const invocation = { command, arguments: args };
      return (await turn((ctx) => execute(ctx, invocation, focus, confirmed), options)).result;
    },
  };
}
