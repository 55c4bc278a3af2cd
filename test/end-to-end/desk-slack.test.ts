import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackAdapter, type SlackAdapter } from '../../src/adapters/slack/adapter.ts';
import { EVENTS_PATH } from '../../src/adapters/slack/listens.ts';
import { type App, openApp } from '../../src/app.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { uuids } from '../../src/platform/ids.ts';
import { serve } from '../harness/serve.ts';
import { labelsOf, SlackDouble } from '../harness/slack-double.ts';
import type { SlackPost } from '../harness/slack-web-api.ts';
import { NOW, quiet, theDatabase } from '../harness/world.ts';

const clock = clockFrom(NOW);
let slack: SlackDouble;
let app: App;
let adapter: SlackAdapter;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  slack = await SlackDouble.start(clock, 'T0DESK');
  app = await openApp({
    database: await theDatabase(),
    organization: { slug: v7(), name: 'Home' },
    demo: false,
    clock,
    ids: uuids,
    log: quiet,
  });
  const { assistant } = app;
  adapter = createSlackAdapter({ settings: slack.settings, assistant, log: quiet, clock });
  server = await serve((request, response) => adapter.requestListener?.(request, response));
  slack.connect(`${server.origin}${EVENTS_PATH}`);
  await app.connect(adapter.platform, (await adapter.start()).teamId);
  slack.addUser({ id: 'UALEX', name: 'Alex Kim' });
  slack.addUser({ id: 'USAM', name: 'Sam Okafor' });
  slack.addUser({ id: 'UCLEO', name: 'Cleo <!channel> Martin', guest: true });
  slack.addUser({ id: 'UCARL', name: 'Carl Fox', guest: true });
  slack.addChannel({ id: 'C0DESK', members: ['UALEX', 'USAM', 'UBOT'] });
  slack.addChannel({ id: 'C0SHARED', members: ['USAM', 'UCLEO', 'UBOT'], shared: true });
  await said('UALEX', 'hello');
  await said('USAM', 'hello');
  await app.db.single.member.updateMany({
    where: { organizationId: app.organization.id, name: 'Sam Okafor' },
    data: { role: 'support' },
  });
});

afterAll(async () => {
  await adapter.stop();
  server.close();
  await app.close();
  await slack.stop();
});

/** Posts that came of something, once all is quiet. */
async function causes(work: () => Promise<unknown>, atLeast = 1): Promise<SlackPost[]> {
  const before = slack.posts.length;
  await work();
  await slack.post(before + atLeast, 20_000);
  await app.assistant.idle();
  return slack.posts.slice(before);
}

const said = (user: string, text: string, options: object = {}): Promise<SlackPost[]> =>
  causes(() => slack.message(user, text, options));

const at = (posts: readonly SlackPost[], channel: string): SlackPost | undefined =>
  posts.find((post) => post.channel === channel);

const messages = (number: number) =>
  app.db.single.ticketMessage.findMany({
    where: { organizationId: app.organization.id, ticket: { number }, kind: { not: 'event' } },
    orderBy: { id: 'asc' },
    select: { kind: true, text: true },
  });

