import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { labelsOf } from '../harness/slack-double.ts';
import { buttonThat, openSlackHouse, type SlackHouse } from '../harness/slack-house.ts';
import { until } from '../harness/until.ts';

let house: SlackHouse;
let slack: SlackHouse['slack'];
let app: SlackHouse['app'];
let says: SlackHouse['says'];
let presses: SlackHouse['presses'];

beforeAll(async () => {
  house = await openSlackHouse();
  ({ slack, app, says, presses } = house);
  slack.addUser({ id: 'UGUEST', name: 'Gus Gold', guest: true });
  slack.addChannel({ id: 'C0SALES', members: ['UDANA', 'UBOT'] });
  slack.addChannel({ id: 'C0SHARED', members: ['UDANA', 'UBOT'], shared: true });
}, 120_000);

afterAll(() => house.stop());

beforeEach(() => house.settle());

const ours = () => ({ organizationId: app.organization.id });

function dealsOf(account: string): Promise<{ deletedAt: Date | null }[]> {
  return app.db.single.deal.findMany({
    where: { ...ours(), account: { name: account } },
    select: { deletedAt: true },
  });
}

function storedEvents(): Promise<number> {
  return app.db.single.inboundEvent.count({ where: ours() });
}

async function outboxOf(user: string): Promise<string[]> {
  const rows = await app.db.single.outboundMessage.findMany({
    where: { ...ours(), conversationKey: { endsWith: `/im:${user}` } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => row.status);
}

describe('a deal logged in Slack', () => {
  it('is asked about, created by a button, shown with Undo, and taken back in place', async () => {
    const card = await says('UDANA', 'log a $50k deal with Acme closing end of month');
    expect(card).toMatchObject({ channel: 'DUDANA', ephemeral: false });
    expect(card.text).toMatch(/no account called “Acme” yet/);
    expect(labelsOf(card.blocks)).toEqual(['Create', 'Cancel']);
    await presses('UDANA', card, 'Create');
    expect(card.text).toMatch(/Acme[\s\S]*\$50,000[\s\S]*Mar 31, 2026/);
    expect(labelsOf(card.blocks)).not.toContain('Create');
    expect(labelsOf(card.blocks)).toContain('Undo');
    expect(await dealsOf('Acme')).toEqual([{ deletedAt: null }]);
    await presses('UDANA', card, 'Undo');
    expect(card.text).toMatch(/Undone: Acme deal/);
    expect(labelsOf(card.blocks)).not.toContain('Undo');
    expect(await dealsOf('Acme')).toEqual([{ deletedAt: expect.any(Date) }]);
    expect(slack.posts).toHaveLength(1);
  });

  it('is one deal and one post when Slack delivers its message four times at once', async () => {
    const before = (await dealsOf('Initech')).length;
    const ts = '1773828000.000900';
    const answers = await Promise.all(
      [undefined, 1, 2, 3].map((retry) =>
        slack.event(
          {
            type: 'message',
            user: 'UDANA',
            text: 'log a $9k deal with Initech',
            ts,
            channel: 'DUDANA',
            channel_type: 'im',
          },
          { eventId: 'EvSame', ...(retry === undefined ? {} : { retry }) },
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await slack.post(1);
    await app.assistant.idle();
    expect(await dealsOf('Initech')).toHaveLength(before + 1);
    expect(slack.posts).toHaveLength(1);
  });

  it('is changed in a modal that its card opened', async () => {
    const card = await says('UDANA', 'log a $11k deal with Initech');
    await slack.press('UDANA', card, 'Edit');
    await slack.call('views.open');
    await slack.submit('UDANA', { value: '$12k', closeDate: '2026-05-29' });
    const answer = await slack.post(2);
    expect(answer.thread).toBe(card.thread);
    expect(answer.text).toMatch(/Initech[\s\S]*\$12,000[\s\S]*May 29, 2026/);
  });

  it('comes from the modal of the global shortcut', async () => {
    const before = (await dealsOf('Initech')).length;
    await slack.shortcut('UDANA', 'log_deal');
    await slack.call('views.open');
    await slack.submit('UDANA', { account: 'Initech', value: '$13k' });
    const answer = await slack.post(1);
    expect(answer).toMatchObject({ channel: 'DUDANA' });
    expect(answer.text).toMatch(/Initech[\s\S]*\$13,000/);
    expect(await dealsOf('Initech')).toHaveLength(before + 1);
  });
});

describe('the other entrances of Slack', () => {
  it('answer a slash command for the person alone', async () => {
    await says('UDANA', 'log a $21k deal with Initech');
    const response = await slack.command('UDANA', 'show my deals', 'C0SHARED');
    expect(response.status).toBe(200);
    const answer = await slack.post(2);
    expect(answer).toMatchObject({ channel: 'C0SHARED', user: 'UDANA', ephemeral: true });
    expect(answer.text).toMatch(/\$21,000/);
  });

  it('log an activity from the message shortcut, with the message as its summary', async () => {
    await slack.shortcut('UDANA', 'log_activity', {
      channel: 'C0SALES',
      text: 'Met Initech about the renewal',
    });
    await slack.call('views.open');
    await slack.submit('UDANA', { kind: 'meeting', about: 'Initech' });
    const answer = await slack.post(1);
    expect(answer.channel).toBe('DUDANA');
    expect(answer.text).toMatch(/meeting with Initech[\s\S]*Met Initech about the renewal/);
    const activities = await app.db.single.activity.findMany({ where: ours() });
    expect(activities).toMatchObject([
      { kind: 'meeting', summary: 'Met Initech about the renewal' },
    ]);
  });

  it('show the pipeline in the Home tab, and say hello once', async () => {
    await says('UDANA', 'log a $31k deal with Initech closing end of month');
    await slack.openHome('UDANA');
    await slack.openHome('UDANA');
    await slack.call('views.publish', 2);
    const hello = await slack.post(2);
    expect(hello.text).toMatch(/Dana Reed/);
    expect(JSON.stringify(slack.homes.get('UDANA'))).toMatch(/Pipeline[\s\S]*\$31,000/);
    await app.assistant.idle();
    expect(slack.posts).toHaveLength(2);
  });
});

describe('people from outside', () => {
  const CRM = /Acme|Initech|Globex|Dana|Alex|\$\d/;

  it('get nothing of the CRM as guests, whatever entrance they take', async () => {
    const dealsBefore = await app.db.single.deal.count({ where: ours() });
    const card = await says('UGUEST', 'show all deals');
    await says('UGUEST', 'what is in the pipeline?');
    await says('UGUEST', 'show A-1');
    await says('UGUEST', 'log a 5k deal with A-1');
    await slack.command('UGUEST', 'show my tasks');
    await slack.post(5);
    await slack.pressRaw('UGUEST', card, buttonThat('deal.list'));
    await slack.post(6);
    await slack.pressRaw('UGUEST', card, buttonThat('record.search', { query: 'Initech' }));
    await slack.post(7);
    await slack.openHome('UGUEST');
    await slack.post(8);
    await slack.shortcut('UGUEST', 'log_deal');
    await slack.post(9);
    await app.assistant.idle();
    const answers = slack.posts.map(({ text, blocks }) => text + JSON.stringify(blocks));
    expect(answers.filter((answer) => CRM.test(answer))).toEqual([]);
    expect(JSON.stringify(slack.homes.get('UGUEST') ?? {})).not.toMatch(CRM);
    expect(slack.callsOf('views.open')).toEqual([]);
    expect(await app.db.single.deal.count({ where: ours() })).toBe(dealsBefore);
  });

  it('see in the Home tab what they may ask', async () => {
    await slack.openHome('UGUEST');
    await until(() => /help/i.test(JSON.stringify(slack.homes.get('UGUEST') ?? '')));
  });

  it('read no CRM data in a channel shared with another company', async () => {
    const { ts } = await slack.mention('UDANA', 'show all deals', { channel: 'C0SHARED' });
    expect(await slack.post(1)).toMatchObject({
      channel: 'DUDANA',
      text: expect.stringMatching(/Initech/),
    });
    const answer = await slack.post(2);
    expect(answer).toMatchObject({ channel: 'C0SHARED', thread: ts });
    expect(answer.text + JSON.stringify(answer.blocks)).not.toMatch(CRM);
    await slack.mention('UDANA', 'show all deals', { channel: 'C0SALES' });
    expect((await slack.post(3)).text).toMatch(/Initech/);
  });
});

describe('what Slack did not send', () => {
  it.each([
    { what: 'an unsigned request', headers: { 'x-slack-signature': undefined } },
    { what: 'a request signed with another secret', secret: 'somebody-elses-secret' },
    { what: 'a request of ten minutes ago', ageSeconds: 600 },
    { what: 'a request from the future', ageSeconds: -600 },
  ])('is refused and not stored: $what', async ({ what: _, ...tampering }) => {
    const before = await storedEvents();
    const event = { type: 'message', user: 'UDANA', text: 'hi', ts: '9.9', channel: 'DUDANA' };
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: slack.teamId,
      event_id: v7(),
      event: { ...event, channel_type: 'im' },
    });
    expect((await slack.send(body, tampering)).status).toBe(401);
    await app.assistant.idle();
    expect(await storedEvents()).toBe(before);
    expect(slack.posts).toEqual([]);
  });
});

describe('posting', () => {
  const sweep = () => app.assistant.sweep(new Date(0), new Date(0));

  it('waits as long as Slack asks, then posts once', async () => {
    slack.addUser({ id: 'ULIMITED', name: 'Lia Lim' });
    slack.breakNext('chat.postMessage', { kind: 'limited', retryAfter: 1 });
    await slack.message('ULIMITED', 'show my deals');
    const first = await slack.call('chat.postMessage');
    await app.assistant.idle();
    await sweep();
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
    await until(() => performance.now() > first.atMs + 1050);
    await Promise.all([sweep(), sweep()]);
    expect(slack.posts).toHaveLength(1);
    expect(slack.callsOf('chat.postMessage')).toHaveLength(2);
    expect(await outboxOf('ULIMITED')).toEqual(['sent']);
  });

  it('marks a message as unsure that Slack took before the connection broke, and never repeats it', async () => {
    slack.addUser({ id: 'UBROKEN', name: 'Bo Broke' });
    slack.breakNext('chat.postMessage', { kind: 'reset', done: true });
    await slack.message('UBROKEN', 'show my deals');
    await slack.post(1);
    await app.assistant.idle();
    await sweep();
    expect(await outboxOf('UBROKEN')).toEqual(['unsure']);
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
    const next = await says('UBROKEN', 'show my tasks');
    expect(next.text).toMatch(/task/i);
    await app.assistant.idle();
    expect(await outboxOf('UBROKEN')).toEqual(['unsure', 'sent']);
  });
});
