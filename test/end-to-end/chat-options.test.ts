import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatFromCommandLine } from '../../src/chat.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { lockDirectory } from '../../src/platform/lock.ts';
import { templatePath } from '../harness/database-template.ts';

/** `npm run chat`, called as a function: a process for each case would take ten times as long. */
const folder = mkdtempSync(join(tmpdir(), 'parley-chat-options-'));
const data = join(folder, 'data');

beforeAll(async () => {
  const template = new Blob([readFileSync(templatePath())]);
  await (await openDatabase({ kind: 'pglite', directory: data, template })).close();
  // The first line learns the wordings and reads the articles.
  await chat(['hello']);
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Outcome = { code: number; out: string; err: string };

async function chat(lines: readonly string[], ...options: string[]): Promise<Outcome> {
  const outcome = { code: 0, out: '', err: '' };
  outcome.code = await chatFromCommandLine(
    ['--now', '2026-03-18T10:00', ...options, '--data', data],
    {
      input: Readable.from(lines.map((line) => `${line}\n`)),
      interactive: false,
      out: (text) => {
        outcome.out += text;
      },
      err: (text) => {
        outcome.err += text;
      },
    },
  );
  return outcome;
}

describe('the terminal', () => {
  it('answers each line that says something with text, as the person of the role it was started with', async () => {
    const { code, out, err } = await chat([
      'add account Acme',
      '',
      'who am I?',
      'bad\0 line \ud83d',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Added account Acme \(A-1\)[\s\S]*Dana Ruiz[\s\S]*rep/);
    expect(out.split('\n\n').length).toBeGreaterThanOrEqual(3);
    const admin = await chat(['who am I?'], '--as', 'admin', '--name', 'Robin Roe');
    expect(admin.out).toMatch(/Robin Roe[\s\S]*admin/i);
  });

  it('keeps the CRM from a customer', async () => {
    const { out } = await chat(['show all accounts'], '--as', 'customer');
    expect(out).not.toContain('Acme');
  });

  it('takes the days of the person’s time zone and the language that was asked for', async () => {
    const east = await chat(
      ['remind me to call Acme tomorrow'],
      ...['--json', '--now', '2026-03-18T23:30', '--timezone', 'Asia/Shanghai'],
    );
    const [first] = east.out.trim().split('\n');
    expect(JSON.parse(first ?? '').commands[0].arguments.due).toBe('2026-03-19');
    const chinese = await chat(['help'], '--locale', 'zh', '--name', '林薇');
    expect(chinese.out).toMatch(/我能做什么/);
  });

  it('moves the demo company in only where nothing was written', async () => {
    const { out, err } = await chat(['show all accounts'], '--demo');
    expect(err).toBe('');
    expect(out).toMatch(/Acme/);
    expect(out).not.toMatch(/Contoso|Northwind/);
  });
});

describe('what is wrong with the command line is said in a sentence, with how it is used', () => {
  it.each([
    [['--script', 'nowhere.txt'], /^--script: there is no file “nowhere.txt”/],
    [['--attach', 'nowhere.csv'], /^--attach: there is no file “nowhere.csv”/],
    [['--as', 'boss'], /^--as: there is no role “boss”/],
    [['--timezone', 'Mars/Olympus'], /^--timezone: there is no time zone/],
    [['--locale', 'fr'], /^--locale is en or zh/],
    [['--now', 'soon'], /^--now: “soon” is no moment/],
    [['--unknown'], /unknown/i],
  ])('%j', async (options, sentence) => {
    const { code, out, err } = await chat(['help'], ...options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err).toMatch(/npm run chat -- \[options\]/);
  });

  it('prints how it is used when asked to', async () => {
    expect(await chat([], '--help')).toMatchObject({ code: 0, out: expect.stringMatching(/--as/) });
  });

  it('a data directory in use is refused with the process that has it and what to do', async () => {
    const unlock = lockDirectory(data);
    const { code, err } = await chat(['help']);
    unlock();
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`in use by process ${process.pid}[\\s\\S]*--data`));
  });

  it('reads its lines from a file', async () => {
    const script = join(folder, 'lines.txt');
    writeFileSync(script, 'find Acme\n');
    expect((await chat(['never read'], '--script', script)).out).toMatch(/Acme/);
  });
});
