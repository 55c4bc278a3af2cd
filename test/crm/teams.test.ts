import { beforeEach, describe, expect, it } from 'vitest';
import { scopeOf } from '../../src/crm/members.ts';
import { settingsOf, updateSettings } from '../../src/crm/settings.ts';
import { createTeam, getTeam, listTeams, setManager, setTeam } from '../../src/crm/teams.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { change, undoes } from './office.ts';

let company: Company;
let alex: Colleague;
let dana: Colleague;
let bob: Colleague;

beforeEach(async () => {
  company = await aCompany();
  alex = await company.member('Alex', { role: 'admin' });
  dana = await company.member('Dana');
  bob = await company.member('Bob');
});

const seenBy = async (who: Colleague) => {
  const scope = await who.does(scopeOf);
  return scope === 'all' ? 'all' : scope.length;
};

describe('a team', () => {
  it.each(['East', 'east', 'Team East', 'the East team'])(
    'called East is found as “%s”',
    async (name) => {
      const east = await alex.does((ctx) => createTeam(ctx, 'East'));
      expect(await dana.does((ctx) => getTeam(ctx, name))).toMatchObject(east);
    },
  );

  it('is not made twice, and one that is not there is refused with those that are', async () => {
    await alex.does((ctx) => createTeam(ctx, 'East team'));
    await expect(alex.does((ctx) => createTeam(ctx, 'EAST'))).rejects.toMatchObject({
      code: 'team_exists',
      facts: { name: 'East' },
    });
    await expect(alex.does((ctx) => getTeam(ctx, 'West'))).rejects.toMatchObject({
      code: 'no_such_team',
      facts: { team: 'West', teams: 'East' },
    });
  });

  it('narrows what its members see, until undo puts them back', async () => {
    expect(await seenBy(dana)).toBe(3);
    const east = await alex.does((ctx) => createTeam(ctx, 'East'));
    const set = await change(alex, (ctx) => setTeam(ctx, dana.id, east));
    expect(await seenBy(dana)).toBe(1);
    expect(await alex.does(listTeams)).toMatchObject([
      { name: 'East', members: [{ name: 'Dana' }] },
    ]);
    await undoes(alex, set);
    expect(await seenBy(dana)).toBe(3);
  });
});

describe('the manager of a member', () => {
  it('sees what the people below see', async () => {
    const maya = await company.member('Maya', {
      role: 'manager',
      teamId: await company.team('West'),
    });
    await alex.does((ctx) => setManager(ctx, dana.id, { id: maya.id, name: 'Maya' }));
    expect(await seenBy(maya)).toBe(4);
  });

  it('never reports to that member, directly or through others, nor to himself', async () => {
    await alex.does((ctx) => setManager(ctx, dana.id, { id: bob.id, name: 'Bob' }));
    await alex.does((ctx) => setManager(ctx, bob.id, { id: alex.id, name: 'Alex' }));
    for (const [person, manager] of [
      [alex, dana],
      [bob, dana],
      [dana, dana],
    ] as const) {
      await expect(
        alex.does((ctx) => setManager(ctx, person.id, { id: manager.id, name: manager.name })),
      ).rejects.toMatchObject({ code: 'circle_of_managers' });
    }
  });
});

describe('what a rep sees', () => {
  it.each([
    ['own', 1],
    ['team', 3],
    ['all', 'all'],
  ] as const)('is a setting: %s', async (repSees, seen) => {
    if (repSees !== 'team') await alex.does((ctx) => updateSettings(ctx, { repSees }));
    // The context of a turn holds the settings as they are.
    Object.assign(company.organization, await alex.does(settingsOf));
    expect(await seenBy(dana)).toBe(seen);
  });
});

describe('the base currency', () => {
  it('stays once there are exchange rates in it', async () => {
    const set = await change(alex, (ctx) => updateSettings(ctx, { baseCurrency: 'EUR' }));
    await company.in((tx) =>
      tx.currencyRate.create({
        data: {
          organizationId: company.organization.id,
          name: 'USD',
          currency: 'USD',
          day: new Date('2026-01-01'),
          rate: '0.9',
        },
      }),
    );
    await expect(
      alex.does((ctx) => updateSettings(ctx, { baseCurrency: 'GBP' })),
    ).rejects.toMatchObject({ code: 'base_currency_in_use', facts: { currency: 'EUR' } });
    await expect(undoes(alex, set)).rejects.toMatchObject({ code: 'base_currency_in_use' });
  });
});
