import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Understanding } from '../../src/commands/plan.ts';
import type { Clues } from '../../src/conversation/understanding/span.ts';

/** A sentence and what it means: the commands in order, without missing or confidence. */
export type LabelledSentence = {
  text: string;
  now?: string;
  commands: readonly { command: string; arguments: Record<string, unknown> }[];
};

/** The moment all labels are written for, unless a sentence says another: Wednesday, 10 o'clock. */
export const EVALUATION_CLUES: Clues = {
  now: new Date('2026-03-18T10:00:00Z'),
  timeZone: 'UTC',
  locale: 'en',
  baseCurrency: 'USD',
  fiscalYearStartMonth: 1,
  weekStartsOn: 'monday',
  dateOrder: 'mdy',
};

export type Miss = { text: string; wanted: string; got: string };

export type Score = {
  sentences: number;
  /** Share of sentences whose commands are all right and in order. */
  commands: number;
  /** Share of sentences whose commands and all arguments are right. */
  arguments: number;
  /** Share of sentences that are no command and were acted on all the same. */
  wronglyActedOn: number;
  wrongCommands: readonly Miss[];
  wrongArguments: readonly Miss[];
};

export function readSentences(file: string): LabelledSentence[] {
  return readFileSync(resolve(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LabelledSentence);
}

/** Scores an understanding; tolerant only of case and of punctuation around names and texts. */
export function scoreOf(
  sentences: readonly LabelledSentence[],
  understand: (text: string, clues: Clues) => Understanding,
): Score {
  const wrongCommands: Miss[] = [];
  const wrongArguments: Miss[] = [];
  let outside = 0;
  let actedOn = 0;
  for (const sentence of sentences) {
    const now = sentence.now === undefined ? EVALUATION_CLUES.now : new Date(`${sentence.now}Z`);
    const got = understand(sentence.text, { ...EVALUATION_CLUES, now }).commands;
    const miss = { text: sentence.text, wanted: said(sentence.commands), got: said(got) };
    const namesOf = (commands: readonly { command: string }[]) =>
      commands.map((c) => c.command).join(' ');
    if (sentence.commands.length === 0) {
      outside += 1;
      if (got.length > 0) actedOn += 1;
    }
    if (namesOf(sentence.commands) !== namesOf(got)) wrongCommands.push(miss);
    else if (comparable(sentence.commands) !== comparable(got)) wrongArguments.push(miss);
  }
  const share = (wrong: number) => 1 - wrong / sentences.length;
  return {
    sentences: sentences.length,
    commands: share(wrongCommands.length),
    arguments: share(wrongCommands.length + wrongArguments.length),
    wronglyActedOn: outside === 0 ? 0 : actedOn / outside,
    wrongCommands,
    wrongArguments,
  };
}

type Said = readonly { command: string; arguments: Record<string, unknown> }[];

function said(commands: Said): string {
  return commands.map((c) => `${c.command} ${JSON.stringify(c.arguments)}`).join(' + ');
}

function comparable(commands: Said): string {
  return JSON.stringify(commands.map((c) => plain(c.arguments)));
}

function plain(value: unknown): unknown {
  if (typeof value === 'string')
    return value.toLowerCase().replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
