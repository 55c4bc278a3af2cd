import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replyOf, say } from '../../../src/reply/reply.ts';
import { labelsOf } from '../../harness/slack-double.ts';
import { until } from '../../harness/until.ts';
import { aSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await aSlackWorld();
});
afterEach(() => world.stop());

describe('a button', () => {
  const UNDO = { kind: 'run', command: 'change.undo', arguments: {}, nonce: 'n1' } as const;
  const logged = replyOf(
    { kind: 'text', text: 'Logged Acme & Sons.' },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Undo', action: UNDO },
        {
          label: 'Show <it>',
          action: { kind: 'run', command: 'deal.show', arguments: { deal: 'A&B' } },
        },
      ],
    },
  );

  it('names its action, keyed by the message and the press', async () => {
    world.assistant.replies = ({ content }) => (content.kind === 'text' ? logged : null);
    await world.slack.message('UDANA', 'log Acme');
    const card = await world.slack.post(1);
    await world.slack.press('UDANA', card, 'Show <it>', { actionTs: '9.9' });
    expect(world.assistant.received[1]).toMatchObject({
      eventKey: `action:DUDANA:${card.ts}:9.9`,
      conversation: { key: 'im:UDANA', kind: 'direct' },
      content: {
        kind: 'action',
        action: { kind: 'run', command: 'deal.show', arguments: { deal: 'A&B' } },
      },
      replyTo: { kind: 'thread', channel: 'DUDANA', thread: card.thread },
    });
  });

  it('that is used up goes, and what happened stands on its card', async () => {
    world.assistant.replies = ({ content }) => (content.kind === 'text' ? logged : say('Undone.'));
    await world.slack.message('UDANA', 'log Acme');
    const card = await world.slack.post(1);
    await world.slack.press('UDANA', card, 'Undo');
    await world.slack.call('chat.update');
    await until(() => card.text.includes('Undone.'));
    expect(labelsOf(card.blocks)).toEqual(['Show <it>']);
    expect(JSON.stringify(card.blocks)).toContain('Undone.');
    expect(world.slack.posts).toHaveLength(1);
    expect(world.assistant.answered.at(-1)?.deliver).toBe(false);
  });

  it('that shows something leaves its card alone and is answered in the thread', async () => {
    world.assistant.replies = ({ content }) =>
      content.kind === 'text' ? logged : say('The deal.');
    await world.slack.message('UDANA', 'log Acme');
    const card = await world.slack.post(1);
    await world.slack.press('UDANA', card, 'Show <it>');
    expect(await world.slack.post(2)).toMatchObject({ thread: card.thread, text: 'The deal.' });
    expect(world.slack.callsOf('chat.update')).toEqual([]);
  });

  it('whose card is gone still gets its answer', async () => {
    world.assistant.replies = ({ content }) => (content.kind === 'text' ? logged : say('Undone.'));
    await world.slack.message('UDANA', 'log Acme');
    const card = await world.slack.post(1);
    world.slack.breakNext('chat.update', { kind: 'error', code: 'message_not_found' });
    await world.slack.press('UDANA', card, 'Undo');
    expect(await world.slack.post(2)).toMatchObject({ text: 'Undone.' });
  });

  it('is updated once more when nobody knows whether the update arrived', async () => {
    world.assistant.replies = ({ content }) => (content.kind === 'text' ? logged : say('Undone.'));
    await world.slack.message('UDANA', 'log Acme');
    const card = await world.slack.post(1);
    world.slack.breakNext('chat.update', { kind: 'reset', done: true });
    await world.slack.press('UDANA', card, 'Undo');
    await world.slack.call('chat.update', 2);
    await until(() => card.text.includes('Undone.'));
    expect(world.slack.posts).toHaveLength(1);
  });

  it('of a question takes its sisters along', async () => {
    const answer = (choice: string) => ({ kind: 'answer', pending: 'p1', choice }) as const;
    const question = replyOf(
      { kind: 'text', text: 'Which Acme?' },
      {
        kind: 'menu',
        prompt: 'Choose',
        options: [
          { label: 'Acme', action: answer('0') },
          { label: 'Acme Labs', action: answer('1') },
        ],
      },
      { kind: 'buttons', buttons: [{ label: 'None', action: answer('no') }] },
    );
    world.assistant.replies = ({ content }) =>
      content.kind === 'text' ? question : say('Acme Labs it is.');
    await world.slack.message('UDANA', 'show acme');
    const card = await world.slack.post(1);
    await world.slack.press('UDANA', card, 'Acme Labs');
    await until(() => card.text.includes('it is'));
    expect(world.assistant.received[1]?.content).toEqual({ kind: 'action', action: answer('1') });
    expect(labelsOf(card.blocks)).toEqual([]);
  });

  it('in a channel stays for who was asked when a bystander presses it', async () => {
    world.slack.addUser({ id: 'UBOB' });
    world.assistant.replies = ({ content, sender }) =>
      content.kind === 'text' ? logged : say(sender.key === 'UBOB' ? 'Not yours.' : 'Undone.');
    await world.slack.mention('UDANA', 'log Acme', { channel: 'C0SALES' });
    const card = await world.slack.post(1);
    await world.slack.press('UBOB', card, 'Undo');
    expect(await world.slack.post(2)).toMatchObject({ thread: card.thread, text: 'Not yours.' });
    expect(labelsOf(card.blocks)).toEqual(['Undo', 'Show <it>']);
    await world.slack.press('UDANA', card, 'Undo');
    await until(() => card.text.includes('Undone.'));
    expect(labelsOf(card.blocks)).toEqual(['Show <it>']);
  });

  it('on a message that only one person sees replaces it', async () => {
    world.assistant.replies = ({ content }) => (content.kind === 'text' ? logged : say('Undone.'));
    await world.slack.command('UDANA', 'log Acme');
    const card = await world.slack.post(1);
    await world.slack.press('UDANA', card, 'Undo');
    await until(() => world.slack.posts[0]?.text === 'Undone.');
    expect(world.slack.posts).toHaveLength(1);
  });

  it('that could not be stored is not acknowledged', async () => {
    world.assistant.replies = () => logged;
    await world.slack.message('UDANA', 'log Acme');
    world.assistant.failInserts = 1;
    expect((await world.slack.press('UDANA', await world.slack.post(1), 'Undo')).status).toBe(500);
  });
});
