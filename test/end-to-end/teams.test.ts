import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTeamsAdapter, type TeamsAdapter } from '../../src/adapters/teams/adapter.ts';
import { type App, openApp } from '../../src/app.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { uuids } from '../../src/platform/ids.ts';
import { serve } from '../harness/serve.ts';
import {
  anActivity,
  aPress,
  BOT,
  DANA,
  TENANT,
  TeamsConnector,
} from '../harness/teams-connector.ts';
import { NOW, quiet, theDatabase } from '../harness/world.ts';

const clock = clockFrom(NOW);
let connector: TeamsConnector;
let app: App;
let adapter: TeamsAdapter;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  connector = await TeamsConnector.start();
  connector.rosters.set('a:chat-1', [{ ...DANA, email: 'dana@home.test' }]);
  app = await openApp({
    database: await theDatabase(),
    organization: { slug: v7(), name: 'Home' },
    demo: false,
    clock,
    ids: uuids,
    log: quiet,
  });
  adapter = createTeamsAdapter({ settings: null, assistant: app.assistant, log: quiet, clock });
  server = await serve((request, response) => void adapter.handle(request, response));
  await app.connect(adapter.platform, TENANT);
  app.warmUp();
  await says('add account Acme');
}, 120_000);

afterAll(async () => {
  await adapter.idle();
  server.close();
  await app.close();
  await connector.close();
});

beforeEach(() => adapter.idle());

type Card = { fallbackText: string; body: readonly Element[] };
type Element = { type: string; actions?: readonly CardAction[]; id?: string };
type CardAction = { title: string; data: Record<string, unknown> };

