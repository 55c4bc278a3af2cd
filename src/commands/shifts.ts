import { getDeal } from '../crm/deals.ts';
import { getTask } from '../crm/tasks.ts';
import { type CalendarDay, type Shift, shiftDay } from '../platform/clock.ts';
import type { CommandContext } from './context.ts';
import type { Invocation } from './execute.ts';
import { type Focus, meantRecord } from './references.ts';

/**
 * The day that a shift of a record's own day comes to: of a deal's close date, of the day a task is due; of today where the record
 * has none. Null while it is open which record is meant.
 */
export async function shiftedDay(
  ctx: CommandContext,
  invocation: Invocation,
  shift: Shift,
  focus: Focus,
): Promise<CalendarDay | null> {
  const record = await meantRecord(ctx, invocation, focus);
  if (record === null) return null;
  const own =
    record.entity === 'task'
      ? (await getTask(ctx, record.id)).dueOn
      : (await getDeal(ctx, record.id)).closeDate;
  return shiftDay(own ?? ctx.today, shift);
}
