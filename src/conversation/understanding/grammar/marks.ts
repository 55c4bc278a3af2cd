import type { Span } from '../span.ts';

/**
 * An utterance in which each piece with a meaning of its own ("$50k", "next Friday") is replaced by one character of the
 * private-use area, a mark, so that a pattern can ask for "a date here". The block of 64 code points a mark lies in says what
 * it is: first a block per kind of value, then a block per parameter for pieces whose cue names the parameter
 * ("closing next Friday").
 */
export type Marked = { text: string; marks: ReadonlyMap<string, Mark> };

export type Mark = {
  /** What was written in its place, cue included. */
  text: string;
  /** The value alone, without its cue. */
  words: string;
  /** The parameter that its cue names. */
  parameter: string | null;
  kind: MarkKind;
  /** What a finder of ./slots read. For `said` the text itself. */
  value: unknown;
};

export const MARK_KINDS = [
  'money',
  'percent',
  'number',
  'time',
  'past-time',
  'stage',
  'email',
  'phone',
  'domain',
  'language',
  'time-zone',
  'choice',
  'currency',
  'exchange-rate',
  'anaphor',
  'mention',
  'name',
  'said',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

const FIRST = 0xe000;
const LAST = 0xf8ff;
const BLOCK = 64;
const PARAMETER_BLOCKS = 32;

/** Any mark, inside a character class. */
export const ANY_MARK = '\\uE000-\\uF8FF';

/** Any mark but those of names, which no sentence may leave out, inside a character class. */
export function marksBesidesNames(): string {
  const start = FIRST + MARK_KINDS.indexOf('name') * BLOCK;
  return `\\uE000-\\u${(start - 1).toString(16)}\\u${(start + BLOCK).toString(16)}-\\uF8FF`;
}

/** The marks of a kind, inside a character class. */
export function marksOf(kind: MarkKind): string {
  return blockClass(blockOfKind(kind));
}

/** The marks of a command's parameter by its position, inside a character class. */
export function marksOfParameter(position: number): string {
  return blockClass(blockOfParameter(position));
}

export function blockOfKind(kind: MarkKind): number {
  return MARK_KINDS.indexOf(kind);
}

export function blockOfParameter(position: number): number {
  return PARAMETER_BLOCKS + position;
}

/** The blocks of the marks in a text. */
export function blocksIn(text: string): ReadonlySet<number> {
  const blocks = new Set<number>();
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= FIRST && code <= LAST) blocks.add(Math.floor((code - FIRST) / BLOCK));
  }
  return blocks;
}

function blockClass(block: number): string {
  const hex = (code: number) => `\\u${code.toString(16)}`;
  return `${hex(FIRST + block * BLOCK)}-${hex(FIRST + block * BLOCK + BLOCK - 1)}`;
}

/** Gives out marks, at most 64 of a block. */
export class Marker {
  readonly marks = new Map<string, Mark>();
  readonly #used = new Map<number, number>();

  /** @returns null when the block is full: the text then stays as it is. */
  mark(mark: Mark, position: number | null): string | null {
    const block = position === null ? blockOfKind(mark.kind) : blockOfParameter(position);
    const used = this.#used.get(block) ?? 0;
    if (used >= BLOCK) return null;
    this.#used.set(block, used + 1);
    const char = String.fromCodePoint(FIRST + block * BLOCK + used);
    this.marks.set(char, mark);
    return char;
  }
}

export type TypedSpan = Span<unknown> & { kind: MarkKind };

/** Puts marks in the place of spans that do not overlap and are in order. */
export function withMarks(text: string, spans: readonly TypedSpan[]): Marked {
  const marker = new Marker();
  let marked = '';
  let from = 0;
  for (const span of spans) {
    const char = marker.mark(
      { text: span.text, words: span.text, parameter: null, kind: span.kind, value: span.value },
      null,
    );
    if (char === null) continue;
    marked += text.slice(from, span.start) + char;
    from = span.end;
  }
  return { text: marked + text.slice(from), marks: marker.marks };
}

/** The words again that marks stand for. */
export function unmarked(text: string, marks: ReadonlyMap<string, Mark>): string {
  if (!HAS_MARK.test(text)) return text;
  return [...text]
    .map((char) => {
      const mark = marks.get(char);
      return mark === undefined ? char : unmarked(mark.text, marks);
    })
    .join('');
}

const HAS_MARK = new RegExp(`[${ANY_MARK}]`);
