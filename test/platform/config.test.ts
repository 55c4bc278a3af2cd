import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSettings, toolEnvironment } from '../../src/platform/config.ts';
import { Refusal } from '../../src/platform/refusal.ts';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef' };
const TEAMS = { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'password', TEAMS_TENANT_ID: 'tenant' };

/** The names before the colons of a refusal's lines, in order. */
function badNames(environment: Record<string, string>): string[] {
  return problems(environment).map((line) => line.split(':')[0] ?? line);
}

function problems(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'bad_settings') {
      return String((error as Refusal<'bad_settings'>).facts.problems).split('\n');
    }
    throw error;
  }
  return [];
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('settings', () => {
  it('serve the sample articles only where nobody is connected', () => {
    expect(
      readSettings({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).knowledge,
    ).toBeNull();
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', KNOWLEDGE: './ours' };
    expect(readSettings(slack).knowledge).toBe('./ours');
  });

  it('need nothing to start on a laptop: loopback, embedded data, the playground', () => {
    expect(readSettings({})).toEqual({
      model: null,
      production: false,
      logLevel: 'info',
      host: '127.0.0.1',
      port: 3978,
      publicUrl: null,
      dataDirectory: './data',
      knowledge: resolve('knowledge'),
      database: null,
      organization: { name: 'My company', baseCurrency: 'USD', timeZone: 'UTC', locale: 'en' },
      slack: null,
      teams: null,
      playground: { port: 56_150 },
    });
  });

  it('that are set but empty count as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', SLACK_BOT_TOKEN: '' })).toEqual(
      readSettings({}),
    );
  });

  it('are read from the process when nothing else is given', () => {
    vi.stubEnv('PORT', '4001');
    vi.stubEnv('ORGANIZATION_TIME_ZONE', 'Asia/Shanghai');
    expect(readSettings()).toMatchObject({
      port: 4001,
      organization: { timeZone: 'Asia/Shanghai' },
    });
  });

  it('take a server and its number of connections', () => {
    expect(
      readSettings({ DATABASE_URL: 'postgresql://db/parley', DATABASE_CONNECTIONS: '30' }).database,
    ).toEqual({
      url: 'postgresql://db/parley',
      connections: 30,
    });
  });

  it('that are wrong are all named at once, whatever is wrong with them', () => {
    const names = badNames({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://db',
      DATABASE_CONNECTIONS: '1.5',
      ORGANIZATION_TIME_ZONE: 'Mars/Olympus',
      ORGANIZATION_LANGUAGE: 'fr',
      PLAYGROUND: 'maybe',
      SLACK_BOT_TOKEN: 'xoxp-user',
    });
    expect(names.sort()).toEqual([
      'DATABASE_CONNECTIONS',
      'DATABASE_URL',
      'LOG_LEVEL',
      'ORGANIZATION_LANGUAGE',
      'ORGANIZATION_TIME_ZONE',
      'PLAYGROUND',
      'PORT',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN',
    ]);
  });

  it('that are wrong are named without their value, which may be a secret', () => {
    const lines = problems({
      SLACK_BOT_TOKEN: 'secret-token',
      SLACK_SIGNING_SECRET: 'tiny',
      PORT: 'x',
    });
    expect(lines.join('\n')).not.toMatch(/secret-token|tiny/);
  });
});

