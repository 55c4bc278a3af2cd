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
