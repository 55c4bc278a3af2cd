import { describe, expect, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('accounts, contacts, activities and tasks', () => {
  transcript('are kept by chatting', dana, [
    {
      says: 'add account Globex, domain globex.com, 200 employees',
      hears: [/Added account Globex/, /globex.com/, /200/],
    },
    {
      says: 'new contact Jane Roe at Globex, jane@globex.com',
      hears: [/Added contact Jane Roe/, /jane@globex.com/, /Globex/],
    },
    {
      says: "change Jane's email to jane.roe@globex.com",
      hears: /jane@globex.com → jane.roe@globex.com/,
    },
    {
      says: 'log a call with Globex: they want a discount',
      hears: [/Logged a call with Globex/, /they want a discount/],
    },
    {
      says: 'remind me to call Jane tomorrow at 9',
      hears: [/Task T-1 call Jane added/, /Mar 19, 2026/, /9:00/],
    },
    { says: 'show me Globex', hears: [/Globex \(A-1\)/, /Jane Roe/, /they want a discount/] },
    { says: 'my tasks', hears: /T-1 call Jane/ },
    {
      says: 'task 1 is done',
      hears: /T-1 call Jane is done/,
      changes: ['Task.status: open → done'],
    },
    { says: 'my tasks', hears: /No open tasks/ },
    { says: 'find globex', hears: /Globex/ },
  ]);

  transcript('are deleted only after a confirmation, and come back by Undo', dana, [
    { says: 'add account Hooli', hears: /Added/ },
    {
      says: 'delete account Hooli',
      hears: [/Delete the account Hooli\?/, /\[Confirm\]/],
      changes: [],
    },
    { says: 'no', hears: /dropped/, changes: [] },
    { says: 'delete account Hooli', hears: /Delete/ },
    { presses: 'Confirm', hears: /Deleted Hooli/, changes: ['Account.deleted: false → true'] },
    { says: 'show account Hooli', hears: /no account called “Hooli”|found no/ },
    { says: 'undo', hears: /Undone: Hooli/, changes: ['Account.deleted: true → false'] },
    { says: 'show account Hooli', hears: /Hooli \(A-1\)/ },
  ]);

  transcript('have a history that says who changed what', dana, [
    { says: 'add account Acme', hears: /Added/ },
    { says: 'log a $50k deal with Acme', hears: /Logged/ },
    { says: 'make it 65k', hears: /65,000/ },
    { says: 'who changed D-1?', hears: [/History of Acme deal/, /Dana/, /\$50,000 → \$65,000/] },
  ]);
});

describe('people and rights', () => {
  it('lets a manager undo what a rep of his did, and names what a colleague changed since', async () => {
    const world = await aWorld();
    const rep = await world.person(dana);
    const maya = await world.person({ name: 'Maya', role: 'manager' });
    await play(rep, [
      { says: 'add account Acme', hears: /Added/ },
      { says: 'log a $50k deal with Acme', hears: /Logged/ },
      { says: 'move it to proposal and make it 60k', hears: /60,000/ },
    ]);
    await play(maya, [{ says: 'make D-1 75k', hears: /75,000/ }]);
    await play(rep, [
      {
        presses: 'Undo',
        hears: [/Undone: Acme deal/, /Left alone: Acme deal, value, because Maya changed it since/],
        changes: ['Deal.stage: proposal → prospecting'],
      },
    ]);
  });

  it('binds a confirmation to the person who was asked, once', async () => {
    const world = await aWorld();
    const rep = await world.person(dana);
    const maya = await world.person({ name: 'Maya', role: 'manager' });
    await rep.says('add account Acme');
    const asked = await rep.says('delete account Acme');
    const confirm = rep.buttons().find((b) => b.label === 'Confirm');
    if (confirm === undefined) throw new Error(asked.text);
    const stolen = await maya.sends({ kind: 'action', action: confirm.action });
    expect(stolen.text).toMatch(/expired or was answered/);
    expect((await rep.presses('Confirm')).text).toMatch(/Deleted Acme/);
    // The same press again, with a new id of the platform: one effect, the same answer.
    const again = await rep.sends({ kind: 'action', action: confirm.action });
    expect(again.text).toMatch(/Deleted Acme/);
  });

  transcript('a customer sees nothing of the CRM', { name: 'Cleo', role: 'customer' }, [
    { says: 'show my pipeline', hears: /may not/, changes: [] },
    { says: 'log a $50k deal with Acme', hears: /may not/, changes: [] },
    { says: 'show me Acme', hears: /may not/ },
    { says: 'help', hears: /What I can do/, hearsNot: /deal/i },
  ]);

  transcript('a rep cannot give roles', dana, [
    { says: 'make Dana an admin', hears: /may not/, changes: [] },
  ]);

  it('lets an administrator give roles, and keeps one administrator', async () => {
    const world = await aWorld();
    const alex = await world.person({ name: 'Alex', role: 'admin' });
    await world.person(dana);
    await play(alex, [
      {
        says: 'make Dana a manager',
        hears: /Dana is now a manager/,
        changes: ['Member.role: rep → manager'],
      },
      { says: 'make Alex a rep', hears: /only administrator/, changes: [] },
      {
        says: 'make Zorro a rep',
        hears: /found no (?:person|member) called “Zorro”|found no/,
        changes: [],
      },
    ]);
  });

  transcript(
    'CRM data stays out of a conversation that outsiders read',
    dana,
    [
      { says: 'show my pipeline', hears: /outside your company/ },
      { says: 'help', hears: /What I can do/ },
    ],
    { outsidersRead: true },
  );

  transcript('everyone sets his language and time zone', dana, [
    {
      says: 'my time zone is New York',
      hears: /America\/New_York/,
      changes: ['Profile.timeZone: null → America/New_York'],
    },
    { says: 'speak Chinese', hears: /语言: 中文/ },
    { says: 'my profile', hears: /时区: America\/New_York/ },
  ]);

  transcript('small talk and noise change nothing', dana, [
    { says: 'hello', hears: /Hello/, changes: [] },
    { says: 'thanks!', hears: /welcome/, changes: [] },
    { says: '🎉🎉🎉', changes: [] },
    { says: 'qwertz uiop', hears: /did not understand/, changes: [] },
    { says: 'undo', hears: /nothing to undo/, changes: [] },
  ]);
});
