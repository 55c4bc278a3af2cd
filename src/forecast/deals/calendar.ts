import { addDays, addMonths, type CalendarDay, daysBetween } from '../../platform/clock.ts';

const EPOCH: CalendarDay = '1970-01-01';

/** A calendar day as days since 1970, so that differences cost nothing. @throws RangeError where it is no day. */
export function dayNumber(day: CalendarDay): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = daysBetween(EPOCH, day);
  // A history names some thousand days; more than that is a loop over the centuries.
  if (numbers.size > 20_000) numbers.clear();
  numbers.set(day, number);
  return number;
}

/** To read a day costs more than hundreds of look-ups, and a history repeats the same days a million times. */
const numbers = new Map<CalendarDay, number>();

export function dayOf(number: number): CalendarDay {
  return addDays(EPOCH, number);
}

/** The first and the last day of the quarter and the month that a day is in, as day numbers. */
export type Season = {
  readonly quarterStart: number;
  readonly quarterEnd: number;
  readonly nextQuarterEnd: number;
  readonly monthEnd: number;
};

/** Tells the season of a day in a fiscal year that starts with `startMonth` (1..12). */
export function seasonsOf(startMonth: number): (day: number) => Season {
  const known = new Map<number, Season>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const first = `${dayOf(day).slice(0, 7)}-01`;
    const monthsIn = (Number(first.slice(5, 7)) - startMonth + 12) % 3;
    const quarter = addMonths(first, -monthsIn);
    const season = {
      quarterStart: dayNumber(quarter),
      quarterEnd: dayNumber(addMonths(quarter, 3)) - 1,
      nextQuarterEnd: dayNumber(addMonths(quarter, 6)) - 1,
      monthEnd: dayNumber(addMonths(first, 1)) - 1,
    };
    known.set(day, season);
    return season;
  };
}
