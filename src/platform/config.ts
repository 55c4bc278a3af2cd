import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import { isTimeZone } from './clock.ts';
import type { LogLevel } from './log.ts';
import { isCurrency } from './money.ts';
import { Refusal } from './refusal.ts';

declare module './refusal.ts' {
  interface RefusalFacts {
    bad_settings: { problems: string };
  }
}

const zone = z.string().refine(isTimeZone, {
  message: 'is no IANA time zone, such as Europe/Berlin',
});

const onOff = z.enum(['on', 'off'], { error: 'is on or off' });

/** Every setting there is. What is set but empty counts as not set. */
const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info']).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  PARLEY_DATA: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'starts with postgresql://')
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is no web address, such as https://parley.example.com' })
    .optional(),
  KNOWLEDGE: z.string().optional(),
  OPENAI_MODEL: z.string().max(100).optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'is no web address, such as https://api.openai.com/v1' })
    .optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
  ORGANIZATION_NAME: z.string().max(100).default('My company'),
  ORGANIZATION_CURRENCY: z
    .string()
    .refine(isCurrency, { message: 'is no ISO 4217 currency, such as EUR' })
    .default('USD'),
  ORGANIZATION_TIME_ZONE: zone.default('UTC'),
  ORGANIZATION_LANGUAGE: z.enum(['en', 'zh']).default('en'),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'starts with xoxb-')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'has at least 8 characters').optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'starts with xapp-')
    .optional(),
  SLACK_API_URL: z.url().optional(),
  TEAMS_APP_ID: z.string().min(1).optional(),
  TEAMS_APP_PASSWORD: z.string().min(1).optional(),
  TEAMS_TENANT_ID: z.string().min(1).optional(),
  PLAYGROUND: onOff.default('on'),
  PLAYGROUND_PORT: z.coerce.number().int().min(1).max(65_535).default(56_150),
});

export type Settings = {
  production: boolean;
  logLevel: LogLevel;
  host: string;
  port: number;
  /** Where people's browsers reach Parley: for links to files. */
  publicUrl: string | null;
  dataDirectory: string;
  /** The folder of the knowledge base; null where there is none. */
  knowledge: string | null;
  /** A language model behind an OpenAI-compatible interface. Null where none is named: a key alone connects to nothing. */
  model: { apiKey: string | null; baseUrl: string | null; model: string } | null;
  database: { url: string; connections: number } | null;
  organization: { name: string; baseCurrency: string; timeZone: string; locale: 'en' | 'zh' };
  slack: { botToken: string; signingSecret?: string; appToken?: string; apiUrl?: string } | null;
  /** Null without credentials: the local mode, on loopback only, where one person may act as anyone. */
  teams: { appId: string; appPassword: string; tenantId: string } | null;
  /** The page to chat in: in the local mode only. */
  playground: { port: number } | null;
};

/** Reads a file `.env` of the working directory, where there is one; what is set already wins. */
export function loadDotEnv(): void {
  if (existsSync('.env')) loadEnvFile('.env');
}

/**
 * The settings, checked as a whole.
 *
 * `listens`: whether others can reach this process. A tool that only its own terminal speaks to needs no credentials in
 * production: whoever starts it can read the data directory anyway.
 *
 * @throws Refusal `bad_settings` with a line for every bad name.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  { listens = true }: { listens?: boolean } = {},
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = Environment.safeParse(given);
  const problems = read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const env = read.success ? read.data : given;
  problems.push(...together(env), ...(listens ? exposed(env) : []));
  if (!read.success || problems.length > 0)
    throw new Refusal('bad_settings', { problems: problems.join('\n') });
  return settingsOf(read.data);
}

const SAMPLE = resolve(import.meta.dirname, '../../knowledge');

type Env = z.infer<typeof Environment>;

type Combined =
  | 'NODE_ENV'
  | 'HOST'
  | 'SLACK_BOT_TOKEN'
  | 'SLACK_APP_TOKEN'
  | 'SLACK_SIGNING_SECRET'
  | 'OPENAI_MODEL'
  | 'OPENAI_API_KEY'
  | 'OPENAI_BASE_URL'
  | 'TEAMS_APP_ID'
  | 'TEAMS_APP_PASSWORD'
  | 'TEAMS_TENANT_ID';

/** What only makes sense together. Looked at also when single settings are bad, so that all that is wrong is named at once. */
function together(env: { readonly [Name in Combined]?: string | undefined }): string[] {
  const problems: string[] = [];
  const slack = env.SLACK_BOT_TOKEN !== undefined;
  if (slack && env.SLACK_APP_TOKEN === undefined && env.SLACK_SIGNING_SECRET === undefined) {
    problems.push(
      'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN: one of them is needed with SLACK_BOT_TOKEN',
    );
  }
  if (!slack && (env.SLACK_APP_TOKEN !== undefined || env.SLACK_SIGNING_SECRET !== undefined)) {
    problems.push('SLACK_BOT_TOKEN: is needed to connect to Slack');
  }
  const reachable = env.OPENAI_API_KEY ?? env.OPENAI_BASE_URL;
  if (env.OPENAI_MODEL !== undefined && reachable === undefined)
    problems.push('OPENAI_API_KEY or OPENAI_BASE_URL: one of them is needed with OPENAI_MODEL');
  const teams = [env.TEAMS_APP_ID, env.TEAMS_APP_PASSWORD, env.TEAMS_TENANT_ID];
  const some = teams.some((value) => value !== undefined);
  if (some && teams.includes(undefined)) {
    problems.push(
      'TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID: all three are needed for Teams',
    );
  }
  return problems;
}

