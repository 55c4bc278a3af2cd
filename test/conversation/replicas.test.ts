import { describe, expect, it } from 'vitest';
import { aHouse } from '../harness/house.ts';

describe('two replicas', () => {
  it('that contend for one conversation answer each message once, in the order of arrival', async () => {
    const house = await aHouse();
    const [first, second] = [await house.open(), await house.open()];
    const names = ['Acme', 'Globex', 'Initech', 'Hooli', 'Umbrella', 'Stark', 'Wayne', 'Oscorp'];
    const receipts = [];
    for (const [index, name] of names.entries()) {
      const replica = index % 2 === 0 ? first : second;
      receipts.push({
        replica,
        receipt: await replica.assistant.receive(house.message(`add account ${name}`)),
      });
    }
    await Promise.all(
      receipts.toReversed().map(({ replica, receipt }) => replica.assistant.answer(receipt)),
    );
    await Promise.all([first.assistant.idle(), second.assistant.idle()]);
    const accounts = await first.db.single.account.findMany({
      where: { organizationId: first.organization.id },
      orderBy: { number: 'asc' },
    });
    expect(accounts.map(({ name }) => name)).toEqual(names);
    expect(house.posted.map((text) => /account (\w+)/.exec(text)?.[1])).toEqual(names);
  });
});
