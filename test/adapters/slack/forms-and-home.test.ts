import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Form, replyOf, say } from '../../../src/reply/reply.ts';
import { until } from '../../harness/until.ts';
import { aSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await aSlackWorld();
});
afterEach(() => world.stop());

const DEAL_FORM: Form = {
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
    { name: 'closeDate', label: 'Closes on', required: false, input: { kind: 'date' } },
    {
      name: 'stage',
      label: 'Stage',
      required: false,
      value: 'proposal',
      input: {
        kind: 'choice',
        options: [
          { label: 'Proposal', value: 'proposal' },
          { label: 'Negotiation', value: 'negotiation' },
        ],
      },
    },
  ],
};

describe('a form', () => {
  it('opens from a button with what is known, and comes back by parameter name', async () => {
    world.assistant.openForm = DEAL_FORM;
    world.assistant.replies = ({ content }) =>
      content.kind === 'text' ? replyOf({ kind: 'form', form: DEAL_FORM }) : say('Logged.');
    await world.slack.message('UDANA', 'log a deal');
    await world.slack.press('UDANA', await world.slack.post(1), 'Log a deal');
    await until(() => world.slack.views.length === 1);
    expect(world.assistant.asked.at(-1)).toMatchObject({
      what: 'form deal.log',
      filledIn: { stage: 'proposal' },
    });
    const response = await world.slack.submit('UDANA', {
      account: 'Acme',
      closeDate: '2026-03-31',
    });
    expect(await response.text()).toBe('');
    const submitted = world.assistant.received[1];
    expect(submitted?.content).toEqual({
      kind: 'form',
      command: 'deal.log',
      values: { account: 'Acme', closeDate: '2026-03-31', stage: 'proposal' },
    });
    const [view] = world.slack.views;
    expect(submitted?.eventKey).toBe(`view:${view?.id}:${view?.hash}`);
    expect(await world.slack.post(2)).toMatchObject({ channel: 'DUDANA', text: 'Logged.' });
  });

  it('carries along unseen what it is about', async () => {
    const about: Form = {
      ...DEAL_FORM,
      fields: [
        ...DEAL_FORM.fields,
        { name: 'draft', label: 'Draft', required: false, value: 'D1', input: { kind: 'hidden' } },
      ],
    };
    world.assistant.openForm = about;
    world.assistant.replies = ({ content }) =>
      content.kind === 'text' ? replyOf({ kind: 'form', form: about }) : say('Logged.');
    await world.slack.message('UDANA', 'log a deal');
    await world.slack.press('UDANA', await world.slack.post(1), 'Log a deal');
    await until(() => world.slack.views.length === 1);
    await world.slack.submit('UDANA', { account: 'Acme' });
    expect(world.assistant.received[1]?.content).toMatchObject({
      values: { account: 'Acme', draft: 'D1' },
    });
  });

  it('opened in a channel is answered in its thread', async () => {
    world.assistant.openForm = DEAL_FORM;
    world.assistant.replies = ({ content }) =>
      content.kind === 'text' ? replyOf({ kind: 'form', form: DEAL_FORM }) : say('Logged.');
    const { ts } = await world.slack.mention('UDANA', 'log a deal', { channel: 'C0SALES' });
    await world.slack.press('UDANA', await world.slack.post(1), 'Log a deal');
    await until(() => world.slack.views.length === 1);
    await world.slack.submit('UDANA', { account: 'Acme' });
    expect(world.assistant.received[1]?.conversation.key).toBe(`C0SALES:${ts}`);
    expect(await world.slack.post(2)).toMatchObject({ channel: 'C0SALES', thread: ts });
  });

  it('opens from the global shortcut, and its answer is a direct message', async () => {
    world.assistant.openForm = DEAL_FORM;
    world.assistant.replies = () => say('Logged.');
    expect((await world.slack.shortcut('UDANA', 'log_deal')).status).toBe(200);
    await until(() => world.slack.views.length === 1);
    await world.slack.submit('UDANA', { account: 'Acme' });
    expect(world.assistant.received[0]?.conversation).toEqual({ key: 'im:UDANA', kind: 'direct' });
    expect(await world.slack.post(1)).toMatchObject({ channel: 'DUDANA' });
  });

  it('opens from the message shortcut with the message as its summary', async () => {
    world.assistant.openForm = { ...DEAL_FORM, command: 'activity.log' };
    await world.slack.shortcut('UDANA', 'log_activity', {
      channel: 'C0SALES',
      text: 'Kim &amp; I met <http://acme.test|acme.test>',
    });
    await until(() => world.slack.views.length === 1);
    expect(world.assistant.asked[0]).toMatchObject({
      what: 'form activity.log',
      filledIn: { summary: 'Kim & I met acme.test' },
    });
  });

  it('that is not open to the person is said so, in their language', async () => {
    world.slack.addUser({ id: 'UWANG', locale: 'zh-CN' });
    await world.slack.shortcut('UWANG', 'log_deal');
    expect((await world.slack.post(1)).text).toBe('您没有权限使用此表单。');
  });

  it('that Slack did not open is said so', async () => {
    world.assistant.openForm = DEAL_FORM;
    world.slack.breakNext('views.open', { kind: 'error', code: 'expired_trigger_id' });
    await world.slack.shortcut('UDANA', 'log_deal');
    expect((await world.slack.post(1)).text).toMatch(/did not open the form in time/);
  });

  it('whose answer could not be stored stays open', async () => {
    world.assistant.openForm = DEAL_FORM;
    await world.slack.shortcut('UDANA', 'log_deal');
    await until(() => world.slack.views.length === 1);
    world.assistant.failInserts = 1;
    expect((await world.slack.submit('UDANA', { account: 'Acme' })).status).toBe(500);
  });
});

