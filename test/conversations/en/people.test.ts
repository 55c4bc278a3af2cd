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

  it('lose somebody: the access ends, the open work goes to another one, and it can be undone', async () => {
    const world = await aWorld();
    const [admin, rep, other] = [
      await world.person(alex),
      await world.person(dana),
      await world.person(bob),
    ];
    await play(rep, [
      { says: 'add account Globex' },
      { says: 'log a 10k deal with Globex' },
      { says: 'add lead Jane Doe from Initech' },
      { says: 'remind me to call Globex tomorrow' },
    ]);
    await play(other, [{ says: 'deactivate Dana', hears: /may not do that/, changes: [] }]);
    await play(admin, [
      { says: 'deactivate Alex', hears: /cannot deactivate yourself/, changes: [] },
      {
        says: 'deactivate Dana',
        hears: [/Dana still has 1 deal, 1 lead, 1 account, 1 task\./, /Who takes over\?/],
        changes: [],
      },
      { says: 'Dana', hears: /Dana cannot take over from Dana/, changes: [] },
      {
        says: 'Dana left, give her deals to Bob',
        hears: [
          /Deactivate Dana\? The access ends at once/,
          /Bob takes over 1 deal, 1 lead, 1 account, 1 task\./,
          /\[Confirm\]/,
        ],
        changes: [],
      },
      {
        presses: 'Confirm',
        hears: [
          /Dana is deactivated and has no access any more\. Bob takes over 1 deal/,
          /\[Undo\]/,
        ],
      },
      { says: 'show D-1', hears: /Owner: Bob/ },
      { says: 'members', hears: /Bob/, hearsNot: /Dana/ },
      { says: 'history of D-1', hears: /Dana/ },
    ]);
    await play(rep, [
      { says: 'my deals', hearsNot: /Globex/ },
      { says: 'log a 10k deal with Globex', changes: [] },
    ]);
    await play(other, [{ says: 'my leads', hears: /Jane Doe/ }]);
    await play(admin, [{ says: 'undo', hears: /Undone/ }]);
    await play(rep, [{ says: 'my deals', hears: /Globex deal/ }]);
  });

  it('bring somebody back, with the role that she had', async () => {
    const world = await aWorld();
    const [admin, manager, rep] = [
      await world.person(alex),
      await world.person({ name: 'Maya', role: 'manager', locale: 'en' }),
      await world.person(dana),
    ];
    await play(admin, [
      { says: 'reactivate Dana', hears: /Dana was not deactivated and has access/, changes: [] },
      { says: 'reactivate Jonas', hears: /found no member called “Jonas”/, changes: [] },
      { says: 'Dana reports to Maya' },
      { says: 'deactivate Dana' },
      { presses: 'Confirm', hears: /Dana is deactivated/ },
    ]);
    await play(rep, [{ says: 'my deals', hearsNot: /deals/ }]);
    await play(manager, [{ says: 'bring Dana back', hears: /may not do that/, changes: [] }]);
    await play(admin, [
      {
        says: 'bring Dana back',
        hears: [/Dana is active again as a rep, reporting to Maya/, /\[Undo\]/],
      },
      { says: 'members', hears: /Dana/ },
    ]);
    await play(rep, [{ says: 'log a 10k deal with Globex', hears: /no account called/ }]);
    await play(admin, [
      { says: 'undo', hears: /Undone/ },
      { says: 'members', hearsNot: /Dana/ },
    ]);
    await play(rep, [{ says: 'my deals', hearsNot: /deals/ }]);
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
