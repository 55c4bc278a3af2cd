import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anActivity, TENANT } from '../../harness/teams-connector.ts';
import { type Bot, startBot } from './bot.ts';

const APP = '11111111-1111-1111-1111-111111111111';
const OURS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const OTHERS = generateKeyPairSync('rsa', { modulusLength: 2048 });

let directory: Server;
let bot: Bot;

/** Microsoft's directory of signing keys, with one key of ours in it. */
beforeAll(async () => {
  directory = createServer((request, response) => {
    const address = `http://127.0.0.1:${(directory.address() as AddressInfo).port}`;
    const key = { ...OURS.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig' };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(
        request.url === '/keys'
          ? { keys: [{ ...key, endorsements: ['msteams'] }] }
          : {
              issuer: 'https://api.botframework.com',
              jwks_uri: `${address}/keys`,
              id_token_signing_alg_values_supported: ['RS256'],
            },
      ),
    );
  });
  await new Promise<void>((resolve) => directory.listen(0, '127.0.0.1', resolve));
  bot = await startBot({
    settings: {
      appId: APP,
      appPassword: 'secret',
      tenantId: TENANT,
      appType: 'SingleTenant',
      cloud: {
        loginUrl: 'https://login.microsoftonline.com/tenant-1',
        apiUrl: 'https://api.botframework.com',
        keysUrl: `http://127.0.0.1:${(directory.address() as AddressInfo).port}/.well-known`,
      },
    },
  });
  bot.assistant.respond = async () => null;
});

afterAll(async () => {
  await bot.close();
  directory.closeAllConnections();
  await new Promise((resolve) => directory.close(resolve));
});

function tokenOf(claims: object, header: object = {}, key: KeyObject = OURS.privateKey): string {
  // Tokens are checked by the real clock of the library.
  const now = Math.floor(performance.timeOrigin / 1000);
  const parts = [
    { alg: 'RS256', typ: 'JWT', kid: 'key-1', ...header },
    {
      iss: 'https://api.botframework.com',
      aud: APP,
      nbf: now - 600,
      exp: now + 3600,
      serviceurl: bot.connector.url,
      ...claims,
    },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('RSA-SHA256', Buffer.from(parts.join('.')), key);
  return `Bearer ${[...parts, signature.toString('base64url')].join('.')}`;
}

const post = (authorization: string) => bot.post(anActivity(bot.connector.url), { authorization });

describe('a token of the Bot Framework', () => {
  it('lets a message in', async () => {
    expect((await post(tokenOf({}))).status).toBe(200);
    expect(bot.assistant.received.splice(0)).toHaveLength(1);
  });

  it('does not let in what names no tenant', async () => {
    const nowhere = { conversation: { id: 'a:chat-1' }, channelData: {} };
    const activity = anActivity(bot.connector.url, nowhere);
    expect((await bot.post(activity, { authorization: tokenOf({}) })).status).toBe(400);
  });

  it.each<[string, () => string]>([
    ['for another bot', () => tokenOf({ aud: '22222222-2222-2222-2222-222222222222' })],
    ['of another issuer', () => tokenOf({ iss: 'https://evil.example' })],
    ['that has expired', () => tokenOf({ exp: 1_700_000_000 })],
    ['for another service address', () => tokenOf({ serviceurl: 'https://other.example' })],
    ['signed with another key', () => tokenOf({}, {}, OTHERS.privateKey)],
    ['without an algorithm', () => tokenOf({}, { alg: 'none' })],
    ['cut short', () => tokenOf({}).slice(0, -40)],
    ['signed in the future', () => tokenOf({ nbf: 4_000_000_000, exp: 4_000_003_600 })],
    ['of an unknown key', () => tokenOf({}, { kid: 'key-2' })],
  ])('%s is refused', async (_, token) => {
    // The library prints what it refuses.
    vi.spyOn(console, 'error').mockReturnValue();
    expect((await post(token())).status).toBe(401);
    expect(bot.assistant.received).toEqual([]);
    vi.restoreAllMocks();
  });
});
