import { describe, expect, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;
const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;

describe('leads', () => {
  transcript('become an account, a contact and a deal, and go back as one', dana, [
    {
      says: 'new lead Jane Doe from Initech, jane@initech.com, came from the website',
      hears: [/Added lead L-1 Jane Doe, Initech/, /website/, /\[Convert\]/, /\[Undo\]/],
    },
    { says: 'my leads', hears: [/1 lead\b/, /L-1 Jane Doe/] },
    {
      says: 'convert her with a 20k deal',
      hears: [/Converted L-1/, /account Initech \(new\)/, /contact Jane Doe \(new\)/, /\$20,000/],
    },
    { says: 'make it 25k', hears: /\$20,000 → \$25,000/ },
    { says: 'convert lead Jane Doe', hears: /was converted already: see Initech/, changes: [] },
    { says: 'undo', hears: /25,000 → \$20,000/ },
    { says: 'undo', hears: /Undone/ },
    { says: 'show lead Jane Doe', hears: /Status: new/ },
    { says: 'my deals', hears: /No deals/ },
  ]);

  transcript('go into a deal that exists', dana, [
    { says: 'create account Globex' },
    { says: 'log a deal with Globex, 20k' },
    { says: 'create account Acme' },
    { says: 'new lead Jane Doe from Globex International' },
    {
      says: 'convert L-1 into the Globex deal',
      hears: [
        /Converted L-1/,
        /account Globex \(already there\)/,
        /contact Jane Doe \(new\), deal D-1 Globex deal \(already there\)/,
        /\$20,000/,
      ],
    },
    { says: 'my deals', hears: /1 deal\b/ },
    { says: 'undo', hears: /Undone/ },
    { says: 'show lead Jane Doe', hears: /Status: new/ },
    { says: 'show D-1', hearsNot: /Jane Doe/ },
    { says: 'convert L-1 into D-1, deal value $30k', hears: [/already there/, /\$30,000/] },
  ]);

  it('are converted only when they are qualified, where the company wants it so', async () => {
    const world = await aWorld();
    const [boss, rep, manager] = [
      await world.person({ name: 'Ada', role: 'admin', locale: 'en' }),
      await world.person(dana),
      await world.person(maya),
    ];
    await play(boss, [
      {
        says: 'only qualified leads may be converted',
        hears: /Only qualified leads are converted: no → yes/,
        changes: ['Organization.qualifiedLeadsOnly: false → true'],
      },
      { says: 'company settings', hears: /Leads that are converted: qualified ones only/ },
    ]);
    await play(rep, [
      { says: 'new lead Jane Doe, Initech' },
      { says: 'convert lead Jane Doe', hears: /Jane Doe is not qualified yet/, changes: [] },
    ]);
    await play(manager, [{ says: 'qualify lead Jane Doe' }]);
    await play(rep, [{ says: 'convert lead Jane Doe', hears: /Converted/ }]);
    await play(boss, [
      { says: 'any lead may be converted', hears: /yes → no/ },
      { says: 'undo', hears: /Undone/ },
    ]);
  });

  transcript('are asked for their name', dana, [
    { says: 'add a lead', hears: /Who is the lead\?/, changes: [] },
    { says: 'Tom Riddle', hears: /Added lead L-1 Tom Riddle/ },
    { says: "I'm working on lead Tom Riddle", hears: /new → working/ },
  ]);

  it('are decided on by a manager only', async () => {
    const world = await aWorld();
    const rep = await world.person(dana);
    const manager = await world.person(maya);
    await play(rep, [
      { says: 'new lead Jane Doe, Initech', hears: /Added/ },
      { says: 'qualify lead Jane Doe', hears: /may not do that/, changes: [] },
    ]);
    await play(manager, [
      { says: 'reject lead Jane Doe, no budget', hears: [/turned down/, /no budget/] },
    ]);
    await play(rep, [
      { says: 'convert lead Jane Doe', hears: /was turned down \(no budget\)/, changes: [] },
    ]);
    await play(manager, [{ says: 'qualify lead Jane Doe', hears: /is qualified/ }]);
    await play(rep, [{ says: 'convert lead Jane Doe', hears: /Converted/ }]);
    expect((await rep.says('leads')).text).toMatch(/No leads/);
  });

  transcript('say that there is one already', dana, [
    { says: 'new lead Jane Doe, Initech, jane@initech.com', hears: /Added/ },
    {
      says: 'new lead J Doe, jane@initech.com',
      hears: [/Added lead L-2/, /similar lead already: L-1 Jane Doe/],
    },
  ]);
});
