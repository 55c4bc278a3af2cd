import { beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/commands/catalogue.ts';
import type { Role } from '../../src/commands/command.ts';
import { isInternal, mayUse } from '../../src/commands/permission.ts';
import type { Actor, MemberRole } from '../../src/crm/context.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const ROLES: readonly Role[] = ['rep', 'manager', 'admin', 'support', 'viewer', 'customer'];
const EVERYONE = ROLES;
const READING_REPS: readonly Role[] = ['rep', 'manager', 'admin', 'viewer'];
const READING_REPS_AND_SUPPORT: readonly Role[] = [...READING_REPS, 'support'];
const MANAGERS: readonly Role[] = ['manager', 'admin'];
const MANAGERS_AND_SUPPORT: readonly Role[] = [...MANAGERS, 'support'];
const REPS: readonly Role[] = ['rep', 'manager', 'admin'];
const REPS_AND_SUPPORT: readonly Role[] = [...REPS, 'support'];

/** Of whose tickets is decided where they are read. */
const WRITERS_OF_TICKETS: readonly Role[] = [...REPS_AND_SUPPORT, 'customer'];
const EVERYONE_WITH_TICKETS: readonly Role[] = [...WRITERS_OF_TICKETS, 'viewer'];
const DESK: readonly Role[] = [...MANAGERS, 'support'];

/** Who may use what, as the catalogue's contract has it. A viewer may do what a rep may, as far as nothing changes. */
const MAY_USE: Readonly<Record<string, readonly Role[]>> = {
  'deal.log': REPS,
  'deal.show': READING_REPS,
  'deal.update': REPS,
  'deal.move': REPS,
  'deal.win': REPS,
  'deal.lose': REPS,
  'deal.list': READING_REPS,
  'pipeline.show': READING_REPS,
  'report.run': READING_REPS_AND_SUPPORT,
  'forecast.show': READING_REPS,
  'forecast.explain': READING_REPS,
  'forecast.accuracy': MANAGERS,
  'forecast.train': MANAGERS,
  'forecast.models': MANAGERS,
  'forecast.rollback': MANAGERS,
  'forecast.subscribe': REPS,
  'forecast.snapshot': MANAGERS,
  'quota.set': MANAGERS,
  'quota.show': READING_REPS,
  'pipeline.list': READING_REPS,
  'pipeline.create': MANAGERS,
  'pipeline.update': MANAGERS,
  'pipeline.remove': MANAGERS,
  'stage.history': READING_REPS,
  'stage.add': MANAGERS,
  'stage.update': MANAGERS,
  'stage.remove': MANAGERS,
  'stage.require': MANAGERS,
  'rate.list': READING_REPS,
  'rate.set': MANAGERS,
  'account.create': REPS,
  'account.show': READING_REPS_AND_SUPPORT,
  'account.update': REPS,
  'account.list': READING_REPS_AND_SUPPORT,
  'contact.create': REPS,
  'contact.show': READING_REPS_AND_SUPPORT,
  'contact.update': REPS,
  'contact.list': READING_REPS_AND_SUPPORT,
  'lead.create': REPS,
  'lead.show': READING_REPS,
  'lead.update': REPS,
  'lead.list': READING_REPS,
  'lead.qualify': ['manager', 'admin'],
  'lead.convert': REPS,
  'product.create': MANAGERS,
  'product.list': READING_REPS,
  'product.update': MANAGERS,
  'pricebook.list': READING_REPS,
  'pricebook.set': MANAGERS,
  'quote.create': REPS,
  'quote.show': READING_REPS,
  'quote.list': READING_REPS,
  'quote.revise': REPS,
  'quote.accept': REPS,
  'quote.send': REPS,
  'quote.decline': REPS,
  'order.create': REPS,
  'order.show': READING_REPS_AND_SUPPORT,
  'order.list': READING_REPS_AND_SUPPORT,
  'order.update': REPS,
  'order.confirm': REPS,
  'order.fulfil': REPS,
  'order.cancel': REPS,
  'activity.log': REPS,
  'task.create': REPS_AND_SUPPORT,
  'task.list': READING_REPS_AND_SUPPORT,
  'task.update': REPS_AND_SUPPORT,
  'task.complete': REPS_AND_SUPPORT,
  'data.export': MANAGERS,
  'export.cancel': MANAGERS,
  'support.ask': EVERYONE,
  'procedure.step': EVERYONE,
  'feedback.give': EVERYONE,
  'feedback.report': MANAGERS_AND_SUPPORT,
  'knowledge.show': EVERYONE,
  'knowledge.gaps': MANAGERS_AND_SUPPORT,
  'knowledge.draft': MANAGERS_AND_SUPPORT,
  'knowledge.approve': MANAGERS_AND_SUPPORT,
  'knowledge.subscribe': MANAGERS_AND_SUPPORT,
  'ticket.create': EVERYONE,
  'ticket.show': EVERYONE_WITH_TICKETS,
  'ticket.list': EVERYONE_WITH_TICKETS,
  'ticket.reply': WRITERS_OF_TICKETS,
  'ticket.note': DESK,
  'ticket.assign': DESK,
  'ticket.update': DESK,
  'ticket.close': WRITERS_OF_TICKETS,
  'ticket.confirm': WRITERS_OF_TICKETS,
  'ticket.reopen': WRITERS_OF_TICKETS,
  'support.desk': MANAGERS,
  'sla.set': MANAGERS,
  'sla.show': READING_REPS_AND_SUPPORT,
  'hours.set': MANAGERS,
  'knowledge.reload': MANAGERS,
  'data.import': MANAGERS,
  'import.map': MANAGERS,
  'import.set': MANAGERS,
  'import.replace': MANAGERS,
  'import.default': MANAGERS,
  'import.show': MANAGERS,
  'import.cancel': MANAGERS,
  'import.undo': MANAGERS,
  'record.search': READING_REPS_AND_SUPPORT,
  'duplicates.find': READING_REPS,
  'account.merge': ['manager', 'admin'],
  'contact.merge': ['manager', 'admin'],
  'lead.merge': ['manager', 'admin'],
  'deal.merge': ['manager', 'admin'],
  'product.merge': ['manager', 'admin'],
  'record.unmerge': MANAGERS,
  'record.restore': REPS,
  'record.listDeleted': READING_REPS,
  'record.history': READING_REPS,
  'record.delete': REPS,
  'change.redo': REPS_AND_SUPPORT,
  'change.undo': REPS_AND_SUPPORT,
  'profile.show': EVERYONE,
  'profile.update': EVERYONE,
  'member.setRole': ['admin'],
  'field.create': ['admin'],
  'field.list': READING_REPS_AND_SUPPORT,
  'field.update': ['admin'],
  'field.remove': ['admin'],
  'member.setTeam': ['admin'],
  'member.setManager': ['admin'],
  'member.deactivate': ['admin'],
  'member.reactivate': ['admin'],
  'member.list': READING_REPS_AND_SUPPORT,
  'team.list': READING_REPS_AND_SUPPORT,
  'team.create': ['admin'],
  'organization.show': READING_REPS,
  'organization.update': ['admin'],
  help: EVERYONE,
};

const catalogue = catalogueOf();
const matrix = ROLES.flatMap((role) =>
  catalogue.all.map(
    ({ name }) => [role, (MAY_USE[name] ?? []).includes(role) ? 'may' : 'may not', name] as const,
  ),
);

function anActor(role: Role): Actor {
  const person = { name: 'Dana', locale: 'en', timeZone: 'UTC' } as const;
  return role === 'customer'
    ? { ...person, kind: 'customer', identityId: 'x', contactId: null }
    : { ...person, kind: 'member', id: 'x', teamId: null, role };
}

describe('the rights of a role', () => {
  it('are written down for every command that there is, and for no other', () => {
    expect(catalogue.all.map((command) => command.name).sort()).toEqual(
      Object.keys(MAY_USE).sort(),
    );
  });

  it.each(matrix)('a %s %s use %s', (role, expected, name) => {
    const command = catalogue.find(name);
    if (command === null) throw new Error(`${name} is not in the catalogue`);
    expect(mayUse(anActor(role), command)).toBe(expected === 'may');
  });

  it('are an administrator’s over everything', () => {
    expect(catalogue.all.filter((command) => !mayUse(anActor('admin'), command))).toEqual([]);
  });

  it('let a viewer change nothing but the own profile, what he thinks of an answer, and his own tickets', () => {
    const writes = catalogue.all.filter(
      (command) => command.risk !== 'read' && mayUse(anActor('viewer'), command),
    );
    expect(writes.map((command) => command.name).sort()).toEqual([
      'feedback.give',
      'profile.update',
      'ticket.create',
    ]);
  });

  it('let a customer do nothing that shows or changes the CRM', () => {
    const customer = anActor('customer');
    const internal = catalogue.all.filter((command) => isInternal(command, customer));
    expect(internal.map((command) => command.name).sort()).toEqual(
      Object.keys(MAY_USE)
        .filter((name) => MAY_USE[name]?.includes('customer') !== true)
        .sort(),
    );
    expect(internal.filter((command) => mayUse(anActor('customer'), command))).toEqual([]);
  });
});

describe('a command', () => {
  let company: Company;
  const people = new Map<Role, Colleague>();

  beforeAll(async () => {
    company = await aCompany();
    for (const role of ROLES) {
      const person =
        role === 'customer'
          ? company.customer('Carl')
          : company.member(role, { role: role as MemberRole });
      people.set(role, await person);
    }
  });

  const personIn = (role: Role): Colleague => {
    const person = people.get(role);
    if (person === undefined) throw new Error(`nobody is a ${role}`);
    return person;
  };

  it.each(ROLES)(
    'is refused to a %s who may not use it, before anything is looked up or asked',
    async (role) => {
      const outcomes: Record<string, string> = {};
      for (const { name } of catalogue.all) {
        const outcome = await personIn(role).executes(name);
        if (outcome.kind === 'refused' && outcome.refusal.code === 'not_allowed')
          outcomes[name] = role;
      }
      expect(Object.keys(outcomes).sort()).toEqual(
        Object.keys(MAY_USE)
          .filter((name) => !(MAY_USE[name] ?? []).includes(role))
          .sort(),
      );
    },
  );

  it.each(['admin', 'rep', 'support'] as const)(
    'of the CRM is refused to a %s where people from outside read',
    async (role) => {
      const ended = new Map<string, string>();
      for (const { name } of catalogue.all) {
        const outcome = await personIn(role).executes(name, {}, { outsidersRead: true });
        ended.set(name, outcome.kind === 'refused' ? outcome.refusal.code : 'open');
      }
      const names = (how: string) => [...ended.keys()].filter((name) => ended.get(name) === how);
      // Nobody was answered whom it could lead.
      expect(ended.get('procedure.step')).toBe('no_procedure');
      expect(names('open').sort()).toEqual([
        'feedback.give',
        'help',
        'knowledge.show',
        'profile.show',
        'profile.update',
        'support.ask',
        'ticket.create',
      ]);
      expect(names('outsiders_read').sort()).toEqual(
        Object.keys(MAY_USE)
          .filter((name) => MAY_USE[name] !== EVERYONE && MAY_USE[name]?.includes(role))
          .sort(),
      );
    },
  );

  it('that does not exist is refused like one that is not allowed', async () => {
    for (const name of ['deal.erase', '', '__proto__', 'constructor']) {
      expect(await personIn('admin').executes(name)).toMatchObject({
        kind: 'refused',
        refusal: { code: 'not_allowed', facts: { command: name } },
      });
    }
  });
});
