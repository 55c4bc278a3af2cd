import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { DealHistory, DealOutcome, DealSnapshot } from '../../src/forecast/deal-snapshot.ts';
import { guardColumns, type LeakVerdict } from '../../src/forecast/leak-guard.ts';
import { addDays, type CalendarDay } from '../../src/platform/clock.ts';

/** How exports call the columns that are needed; the first that is there counts. */
const NAMES = {
  id: ['opportunity_id', 'deal_id', 'id', 'opportunity', 'deal', 'record_id', 'number'],
  owner: [
    'sales_agent',
    'owner',
    'deal_owner',
    'opportunity_owner',
    'sales_rep',
    'rep',
    'agent',
    'salesperson',
  ],
  team: ['team', 'manager', 'regional_office', 'region'],
  product: ['product', 'product_name', 'product_line', 'series'],
  account: ['account', 'account_name', 'company', 'customer', 'organization', 'client'],
  source: ['source', 'lead_source', 'channel', 'type'],
  industry: ['industry', 'sector'],
  stage: ['deal_stage', 'stage', 'status', 'stage_name', 'outcome', 'state'],
  created: [
    'engage_date',
    'created',
    'created_date',
    'create_date',
    'created_at',
    'open_date',
    'opened',
    'start_date',
  ],
  closed: ['close_date', 'closed', 'closed_date', 'closed_at', 'end_date', 'won_date'],
  value: ['close_value', 'amount', 'value', 'deal_value', 'deal_amount', 'revenue', 'price'],
} as const;
type Field = keyof typeof NAMES;

export type CrmExport = {
  readonly history: DealHistory;
  readonly verdicts: readonly LeakVerdict[];
  readonly skipped: number;
};

type Deal = Omit<DealOutcome, 'status' | 'closedOn' | 'createdOn'> & {
  readonly stage: string;
  readonly status: DealOutcome['status'];
  readonly createdOn: CalendarDay | null;
  readonly closedOn: CalendarDay | null;
  readonly stagePosition: number;
};

/**
 * Reads an export with one row for each deal, and makes weekly snapshots of what was known: when it was created, whose it is, and the
 * fields that the leak guard finds clear. A deal without a day of creation is left out of the snapshots.
 *
 * @throws RangeError where a column that is needed is missing.
 */
