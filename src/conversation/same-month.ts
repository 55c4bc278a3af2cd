import type { CalendarDay } from '../platform/clock.ts';
import { withoutSorry } from './amend.ts';

const DAY: readonly RegExp[] = [
  /^(?:(?:make|change|set|move|push|call) (?:it|that|this)(?: to| for)?|it should be|it'?s|no|on)?\s*(?:the )?(?<day>\d{1,2})(?:st|nd|rd|th)(?: instead| then| please)?[.!]*$/iu,
  /^(?:(?:改|换|推迟?|延|挪|提前|定)(?:成|到|为|在)|应该是|还是|就|那就|是)?\s*(?<day>\d{1,2})[号日](?:吧|好了|了)?[。!！]*$/u,
];

/** "Make that the 24th" after 17 April was spoken of is 24 April. Null where a message says no such day, or the month has none. */
export function dayOfSameMonth(text: string, before: unknown): CalendarDay | null {
  const said = withoutSorry(text).replace(/^(?:hm+|呃|额|嗯)[\s,，]*/iu, '');
  const day = DAY.map((form) => form.exec(said)?.groups?.['day']).find(Boolean);
  if (day === undefined || typeof before !== 'string' || !/^\d{4}-\d\d-\d\d/.test(before))
    return null;
  const same = `${before.slice(0, 8)}${day.padStart(2, '0')}`;
  const date = new Date(`${same}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(same);
  return exists ? same : null;
}
