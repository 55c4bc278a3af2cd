import { expect, it } from 'vitest';
import { aWorld, type Person } from '../harness/world.ts';

const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;
const SHARED = {
  conversation: { key: 'channel/shared', kind: 'channel' },
  replyTo: { place: 'shared' },
} as const;
const ALONE = {
  conversation: { key: 'dm/Dana', kind: 'direct' },
  replyTo: { place: 'alone' },
} as const;

/** `aside` is what the platform finds out for itself. */
async function inShared(aside?: typeof ALONE) {
  const world = await aWorld({ outsidersRead: true, ...(aside && { aside }) });
  const person = await world.person(dana);
  const says = async (text: string, aside: boolean, who: Person = person) => {
    const message = {
      ...who.message({ kind: 'text', text }),
      ...SHARED,
      ...(aside && { aside: ALONE }),
    };
    const { assistant } = world.app;
    return (await assistant.answer(await assistant.receive(message)))?.text ?? '';
  };
  const posted = () =>
    world.posts.map(({ replyTo, reply }) => ({ place: replyTo['place'], text: reply.text }));
  return { world, says, posted };
}

it('what outsiders may not read is answered to the person alone, and the conversation hears so', async () => {
  const { says, posted } = await inShared();
  await says('add account Globex', true);
  await says('log a 5k deal with Globex', true);
  expect(posted()).toEqual([
    { place: 'alone', text: expect.stringMatching(/Added account Globex/) },
    { place: 'shared', text: expect.stringMatching(/answered you in a direct message/) },
    { place: 'alone', text: expect.stringMatching(/Logged D-1 Globex deal/) },
    { place: 'shared', text: expect.not.stringMatching(/Globex|5,000/) },
  ]);
});

it('the caller that shows the answer itself gets the word for everybody, never the answer', async () => {
  const { says } = await inShared();
  expect(await says('my deals', true)).toMatch(/answered you in a direct message/);
});

it('a platform that has to be asked where the person is alone is asked', async () => {
  const { says, posted } = await inShared(ALONE);
  await says('add account Globex', false);
  expect(posted()).toEqual([
    { place: 'alone', text: expect.stringMatching(/Added account Globex/) },
    { place: 'shared', text: expect.stringMatching(/answered you in a direct message/) },
  ]);
});

it('a question asked aside is answered where it was asked', async () => {
  const { says, posted } = await inShared();
  await says('add a task', true);
  await says('call Globex', true);
  expect(
    posted()
      .filter(({ place }) => place === 'alone')
      .at(-1)?.text,
  ).toMatch(/call Globex/);
});

it('a question that is asked once more stays aside', async () => {
  const { says, posted } = await inShared();
  await says('add account Globex', true);
  await says('log a 5k deal with Globex', true);
  await says('move the Globex deal', true);
  const before = posted().length;
  await says('blorp', true);
  expect(posted().slice(before)).toEqual([
    { place: 'alone', text: expect.stringMatching(/stage/i) },
    { place: 'shared', text: expect.not.stringMatching(/stage|Globex/i) },
  ]);
});

it('what anybody may read is answered where it was said', async () => {
  const { says, posted } = await inShared();
  await says('thanks', true);
  expect(posted().map(({ place }) => place)).toEqual(['shared']);
});

it('without a place aside nothing of the CRM is shown or changed', async () => {
  const { says } = await inShared();
  expect(await says('add account Globex', false)).toMatch(/Ask me in a direct message/);
});
