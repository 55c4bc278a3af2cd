import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENTS_PATH } from '../../src/adapters/slack/listens.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { templatePath } from '../harness/database-template.ts';
import { ParleyProcess } from '../harness/parley-process.ts';
import { SlackDouble } from '../harness/slack-double.ts';
import { anActivity } from '../harness/teams-connector.ts';

/** `npm start` with the settings of both platforms, and with settings that lead nowhere: processes, because nothing else reads them. */
const folder = mkdtempSync(join(tmpdir(), 'parley-start-'));
const started: ParleyProcess[] = [];
let slack: SlackDouble;

function start(name: string, settings: Readonly<Record<string, string>>): ParleyProcess {
  const directory = join(folder, name);
  mkdirSync(directory, { recursive: true });
  const parley = ParleyProcess.start(directory, settings);
  started.push(parley);
  return parley;
}

/** A data directory whose tables are made: the process starts in a moment. */
async function prepared(name: string): Promise<void> {
  const template = new Blob([readFileSync(templatePath())]);
  const directory = join(folder, name, 'data');
  await (await openDatabase({ kind: 'pglite', directory, template })).close();
}

const slackSettings = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.settings.apiUrl,
});

beforeAll(async () => {
  slack = await SlackDouble.start({ now: () => new Date() });
  slack.addUser({ id: 'UDANA', name: 'Dana Reed' });
});

afterAll(async () => {
  await Promise.all(started.map((parley) => parley.stop('SIGKILL')));
  await slack.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('Slack and Teams together', () => {
  let parley: ParleyProcess;
  let origin: string;

  beforeAll(async () => {
    await prepared('both');
    parley = start('both', {
      ...slackSettings(),
      SLACK_SIGNING_SECRET: slack.signingSecret,
      TEAMS_APP_ID: 'app',
      TEAMS_APP_PASSWORD: 'secret',
      TEAMS_TENANT_ID: 'tenant-1',
    });
    origin = `http://127.0.0.1:${await parley.ready()}`;
    slack.connect(`${origin}${EVENTS_PATH}`);
  });

  it('share one port: a signed event is answered, an unsigned one and a message of Teams without a token are not', async () => {
    await slack.message('UDANA', 'help');
    expect((await slack.post(1, 30_000)).text).toMatch(/What I can do/);
    const unsigned = await fetch(`${origin}${EVENTS_PATH}`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
    const teams = await fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(anActivity('http://127.0.0.1:1')),
    });
    expect(teams.status).toBe(401);
  });

  it('tell whether the process lives and is ready, and are named in the greeting', async () => {
    const statuses = ['/livez', '/readyz', '/elsewhere'].map(
      async (path) => (await fetch(`${origin}${path}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 404]);
    expect(parley.output).toMatch(/Parley is ready\.\n\s+Slack: +connected\n\s+Teams: +http:/);
    expect(parley.output).not.toMatch(/Chat in your browser/);
  });

  it('never move the demo company in: nothing of it is in the organization, and nobody may act as another', async () => {
    await slack.message('UDANA', 'act as Alex Kim');
    expect((await slack.post(2, 30_000)).text).not.toMatch(/You are Alex Kim/);
    expect(await parley.stop()).toEqual({ code: 0, signal: null });
  });
});

describe('a setting that leads nowhere', () => {
  it('ends the start with a sentence that names it, not with a stack', async () => {
    await prepared('token');
    slack.breakNext('auth.test', { kind: 'error', code: 'invalid_auth' });
    const token = start('token', { ...slackSettings(), SLACK_SIGNING_SECRET: 'long-enough' });
    const database = start('database', { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
    writeFileSync(join(folder, 'a-file'), '');
    const directory = start('directory', { PARLEY_DATA: join(folder, 'a-file') });
    for (const [parley, sentence] of [
      [token, /^SLACK_BOT_TOKEN: Slack does not accept this token \(invalid_auth\)/m],
      [database, /^DATABASE_URL: no PostgreSQL server answers there \(ECONNREFUSED\)/m],
      [directory, /^PARLEY_DATA: this is no directory/m],
    ] as const) {
      expect(await parley.ended).toEqual({ code: 1, signal: null });
      expect(parley.output.replace('Parley cannot start. ', '')).toMatch(sentence);
      expect(parley.output).not.toMatch(/^\s+at /m);
    }
  }, 120_000);
});
