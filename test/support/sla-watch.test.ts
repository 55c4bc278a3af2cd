import { describe, expect, it } from 'vitest';
import { handClock } from '../harness/company.ts';
import { aWorld, play, type World } from '../harness/world.ts';

const MINUTE = 60_000;

async function aDesk() {
  const clock = handClock();
  const world = await aWorld({ clock });
  const agent = await world.person({ name: 'Sam', role: 'support' });
  const customer = await world.person({ name: 'Cleo', role: 'customer' });
  await play(agent, [{ says: 'hello' }]);
  await play(customer, [{ says: 'open an urgent ticket: sorter jammed', hears: /TK-1/ }]);
  return { clock, world, agent, customer };
}

/** What was told since, by each of these applications sweeping at the same moment. */
async function swept(world: World, apps: readonly World['app'][]): Promise<string[]> {
  const before = world.posts.length;
  await Promise.all(apps.map((app) => app.background.sweep(false)));
  return world.posts.slice(before).map((post) => post.reply.text);
}

describe('what is due', () => {
  it('is warned of once before it is late, and told once when it is, by several replicas and after a restart', async () => {
    const { clock, world } = await aDesk();
    const replicas = [world.app, await world.again()];
    expect(await swept(world, replicas)).toEqual([]);
    clock.advance(45 * MINUTE);
    const [warned, ...more] = await swept(world, replicas);
    expect(warned).toMatch(/⏰ TK-1 “sorter jammed”: the first reply is due .*11:00/);
    expect(more).toEqual([]);
    clock.advance(15 * MINUTE);
    const [late, ...others] = await swept(world, [...replicas, await world.again()]);
    expect(late).toMatch(/⚠ TK-1 “sorter jammed”: the first reply is late/);
    expect(others).toEqual([]);
    clock.advance(MINUTE);
    expect(await swept(world, [await world.again()])).toEqual([]);
  });

  it('is not told of what was answered, nor while the customer is waited for', async () => {
    const { clock, world, agent, customer } = await aDesk();
    await play(agent, [{ says: 'reply to TK-1: which line is it?', hears: /sent to Cleo/ }]);
    clock.advance(3 * 24 * 60 * MINUTE);
    expect(await swept(world, [world.app])).toEqual([]);
    await play(customer, [{ says: 'line 4', hears: /Passed on/ }]);
    clock.advance(6 * 60 * MINUTE);
    expect(await swept(world, [world.app])).toEqual([]);
    // Saturday is no business day: eight hours are over on Monday.
    clock.advance(2 * 24 * 60 * MINUTE);
    expect(await swept(world, [world.app])).toEqual([
      expect.stringMatching(/TK-1 “sorter jammed”: the resolution is/),
    ]);
  });
});