describe('the credentials of Slack', () => {
  it('are a bot token with a signing secret or an app token', () => {
    expect(readSettings(SLACK).slack).toEqual({
      botToken: 'xoxb-1',
      signingSecret: '0123456789abcdef',
    });
    expect(readSettings({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
    });
    expect(badNames({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN',
    ]);
  });

  it('are refused without the bot token', () => {
    expect(badNames({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual(['SLACK_BOT_TOKEN']);
  });
});

describe('the credentials of Teams', () => {
  it('are three, and nothing less', () => {
    expect(readSettings(TEAMS).teams).toEqual({
      appId: 'app',
      appPassword: 'password',
      tenantId: 'tenant',
    });
    for (const name of Object.keys(TEAMS)) {
      const some = Object.fromEntries(Object.entries(TEAMS).filter(([key]) => key !== name));
      expect(badNames(some)).toEqual(['TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID']);
    }
  });
});

describe('in production', () => {
  it('nothing starts without credentials, because then anyone could speak as anyone', () => {
    expect(badNames({ NODE_ENV: 'production' })).toEqual(['SLACK_BOT_TOKEN or TEAMS_APP_ID']);
    expect(readSettings({ NODE_ENV: 'production', ...SLACK }).production).toBe(true);
    expect(readSettings({ NODE_ENV: 'production', ...TEAMS }).production).toBe(true);
  });

  it('there is no playground', () => {
    expect(
      readSettings({ NODE_ENV: 'production', ...TEAMS, PLAYGROUND: 'on' }).playground,
    ).toBeNull();
  });
});

describe('the playground', () => {
  it('is there in the local mode only, and can be switched off', () => {
    expect(readSettings({ PLAYGROUND_PORT: '7000' }).playground).toEqual({ port: 7000 });
    expect(readSettings({ PLAYGROUND: 'off' }).playground).toBeNull();
    expect(readSettings(TEAMS).playground).toBeNull();
    expect(readSettings(SLACK).playground).toBeNull();
  });
});

describe('the address to listen on', () => {
  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])(
    'may be %s without credentials',
    (host) => {
      expect(readSettings({ HOST: host }).host).toBe(host);
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.5', 'parley.example', '127.parley.example'])(
    'is not %s without credentials, where everybody would be an administrator',
    (host) => {
      expect(badNames({ HOST: host })).toEqual(['HOST']);
    },
  );

  it('is any once a platform says who is speaking', () => {
    expect(readSettings({ HOST: '0.0.0.0', ...TEAMS }).host).toBe('0.0.0.0');
    expect(readSettings({ HOST: '0.0.0.0', ...SLACK }).host).toBe('0.0.0.0');
  });
});

describe('what a tool that Parley starts gets of the environment', () => {
  it('is where to find programs, and no secret', () => {
    vi.stubEnv('SLACK_BOT_TOKEN', 'xoxb-secret');
    vi.stubEnv('DATABASE_URL', 'postgresql://user:secret@db/parley');
    vi.stubEnv('PATH', '/usr/bin');
    const environment = toolEnvironment();
    expect(environment.PATH).toBe('/usr/bin');
    expect(Object.keys(environment)).not.toContain('SLACK_BOT_TOKEN');
    expect(JSON.stringify(environment)).not.toContain('secret');
  });
});

it('a tool that only its terminal reaches needs no credentials in production, but other settings must be right', () => {
  const production = { NODE_ENV: 'production', HOST: '0.0.0.0' };
  expect(badNames(production)).toEqual(['SLACK_BOT_TOKEN or TEAMS_APP_ID', 'HOST']);
  expect(readSettings(production, { listens: false }).production).toBe(true);
  expect(() => readSettings({ ...production, PORT: 'x' }, { listens: false })).toThrow(Refusal);
});

describe('the settings that are described', () => {
  const root = resolve(import.meta.dirname, '../..');
  const textOf = (path: string): string => readFileSync(resolve(root, path), 'utf8');
  const namesIn = (text: string, line: RegExp): string[] =>
    [...text.matchAll(line)].map(([, name]) => name ?? '').sort();
  const schema = /z\.object\(\{([\s\S]*?)\n\}\);/.exec(textOf('src/platform/config.ts'))?.[1] ?? '';
  const settings = namesIn(schema, /^ {2}([A-Z_]+):/gm);

  it('name a model only with its key or its address; a key alone connects to nothing', () => {
    expect(readSettings({ OPENAI_API_KEY: 'sk-1' }).model).toBeNull();
    expect(
      readSettings({ OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'http://localhost:8080/v1' }).model,
    ).toEqual({ model: 'm', apiKey: null, baseUrl: 'http://localhost:8080/v1' });
    expect(() => readSettings({ OPENAI_MODEL: 'm' })).toThrow('bad_settings');
  });

  it('are all there are, in README and in .env.example', () => {
    expect(settings).toContain('SLACK_BOT_TOKEN');
    expect(namesIn(textOf('README.md'), /^\| `([A-Z_]+)` \|/gm)).toEqual(settings);
    expect(namesIn(textOf('.env.example'), /^# ([A-Z_]+)=/gm)).toEqual(settings);
  });

  it('have the defaults that README and .env.example name', () => {
    const rows = textOf('README.md').matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|[^|]*) \|/gm);
    const table = new Map([...rows].map(([, name, value]) => [name ?? '', value]));
    const examples = new Map(
      [...textOf('.env.example').matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    for (const [, name = '', text = ''] of schema.matchAll(
      /^ {2}([A-Z_]+): ([\s\S]*?),$(?=\n {2}[A-Z]|(?![\s\S]))/gm,
    )) {
      const said = /\.default\((?:'([^']*)'|([\d_]+))\)/.exec(text);
      const value = said?.[1] ?? said?.[2]?.replaceAll('_', '');
      expect(table.get(name), name).toBe(value);
      if (value !== undefined) expect(examples.get(name), name).toBe(value);
    }
  });
});
