import { afterEach, describe, expect, it } from 'vitest';
import { type Action, type Form, replyOf, say } from '../../../src/reply/reply.ts';
import { anActivity, aPress, DANA } from '../../harness/teams-connector.ts';
import { type Bot, startBot } from './bot.ts';

let bot: Bot;
afterEach(async () => {
  await bot.close();
});

const UNDO: Action = { kind: 'run', command: 'change.undo', arguments: {}, nonce: 'n-1' };
const CARD = 'application/vnd.microsoft.card.adaptive';
const FORM: Form = {
  command: 'deal.log',
  title: 'Log a deal',
  submit: 'Log',
  fields: [
    {
      name: 'account',
      label: 'Account',
      required: true,
      input: { kind: 'text', multiline: false },
    },
  ],
};

describe('a press on a card', () => {
  it('is answered by the card that takes its place, for the presser and for everyone', async () => {
    bot = await startBot();
    bot.assistant.respond = async () => say('Undone.');
    const { body } = await bot.post(aPress(bot.connector.url, { parley: UNDO }));
    expect(body).toMatchObject({
      statusCode: 200,
      type: CARD,
      value: { type: 'AdaptiveCard', version: '1.5', body: [{ text: 'Undone.' }] },
    });
    expect(bot.assistant.received[0]?.content).toEqual({ kind: 'action', action: UNDO });
    await bot.adapter.idle();
    expect(bot.connector.recorded).toMatchObject([
      { method: 'PUT', replaces: 'posted-1', activity: { summary: 'Undone.' } },
    ]);
  });

  it('re-sent under a new id carries the same nonce to the assistant', async () => {
    bot = await startBot();
    for (const id of ['i-1', 'i-2', 'i-3'])
      await bot.post(aPress(bot.connector.url, { parley: UNDO }, { id }));
    expect(bot.assistant.received.map((m) => m.content)).toEqual([
      { kind: 'action', action: UNDO },
      { kind: 'action', action: UNDO },
      { kind: 'action', action: UNDO },
    ]);
  });

  it('that takes long is answered with "working on it", and the message gets the answer later', async () => {
    bot = await startBot({ patienceMs: 100 });
    bot.assistant.respond = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return say('At last.');
    };
    const { body } = await bot.post(aPress(bot.connector.url, { parley: UNDO }));
    expect(JSON.stringify(body)).toContain('Working on it');
    await bot.adapter.idle();
    expect(bot.connector.recorded).toMatchObject([
      { method: 'PUT', replaces: 'posted-1', activity: { summary: 'At last.' } },
    ]);
  });

  it('that fails after a long time says so on the card', async () => {
    bot = await startBot({ patienceMs: 50 });
    bot.assistant.respond = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      throw new TypeError('secret words');
    };
    await bot.post(aPress(bot.connector.url, { parley: UNDO }));
    await bot.adapter.idle();
    expect(bot.connector.recorded).toMatchObject([
      { activity: { summary: expect.stringContaining('did not work') } },
    ]);
    expect(JSON.stringify(bot.events)).not.toContain('secret');
  });

  it('that fails says so to Teams and keeps the process alive', async () => {
    bot = await startBot();
    bot.assistant.respond = async () => {
      throw new TypeError('secret words');
    };
    expect((await bot.post(aPress(bot.connector.url, { parley: UNDO }))).status).toBe(500);
    expect(bot.events).toMatchObject([
      { event: 'teams.press_failed', facts: { reason: 'TypeError' } },
      { event: 'teams.request_failed', facts: { reason: 'TypeError' } },
    ]);
  });

  it.each([
    ['no data of ours', { other: 1 }],
    ['an unknown kind', { parley: { kind: 'drop-tables' } }],
    ['arguments that are none', { parley: { kind: 'run', command: 'x', arguments: 'all' } }],
    ['a menu with a made-up option', { parley: { kind: 'menu', input: 'm' }, m: '{"kind":"?"}' }],
    ['a menu without a choice', { parley: { kind: 'menu', input: 'm' }, m: '' }],
  ])('with %s reaches nobody', async (_, data) => {
    bot = await startBot();
    const { status, body } = await bot.post(aPress(bot.connector.url, data));
    expect({ status, body }).toMatchObject({ status: 200, body: { statusCode: 400 } });
    expect(bot.assistant.received).toEqual([]);
  });

  it('of a menu is the action chosen, without anything else that came along', async () => {
    bot = await startBot();
    const action = { kind: 'answer', pending: 'p-1', choice: '2' };
    const data = { parley: { kind: 'menu', input: 'menu_1' } };
    const chosen = JSON.stringify({ ...action, admin: true });
    await bot.post(aPress(bot.connector.url, { ...data, menu_1: chosen }));
    expect(bot.assistant.received[0]?.content).toEqual({ kind: 'action', action });
  });

  it('that opens a form is answered with the form and stored nowhere', async () => {
    bot = await startBot();
    bot.assistant.offeredForm = FORM;
    const open = { kind: 'open-form', command: 'deal.log', arguments: { account: 'Globex' } };
    const { body } = await bot.post(aPress(bot.connector.url, { parley: open }));
    expect(body).toMatchObject({
      statusCode: 200,
      value: {
        body: [
          { text: 'Log a deal' },
          { type: 'Input.Text', id: 'field_account', isRequired: true, label: 'Account' },
          { type: 'ActionSet', actions: [{ type: 'Action.Execute', verb: 'form' }] },
        ],
      },
    });
    expect(bot.assistant.formsAsked).toEqual([
      { command: 'deal.log', filledIn: { account: 'Globex' } },
    ]);
    expect(bot.assistant.received).toEqual([]);
    bot.assistant.offeredForm = null;
    const refused = await bot.post(aPress(bot.connector.url, { parley: open }));
    expect(JSON.stringify(refused.body)).toContain('not available to you');
  });
});

