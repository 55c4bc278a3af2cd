import type { CalendarDay } from '../platform/clock.ts';

/** A calendar day as a `date` column takes it. */
export function dayColumn(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** A `date` column as a calendar day. */
export function dayOf(column: Date | null): CalendarDay | null {
  return column === null ? null : column.toISOString().slice(0, 10);
}
