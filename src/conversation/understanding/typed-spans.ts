import type { Command } from '../../commands/command.ts';
import { dayIn } from '../../platform/clock.ts';
import type { MarkKind, TypedSpan } from './grammar/marks.ts';
import { anaphoraIn, NAMES_LIKE_WORDS, NUMBERED_NAME } from './mention.ts';
import { findDomains, findEmails, findMentions, findPhones } from './slots/contact-points.ts';
import { findCurrencies, findExchangeRates } from './slots/exchange.ts';
import { findMoney } from './slots/money.ts';
import { findNumberNames } from './slots/number-names.ts';
import {
  findLanguages,
  findNumbers,
  findPercents,
  findRoles,
  findTimeZones,
} from './slots/small.ts';
import { findStages } from './slots/stage.ts';
import { findTimes, type TimeValue } from './slots/time.ts';
import { type Clues, type Span, spansOf, withoutOverlaps } from './span.ts';

/** The pieces of a text with a meaning of their own, found when first asked for. */
export type TypedSpans = {
  of: (kind: MarkKind) => readonly TypedSpan[];
  /** Those that a command can use, without overlaps: the surer kinds win. */
  for: (command: Command, kinds: ReadonlySet<MarkKind>) => readonly TypedSpan[];
};

/** The surer kind takes the text first: digits in an e-mail address are no amount. */
const SUREST_FIRST: readonly MarkKind[] = [
  'mention',
  'name',
  'email',
  'domain',
  'phone',
  'time-zone',
  'exchange-rate',
  'time',
  'past-time',
  'money',
  'percent',
  'number',
  'language',
  'choice',
  'stage',
  'currency',
  'anaphor',
];

/** Their digits are no amounts, also for a command that has no use for them. */
const NEVER_AMOUNTS: readonly MarkKind[] = ['email', 'domain', 'phone'];

/** By the occasion, and then by the text: a sentence is looked at from many sides. */
const found = new WeakMap<Clues, Map<string, TypedSpans>>();

export function typedSpansIn(text: string, clues: Clues): TypedSpans {
  const known = found.get(clues) ?? new Map<string, TypedSpans>();
  found.set(clues, known);
  const before = known.get(text);
  if (before !== undefined) return before;
  const fresh = spansIn(text, clues);
  if (known.size < MOST_REMEMBERED) known.set(text, fresh);
  return fresh;
}

const MOST_REMEMBERED = 200;

function spansIn(text: string, clues: Clues): TypedSpans {
  const found = new Map<MarkKind, readonly TypedSpan[]>();
  const times = timesIn(text, clues);
  const of = (kind: MarkKind): readonly TypedSpan[] => {
    const known = found.get(kind);
    if (known !== undefined) return known;
    const spans = find(kind, text, clues, times).map((span) => ({ ...span, kind }));
    found.set(kind, spans);
    return spans;
  };
  /** What stands in quotes is a name or a title as a whole. */
  const quoted = spansOf(text, /"[^"]{2,200}"/g, () => true);
  const combined = new Map<string, readonly TypedSpan[]>();
  return {
    of,
    for: (_command, kinds) => {
      const key = keyOf(kinds);
      const known = combined.get(key);
      if (known !== undefined) return known;
      const spans = withoutConflicts(
        SUREST_FIRST.filter((kind) => kinds.has(kind) || NEVER_AMOUNTS.includes(kind)).map(of),
      ).filter(
        (span) =>
          kinds.has(span.kind) && !quoted.some((q) => q.start < span.start && span.end < q.end),
      );
      combined.set(key, spans);
      return spans;
    },
  };
}

/** By the kinds of a command, which never change. */
const keys = new WeakMap<ReadonlySet<MarkKind>, string>();

function keyOf(kinds: ReadonlySet<MarkKind>): string {
  const key = keys.get(kinds) ?? [...kinds].sort().join(' ');
  keys.set(kinds, key);
  return key;
}

/** What lies ahead is no time of something that happened; of a period that still runs the last day so far is today. */
function behind(spans: readonly Span<TimeValue>[], clues: Clues): readonly Span<TimeValue>[] {
  const today = dayIn(clues.timeZone, clues.now);
  return spans.flatMap((span) => {
    const { value } = span;
    if (value.kind !== 'time' || value.date <= today) return [span];
    const began = value.period !== undefined && value.period.start <= today;
    return began && value.granularity !== 'day'
      ? [{ ...span, value: { ...value, date: today } }]
      : [];
  });
}

/** The times of a text as of what is to come and of what has been, each found when first asked for: they are dear to find. */
type Times = { ahead: () => readonly Span<TimeValue>[]; back: () => readonly Span<TimeValue>[] };

