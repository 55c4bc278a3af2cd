import { describe, expect, it } from 'vitest';
import { aWorld, NOW, type Person, play } from '../../harness/world.ts';

const BEFORE = new Date(NOW.getTime() - 60_000).toISOString();

/** A form about a deal that was opened a minute ago comes back. */
const submits = (person: Person, values: Readonly<Record<string, string>>) =>
  person.sends({ kind: 'form', command: 'deal.update', shownAt: BEFORE, values });

async function twoPeople() {
  const world = await aWorld();
  const [dana, bob] = [
    await world.person({ name: 'Dana', role: 'rep' }),
    await world.person({ name: 'Bob', role: 'rep' }),
  ];
  await play(dana, [
    { says: 'add account Acme' },
    { says: 'log a $50,000 deal with Acme' },
    { says: 'change the value of D-1 to $60,000', hears: /\$60,000/ },
  ]);
  return { dana, bob };
}

describe('two people who change the same field', () => {
  it('are asked: the second one keeps what is there or sets his own', async () => {
    const { dana, bob } = await twoPeople();
    const asked = await submits(bob, { deal: 'D-1', value: '$70,000', nextStep: 'send contract' });
    expect(asked.text).toMatch(/Dana set the value to \$60,000 meanwhile\./);
    expect(asked.text).toMatch(/\[Set \$70,000\] \[Keep \$60,000\]/);
    // What nobody else touched is written.
    expect(asked.record?.changes.map(({ field }) => field)).toEqual(['nextStep']);
    await play(bob, [
      { presses: 'Keep $60,000', changes: [] },
      { says: 'show D-1', hears: [/Value: \$60,000/, /send contract/] },
    ]);
    await submits(bob, { deal: 'D-1', value: '$70,000' });
    await play(bob, [
      { presses: 'Set $70,000', hears: /\$60,000 → \$70,000/ },
      { says: 'undo', hears: /\$70,000 → \$60,000/ },
    ]);
    await play(dana, [{ says: 'change the value of D-1 to $61,000' }]);
    await submits(bob, { deal: 'D-1', value: '80k' });
    await play(bob, [{ says: 'keep 61k', changes: [] }]);
    await submits(bob, { deal: 'D-1', value: '80k' });
    await play(bob, [{ says: 'use mine', hears: /\$61,000 → \$80,000/ }]);
  });

  it('are not asked about their own change, or where both say the same', async () => {
    const { dana, bob } = await twoPeople();
    const same = await submits(bob, { deal: 'D-1', value: '60k', product: 'Pro' });
    expect(same.text).not.toMatch(/meanwhile/);
    expect((await submits(dana, { deal: 'D-1', value: '65k' })).text).toMatch(/\$65,000/);
  });
});