describe('a form', () => {
  const data = {
    parley: { kind: 'form', command: 'deal.log', nonce: 'post-7' },
    field_account: ' Globex ',
    field_value: '70000',
    field_stale: 'true',
    field_count: 3,
    field_name: '',
    field_list: ['no'],
    other: 'x',
  };
  const values = { account: 'Globex', value: '70000', stale: 'true', count: '3' };

  it('hands over what was filled in as text', async () => {
    bot = await startBot();
    await bot.post(aPress(bot.connector.url, data));
    expect(bot.assistant.received[0]?.content).toEqual({
      kind: 'form',
      command: 'deal.log',
      values,
    });
  });

  it('re-sent under a new id is the same event; filled in otherwise, or by another, it is not', async () => {
    bot = await startBot();
    const lee = { from: { ...DANA, id: '29:lee', aadObjectId: 'aad-lee' } };
    await bot.post(aPress(bot.connector.url, data));
    await bot.post(aPress(bot.connector.url, data));
    await bot.post(aPress(bot.connector.url, { ...data, field_value: '70001' }));
    await bot.post(aPress(bot.connector.url, data, lee));
    const [first, second, ...rest] = bot.assistant.received.map((m) => m.eventKey);
    expect(second).toBe(first);
    expect(new Set([first, ...rest]).size).toBe(3);
  });

  it('sent by a client that knows only Action.Submit is answered with a message', async () => {
    bot = await startBot();
    bot.assistant.respond = async () => replyOf({ kind: 'heading', text: 'Logged' });
    await bot.post(anActivity(bot.connector.url, { text: undefined, value: data }));
    await bot.adapter.idle();
    expect(bot.assistant.received[0]?.content).toMatchObject({ kind: 'form', values });
    expect(bot.connector.messages).toMatchObject([{ summary: 'Logged' }]);
  });

  it('opened by such a client comes as a message too', async () => {
    bot = await startBot();
    bot.assistant.offeredForm = FORM;
    const parley = { kind: 'open-form', command: 'deal.log', arguments: {} };
    await bot.post(anActivity(bot.connector.url, { text: undefined, value: { parley } }));
    await bot.adapter.idle();
    expect(bot.connector.messages).toMatchObject([{ attachments: [{ contentType: CARD }] }]);
    expect(bot.assistant.received).toEqual([]);
  });
});
