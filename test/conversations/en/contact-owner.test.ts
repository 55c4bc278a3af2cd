import { expect, it } from 'vitest';
import { aWorld, play } from '../../harness/world.ts';

it('a contact is handed over, by name and in either language', async () => {
  const world = await aWorld();
  await world.person({ name: 'Marcus', role: 'rep' });
  const dana = await world.person({ name: 'Dana', role: 'rep' });
  await play(dana, [
    { says: 'add contact Jane Roe' },
    {
      says: 'assign contact Jane Roe to Marcus',
      hears: /Owner: Dana → Marcus/,
      changes: ['Contact.owner: Dana → Marcus'],
    },
    { says: 'undo', hears: /Undone/, changes: ['Contact.owner: Marcus → Dana'] },
    { says: '把联系人 Jane Roe 交给 Marcus 负责', changes: ['Contact.owner: Dana → Marcus'] },
  ]);
  expect((await dana.says('show contact Jane Roe')).text).toMatch(/Marcus/);
});