async function post(activity: object): Promise<{ status: number; card: Card | null }> {
  const response = await fetch(`${server.origin}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  return { status: response.status, card: text === '' ? null : JSON.parse(text).value };
}

/** Writes to the bot and waits for the message that it posts: its id and its card. */
async function says(text: string): Promise<{ id: string; card: Card }> {
  const before = connector.messages.length;
  expect((await post(anActivity(connector.url, { text }))).status).toBe(200);
  await connector.until(() => connector.messages.length > before, 20_000);
  await adapter.idle();
  const { attachments } = connector.messages.at(-1) as { attachments?: { content: Card }[] };
  const card = attachments?.[0]?.content;
  if (card === undefined) throw new Error('an answer without a card');
  return { id: `posted-${connector.recorded.length}`, card };
}

function buttonOf(card: Card, title: string): CardAction {
  const buttons = card.body.flatMap(({ actions }) => actions ?? []);
  const button = buttons.find((action) => action.title === title);
  if (button === undefined) throw new Error(`no button ${title} in ${JSON.stringify(card)}`);
  return button;
}

function deals(): Promise<{ name: string; deletedAt: Date | null; amount: unknown }[]> {
  return app.db.single.deal.findMany({
    where: { organizationId: app.organization.id },
    orderBy: { number: 'asc' },
  });
}

describe('a deal logged in Teams', () => {
  it('is answered with a card, and taken back in its place, once however often the click is sent', async () => {
    const { id, card } = await says('log a $50k deal with Acme closing end of month');
    expect(card.fallbackText).toMatch(/Acme[\s\S]*\$50,000[\s\S]*Mar 31, 2026/);
    const { data } = buttonOf(card, 'Undo');
    const click = (activityId: string) =>
      post(aPress(connector.url, data, { id: activityId, replyToId: id }));
    const posted = connector.messages.length;
    const first = await click('click-1');
    expect(first.card?.fallbackText).toMatch(/Undone: Acme deal/);
    const again = await Promise.all([click('click-2'), click('click-3'), click('click-4')]);
    for (const { card: answer } of again)
      expect(answer?.fallbackText).toBe(first.card?.fallbackText);
    await adapter.idle();
    expect(connector.messages).toHaveLength(posted);
    const updated = connector.recorded.filter(({ method }) => method === 'PUT');
    expect(new Set(updated.map(({ replaces }) => replaces))).toEqual(new Set([id]));
    expect((await deals()).map((deal) => deal.deletedAt)).toEqual([expect.any(Date)]);
    const undone = await app.db.single.changeSet.count({
      where: { organizationId: app.organization.id, undoesId: { not: null } },
    });
    expect(undone).toBe(1);
  });

  it('is one deal when Teams delivers its message four times at once', async () => {
    const before = await deals();
    const posted = connector.messages.length;
    const message = anActivity(connector.url, { text: 'log a $8k deal with Acme' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(message)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await adapter.idle();
    expect(await deals()).toHaveLength(before.length + 1);
    expect(connector.messages).toHaveLength(posted + 1);
  });

  it('comes from a form, once however often the form is sent', async () => {
    const before = await deals();
    const open = { kind: 'open-form', command: 'deal.log', arguments: {} };
    const { card } = await post(aPress(connector.url, { parley: open }));
    if (card === null) throw new Error('no form');
    expect(card.body.map((element) => element.id)).toEqual(
      expect.arrayContaining(['field_account', 'field_value', 'field_closeDate']),
    );
    const filled = { ...buttonOf(card, 'Save').data, field_account: 'Acme', field_value: '$9k' };
    const submit = (id: string) => post(aPress(connector.url, filled, { id }));
    const first = await submit('submit-1');
    expect(first.card?.fallbackText).toMatch(/Acme[\s\S]*\$9,000/);
    const again = await submit('submit-2');
    expect(again.card?.fallbackText).toBe(first.card?.fallbackText);
    expect(await deals()).toHaveLength(before.length + 1);
  });
});

describe('characters that no database keeps', () => {
  it('are left out of a message and a form: each is stored, answered, and not sent again', async () => {
    const { card } = await says('add account Bad\u0000 Char\ud83d Co');
    expect(card.fallbackText).toMatch(/Bad Char/);
    const form = { parley: { kind: 'form', command: 'activity.log', nonce: 'n1' } };
    const filled = {
      ...form,
      field_kind: 'note',
      field_about: 'Acme',
      field_summary: 'no\u0000ted',
    };
    const answer = await post(aPress(connector.url, filled));
    expect(answer).toMatchObject({
      status: 200,
      card: { fallbackText: expect.stringMatching(/noted/) },
    });
  });
});

describe('a colleague who never wrote to Parley', () => {
  const KIM = { id: '29:kim', name: 'Kim Park', email: 'kim@home.test', objectId: 'aad-kim' };
  const mention = (person: { id: string; name: string }) => ({
    type: 'mention',
    text: `<at>${person.name}</at>`,
    mentioned: person,
  });

  it('is looked up when a message names him, and owns what he was given', async () => {
    connector.rosters.set('a:chat-1', [{ ...DANA, email: 'dana@home.test' }, KIM]);
    await says('log a $7k deal with Acme called Handover');
    const before = connector.messages.length;
    const text = 'assign it to <at>Kim Park</at>';
    const activity = anActivity(connector.url, { text, entities: [mention(KIM)] });
    expect((await post(activity)).status).toBe(200);
    await connector.until(() => connector.messages.length > before, 20_000);
    const identity = await app.db.single.externalIdentity.findFirstOrThrow({
      where: { organizationId: app.organization.id, userKey: 'aad-kim' },
      include: { member: { include: { deals: true } } },
    });
    expect(identity.member).toMatchObject({
      name: 'Kim Park',
      email: 'kim@home.test',
      deals: [{ name: 'Handover' }],
    });
  });
});

describe('being installed', () => {
  it('is answered with a welcome that fits the person, once although Teams says it twice', async () => {
    const chat = {
      conversation: { id: 'a:chat-new', conversationType: 'personal', tenantId: TENANT },
    };
    connector.rosters.set('a:chat-new', [DANA]);
    const before = connector.messages.length;
    const added = { type: 'installationUpdate', action: 'add', text: undefined, ...chat };
    const update = { type: 'conversationUpdate', membersAdded: [BOT], text: undefined, ...chat };
    await post(anActivity(connector.url, added));
    await post(anActivity(connector.url, update));
    await connector.until(() => connector.messages.length > before, 20_000);
    await adapter.idle();
    expect(connector.messages).toHaveLength(before + 1);
    const { attachments } = connector.messages.at(-1) as { attachments: { content: Card }[] };
    const card = attachments[0]?.content;
    expect(card?.fallbackText).toMatch(/Hello Dana, I am Parley[\s\S]*log a \$50k deal/);
    expect(card === undefined ? null : buttonOf(card, 'Log a deal')).not.toBeNull();
    expect(JSON.stringify(card)).not.toContain('Act as');
  });
});

describe('a name that would be markup', () => {
  it.each([
    ['a link', 'add account [Good](https://evil.test) Corp'],
    ['a tag', 'add account &lt;b&gt;Everyone&lt;/b&gt; Ltd'],
    ['a picture', 'add account ![x](https://evil.test/x.png) AG'],
    ['turned round, with zero width', 'add account Rev\u202eer\u200bse Inc'],
  ])('is shown as it was typed, as no %s, and stored plain', async (_, text) => {
    const { card } = await says(text);
    const shown = JSON.stringify(card.body);
    expect(shown).not.toMatch(/[^\\]\]\(https|[^\\]<b>|[\u202e\u200b]/);
    const accounts = await app.db.single.account.findMany({
      where: { organizationId: app.organization.id },
    });
    for (const { name } of accounts) expect(name).not.toMatch(/[\u202e\u200b]/);
  });
});
