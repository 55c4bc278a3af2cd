import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buttonThat, openSlackHouse, type SlackHouse } from '../harness/slack-house.ts';

let house: SlackHouse;
let slack: SlackHouse['slack'];
let says: SlackHouse['says'];

beforeAll(async () => {
  house = await openSlackHouse();
  ({ slack, says } = house);
}, 120_000);

afterAll(() => house.stop());

beforeEach(() => house.settle());

describe('characters that no database keeps', () => {
  it('are left out of a message, a form and a button: each is stored, answered, and not sent again', async () => {
    const said = await says('UDANA', 'add account Bad\u0000 Char\ud83d Co');
    expect(said.text).toMatch(/Bad Char/);
    await slack.shortcut('UDANA', 'log_activity', {
      channel: 'C0SALES',
      text: 'call\u0000ed \udc00',
    });
    await slack.call('views.open');
    await slack.submit('UDANA', { kind: 'note', about: 'Initech', summary: 'note\u0000d \ud800' });
    expect((await slack.post(2)).text).toMatch(/noted/);
    const pressed = await slack.pressRaw(
      'UDANA',
      said,
      buttonThat('record.search', { query: 'Ini\u0000tech' }),
    );
    expect(pressed.status).toBe(200);
    expect((await slack.post(3)).text).toMatch(/Initech/);
  });
});

describe('a name that would be markup', () => {
  const RTL = String.fromCodePoint(0x202e);
  const ZERO = String.fromCodePoint(0x200b);

  it.each([
    ['calls everyone', 'add account called <!channel>', /@channel/],
    ['calls everyone, as typed', 'add account &lt;!channel&gt; Ltd', /Ltd/],
    ['is a link', 'add account <https://evil.test|Good> Corp', /Good Corp/],
    ['has zero-width characters', `add account Ze${ZERO}bra${ZERO} Width`, /Zebra Width/],
    ['turns the direction round', `add account Rev${RTL}erse AG`, /Reverse AG/],
    ['is bold', 'add account *Bold* _and_ `code` Inc', /Bold/],
  ])('that %s is stored plain and shown as it is', async (_, text, shown) => {
    const said = await says('UDANA', text);
    expect(said.text).toMatch(shown);
    const written = said.text + JSON.stringify(said.blocks);
    expect(written).not.toMatch(/<!|<http|<@|[\u200b\u202e]/);
    const deal = await says('UDANA', 'log a $5k deal with it');
    expect(deal.text + JSON.stringify(deal.blocks)).not.toMatch(/<!|<http|<@|[\u200b\u202e]/);
    const table = await says('UDANA', 'list all accounts');
    expect(table.text + JSON.stringify(table.blocks)).not.toMatch(/<!|<http|<@|[\u200b\u202e]/);
    const { accounts, deals } = await stored();
    for (const name of [...accounts, ...deals]) expect(name).not.toMatch(/[\u200b\u202e]|<!/);
  });

  it('that a form brings is stored plain too', async () => {
    await slack.shortcut('UDANA', 'log_deal');
    await slack.call('views.open');
    const name = `<!channel> ${ZERO}${RTL}Big one`;
    await slack.submit('UDANA', { account: 'Initech', value: '$7k', name });
    const answer = await slack.post(1);
    expect(answer.text + JSON.stringify(answer.blocks)).not.toMatch(/<!|[\u200b\u202e]/);
    const { deals } = await stored();
    expect(deals.filter((deal) => deal.includes('Big one'))).toHaveLength(1);
    for (const deal of deals) expect(deal).not.toMatch(/[\u200b\u202e]/);
  });
});

describe('a press on a card whose record was deleted meanwhile', () => {
  it('says that it is gone, and changes nothing', async () => {
    await says('UDANA', 'add account Vanish Co');
    const card = await says('UDANA', 'log a $6k deal with Vanish Co');
    await slack.press('UDANA', card, 'Edit');
    await slack.call('views.open');
    const asked = await says('UALEX', 'delete the Vanish Co deal');
    await house.presses('UALEX', asked, 'Confirm');
    const before = await changes();
    await slack.submit('UDANA', { value: '$9k' });
    const answer = await slack.post(4);
    expect(answer.text).toMatch(/found no deal called “D-\d+ Vanish Co/);
    expect(await changes()).toBe(before);
    await house.presses('UDANA', card, 'Undo');
    expect(card.text).toMatch(/nothing|left|deleted|already/i);
  });
});

describe('events that come late or out of order', () => {
  const accountNamed = async (name: string) => (await stored()).accounts.filter((a) => a === name);
  const said = (text: string, ts: string) => ({
    ...{ type: 'message', user: 'UDANA', text, ts, channel: 'DUDANA', channel_type: 'im' },
  });

  it('are each answered once, in the order in which they came', async () => {
    await slack.event(said('add account Second Co', '1773828000.000800'));
    await slack.event(said('add account First Co', '1773828000.000700'));
    await slack.post(2);
    await house.app.assistant.idle();
    expect(slack.posts.map(({ text }) => /account (\w+ Co)/.exec(text)?.[1])).toEqual([
      'Second Co',
      'First Co',
    ]);
  });

  it('are not answered again when Slack repeats one an hour after others were answered', async () => {
    const event = said('add account Late Co', '1773828000.000600');
    await slack.event(event, { eventId: 'EvLate' });
    await slack.post(1);
    await says('UDANA', 'add account Later Co');
    expect((await slack.event(event, { eventId: 'EvLate', retry: 3 })).status).toBe(200);
    await house.app.assistant.idle();
    expect(await accountNamed('Late Co')).toHaveLength(1);
    expect(slack.posts).toHaveLength(2);
  });
});

async function stored(): Promise<{ accounts: string[]; deals: string[] }> {
  const where = { organizationId: house.app.organization.id };
  const [accounts, deals] = [
    await house.app.db.single.account.findMany({ where }),
    await house.app.db.single.deal.findMany({ where }),
  ];
  return { accounts: accounts.map(({ name }) => name), deals: deals.map(({ name }) => name) };
}

function changes(): Promise<number> {
  return house.app.db.single.changeSet.count({
    where: { organizationId: house.app.organization.id },
  });
}