export function readExport(file: string): CrmExport {
  const text = readFileSync(file, 'utf8');
  const { data, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  const columns = columnsIn(meta.fields ?? []);
  for (const field of ['owner', 'stage', 'created', 'closed', 'value'] as const)
    if (columns[field] === undefined) throw new RangeError(`${file} has no column for ${field}`);
  const deals = data.map((row, i) => dealOf(row, columns, i));
  const verdicts = guard(deals);
  const clear = (field: Field) =>
    verdicts.every(({ name, verdict }) => name !== field || verdict === 'clear');
  const usable = deals.flatMap((deal) => {
    const { createdOn, closedOn, status } = deal;
    if (createdOn === null || (status !== 'open' && closedOn === null)) return [];
    const whole = {
      ...deal,
      createdOn,
      accountId: clear('account') ? deal.accountId : null,
      product: clear('product') ? deal.product : null,
      source: clear('source') ? deal.source : null,
      industry: clear('industry') ? deal.industry : null,
    };
    return [whole];
  });
  const asOf = addDays(last(usable.flatMap(({ createdOn, closedOn }) => closedOn ?? createdOn)), 1);
  const outcomes = usable.map(({ stage: _, stagePosition: __, ...outcome }) => outcome);
  const snapshots = weeklySnapshots(usable, asOf, clear('value'));
  return {
    history: { snapshots, outcomes, asOf },
    verdicts,
    skipped: deals.length - usable.length,
  };
}

type Whole = Deal & { readonly createdOn: CalendarDay };

function weeklySnapshots(
  deals: readonly Whole[],
  asOf: CalendarDay,
  amounts: boolean,
): DealSnapshot[] {
  const first = deals.map(({ createdOn }) => createdOn).sort()[0] ?? asOf;
  const snapshots: DealSnapshot[] = [];
  const wonBefore = new Map<string, CalendarDay[]>();
  for (const { accountId, status, closedOn } of deals)
    if (accountId !== null && status === 'won' && closedOn !== null)
      wonBefore.set(accountId, [...(wonBefore.get(accountId) ?? []), closedOn]);
  for (let day = first; day <= asOf; day = addDays(day, 7))
    for (const deal of deals) {
      if (deal.createdOn >= day || (deal.closedOn !== null && deal.closedOn < day)) continue;
      const before = (wonBefore.get(deal.accountId ?? '') ?? []).filter((won) => won < day).length;
      snapshots.push(snapshotOf(deal, day, amounts, before));
    }
  return snapshots;
}

/** The stage of an export is the last one: which it was on an earlier day is not known. */
function snapshotOf(deal: Whole, day: CalendarDay, amounts: boolean, before: number): DealSnapshot {
  const { dealId, createdOn, pipelineId, ownerId, teamId, accountId, source, industry, product } =
    deal;
  return {
    dealId,
    createdOn,
    pipelineId,
    ownerId,
    teamId,
    accountId,
    source,
    industry,
    product,
    takenOn: day,
    stageId: 'open',
    stagePosition: 0.5,
    stageEnteredOn: createdOn,
    amount: amounts ? deal.value : null,
    expectedCloseOn: null,
    category: null,
    activities7: null,
    activities28: null,
    daysSinceActivity: null,
    contacts: null,
    pushes: 0,
    amountChanges: 0,
    accountWonBefore: before,
    nextStep: false,
  };
}

function guard(deals: readonly Deal[]): LeakVerdict[] {
  const column = (name: Field, of: (deal: Deal) => string | number | null) => ({
    name,
    values: deals.map(of),
  });
  return guardColumns(
    [
      column('owner', ({ ownerId }) => ownerId),
      column('account', ({ accountId }) => accountId),
      column('product', ({ product }) => product),
      column('source', ({ source }) => source),
      column('industry', ({ industry }) => industry),
      column('value', ({ value }) => value),
    ],
    deals.map(({ status, createdOn, closedOn }) => ({
      outcome: status,
      createdOn,
      closedOn: status === 'open' ? null : closedOn,
      takenOn: null,
    })),
  );
}

function dealOf(row: Record<string, string>, columns: Columns, i: number): Deal {
  const read = (field: Field): string | null => {
    const text = row[columns[field] ?? '']?.trim() ?? '';
    return text === '' ? null : text;
  };
  const stage = read('stage') ?? '';
  const status = statusOf(stage);
  const value = Number((read('value') ?? '').replace(/[^\d.-]/g, ''));
  return {
    dealId: read('id') ?? `row ${i}`,
    stage,
    status,
    stagePosition: 0.5,
    createdOn: dayIn(read('created')),
    closedOn: status === 'open' ? null : dayIn(read('closed')),
    value: read('value') === null || Number.isNaN(value) ? null : value,
    pipelineId: 'export',
    ownerId: read('owner') ?? 'nobody',
    teamId: read('team'),
    accountId: read('account'),
    source: read('source'),
    industry: read('industry'),
    product: read('product'),
  };
}

function statusOf(stage: string): DealOutcome['status'] {
  if (/lost|\blose|dead|abandon|disqualif|cancel|输|丢/i.test(stage)) return 'lost';
  return /won|win|成交|赢/i.test(stage) ? 'won' : 'open';
}

/** ISO days, and those with the year at the end: the part above 12 is the day, else the month is taken to come first. */
function dayIn(text: string | null): CalendarDay | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text ?? '');
  if (iso !== null) return day(iso[1], iso[2], iso[3]);
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/.exec(text ?? '');
  if (other === null) return null;
  return Number(other[1]) > 12
    ? day(other[3], other[2], other[1])
    : day(other[3], other[1], other[2]);
}

function day(year = '', month = '', date = ''): CalendarDay | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? null : text;
}

type Columns = Partial<Record<Field, string>>;

function columnsIn(fields: readonly string[]): Columns {
  const plain = new Map(
    fields.map((field) => [
      field
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
      field,
    ]),
  );
  const columns: Columns = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const name = names.find((one) => plain.has(one));
    if (name !== undefined) columns[field as Field] = plain.get(name) ?? name;
  }
  return columns;
}

function last(days: readonly CalendarDay[]): CalendarDay {
  return days.toSorted().at(-1) ?? '1970-01-01';
}