function timesIn(text: string, clues: Clues): Times {
  let ahead: readonly Span<TimeValue>[] | null = null;
  let back: readonly Span<TimeValue>[] | null = null;
  return {
    ahead: () => {
      ahead ??= findTimes(text, clues);
      return ahead;
    },
    back: () => {
      // What holds none ahead holds none behind.
      back ??= (ahead?.length ?? 1) === 0 ? [] : findTimes(text, clues, { prefer: 'past' });
      return back;
    },
  };
}

function coming(times: Times, clues: Clues): readonly Span<TimeValue>[] {
  return times
    .ahead()
    .filter((span) => !/^刚[才刚]$/.test(span.text))
    .map((span) =>
      isFar(span, clues) && sideOf(span, sameIn(times.back(), span), clues) === 'behind'
        ? { ...span, value: { ...span.value, past: true } }
        : span,
    );
}

function gone(times: Times, clues: Clues): readonly Span<TimeValue | DayAhead>[] {
  return behind(times.back(), clues).map((span) =>
    isFar(span, clues) && sideOf(span, sameIn(times.ahead(), span), clues) === 'ahead'
      ? { ...span, value: { kind: 'ahead' } }
      : span,
  );
}

/** What has happened is said of a day that is yet to come. */
export type DayAhead = { kind: 'ahead' };

/**
 * On which side of today a day without its year lies, where the other side is most of a year away: 4月24号 said in March is no day of
 * last year, and 3月10号 hardly one of next year.
 */
function sideOf(
  { value: one }: Span<TimeValue>,
  other: TimeValue | undefined,
  { now, timeZone }: Clues,
): 'ahead' | 'behind' | null {
  if (one.kind !== 'time' || other?.kind !== 'time') return null;
  if (one.granularity !== 'day' || one.date === other.date) return null;
  const today = Date.parse(dayIn(timeZone, now));
  const days = [one.date, other.date].map((day) => (Date.parse(day) - today) / A_DAY);
  const [ahead, back] = [Math.max(...days), -Math.min(...days)];
  if (ahead + HALF_A_YEAR < back) return 'ahead';
  return back + HALF_A_YEAR < ahead ? 'behind' : null;
}

/** A day so far away may be meant of the other side of today. */
function isFar({ value }: Span<TimeValue>, { now, timeZone }: Clues): boolean {
  if (value.kind !== 'time' || value.granularity !== 'day') return false;
  const days = (Date.parse(value.date) - Date.parse(dayIn(timeZone, now))) / A_DAY;
  return Math.abs(days) > HALF_A_YEAR;
}

/** What the same words would be said of the other side of today. */
function sameIn(others: readonly Span<TimeValue>[], span: Span<TimeValue>): TimeValue | undefined {
  return others.find((other) => other.start === span.start && other.end === span.end)?.value;
}

const A_DAY = 24 * 60 * 60 * 1000;
/** In days. */
const HALF_A_YEAR = 180;

function find(kind: MarkKind, text: string, clues: Clues, times: Times): readonly Span<unknown>[] {
  switch (kind) {
    case 'money':
      return findMoney(text, clues);
    case 'number':
      return findNumbers(text).filter(
        (span) =>
          !/^(?:one|an?|一|两)$/i.test(span.text) ||
          (span.text === '两' && /^\s?[套台件份盒箱]/u.test(text.slice(span.end))),
      );
    case 'percent':
      return findPercents(text);
    case 'time':
      return coming(times, clues);
    case 'past-time':
      return gone(times, clues);
    case 'stage':
      return findStages(text, clues.stages);
    case 'currency':
      return findCurrencies(text, clues);
    case 'exchange-rate':
      return findExchangeRates(text, clues);
    case 'email':
      return findEmails(text);
    case 'phone':
      return findPhones(text, clues);
    case 'domain':
      return findDomains(text);
    case 'language':
      return findLanguages(text);
    case 'time-zone':
      return findTimeZones(text, clues);
    case 'choice':
      return findRoles(text);
    case 'mention':
      return findMentions(text).map((span) => ({ ...span, value: span.text }));
    case 'name':
      return withoutOverlaps([
        ...[NAMES_LIKE_WORDS, NUMBERED_NAME].flatMap((form) => spansOf(text, form, (m) => m[0])),
        ...findNumberNames(text),
      ]);
    case 'anaphor':
      return anaphoraIn(text);
    case 'said':
      return [];
    default:
      return kind satisfies never;
  }
}

/** A later group gives way to earlier ones, except that an amount takes the number inside it. */
function withoutConflicts(groups: readonly (readonly TypedSpan[])[]): TypedSpan[] {
  const kept: TypedSpan[] = [];
  for (const group of groups)
    for (const span of withoutOverlaps(group))
      if (!kept.some((other) => span.start < other.end && other.start < span.end))
        kept.push(span as TypedSpan);
  return kept.sort((a, b) => a.start - b.start);
}
