import { beforeEach, describe, expect, it } from 'vitest';
import {
  ensureMember,
  findPersonByName,
  scopeOf,
  setRole,
  updateProfile,
} from '../../src/crm/members.ts';
import { findTeam } from '../../src/crm/teams.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

let company: Company;

beforeEach(async () => {
  company = await aCompany({ locale: 'zh' });
});

const leaves = ({ id }: Colleague) =>
  company.in((tx) => tx.member.update({ where: { id }, data: { deletedAt: NOW } }));

/** The names of the people whose records somebody may see; `all` when there is no limit. */
async function seenBy(colleague: Colleague): Promise<string | string[]> {
  return colleague.does(async (ctx) => {
    const scope = await scopeOf(ctx);
    if (scope === 'all') return 'all';
    const members = await ctx.tx.member.findMany({ where: { id: { in: [...scope] } } });
    return members.map((member) => member.name).sort();
  });
}

describe('whose records a person sees', () => {
  let people: Record<'alex' | 'maya' | 'bob' | 'dana' | 'li' | 'kim' | 'zoe', Colleague>;

  beforeEach(async () => {
    const [east, west, board] = [
      await company.team('East'),
      await company.team('West'),
      await company.team('Board'),
    ];
    const alex = await company.member('Alex', { role: 'admin', teamId: board });
    const maya = await company.member('Maya', {
      role: 'manager',
      teamId: board,
      managerId: alex.id,
    });
    const bob = await company.member('Bob', { role: 'manager', teamId: west, managerId: maya.id });
    people = {
      alex,
      maya,
      bob,
      dana: await company.member('Dana', { teamId: east, managerId: maya.id }),
      li: await company.member('Li', { teamId: east, managerId: maya.id }),
      kim: await company.member('Kim', { teamId: west, managerId: bob.id }),
      zoe: await company.member('Zoe', { managerId: alex.id }),
    };
  });

  it('are a rep’s own and those of the team', async () => {
    expect(await seenBy(people.dana)).toEqual(['Dana', 'Li']);
    expect(await seenBy(people.kim)).toEqual(['Bob', 'Kim']);
  });

  it('are for a manager those of the whole tree below and of its teams', async () => {
    expect(await seenBy(people.bob)).toEqual(['Bob', 'Kim']);
    expect(await seenBy(people.maya)).toEqual(['Alex', 'Bob', 'Dana', 'Kim', 'Li', 'Maya']);
  });

  it('are a rep’s own only, for one whom nobody put in a team that has others', async () => {
    expect(await seenBy(people.zoe)).toEqual(['Zoe']);
  });

  it('are all for an administrator, a support agent and a viewer', async () => {
    expect(await seenBy(people.alex)).toBe('all');
    expect(await seenBy(await company.member('Sam', { role: 'support' }))).toBe('all');
    expect(await seenBy(await company.member('Vera', { role: 'viewer' }))).toBe('all');
  });

  it('are nobody’s for a customer', async () => {
    expect(await seenBy(await company.customer('Carl'))).toEqual([]);
  });

  it('include those of a colleague who left', async () => {
    await leaves(people.li);
    expect(await seenBy(people.dana)).toEqual(['Dana', 'Li']);
  });

  it('end at a circle of managers, instead of going round', async () => {
    await company.in((tx) =>
      tx.member.update({ where: { id: people.maya.id }, data: { managerId: people.bob.id } }),
    );
    expect(await seenBy(people.bob)).toContain('Dana');
  });
});

describe('a company without teams', () => {
  it('is one team', async () => {
    const dana = await company.member('Dana');
    await company.member('Li');
    expect(await seenBy(dana)).toEqual(['Dana', 'Li']);
  });
});

describe('the role of a member', () => {
  it('is changed, and the change is in the history', async () => {
    const alex = await company.member('Alex', { role: 'admin' });
    const dana = await company.member('Dana');
    const { changeSetId } = await alex.turn((ctx) => setRole(ctx, dana.id, 'manager'));
    const changes = await company.in((tx) =>
      tx.change.findMany({ where: { changeSetId: changeSetId ?? '' } }),
    );
    expect(changes).toMatchObject([
      { entity: 'member', before: { role: 'rep' }, after: { role: 'manager' } },
    ]);
  });

  it('stays when nobody else would be an administrator', async () => {
    const alex = await company.member('Alex', { role: 'admin' });
    const refusal = { code: 'last_administrator', facts: { name: 'Alex' } };
    await expect(alex.does((ctx) => setRole(ctx, alex.id, 'rep'))).rejects.toMatchObject(refusal);

    const ann = await company.member('Ann', { role: 'admin' });
    await alex.does((ctx) => setRole(ctx, alex.id, 'rep'));
    await expect(ann.does((ctx) => setRole(ctx, ann.id, 'viewer'))).rejects.toMatchObject({
      code: 'last_administrator',
    });
  });

  it('of an administrator who left does not count', async () => {
    const alex = await company.member('Alex', { role: 'admin' });
    const ann = await company.member('Ann', { role: 'admin' });
    await leaves(ann);
    await expect(alex.does((ctx) => setRole(ctx, alex.id, 'rep'))).rejects.toMatchObject({
      code: 'last_administrator',
    });
  });
});

describe('a profile', () => {
  it('is a member’s own language and time zone, with a history', async () => {
    const dana = await company.member('Dana');
    const { result, changeSetId } = await dana.turn((ctx) =>
      updateProfile(ctx, ctx.identity.id, { locale: 'en', timeZone: 'Asia/Tokyo' }),
    );
    expect(result).toEqual({ name: 'Dana', role: 'rep', locale: 'en', timeZone: 'Asia/Tokyo' });
    expect(changeSetId).not.toBeNull();
    expect(await dana.does(async (ctx) => [ctx.locale, ctx.actor.timeZone])).toEqual([
      'en',
      'Asia/Tokyo',
    ]);
  });

  it('is a customer’s too, and changes nothing of the CRM', async () => {
    const carl = await company.customer('Carl');
    const { result, changeSetId } = await carl.turn((ctx) =>
      updateProfile(ctx, ctx.identity.id, { locale: 'en' }),
    );
    expect(result).toMatchObject({ name: 'Carl', role: 'customer', locale: 'en' });
    expect(changeSetId).toBeNull();
    expect(await carl.does(async (ctx) => ctx.locale)).toBe('en');
  });
});

describe('a person by name', () => {
  it('is the member of that name, made once', async () => {
    const make = (role: 'rep' | 'manager') =>
      company.in((tx) => ensureMember(tx, company.organization, 'Dana Ruiz', role));
    const first = await make('rep');
    expect(await make('manager')).toMatchObject({ id: first.id, role: 'rep' });
    const found = await company.in((tx) => findPersonByName(tx, company.organization, 'dana ruiz'));
    expect(found).toEqual({ kind: 'member', id: first.id, name: 'Dana Ruiz' });
    expect(
      await company.in((tx) => findPersonByName(tx, company.organization, 'Nobody')),
    ).toBeNull();
  });
});

describe('a team by name', () => {
  it.each(['East', 'east', 'team East', 'East team'])('is found as “%s”', async (name) => {
    const dana = await company.member('Dana');
    await company.team('East');
    expect(await dana.does((ctx) => findTeam(ctx, name))).toMatchObject({ name: 'East' });
    expect(await dana.does((ctx) => findTeam(ctx, 'West'))).toBeNull();
  });
});
