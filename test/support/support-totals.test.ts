import { describe, expect, it } from 'vitest';
import { handClock } from '../harness/company.ts';
import { aWorld, NOW } from '../harness/world.ts';
import { smallKnowledge } from './small-knowledge.ts';

const DAY = 24 * 60 * 60_000;

describe('the feedback report', () => {
  it('counts what was asked and what came of it, apart for what is known and what is assumed', async () => {
    const clock = handClock(new Date(NOW.getTime() - 30 * DAY));
    const world = await aWorld({ knowledge: smallKnowledge(), clock });
    const [cleo, otto, ines] = [
      await world.person({ name: 'Cleo', role: 'customer' }),
      await world.person({ name: 'Otto', role: 'customer' }),
      await world.person({ name: 'Ines', role: 'customer' }),
    ];
    const maya = await world.person({ name: 'Maya', role: 'manager' });
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    await cleo.says('error E2021: codes are not read');
    const helped = cleo.buttons().find(({ label }) => label === 'That helped');
    if (helped === undefined) throw new Error('no button');
    await cleo.sends({ kind: 'action', action: helped.action });
    const again = await cleo.sends({ kind: 'action', action: helped.action });
    expect(again.text).toMatch(/noted already/);
    expect(again.record?.changes).toEqual([]);
    // Another one's answer is not his to rate.
    expect((await otto.sends({ kind: 'action', action: helped.action })).text).toMatch(
      /Only the person who asked/,
    );
    await otto.says('how do I replace the battery of a robot?');
    await otto.presses('Not helpful');
    clock.advance(10 * DAY);
    await ines.says('how do I replace the battery of a robot?');
    await cleo.says('error E2021: codes are not read');
    await cleo.presses('That helped');
    await otto.says('who sells xylophones in Vienna?');
    await ines.says('5 stars, quick answer');
    clock.advance(20 * DAY);
    const { text } = await maya.says('feedback report for the last 60 days');
    expect(text).toMatch(/Questions: 5/);
    expect(text).toMatch(/Answered: 4 \(80%\)/);
    expect(text).toMatch(/Not known: 1 \(20%\)/);
    expect(text).toMatch(/Resolved, confirmed: 3 \(60%\)/);
    expect(text).toMatch(/Resolved, assumed: 0/);
    expect(text).toMatch(/Helpful: 75% of 4 ratings/);
    expect(text).toMatch(/Helpful by week/);
    expect(text).toMatch(/Replace the battery of the robot \| 2 \| 2 \| 50% \| 1/);
    const same = await dana.says('support report for the last 60 days');
    expect(same.text).toMatch(/Resolved, confirmed: 3/);
    expect(same.text).not.toMatch(/xylophones|By agent/);
    expect((await dana.says('feedback report')).text).toMatch(/may not/);
  });
});
