import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/reply/reply.ts';
import { handClock } from '../harness/company.ts';
import { aWorld, NOW, type Person, type World } from '../harness/world.ts';

const MINUTE = 60_000;

async function aDeal(clock = handClock(NOW)) {
  const world = await aWorld({ clock });
  const dana = await world.person({ name: 'Dana', role: 'rep' });
  await dana.says('add account Acme');
  await dana.says('log a 10k deal with Acme');
  return { world, dana, clock };
}

const dealsOf = (world: World) =>
  world.db.single.deal.findMany({
    where: { organizationId: world.organizationId },
    select: { deletedAt: true, amount: true },
  });

/** What the button of this name would do, to press it later. */
function actionOf(person: Person, label: string): Action {
  const found = person.buttons().find((button) => button.label === label);
  if (found === undefined) throw new Error(`no button ${label}`);
  return found.action;
}

describe('a confirmation', () => {
  it('still counts after 29 minutes', async () => {
    const { world, dana, clock } = await aDeal();
    expect((await dana.says('delete the Acme deal')).text).toMatch(/Delete|delete/);
    clock.advance(29 * MINUTE);
    await dana.presses('Confirm');
    expect(await dealsOf(world)).toMatchObject([{ deletedAt: expect.any(Date) }]);
  });

  it.each(['pressed', 'typed'])(
    'has expired after 30 minutes when it is %s: nothing is deleted',
    async (how) => {
      const { world, dana, clock } = await aDeal();
      await dana.says('delete the Acme deal');
      const action = actionOf(dana, 'Confirm');
      clock.advance(30 * MINUTE);
      const heard =
        how === 'pressed' ? await dana.sends({ kind: 'action', action }) : await dana.says('yes');
      if (how === 'pressed') expect(heard.text).toMatch(/expired or was answered already/);
      expect(heard.record?.changes).toEqual([]);
      expect(await dealsOf(world)).toMatchObject([{ deletedAt: null }]);
    },
  );

  it('is good once: a second press changes nothing more', async () => {
    const { world, dana } = await aDeal();
    await dana.says('delete the Acme deal');
    const action = actionOf(dana, 'Confirm');
    await dana.sends({ kind: 'action', action });
    await dana.says('undo');
    await dana.sends({ kind: 'action', action });
    expect(await dealsOf(world)).toMatchObject([{ deletedAt: null }]);
  });

  it('may be given to another process than the one that asked', async () => {
    const { world, dana } = await aDeal();
    await dana.says('delete the Acme deal');
    const action = actionOf(dana, 'Confirm');
    const other = await world.again();
    const receipt = await other.assistant.receive(dana.message({ kind: 'action', action }));
    expect((await other.assistant.answer(receipt))?.text).toMatch(/Deleted/);
    expect(await dealsOf(world)).toMatchObject([{ deletedAt: expect.any(Date) }]);
  });

  it('of another person counts for nothing', async () => {
    const { world, dana } = await aDeal();
    const boss = await world.person({ name: 'Boss', role: 'admin' });
    await dana.says('delete the Acme deal');
    const action = actionOf(dana, 'Confirm');
    expect((await boss.sends({ kind: 'action', action })).text).toMatch(/expired or was answered/);
    expect(await dealsOf(world)).toMatchObject([{ deletedAt: null }]);
  });
});

describe('what was spoken of', () => {
  it('is "it" for an hour, and then no more: which one is asked, and nothing is changed', async () => {
    const { world, dana, clock } = await aDeal();
    clock.advance(59 * MINUTE);
    await dana.says('make it 20k');
    expect((await dealsOf(world)).map(({ amount }) => Number(amount))).toEqual([20_000]);
    clock.advance(61 * MINUTE);
    const heard = await dana.says('make it 30k');
    expect(heard.record?.changes).toEqual([]);
    expect(heard.text).toMatch(/[Ww]hich|deal/);
    expect((await dealsOf(world)).map(({ amount }) => Number(amount))).toEqual([20_000]);
  });

  it('is known to another process too', async () => {
    const { world, dana } = await aDeal();
    const other = await world.again();
    const receipt = await other.assistant.receive(
      dana.message({ kind: 'text', text: 'make it 25k' }),
    );
    await other.assistant.answer(receipt);
    expect((await dealsOf(world)).map(({ amount }) => Number(amount))).toEqual([25_000]);
  });
});
