import { addDays, type CalendarDay, daysBetween } from '../platform/clock.ts';
import { separation, shareOfRows } from './deals/separation.ts';

/** A field of deals that somebody wants to forecast with: a value for each row, null where it is empty. */
export type GuardedColumn = {
  readonly name: string;
  readonly values: readonly (string | number | boolean | null)[];
  /** When each value was written, where that is known. */
  readonly filledOn?: readonly (CalendarDay | null)[];
};

/** One deal, or one deal on one day. */
export type GuardedRow = {
  readonly outcome: 'won' | 'lost' | 'open';
  readonly createdOn: CalendarDay | null;
  readonly closedOn: CalendarDay | null;
  /** The day for which the row claims to speak; null where it is simply the latest. */
  readonly takenOn: CalendarDay | null;
};

/** Why a field may be known only afterwards; shares in 0..1, of the rows that are concerned. */
export type LeakReason =
  | { readonly kind: 'filled-later'; readonly share: number }
  | { readonly kind: 'filled-at-closing'; readonly share: number }
  | { readonly kind: 'filled-for-closed'; readonly closed: number; readonly open: number }
  | { readonly kind: 'tells-outcome'; readonly auc: number }
  | { readonly kind: 'tells-closing-day'; readonly share: number }
  | { readonly kind: 'named-afterwards'; readonly auc: number };

export type LeakVerdict = {
  readonly name: string;
  /** A refused field must not be learned from; a reported one only when somebody says that it is known in time. */
  readonly verdict: 'refused' | 'reported' | 'clear';
  readonly reasons: readonly LeakReason[];
};

/** Fewer rows of a kind say nothing. */
const LEAST_ROWS = 15;
const SOME = 0.05;
const MOST = 0.9;
const [REPORTED_GAP, REFUSED_GAP] = [0.35, 0.5];
/** The best single fields of honest sets reach .85. */
const [REPORTED_AUC, REFUSED_AUC, NAMED_AUC] = [0.92, 0.96, 0.65];
/** What is only known when something is over. */
const AFTERWARDS =
  /clos(e|ed|ing)|won|lost|loss|final|actual|outcome|result|reason|sign(ed|ature)|invoice|paid|payment|duration|churn|renewed|competitor|赢|输|成交|关闭|原因|结果|签约|付款|发票|时长/i;

/**
 * Tells which fields are known only after a deal has closed, so that a model that learned from them would shine in every test and fail
 * in use: written after the day they speak for, filled for closed deals only, telling the outcome or the closing day by themselves.
 *
 * @throws RangeError where a column has not one value for each row.
 */
export function guardColumns(
  columns: readonly GuardedColumn[],
  rows: readonly GuardedRow[],
): LeakVerdict[] {
  return columns.map((column) => {
    if (column.values.length !== rows.length)
      throw new RangeError(`${column.name}: ${column.values.length} values of ${rows.length} rows`);
    const found = [
      filledLater(column, rows),
      filledAtClosing(column, rows),
      filledForClosed(column, rows),
      tellsOutcome(column, rows),
      tellsClosingDay(column, rows),
    ].filter((one) => one !== null);
    const verdict = found.some(({ refused }) => refused)
      ? 'refused'
      : found.length > 0
        ? 'reported'
        : 'clear';
    return { name: column.name, verdict, reasons: found.map(({ reason }) => reason) };
  });
}

type Finding = { readonly reason: LeakReason; readonly refused: boolean } | null;

function filledLater({ values, filledOn }: GuardedColumn, rows: readonly GuardedRow[]): Finding {
  if (filledOn === undefined) return null;
  const { share, count } = shareOfRows(rows, (row, i) => {
    const filled = filledOn[i] ?? null;
    if (isEmpty(values[i]) || filled === null || row.takenOn === null) return null;
    return filled > row.takenOn;
  });
  if (count < LEAST_ROWS || share <= SOME) return null;
  return { reason: { kind: 'filled-later', share }, refused: true };
}

function filledAtClosing(
  { values, filledOn }: GuardedColumn,
  rows: readonly GuardedRow[],
): Finding {
  if (filledOn === undefined) return null;
  const { share, count } = shareOfRows(rows, (row, i) => {
    const filled = filledOn[i] ?? null;
    if (isEmpty(values[i]) || filled === null || row.closedOn === null) return null;
    return filled >= row.closedOn;
  });
  if (count < LEAST_ROWS || share <= 0.25) return null;
  return { reason: { kind: 'filled-at-closing', share }, refused: share > 0.5 };
}

