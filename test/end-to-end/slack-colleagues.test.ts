import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSlackHouse, type SlackHouse } from '../harness/slack-house.ts';

let house: SlackHouse;
let slack: SlackHouse['slack'];
let says: SlackHouse['says'];

beforeAll(async () => {
  house = await openSlackHouse();
  ({ slack, says } = house);
  await says('UDANA', 'log a $9k deal with Initech called Handover');
}, 120_000);

afterAll(() => house.stop());

beforeEach(() => house.settle());

const ownerOfDeal = async (): Promise<string | undefined> => {
  const deal = await house.app.db.single.deal.findFirst({
    where: { organizationId: house.app.organization.id, name: 'Handover' },
    include: { owner: true },
  });
  return deal?.owner.name;
};

describe('a colleague who never wrote to Parley', () => {
  it('is looked up when a message names him, and owns what he was given', async () => {
    slack.addUser({ id: 'U042', name: 'Kim Park', email: 'kim@home.test', locale: 'zh-CN' });
    await says('UALEX', 'assign the Handover deal to <@U042>');
    expect(await ownerOfDeal()).toBe('Kim Park');
    expect(slack.callsOf('users.info').map(({ args }) => args.user)).toContain('U042');
    await says('UALEX', 'remind <@U042|kim> to call Initech tomorrow');
    const tasks = await says('U042', '我的任务');
    expect(tasks.text).toMatch(/Initech/);
    const members = await house.app.db.single.member.count({
      where: { organizationId: house.app.organization.id, email: 'kim@home.test' },
    });
    expect(members).toBe(1);
  });

  it('is looked up in a slash command too', async () => {
    slack.addUser({ id: 'U043', name: 'Lou Lin' });
    await slack.command('UALEX', 'assign the Handover deal to <@U043|lou>');
    await slack.post(1);
    expect(await ownerOfDeal()).toBe('Lou Lin');
  });

  it('stays unknown as a guest, a bot, one who left, one of another company or nobody: that is said, and nothing changes', async () => {
    slack.addUser({ id: 'U0GUEST', name: 'Gus', guest: true });
    slack.addUser({ id: 'U0BOT', name: 'Robo', bot: true });
    slack.addUser({ id: 'U0LEFT', name: 'Lea', deactivated: true });
    slack.addUser({ id: 'U0OTHER', name: 'Oda', team: 'T0OTHER' });
    const before = await ownerOfDeal();
    const strangers = ['U0GUEST', 'U0BOT', 'U0LEFT', 'U0OTHER', 'U0NOBODY'];
    for (const id of strangers)
      expect((await says('UALEX', `assign the Handover deal to <@${id}>`)).text, id).toMatch(
        /is no colleague of yours here/,
      );
    expect(await ownerOfDeal()).toBe(before);
    const met = await house.app.db.single.externalIdentity.count({
      where: { organizationId: house.app.organization.id, userKey: { in: strangers } },
    });
    expect(met).toBe(0);
  });

  it('is not waited for when Slack cannot say: the message is answered, and the next try works', async () => {
    slack.addUser({ id: 'U044', name: 'Mo Mann' });
    slack.breakNext('users.info', { kind: 'limited', retryAfter: 30 });
    expect((await says('UDANA', 'assign the Handover deal to <@U044>')).text).toMatch(
      /is no colleague/,
    );
    await says('UALEX', 'assign the Handover deal to <@U044>');
    expect(await ownerOfDeal()).toBe('Mo Mann');
  });

  it('is not looked up for a guest, who could otherwise bring people in', async () => {
    slack.addUser({ id: 'UGUEST', name: 'Gus Gold', guest: true });
    slack.addUser({ id: 'U045', name: 'Nia Noor' });
    await says('UGUEST', 'assign the Handover deal to <@U045>');
    expect(slack.callsOf('users.info').map(({ args }) => args.user)).not.toContain('U045');
  });
});
