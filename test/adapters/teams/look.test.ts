import { describe, expect, it, vi } from 'vitest';
import { readActivity } from '../../../src/adapters/teams/activity.ts';
import { connect } from '../../../src/adapters/teams/connection.ts';
import { messageOf } from '../../../src/adapters/teams/inbound.ts';
import { createLook } from '../../../src/adapters/teams/look.ts';
import {
  anActivity,
  DANA,
  type RosterMember,
  TENANT,
  TeamsConnector,
} from '../../harness/teams-connector.ts';

const MEMBER: RosterMember = {
  ...DANA,
  email: 'dana@acme.example',
  userPrincipalName: 'dana@acme.example',
  userRole: 'user',
  tenantId: TENANT,
};
const GUEST: RosterMember = {
  id: '29:eve',
  userPrincipalName: 'eve_globex.example#EXT#@acme.example',
  tenantId: TENANT,
};
const CHANNEL = {
  conversation: { id: '19:c@thread.tacv2;messageid=1', conversationType: 'channel' },
  channelData: { tenant: { id: TENANT }, team: { id: '19:team' }, channel: { id: '19:c' } },
};

/** Looks at the sender of an activity, with rosters by conversation or team. */
async function looking(
  rosters: Readonly<Record<string, RosterMember[]>>,
  fields: Readonly<Record<string, unknown>> = {},
  homeTenant: string | null = TENANT,
) {
  const connector = await TeamsConnector.start();
  for (const [place, roster] of Object.entries(rosters)) connector.rosters.set(place, roster);
  let now = 0;
  const { look } = createLook({
    homeTenant,
    clock: { now: () => new Date(now) },
    // The roster is the same with and without authentication.
    ...connect(null, 1000),
    log: { warn: vi.fn() },
  });
  const activity = readActivity(anActivity(connector.url, fields));
  if (activity === null) throw new Error('no activity');
  const { message } = messageOf(activity);
  return {
    look: () => look(message),
    connector,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('looking at who speaks and who reads', () => {
  it('knows a colleague by the roster, and by Teams the language and the time zone', async () => {
    const fields = { locale: 'zh-CN', localTimezone: 'Asia/Shanghai' };
    const { look, connector } = await looking({ 'a:chat-1': [MEMBER] }, fields);
    expect(await look()).toEqual({
      sender: {
        name: 'Dana',
        email: 'dana@acme.example',
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        outsider: false,
      },
      outsidersRead: false,
    });
    await connector.close();
  });

  it.each<[string, Partial<RosterMember>]>([
    ['a guest by name', { userPrincipalName: 'dana_x.example#ext#@acme.example' }],
    ['a guest by role', { userRole: 'Guest' }],
    ['someone of another tenant', { tenantId: 'tenant-2' }],
  ])('takes %s for an outsider', async (_, change) => {
    const { look, connector } = await looking({ 'a:chat-1': [{ ...MEMBER, ...change }] });
    expect(await look()).toMatchObject({ sender: { outsider: true }, outsidersRead: true });
    await connector.close();
  });

  it('takes for an outsider whoever writes from another tenant or is on no roster', async () => {
    const elsewhere = { channelData: { tenant: { id: 'tenant-2' } } };
    const federated = await looking({ 'a:chat-1': [{ ...MEMBER, tenantId: '' }] }, elsewhere);
    expect((await federated.look()).sender.outsider).toBe(true);
    const unknown = await looking({});
    expect((await unknown.look()).sender.outsider).toBe(true);
    unknown.connector.rosters.set('a:chat-1', [MEMBER]);
    expect((await unknown.look()).sender.outsider).toBe(false);
    await federated.connector.close();
    await unknown.connector.close();
  });

  it.each<[string, RosterMember[], object, boolean]>([
    ['colleagues only', [MEMBER], {}, false],
    ['a guest among them', [MEMBER, GUEST], {}, true],
    [
      'a shared channel',
      [MEMBER],
      { channelData: { ...CHANNEL.channelData, channel: { id: '19:c', type: 'Shared' } } },
      true,
    ],
  ])('sees who reads a channel: %s', async (_, roster, change, outsidersRead) => {
    const { look, connector } = await looking({ '19:team': roster }, { ...CHANNEL, ...change });
    expect(await look()).toMatchObject({ sender: { outsider: false }, outsidersRead });
    await connector.close();
  });

  it('tells a colleague among outsiders alone, in the chat that Teams has for the two', async () => {
    const conversation = { ...CHANNEL.conversation, tenantId: TENANT };
    const among = await looking({ '19:team': [MEMBER, GUEST] }, { ...CHANNEL, conversation });
    const { aside } = await among.look();
    expect(aside).toMatchObject({
      conversation: { key: 'a:alone-29:dana', kind: 'direct' },
      replyTo: {
        serviceUrl: among.connector.url,
        person: { id: '29:dana' },
        conversation: { id: 'a:alone-29:dana', conversationType: 'personal', isGroup: false },
        team: null,
      },
    });
    await among.look();
    expect(among.connector.chatsAsked).toBe(1);
    await among.connector.close();
  });

  it('tells nobody alone where that is not needed, or where Parley is not installed for him', async () => {
    const colleagues = await looking({ '19:team': [MEMBER] }, CHANNEL);
    expect(await colleagues.look()).not.toHaveProperty('aside');
    expect(colleagues.connector.chatsAsked).toBe(0);
    await colleagues.connector.close();
    const conversation = { ...CHANNEL.conversation, tenantId: TENANT };
    const among = await looking({ '19:team': [MEMBER, GUEST] }, { ...CHANNEL, conversation });
    among.connector.unreached.add('29:dana');
    expect(await among.look()).not.toHaveProperty('aside');
    await among.connector.close();
  });

  it('remembers what it found for a while', async () => {
    const { look, connector, pass } = await looking({ '19:team': [MEMBER] }, CHANNEL);
    await look();
    await look();
    expect(connector.rosterRequests).toBe(2);
    pass(11 * 60_000);
    await look();
    expect(connector.rosterRequests).toBe(4);
    await connector.close();
  });

  it('has no outsiders in local mode, with or without a roster', async () => {
    const { look, connector } = await looking({}, CHANNEL, null);
    expect(await look()).toMatchObject({
      sender: { name: 'Dana', outsider: false },
      outsidersRead: false,
    });
    await connector.close();
  });
});
