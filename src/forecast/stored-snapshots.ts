import type { OrganizationSettings } from '../crm/context.ts';
import type { Period } from '../crm/report-period.ts';
import type { CalendarDay } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import { decimalOf, type Money, moneyFrom } from '../platform/money.ts';
import type { PricedSnapshot } from './deal-record.ts';

type Reads = { tx: Transaction; organization: OrganizationSettings };

/** Columns of a snapshot in the order in which they are read. */
const COLUMNS = [
  'dealId',
  'createdOn',
  'pipelineId',
  'stageId',
  'stagePosition',
  'stageEnteredOn',
  'ownerId',
  'teamId',
  'accountId',
  'amount',
  'currency',
  'baseAmount',
  'expectedCloseOn',
  'category',
  'probability',
  'activities7',
  'activities28',
  'daysSinceActivity',
  'contacts',
  'pushes',
  'amountChanges',
  'accountWonBefore',
  'nextStep',
  'source',
  'industry',
  'product',
] as const;
type Column = (typeof COLUMNS)[number];

/** Characters that stand in no text: between cells, and between rows. */
const [CELL, ROW] = ['\x1f', '\x1e'];

/**
 * The snapshots of a day as they were taken; `openOnly`: of deals that are open still; `touching`: of deals that were or are expected
 * to close in a period. They come as one text: fifty thousand rows of
 * twenty columns take a driver ten times as long cell by cell.
 */
export async function storedOn(
  { tx, organization }: Reads,
  day: CalendarDay,
  { openOnly = false, touching }: { openOnly?: boolean; touching?: Period | undefined } = {},
): Promise<PricedSnapshot[]> {
  const cells = COLUMNS.map((column) => `s."${column}"::text`).join(', ');
  // Few have closed since: to look each up among the open ones would take as long as to read them.
  const open = openOnly ? NOT_CLOSED : '';
  const [row] = await tx.sql<{ all: string | null }>(
    `SELECT string_agg(array_to_string(ARRAY[${cells}], chr(31), ''), chr(30)) AS "all" FROM "PipelineSnapshot" s
    WHERE s."organizationId" = $1 AND s."takenOn" = $2::date ${open} ${touching === undefined ? '' : TOUCHING}`,
    organization.id,
    day,
    ...(touching === undefined ? [] : [touching.start, touching.end]),
  );
  if (row === undefined || row.all === null) return [];
  const texts = new Map<string, string>();
  return row.all.split(ROW).map((line) => snapshotIn(line, day, organization.baseCurrency, texts));
}

const NOT_CLOSED = `AND NOT EXISTS (SELECT 1 FROM "Deal" n WHERE n."organizationId" = $1 AND n."id" = s."dealId"
  AND (n."status" <> 'open' OR n."deletedAt" IS NOT NULL))`;
const TOUCHING = `AND (s."expectedCloseOn" BETWEEN $3::date AND $4::date OR s."dealId" IN (SELECT n."id" FROM "Deal" n
  WHERE n."organizationId" = $1 AND n."status" = 'open' AND n."closeDate" BETWEEN $3::date AND $4::date))`;

/** `texts`: an owner, a stage, a day is the same text in thousands of rows, and kept once. */
function snapshotIn(
  line: string,
  day: CalendarDay,
  base: string,
  texts: Map<string, string>,
): PricedSnapshot {
  const cells = line.split(CELL);
  const raw = (column: Column): string => cells[PLACE[column]] ?? '';
  const text = (column: Column): string => {
    const said = raw(column);
    const known = texts.get(said);
    if (known !== undefined) return known;
    texts.set(said, said);
    return said;
  };
  const orNull = (column: Column) => (raw(column) === '' ? null : text(column));
  const number = (column: Column) => Number(raw(column));
  const [amount, currency, baseAmount] = [raw('amount'), text('currency'), raw('baseAmount')];
  const worth = baseAmount === '' ? null : moneyFrom(baseAmount, base);
  const silent = raw('daysSinceActivity');
  return {
    dealId: raw('dealId'),
    takenOn: day,
    createdOn: text('createdOn'),
    pipelineId: text('pipelineId'),
    stageId: text('stageId'),
    stagePosition: number('stagePosition'),
    stageEnteredOn: text('stageEnteredOn'),
    ownerId: text('ownerId'),
    teamId: orNull('teamId'),
    accountId: orNull('accountId'),
    amount: worth === null ? null : Number(decimalOf(worth)),
    expectedCloseOn: orNull('expectedCloseOn'),
    category: categoryIn(text('category')),
    probability: number('probability'),
    activities7: number('activities7'),
    activities28: number('activities28'),
    daysSinceActivity: silent === '' ? null : Number(silent),
    contacts: number('contacts'),
    pushes: number('pushes'),
    amountChanges: number('amountChanges'),
    accountWonBefore: number('accountWonBefore'),
    nextStep: raw('nextStep') === 'true',
    source: orNull('source'),
    industry: orNull('industry'),
    product: orNull('product'),
    value: valueIn(amount, currency, worth),
    worth,
  };
}

const PLACE = Object.fromEntries(COLUMNS.map((column, i) => [column, i])) as Record<Column, number>;

function valueIn(amount: string, currency: string, worth: Money | null): Money | null {
  if (amount === '' || currency === '') return null;
  return worth?.currency === currency ? worth : moneyFrom(amount, currency);
}

function categoryIn(text: string): PricedSnapshot['category'] {
  return text === 'omitted' || text === 'best_case' || text === 'commit' ? text : 'pipeline';
}
