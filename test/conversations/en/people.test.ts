import { describe, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const alex = { name: 'Alex', role: 'admin', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;
const bob = { name: 'Bob', role: 'rep', locale: 'en' } as const;

describe('the people and settings of a company', () => {
  it('are arranged by an administrator, and hold from the next message on', async () => {
    const world = await aWorld();
    const [admin, rep, other] = [
      await world.person(alex),
      await world.person(dana),
      await world.person(bob),
    ];
    await play(other, [
      { says: 'add account Globex', hears: /Added/ },
      { says: 'log a 10k deal with Globex', hears: /Logged/ },
    ]);
    await play(rep, [{ says: 'list all deals', hears: /Globex deal/ }]);
    await play(admin, [
      { says: 'teams', hears: /no teams/ },
      { says: 'create team East', hears: /Added the team East/ },
      {
        says: 'put Dana in the East team',
        hears: /Dana is now in the team East/,
        changes: ['Member.team: null → East'],
      },
      { says: 'put Dana in the South team', hears: [/no team “South”/, /East/], changes: [] },
      { says: 'who is on the East team?', hears: /Dana/, hearsNot: /Bob/ },
    ]);
    await play(rep, [{ says: 'list all deals', hears: /No deals/ }]);
    await play(admin, [
      {
        says: 'let reps see everything',
        hears: /their team's records → all records/,
        changes: ['Organization.repSees: team → all'],
      },
    ]);
    await play(rep, [{ says: 'list all deals', hears: /Globex deal/ }]);
    await play(admin, [{ presses: 'Undo', hears: /Undone/ }]);
    await play(rep, [{ says: 'list all deals', hears: /No deals/ }]);
  });

  transcript('keep a rep from the settings', dana, [
    { says: 'our fiscal year starts in April', hears: /may not do that/, changes: [] },
    { says: 'company settings', hears: [/Fiscal year starts: January/, /their team's records/] },
  ]);

  transcript('move the quarters with the fiscal year', alex, [
    { says: 'our fiscal year starts in April', hears: /4|April/ },
    { says: 'Bob reports to Alex', hears: /found no member called “Bob”/, changes: [] },
    { says: 'base currency is EUR', hears: /USD → EUR/ },
    { says: 'log a 5k deal with Acme', hears: /no account called/ },
    { says: 'yes', hears: /€5,000/ },
  ]);
});
