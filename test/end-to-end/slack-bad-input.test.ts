import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buttonThat, openSlackHouse, type SlackHouse } from '../harness/slack-house.ts';

let house: SlackHouse;
let slack: SlackHouse['slack'];
let says: SlackHouse['says'];

beforeAll(async () => {
  house = await openSlackHouse();
  ({ slack, says } = house);
});

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
