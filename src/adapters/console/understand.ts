import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  type Occasion,
  understandingOfCatalogue,
} from '../../conversation/understanding-of-catalogue.ts';
import { momentOf, systemClock } from '../../platform/clock.ts';

const USAGE = `usage: npm run --silent understand -- [--now 2026-03-18T10:00] [--timezone America/New_York] [--file utterances.jsonl] [UTTERANCE]

Prints one JSON line for each utterance: what it was taken for. Without an utterance and a file it reads standard input,
one utterance or one JSON object { "text": …, "now"?: … } per line.
`;

const Line = z.object({ text: z.string(), now: z.string().optional() });

/** The settings of one run, or what is wrong with them. */
type Settings = { occasion: Occasion; file: string | null; utterances: readonly string[] };

/** Where lines come from and where answers go. */
type Streams = { input: Readable; out: (text: string) => void; err: (text: string) => void };

/** Runs the command line; resolves with the exit code. */
export async function understandFromCommandLine(
  argv: readonly string[],
  { input: standardInput, out, err }: Streams,
): Promise<number> {
  const print = (text: string): 0 => {
    out(text);
    return 0;
  };
  const failed = (message: string): 2 => {
    err(`understand: ${message}\n\n${USAGE}`);
    return 2;
  };
  const settings = await settingsOf(argv);
  if (typeof settings === 'string') return failed(settings);
  if (settings.utterances.includes('--help')) return print(USAGE);
  const understand = understandingOfCatalogue();
  const answer = (text: string, occasion: Occasion) => {
    const { language, commands, alternatives } = understand(text, occasion);
    return print(
      `${JSON.stringify({
        text,
        language,
        commands: commands.map(({ command, arguments: args, missing, confidence }) => ({
          command,
          arguments: args,
          missing,
          confidence: rounded(confidence),
        })),
        alternatives: alternatives.map((a) => ({ ...a, confidence: rounded(a.confidence) })),
      })}\n`,
    );
  };
  if (settings.utterances.length > 0)
    return answer(settings.utterances.join(' '), settings.occasion);

  const input = settings.file === null ? standardInput : createReadStream(settings.file, 'utf8');
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const read = utteranceIn(line, settings);
    if (typeof read === 'string') return failed(`line ${number}: ${read}`);
    answer(read.text, read.occasion);
  }
  return 0;
}

/** A line of JSON, or on standard input any text; a string says what is wrong with it. */
function utteranceIn(
  line: string,
  { occasion, file }: Settings,
): { text: string; occasion: Occasion } | string {
  if (file === null && !line.trimStart().startsWith('{')) return { text: line, occasion };
  const read = Line.safeParse(parsed(line));
  if (!read.success) return 'not a JSON object { "text": …, "now"?: … }';
  if (read.data.now === undefined) return { text: read.data.text, occasion };
  const now = momentOf(read.data.now, occasion.timeZone);
  if (now === null) return `now: not a moment such as 2026-03-18T10:00: ${read.data.now}`;
  return { text: read.data.text, occasion: { ...occasion, now } };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function settingsOf(argv: readonly string[]): Promise<Settings | string> {
  const read = argumentsIn(argv);
  if (typeof read === 'string') return read;
  const { values, positionals } = read;
  if (values.help) {
    const occasion = { now: systemClock.now(), timeZone: 'UTC' };
    return { occasion, file: null, utterances: ['--help'] };
  }
  const timeZone = values.timezone ?? 'UTC';
  if (!isTimeZone(timeZone)) return `--timezone: no such time zone: ${timeZone}`;
  const now = values.now === undefined ? systemClock.now() : momentOf(values.now, timeZone);
  if (now === null) return `--now: not a moment such as 2026-03-18T10:00: ${values.now}`;
  const file = values.file ?? null;
  if (file !== null && positionals.length > 0) return 'give an utterance or --file, not both';
  if (file !== null && !(await isReadable(file))) return `--file: cannot read ${file}`;
  return { occasion: { now, timeZone }, file, utterances: positionals };
}

function argumentsIn(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        now: { type: 'string' },
        timezone: { type: 'string' },
        file: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

async function isReadable(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function rounded(share: number): number {
  return Math.round(share * 100) / 100;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await understandFromCommandLine(process.argv.slice(2), {
    input: process.stdin,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
