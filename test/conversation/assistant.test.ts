import { describe, expect, it } from 'vitest';
import { aHouse } from '../harness/house.ts';
import { aWorld, type Person } from '../harness/world.ts';

describe('an assistant that pauses', () => {
  it('begins no further turn, and what waits is answered in order by the next process', async () => {
    const house = await aHouse();
    const first = await house.open();
    const receipts = [];
    for (const name of ['Acme', 'Globex', 'Initech'])
      receipts.push(await first.assistant.receive(house.message(`add account ${name}`)));
    first.assistant.pause();
    const answers = await Promise.all(receipts.map((receipt) => first.assistant.answer(receipt)));
    await first.assistant.idle();
    expect(answers).toEqual([null, null, null]);
    expect(house.posted).toEqual([]);
    const next = await house.open();
    house.clock.advance(1000);
    await next.assistant.sweep(house.clock.now(), house.clock.now());
    expect(house.posted).toEqual([
      expect.stringContaining('Acme'),
      expect.stringContaining('Globex'),
      expect.stringContaining('Initech'),
    ]);
  });

  it('still posts what it has answered', async () => {
    const house = await aHouse();
    const app = await house.open();
    house.onPost = () => app.assistant.pause();
    const receipts = [];
    for (const name of ['Acme', 'Globex'])
      receipts.push(await app.assistant.receive(house.message(`add account ${name}`)));
    const answers = await Promise.all(receipts.map((receipt) => app.assistant.answer(receipt)));
    expect(answers.map((answer) => answer?.text ?? null)).toEqual([...house.posted, null]);
    expect(house.posted).toEqual([expect.stringContaining('Acme')]);
  });
});

describe('a channel that several people write in', () => {
  it('takes "it" as what the person himself spoke of, and only without that as what the others did', async () => {
    const world = await aWorld();
    const [dana, lee] = [
      await world.person({ name: 'Dana', role: 'manager' }),
      await world.person({ name: 'Lee', role: 'manager' }),
    ];
    const says = async (person: Person, text: string): Promise<string> => {
      const message = person.message({ kind: 'text', text });
      const inChannel = { ...message, conversation: { key: 'c/sales', kind: 'channel' as const } };
      const receipt = await world.app.assistant.receive(inChannel);
      return (await world.app.assistant.answer(receipt))?.text ?? '';
    };
    await says(dana, 'new account Acme');
    await says(dana, 'log a 10k deal with Acme');
    expect(await says(lee, 'make it 11k')).toContain('Acme deal');
    await says(lee, 'new account Globex');
    await says(lee, 'log a 20k deal with Globex');
    expect(await says(dana, 'move it to proposal')).toContain('Acme deal');
    expect(await says(lee, 'move it to negotiation')).toContain('Globex deal');
  });
});