/** Empty, or what stands in every open deal: a field that is only filled at the end has no other value before. */
function filledForClosed({ values }: GuardedColumn, rows: readonly GuardedRow[]): Finding {
  const usual = commonest(values.filter((_, i) => rows[i]?.outcome === 'open'));
  const filled = (i: number) => !isEmpty(values[i]) && (usual === null || values[i] !== usual);
  const closed = shareOfRows(rows, (row, i) => (row.outcome === 'open' ? null : filled(i)));
  const least = usualAge(rows);
  const old = shareOfRows(rows, (row, i) =>
    row.outcome === 'open' && ageOf(row, rows) >= least ? filled(i) : null,
  );
  const all = shareOfRows(rows, (row, i) => (row.outcome === 'open' ? filled(i) : null));
  // What fills up as a deal grows old is honest: old open deals are like those that closed.
  const open = old.count >= LEAST_ROWS ? old : all;
  if (open.count < LEAST_ROWS || closed.count < LEAST_ROWS) return null;
  const gap = closed.share - open.share;
  if (gap < REPORTED_GAP) return null;
  const reason = { kind: 'filled-for-closed', closed: closed.share, open: open.share } as const;
  return { reason, refused: gap >= REFUSED_GAP };
}

function tellsOutcome({ name, values }: GuardedColumn, rows: readonly GuardedRow[]): Finding {
  const closed = rows.flatMap(({ outcome }, i) => (outcome === 'open' ? [] : [i]));
  const won = closed.map((i) => (rows[i]?.outcome === 'won' ? 1 : 0));
  const rarer = Math.min(sum(won), won.length - sum(won));
  if (rarer < LEAST_ROWS) return null;
  const auc = separation(
    closed.map((i) => values[i] ?? null),
    won,
  );
  if (auc >= REPORTED_AUC)
    return { reason: { kind: 'tells-outcome', auc }, refused: auc >= REFUSED_AUC };
  if (auc < NAMED_AUC || !AFTERWARDS.test(name)) return null;
  return { reason: { kind: 'named-afterwards', auc }, refused: false };
}

/** The day itself, a part of it, the days until it, or a day that lies after it. */
function tellsClosingDay({ values }: GuardedColumn, rows: readonly GuardedRow[]): Finding {
  let most = 0;
  for (const [derived, varies] of DERIVED) {
    const told = new Set<string>();
    const { share, count } = shareOfRows(rows, (row, i) => {
      const value = values[i];
      if (row.closedOn === null || isEmpty(value)) return null;
      told.add(String(value));
      return derived(value ?? null, row.closedOn, row);
    });
    if (count >= LEAST_ROWS && told.size >= varies && share > MOST) most = Math.max(most, share);
  }
  return most === 0 ? null : { reason: { kind: 'tells-closing-day', share: most }, refused: true };
}

type Value = GuardedColumn['values'][number];
type Derived = (value: Value, closedOn: CalendarDay, row: GuardedRow) => boolean;

/** What gives the closing day away, with the number of different values from which agreement is no accident. */
const DERIVED: readonly (readonly [Derived, number])[] = [
  [(value, closedOn) => isNear(dayIn(value), closedOn), 3],
  [(value, closedOn) => (dayIn(value) ?? '') >= closedOn, 3],
  [(value, closedOn) => Number(value) === Number(closedOn.slice(5, 7)), 3],
  [(value, closedOn) => Number(value) === Number(closedOn.slice(8, 10)), 5],
  [(value, closedOn) => Number(value) === Math.ceil(Number(closedOn.slice(5, 7)) / 3), 3],
  [(value, closedOn) => String(value) === closedOn.slice(0, 7), 3],
  [
    (value, closedOn, { createdOn }) =>
      createdOn !== null && Math.abs(Number(value) - daysBetween(createdOn, closedOn)) <= 1,
    5,
  ],
];

function dayIn(value: Value): CalendarDay | null {
  const found = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value) : null;
  return found?.[0] ?? null;
}

function isNear(day: CalendarDay | null, closedOn: CalendarDay): boolean {
  return day !== null && day >= addDays(closedOn, -1) && day <= addDays(closedOn, 1);
}

function isEmpty(value: Value | undefined): boolean {
  return value === null || value === undefined || value === '';
}

/** The value that nearly all share, or null. */
function commonest(values: readonly Value[]): Value {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [value, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [null, 0];
  return count >= 0.95 * values.length ? value : null;
}

/** The median age at which deals close, in days. */
function usualAge(rows: readonly GuardedRow[]): number {
  const ages = rows
    .filter(({ outcome }) => outcome !== 'open')
    .map((row) => ageOf(row, rows))
    .sort((a, b) => a - b);
  return ages[ages.length >> 1] ?? 0;
}

/** Of an open deal: until the latest day that any row knows of. */
function ageOf({ createdOn, closedOn, takenOn }: GuardedRow, rows: readonly GuardedRow[]): number {
  if (createdOn === null) return 0;
  return daysBetween(createdOn, closedOn ?? takenOn ?? latestDay(rows) ?? createdOn);
}

const latest = new WeakMap<readonly GuardedRow[], CalendarDay>();

function latestDay(rows: readonly GuardedRow[]): CalendarDay | null {
  const known = latest.get(rows);
  if (known !== undefined) return known;
  let last: CalendarDay | null = null;
  for (const { createdOn, closedOn, takenOn } of rows)
    for (const day of [createdOn, closedOn, takenOn])
      if (day !== null && (last === null || day > last)) last = day;
  if (last !== null) latest.set(rows, last);
  return last;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
