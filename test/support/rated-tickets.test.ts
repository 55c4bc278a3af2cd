import { expect, it } from 'vitest';
import { aWorld } from '../harness/world.ts';
import { smallKnowledge } from './small-knowledge.ts';

it('a ticket that solved a question is its draft, is rated by its requester alone, and counts as confirmed', async () => {
  const world = await aWorld({ knowledge: smallKnowledge() });
  const cleo = await world.person({ name: 'Cleo', role: 'customer' });
  const sam = await world.person({ name: 'Sam', role: 'support' });
  const maya = await world.person({ name: 'Maya', role: 'manager' });
  await cleo.says('do you lease trampolines to kindergartens?');
  await cleo.presses('Talk to a human');
  await sam.says('reply to TK-1: Yes, from 24 months on, see [here](https://evil.example).');
  await cleo.says('close TK-1');
  const stars = (n: number) => cleo.buttons().find(({ label }) => label === '★'.repeat(n));
  const [three, five] = [stars(3), stars(5)];
  if (three === undefined || five === undefined) throw new Error('no stars');
  expect((await cleo.sends({ kind: 'action', action: three.action })).text).toMatch(/3 of 5/);
  expect((await cleo.sends({ kind: 'action', action: five.action })).text).toMatch(/Changed: 5/);
  expect((await maya.says('rate ticket TK-1 3 stars')).text).toMatch(/Only the person who opened/);
  const { text } = await maya.says('feedback report');
  expect(text).toMatch(/Handed to a person: 1/);
  expect(text).toMatch(/Resolved, confirmed: 1/);
  expect(text).toMatch(/CSAT: 100% of 1 rating/);
  expect(text).toMatch(/Sam \| 1 \| 1 \| 1 \| 1 \| 100%/);
  expect((await maya.says('knowledge gaps')).text).toMatch(
    /Solved in TK-1: Yes, from 24 months on/,
  );
  expect((await maya.says('draft gap 1')).text).toMatch(/see .\[here\].\(https.:/);
});