/** What others could do with this process that they must not. */
function exposed(env: { readonly [Name in Combined]?: string | undefined }): string[] {
  const problems: string[] = [];
  const slack = env.SLACK_BOT_TOKEN !== undefined;
  const some = [env.TEAMS_APP_ID, env.TEAMS_APP_PASSWORD, env.TEAMS_TENANT_ID].some(
    (value) => value !== undefined,
  );
  if (env.NODE_ENV === 'production' && !slack && !some) {
    problems.push(
      'SLACK_BOT_TOKEN or TEAMS_APP_ID: production does not start without credentials, because then anyone could speak as anyone',
    );
  }
  if (!some && !isLoopback(env.HOST ?? 'localhost') && !slack) {
    problems.push('HOST: without Teams credentials Parley listens on loopback only (127.0.0.1)');
  }
  return problems;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function settingsOf(env: Env): Settings {
  const { SLACK_BOT_TOKEN, TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID } = env;
  const production = env.NODE_ENV === 'production';
  const teams =
    TEAMS_APP_ID === undefined || TEAMS_APP_PASSWORD === undefined || TEAMS_TENANT_ID === undefined
      ? null
      : { appId: TEAMS_APP_ID, appPassword: TEAMS_APP_PASSWORD, tenantId: TEAMS_TENANT_ID };
  return {
    production,
    logLevel: env.LOG_LEVEL,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    dataDirectory: env.PARLEY_DATA,
    // The articles that come along are those of the demo company: real customers are not to read them.
    knowledge: env.KNOWLEDGE ?? (teams === null && SLACK_BOT_TOKEN === undefined ? SAMPLE : null),
    model: modelOf(env),
    database:
      env.DATABASE_URL === undefined
        ? null
        : { url: env.DATABASE_URL, connections: env.DATABASE_CONNECTIONS },
    organization: {
      name: env.ORGANIZATION_NAME,
      baseCurrency: env.ORGANIZATION_CURRENCY,
      timeZone: env.ORGANIZATION_TIME_ZONE,
      locale: env.ORGANIZATION_LANGUAGE,
    },
    slack:
      SLACK_BOT_TOKEN === undefined
        ? null
        : {
            botToken: SLACK_BOT_TOKEN,
            ...(env.SLACK_SIGNING_SECRET === undefined
              ? {}
              : { signingSecret: env.SLACK_SIGNING_SECRET }),
            ...(env.SLACK_APP_TOKEN === undefined ? {} : { appToken: env.SLACK_APP_TOKEN }),
            ...(env.SLACK_API_URL === undefined ? {} : { apiUrl: env.SLACK_API_URL }),
          },
    teams,
    playground:
      env.PLAYGROUND === 'on' && teams === null && SLACK_BOT_TOKEN === undefined && !production
        ? { port: env.PLAYGROUND_PORT }
        : null,
  };
}

function modelOf({ OPENAI_MODEL, OPENAI_API_KEY, OPENAI_BASE_URL }: Env): Settings['model'] {
  if (OPENAI_MODEL === undefined) return null;
  return { model: OPENAI_MODEL, apiKey: OPENAI_API_KEY ?? null, baseUrl: OPENAI_BASE_URL ?? null };
}

/** What a tool that we start needs of the environment, and nothing that is secret. */
export function toolEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'APPDATA', 'LANG'];
  return Object.fromEntries(
    names.flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name] ?? '']],
    ),
  );
}
