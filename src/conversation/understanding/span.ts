import type { StageWords } from '../../commands/stage-words.ts';

/** A piece of an utterance and what it means; `start` and `end` are offsets into the text that was searched. */
export type Span<V> = { start: number; end: number; text: string; value: V };

/** What a reading depends on besides the words: the moment, the person's zone and the organization's habits. */
export type Clues = {
  now: Date;
  timeZone: string;
  locale: 'en' | 'zh';
  baseCurrency: string;
  /** 1..12 */
  fiscalYearStartMonth: number;
  weekStartsOn: 'monday' | 'sunday';
  dateOrder: 'mdy' | 'dmy';
  /** The stages of the organization, by what people call them; those that every organization starts with when absent. */
  stages?: readonly StageWords[];
};

/**
 * The spans of all matches of `pattern` (which must be global) that `read` accepts. A leading or trailing
 * blank is not part of a span.
 */
export function spansOf<V>(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => V | null,
): Span<V>[] {
  const spans: Span<V>[] = [];
  for (const match of matchesIn(text, pattern)) {
    const value = read(match);
    if (value !== null) spans.push(trimmed(text, match.index, match[0], value));
  }
  return spans;
}

/** All but empty matches. Not `matchAll`, which copies the expression each time: dear where most find nothing. */
function matchesIn(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] !== '') matches.push(match);
    else pattern.lastIndex += (text.codePointAt(pattern.lastIndex) ?? 0) > 0xffff ? 2 : 1;
  }
  return matches;
}

/** Leftmost first, and of those that start together the longest: what remains does not overlap. */
export function withoutOverlaps<V>(spans: readonly Span<V>[]): Span<V>[] {
  const kept: Span<V>[] = [];
  let end = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < end) continue;
    kept.push(span);
    end = span.end;
  }
  return kept;
}

/** The same spans with their text taken from `original`, for finders that search a masked copy of equal length. */
export function asWrittenIn<V>(original: string, spans: readonly Span<V>[]): Span<V>[] {
  return spans.map((span) => ({ ...span, text: original.slice(span.start, span.end) }));
}

function trimmed<V>(text: string, index: number, matched: string, value: V): Span<V> {
  const start = index + matched.length - matched.trimStart().length;
  const end = index + matched.trimEnd().length;
  return { start, end, text: text.slice(start, end), value };
}