describe("the bot's own tab", () => {
  it('shows the Home that the assistant makes', async () => {
    world.assistant.homeReply = replyOf(
      { kind: 'heading', text: 'Your pipeline' },
      {
        kind: 'table',
        title: 'Deals',
        columns: [{ label: 'Deal', align: 'left' }],
        rows: [['Acme']],
      },
    );
    await world.slack.openHome('UDANA');
    await until(() => world.slack.homes.has('UDANA'));
    expect(JSON.stringify(world.slack.homes.get('UDANA'))).toContain('Acme');
  });

  it('is not left empty when there is nothing to show', async () => {
    world.assistant.homeReply = { text: '', blocks: [] };
    await world.slack.openHome('UDANA');
    await until(() => world.slack.homes.has('UDANA'));
    expect(JSON.stringify(world.slack.homes.get('UDANA'))).toContain('Write to me');
  });

  it('greets once, however often it is opened', async () => {
    world.assistant.replies = ({ content }) =>
      content.kind === 'arrival' ? say('Hello Dana.') : null;
    await world.slack.openHome('UDANA');
    await world.slack.openHome('UDANA', 'messages');
    expect(await world.slack.post(1)).toMatchObject({ channel: 'DUDANA', text: 'Hello Dana.' });
    expect(new Set(world.assistant.received.map(({ eventKey }) => eventKey)).size).toBe(1);
    expect(world.assistant.answered).toHaveLength(1);
  });

  it('suggests what to type first, without a thread', async () => {
    world.assistant.prompts = [{ title: 'Pipeline', text: 'show my pipeline' }];
    await world.slack.openHome('UDANA', 'messages');
    const { args } = await world.slack.call('assistant.threads.setSuggestedPrompts');
    expect(args).toMatchObject({
      channel_id: 'DUDANA',
      prompts: [{ title: 'Pipeline', message: 'show my pipeline' }],
    });
    expect(args).not.toHaveProperty('thread_ts');
  });

  it('is drawn anew after a button in it was pressed, and the answer is a direct message', async () => {
    world.assistant.homeReply = replyOf({
      kind: 'buttons',
      buttons: [
        {
          label: 'Done',
          action: { kind: 'run', command: 'task.complete', arguments: { task: '12' }, nonce: 'n' },
        },
      ],
    });
    world.assistant.replies = ({ content }) =>
      content.kind === 'action' ? say('Completed.') : null;
    await world.slack.openHome('UDANA');
    await until(() => world.slack.homes.has('UDANA'));
    await world.slack.pressHome('UDANA', 'Done');
    expect(await world.slack.post(1)).toMatchObject({ channel: 'DUDANA', text: 'Completed.' });
    await world.slack.call('views.publish', 2);
    expect(world.assistant.received.at(-1)?.conversation).toEqual({
      key: 'im:UDANA',
      kind: 'direct',
    });
  });
});