describe('the help desk in Slack', () => {
  it('is a channel that an administrator makes it', async () => {
    const [answer] = await causes(() =>
      slack.mention('UALEX', 'use this channel as the support desk', { channel: 'C0DESK' }),
    );
    expect(answer?.text).toMatch(/This channel is the support desk now/);
  });

  it('is never a channel that people from outside read', async () => {
    const [answer] = await causes(
      () => slack.mention('UALEX', 'use this channel as the support desk', { channel: 'C0SHARED' }),
      2,
    );
    const { deskKey } = await app.db.single.supportSettings.findFirstOrThrow({
      where: { organizationId: app.organization.id },
    });
    expect(answer?.text).toMatch(/a channel of your company’s own/);
    expect(deskKey).toMatch(/C0DESK$/);
  });

  let card: SlackPost;

  it('shows a new ticket as a card, and names nobody from outside in a way that calls people', async () => {
    const posts = await causes(
      () => slack.message('UCLEO', 'open a ticket: <!here> our robot does not charge'),
      2,
    );
    expect(at(posts, 'DUCLEO')?.text).toMatch(/I handed it over: ticket TK-1/);
    const shown = at(posts, 'C0DESK');
    if (shown === undefined) throw new Error('no card');
    card = shown;
    expect(JSON.stringify(card.blocks)).not.toMatch(/<!(?:channel|here)>/);
    expect(labelsOf(card.blocks)).toEqual(
      expect.arrayContaining(['Assign to me', 'Reply', 'Close', 'urgent', 'low']),
    );
  });

  it('carries what an agent writes in its thread to the customer, once', async () => {
    const ts = '1773828000.000777';
    const event = {
      type: 'message',
      user: 'USAM',
      text: 'Which status light does it show?',
      ts,
      thread_ts: card.ts,
      channel: 'C0DESK',
      channel_type: 'channel',
    };
    const posts = await causes(async () => {
      for (const retry of [undefined, 1, 2])
        await slack.event(event, { eventId: 'EvDesk', ...(retry === undefined ? {} : { retry }) });
    }, 2);
    expect(posts).toHaveLength(2);
    expect(at(posts, 'DUCLEO')?.text).toMatch(/^Sam Okafor: Which status light does it show\?/);
    expect(at(posts, 'C0DESK')).toMatchObject({ thread: card.ts });
    expect(await messages(1)).toHaveLength(2);
  });

  it('carries what the customer writes into the thread', async () => {
    const posts = await causes(() => slack.message('UCLEO', 'It blinks red'), 2);
    expect(at(posts, 'DUCLEO')?.text).toMatch(/Passed on to support/);
    expect(at(posts, 'C0DESK')).toMatchObject({ thread: card.ts });
    expect(at(posts, 'C0DESK')?.text).toMatch(/It blinks red/);
  });

  it('keeps notes inside', async () => {
    const posts = await said('USAM', 'note: known bug, do not promise a date', {
      channel: 'C0DESK',
      thread: card.ts,
    });
    expect(posts.map(({ channel }) => channel)).toEqual(['C0DESK']);
    expect((await messages(1)).at(-1)).toEqual({
      kind: 'note',
      text: 'known bug, do not promise a date',
    });
  });

  it('takes a mention in the thread as a command about that ticket', async () => {
    const posts = await causes(() =>
      slack.mention('USAM', 'make this ticket high priority', {
        channel: 'C0DESK',
        thread: card.ts,
        alsoAsMessage: true,
      }),
    );
    expect(posts.map(({ channel }) => channel)).toEqual(['C0DESK']);
    expect(posts[0]?.text).toMatch(/normal → high/);
  });

  it('tells another customer of none of it', async () => {
    const [foreign] = await said('UCARL', 'show ticket TK-1');
    const [unknown] = await said('UCARL', 'show ticket TK-77');
    expect(foreign?.text).toBe('There is no such ticket: “TK-1”.');
    expect(unknown?.text).toBe('There is no such ticket: “TK-77”.');
  });

  it('asks the customer when an agent closes it with a form, and hears that it was solved', async () => {
    await slack.press('USAM', card, 'Close');
    await slack.call('views.open');
    const posts = await causes(() => slack.submit('USAM', { resolution: 'Replaced the dock' }), 2);
    const asked = at(posts, 'DUCLEO');
    if (asked === undefined) throw new Error('not asked');
    expect(asked.text).toMatch(/Replaced the dock\nWas this solved\?/);
    expect(labelsOf(asked.blocks)).toEqual([
      'Yes',
      'No, reopen',
      '★',
      '★★',
      '★★★',
      '★★★★',
      '★★★★★',
    ]);
    const confirmed = await causes(() => slack.press('UCLEO', asked, 'Yes'));
    expect(confirmed).toMatchObject([{ channel: 'C0DESK', thread: card.ts }]);
    const { outcome } = await app.db.single.ticket.findFirstOrThrow({
      where: { organizationId: app.organization.id, number: 1 },
    });
    expect(outcome).toBe('confirmed');
  });

  it('opens it again when the customer writes that it is back', async () => {
    const posts = await causes(() => slack.message('UCLEO', 'it still does not charge'), 2);
    expect(at(posts, 'DUCLEO')?.text).toMatch(/I opened TK-1 .* again/);
    expect(at(posts, 'C0DESK')).toMatchObject({ thread: card.ts });
  });

  it('answers a customer in the shared channel where he asked, and shows it nothing of the inside', async () => {
    const opened = await causes(
      () => slack.mention('UCLEO', 'open a ticket: invoice is wrong', { channel: 'C0SHARED' }),
      2,
    );
    const second = at(opened, 'C0DESK');
    const asked = at(opened, 'C0SHARED');
    const posts = await causes(
      () =>
        slack.message('USAM', 'We look into the invoice', {
          channel: 'C0DESK',
          thread: second?.ts ?? '',
        }),
      2,
    );
    expect(at(posts, 'C0SHARED')).toMatchObject({ thread: asked?.thread });
    const shown = await causes(
      () =>
        slack.mention('USAM', 'show ticket TK-2', {
          channel: 'C0SHARED',
          thread: asked?.thread ?? '',
        }),
      2,
    );
    expect(at(shown, 'C0SHARED')?.text).toMatch(/direct message/);
    expect(at(shown, 'DUSAM') ?? at(shown, 'USAM')).toBeDefined();
  });
});
