import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { understandFromCommandLine } from '../../../src/adapters/console/understand.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-understand-'));
const file = join(folder, 'utterances.jsonl');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function understand(argv: readonly string[], lines: readonly string[] = []) {
  let [out, err] = ['', ''];
  const code = await understandFromCommandLine(argv, {
    input: Readable.from(lines.map((line) => `${line}\n`)),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  const printed = out.startsWith('{') ? out.trimEnd().split('\n') : [];
  return { code, out, err, read: printed.map((line) => JSON.parse(line)) };
}

const AT = ['--now', '2026-03-18T10:00'];
const dueOf = ({ read }: Awaited<ReturnType<typeof understand>>) =>
  read.map((line) => line.commands[0]?.arguments.due);

describe('npm run understand', () => {
  it('prints one JSON line for a sentence: its commands, and what else it could be', async () => {
    const sentence = 'log a $50k deal with Acme closing end of month';
    const { code, read } = await understand([...AT, ...sentence.split(' ')]);
    expect(code).toBe(0);
    expect(read).toEqual([
      {
        text: sentence,
        language: 'en',
        commands: [
          {
            command: 'deal.log',
            arguments: {
              account: 'Acme',
              value: { amount: 50_000, currency: 'USD' },
              closeDate: '2026-03-31',
            },
            missing: [],
            confidence: expect.any(Number),
          },
        ],
        alternatives: expect.arrayContaining([
          { command: expect.stringMatching(/^\w+\.\w+$/), confidence: expect.any(Number) },
        ]),
      },
    ]);
    const chinese = await understand([...AT, '给']);
    expect(chinese.read[0]).toMatchObject({ language: 'zh', commands: [] });
    const without = await understand([...AT, 'log a deal']);
    expect(without.read[0]?.commands).toMatchObject([
      { command: 'deal.log', missing: ['account'] },
    ]);
  });

  it('counts days from the moment and in the time zone that it is given', async () => {
    const late = ['--now', '2026-03-18T23:30Z', 'remind me to call Acme tomorrow'];
    expect(dueOf(await understand(late))).toEqual(['2026-03-19']);
    expect(dueOf(await understand(['--timezone', 'Asia/Shanghai', ...late]))).toEqual([
      '2026-03-20',
    ]);
  });

  it('reads standard input, texts and JSON lines with a moment of their own, and passes blank lines', async () => {
    const lines = [
      'remind me to call Acme tomorrow',
      '',
      '{"text":"remind me to call Acme tomorrow","now":"2026-06-01T09:00"}',
    ];
    expect(dueOf(await understand(AT, lines))).toEqual(['2026-03-19', '2026-06-02']);
  });

  it('reads a file of JSON lines; a line that is none is named, after the answers to those before it', async () => {
    writeFileSync(file, '{"text":"show my deals"}\nnot json\n');
    const { code, read, err } = await understand([...AT, '--file', file]);
    expect(code).toBe(2);
    expect(read).toMatchObject([{ commands: [{ command: 'deal.list' }] }]);
    expect(err).toMatch(/^understand: line 2: not a JSON object/);
    writeFileSync(file, '{"text":"hi","now":"soon"}\n');
    expect((await understand(['--file', file])).err).toMatch(/line 1: now: not a moment/);
  });

  it.each([
    [['--timezone', 'Mars/Olympus', 'hi'], /no such time zone: Mars\/Olympus/],
    [['--now', 'soon', 'hi'], /--now: not a moment/],
    [['--file', 'nowhere.jsonl'], /--file: cannot read nowhere.jsonl/],
    [['--file', 'x', 'hi'], /an utterance or --file, not both/],
    [['--unknown'], /unknown/i],
  ])('says what is wrong with %j, and how it is used', async (argv, sentence) => {
    const { code, out, err } = await understand(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err).toMatch(/usage: npm run/);
  });

  it('prints how it is used when asked to', async () => {
    expect(await understand(['--help'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^usage/),
    });
  });
});
