import type { Clues, Span } from '../span.ts';
import { findTimeZones } from './small.ts';
import type { Reading } from './time-rule.ts';

const BEHIND = /^ ?\(?(?=[A-Z]{2,4}(?![a-z])|(?:\p{L}+ ){1,3}time(?![a-z])|(?:GMT|UTC) ?[+-])/iu;
const BEFORE = /(?<name>\p{Script=Han}{2,5})时间的? ?$/u;

/** Times of day with the zone that was said beside them ("3pm PST", 北京时间下午3点); it becomes part of their span. */
export function withZones(
  text: string,
  readings: readonly Span<Reading>[],
  clues: Pick<Clues, 'locale'>,
): Span<Reading>[] {
  return readings.map((span) =>
    span.value.kind === 'clock' ? zoned(text, span, span.value, clues) : span,
  );
}

function zoned(
  text: string,
  span: Span<Reading>,
  clock: Reading & { kind: 'clock' },
  clues: Pick<Clues, 'locale'>,
): Span<Reading> {
  const behind = text.slice(span.end, span.end + 30);
  const gap = BEHIND.exec(behind)?.[0].length;
  const said = gap === undefined ? undefined : findTimeZones(behind, clues)[0];
  if (said && said.start === gap) {
    const after =
      /^ (?:standard |daylight )?time(?![a-z])|^\)/iu.exec(behind.slice(said.end))?.[0] ?? '';
    const isAbbreviation = /^[A-Z+\d: -]+$/u.test(said.text);
    if (!isAbbreviation && !after.includes('ime')) return span;
    return {
      ...span,
      end: span.end + said.end + after.length,
      value: { ...clock, zone: said.value },
    };
  }
  const before = BEFORE.exec(text.slice(Math.max(0, span.start - 9), span.start));
  const named = before ? findTimeZones(before.groups?.name ?? '', clues).at(-1) : undefined;
  if (!before || !named || named.end !== before.groups?.name?.length) return span;
  const start = span.start - (before[0].length - named.start);
  return { ...span, start, value: { ...clock, zone: named.value } };
}
