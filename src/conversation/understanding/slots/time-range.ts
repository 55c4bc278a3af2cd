import type { Span } from '../span.ts';
import type { Days } from './calendar.ts';
import type { Said } from './time-join.ts';

type Joined = Said | { kind: 'no-such-day' };

const RANGE_MARK = /^ ?(?:-|–|—|~|to|through|thru|until|till|到|至) ?(?:the )?$/iu;
const AND = /^ ?(?:and|和|与) ?(?:the )?$/iu;
const BETWEEN = /(?<![a-z])between (?:the )?$/iu;
const CHANGE =
  /(?<![a-z])(?:mov(?:e|ed|ing)|push(?:ed|ing)?|chang(?:e|ed|ing)|shift(?:ed|ing)?|postpon(?:e|ed|ing)|reschedul(?:e|ed|ing)|delay(?:ed|ing)?|pull(?:ed|ing)?|bring|brought|slip(?:s|ped|ping)?|updat(?:e|ed|ing))(?![a-z])|[改推移延调挪]|提前/iu;

/** "Mar 1 to Mar 15" is one period; "move it from Friday to Monday" is two days. */
export function ranges(text: string, spans: readonly Span<Joined>[]): Span<Joined>[] {
  const merged: Span<Joined>[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    const range = last ? rangeOf(text, last, span) : null;
    if (range) merged[merged.length - 1] = range;
    else merged.push(span);
  }
  return merged;
}

function rangeOf(text: string, a: Span<Joined>, b: Span<Joined>): Span<Joined> | null {
  if (b.start - a.end > 10 || a.value.kind !== 'said' || b.value.kind !== 'said') return null;
  if (a.value.moment || b.value.moment || !isRange(text, a, b)) return null;
  const days = daysFromTo(a.value.days, b.value.days);
  if (days === null) return null;
  const span = { start: a.start, end: b.end, text: text.slice(a.start, b.end) };
  return { ...span, value: { kind: 'said', days, moment: null } };
}

function isRange(text: string, a: Span<Joined>, b: Span<Joined>): boolean {
  const between = text.slice(a.end, b.start);
  const before = text.slice(Math.max(0, a.start - 40), a.start);
  if (AND.test(between)) return BETWEEN.test(before);
  if (!RANGE_MARK.test(between)) return false;
  const clause = before.split(/[,;.!?，。；]/u).at(-1) ?? '';
  return !(/[a-z到至]/iu.test(between) && CHANGE.test(clause));
}

/** Each end was read for itself; the second lies at most a week or a year ahead of the first. */
function daysFromTo(a: Days, b: Days): Days | null {
  const past = a.past || b.past ? { past: true } : {};
  if (a.start <= b.end) return { ...b, start: a.start, ...past };
  const later = b.end.plus({ weeks: 1 });
  if (later >= a.start && later.diff(a.start, 'days').days < 7) {
    return { ...b, start: a.start, end: later, date: later, ...past };
  }
  const earlier = a.start.minus({ years: 1 });
  const fits = earlier <= b.end && b.end.diff(earlier, 'days').days < 200;
  return fits ? { ...b, start: earlier, ...past } : null;
}
