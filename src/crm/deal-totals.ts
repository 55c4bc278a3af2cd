import { Prisma } from '../generated/prisma/client.ts';
import { addDays } from '../platform/clock.ts';
import { digitsOf, type Money, moneyFrom, sumByCurrency } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { type DealGroup, dimensionOf, NO_DIMENSION } from './deal-groups.ts';
import { scopeOf } from './members.ts';
import { type Rate, ratesOn } from './rates.ts';
import type { Period } from './report-period.ts';

/** Deals added up: never across currencies without a rate. */
export type DealTotals = {
  deals: number;
  /** Per currency, in the order of their codes. */
  sums: readonly Money[];
  /** All of it in the base currency: closed deals at the rates of their closing, others at the rates of today. */
  converted: Money;
  /** The oldest day of the rates of today that were used; null when none was needed. */
  asOf: string | null;
  /** Currencies that have no rate and so are not in `converted`. */
  missing: readonly string[];
  /** How long deals took from the first day to the last, and of how many that is known. */
  daysToClose: { total: number; of: number };
};

export type DealTotalsRow = {
  /** The span's name, as it was asked for. */
  span: string;
  status: 'open' | 'won' | 'lost';
  /** Of a time unit its first day, of people and accounts their id; null for none ("no region"). */
  key: string | null;
  label: string | null;
  /** What did not come among the first `most` groups. */
  others: boolean;
  totals: DealTotals;
};

export type DealTotalsQuery = {
  /** Deals closed in a period, or (null) those open now. */
  spans: readonly { name: string; closed: Period | null; grouped: boolean }[];
  status?: 'won' | 'lost' | undefined;
  groupBy: DealGroup | null;
  /** Of all deals only these say which groups are the greatest. */
  rankedBy?: 'won';
  ownerId?: string | undefined;
  /** Whether it is wanted how long the deals took. */
  timed?: boolean;
  /** So many groups are told apart, the greatest of the first span; the rest comes as one. */
  most: number;
};

type Row = Omit<DealTotalsRow, 'totals'> & CurrencyTotals;

/** Adds up the deals that the actor may see, in one statement. */
export async function dealTotals(
  ctx: CrmContext,
  query: DealTotalsQuery,
): Promise<DealTotalsRow[]> {
  const rates = await ratesOn(ctx, ctx.today);
  const mine = await ownersSql(ctx, Prisma.sql`d."ownerId"`, query.ownerId);
  const { baseCurrency } = ctx.organization;
  const today = todaysRateSql(rates, Prisma.sql`d."currency"`);
  const how = Prisma.sql`CASE WHEN i."currency" = ${baseCurrency}::bpchar THEN 'base' WHEN i.frozen THEN 'closing'
    WHEN ${todaysRateSql(rates, Prisma.sql`i."currency"`)} IS NOT NULL THEN 'today' WHEN i."currency" IS NOT NULL THEN 'missing' END`;
  const ranking =
    query.rankedBy === undefined
      ? Prisma.empty
      : Prisma.sql`FILTER (WHERE t."status" = ${query.rankedBy}::"DealStatus")`;
  const timeTaken = query.timed === true ? timeTakenSql(ctx) : Prisma.sql`0 AS days, 0 AS timed`;
  const dimension = query.groupBy === null ? NO_DIMENSION : dimensionOf(ctx, query.groupBy);
  const pieces = piecesOf(query.spans);
  const counted = pieces.map(({ closed, spans }, n) => {
    const { raw, within } = spans.some((span) => span.grouped) ? dimension : NO_DIMENSION;
    return Prisma.sql`${nameOf(n)} AS MATERIALIZED (
        SELECT d."status", ${raw} AS raw, d."currency", d."rate" IS NOT NULL AS frozen, count(*) AS deals, sum(d."amount") AS amount,
          sum(CASE WHEN d."currency" <> ${baseCurrency}::bpchar
            THEN round(d."amount" * coalesce(d."rate", ${today}), ${digitsOf(baseCurrency)}::int) END) AS worth, ${timeTaken}
        FROM "Deal" d ${within}
        WHERE d."organizationId" = ${ctx.organization.id}::uuid AND d."deletedAt" IS NULL ${mine}
          AND ${closed === null ? Prisma.sql`d."closedOn" IS NULL` : closedWithin(closed)}
          ${query.status === undefined ? Prisma.empty : Prisma.sql`AND d."status" = ${query.status}::"DealStatus"`}
        GROUP BY 1, 2, 3, 4
      )`;
  });
  const parts = pieces.flatMap(({ spans }, n) =>
    spans.map((span) => {
      const { key, named, joins } = span.grouped
        ? dimension
        : { ...NO_DIMENSION, key: dimension.none };
      return Prisma.sql`
      SELECT ${span.name}::text AS span, i."status", ${key} AS key, i."currency", ${how} AS how, min(${named}) AS named, sum(i.deals) AS deals,
        sum(i.amount) AS amount, sum(i.worth) AS worth, sum(i.days) AS days, sum(i.timed) AS timed
      FROM ${nameOf(n)} i ${joins} GROUP BY 2, 3, 4, 5`;
    }),
  );
  const rows = await overMany(
    ctx,
    () => ctx.tx.$queryRaw<Row[]>`
    WITH ${Prisma.join(counted, ', ')},
    totals AS MATERIALIZED (${Prisma.join(parts, ' UNION ALL ')}),
    places AS (
      SELECT t.key, row_number() OVER (ORDER BY sum(CASE t.how WHEN 'base' THEN t.amount ELSE t.worth END) ${ranking} DESC NULLS LAST,
        sum(t.deals) DESC, t.key) AS place
      FROM totals t
      WHERE t.span = ${query.spans[0]?.name ?? ''} AND t.key IS NOT NULL GROUP BY t.key
    ),
    kept AS (
      SELECT t.*, f.others, CASE WHEN f.others THEN NULL ELSE t.key END AS kept_key, CASE WHEN f.others THEN NULL ELSE t.named END AS kept_name
      FROM totals t LEFT JOIN places p ON p.key = t.key
      CROSS JOIN LATERAL (SELECT t.key IS NOT NULL AND coalesce(p.place > ${query.most}, true) AS others) f
    ),
    folded AS MATERIALIZED (
      SELECT k.span, k."status"::text AS status, k.kept_key AS key, min(k.kept_name) AS named, k.others, k."currency"::text AS currency,
        sum(k.deals)::int AS deals, sum(k.amount)::text AS amount, k.how, sum(k.worth)::text AS worth,
        coalesce(sum(k.days), 0)::float8 AS days, coalesce(sum(k.timed), 0)::int AS timed
      FROM kept k GROUP BY 1, 2, 3, 5, 6, k.how
    )
    SELECT k.span, k.status, k.key::text AS key, ${dimension.label} AS label, k.others, k.currency, k.deals, k.amount, k.how, k.worth,
      k.days, k.timed
    FROM folded k`,
  );
  return grouped(ctx, rates, rows);
}

type Span = DealTotalsQuery['spans'][number];

/** A stretch of days, or the open deals, with the spans that it is a part of. */
type Piece = { closed: Period | null; spans: readonly Span[] };

/** Cut where a span begins or ends, so that a deal in several spans is read once. */
function piecesOf(spans: readonly Span[]): Piece[] {
  const within = spans.flatMap(({ closed }) => (closed === null ? [] : [closed]));
  const cuts = [
    ...new Set(within.flatMap(({ start, end }) => [start, addDays(end, 1)])),
  ].toSorted();
  const pieces = cuts.slice(0, -1).map((start, i): Piece => {
    const closed = { start, end: addDays(cuts[i + 1] ?? start, -1) };
    const of = spans.filter(
      (span) =>
        span.closed !== null && span.closed.start <= closed.start && closed.end <= span.closed.end,
    );
    return { closed, spans: of };
  });
  const open: Piece = { closed: null, spans: spans.filter(({ closed }) => closed === null) };
  return [...pieces, open].filter((piece) => piece.spans.length > 0);
}

function nameOf(piece: number): Prisma.Sql {
  return Prisma.raw(`piece_${piece}`);
}

/** Owners whose deals count: those in the actor's scope, of them the one asked for. */
export async function ownersSql(
  ctx: CrmContext,
  column: Prisma.Sql,
  ownerId: string | undefined,
): Promise<Prisma.Sql> {
  const scope = await scopeOf(ctx);
  if (ownerId !== undefined) {
    if (scope !== 'all' && !scope.includes(ownerId))
      throw new Refusal('outside_scope', { entity: 'deal' });
    return Prisma.sql`AND ${column} = ${ownerId}::uuid`;
  }
  return scope === 'all' ? Prisma.empty : Prisma.sql`AND ${column} = ANY(${[...scope]}::uuid[])`;
}

/**
 * Runs a statement that adds up many rows: with room to hash and sort, without nested loops, which the planner prefers
 * because it takes guarded tables for far smaller than they are, and without compiling, which takes longer than the statement.
 * It is planned anew each time: a connection's plan for any period, kept after a few reports, is several times slower for a long one.
 */
export async function overMany<T>(ctx: CrmContext, statement: () => Promise<T>): Promise<T> {
  await ctx.tx
    .$executeRaw`SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true),
      set_config('plan_cache_mode', 'force_custom_plan', true)`;
  const result = await statement();
  await ctx.tx
    .$executeRaw`SELECT set_config('work_mem', reset_val, true), set_config('enable_nestloop', 'on', true),
      set_config('plan_cache_mode', 'auto', true) FROM pg_settings WHERE name = 'work_mem'`;
  return result;
}

function closedWithin(period: Period): Prisma.Sql {
  return Prisma.sql`d."closedOn" BETWEEN ${period.start}::date AND ${period.end}::date`;
}

/**
 * A deal closed before the day it was written down was imported: how long it took is not known. Days of a time zone are the
 * dearest part of a report: only where a deal was closed near the day of its creation the count needs them.
 */
function timeTakenSql(ctx: CrmContext): Prisma.Sql {
  const created = Prisma.sql`(d."createdAt" AT TIME ZONE ${ctx.organization.timeZone})::date`;
  return Prisma.sql`sum(greatest(d."closedOn" - ${created}, 0)) AS days,
    count(*) FILTER (WHERE CASE WHEN d."createdAt" < d."closedOn" - 1 THEN true ELSE d."closedOn" >= ${created} END) AS timed`;
}

/** A currency's rate of today, without a join: a statement that reads a table beside is not divided among processors. */
export function todaysRateSql(rates: ReadonlyMap<string, Rate>, currency: Prisma.Sql): Prisma.Sql {
  const known = [...rates.values()].map(
    (r) => Prisma.sql`WHEN ${r.currency}::bpchar THEN ${r.rate}::numeric`,
  );
  return known.length === 0
    ? Prisma.sql`NULL::numeric`
    : Prisma.sql`CASE ${currency} ${Prisma.join(known, ' ')} END`;
}

export function ratesSql(rates: ReadonlyMap<string, Rate>): Prisma.Sql {
  const all = [...rates.values()];
  return Prisma.sql`SELECT currency::bpchar AS currency, rate
    FROM unnest(${all.map((r) => r.currency)}::text[], ${all.map((r) => r.rate)}::text[]::numeric[]) r(currency, rate)`;
}

/** Rows of one currency each as rows of one group each. */
function grouped(
  ctx: CrmContext,
  rates: ReadonlyMap<string, Rate>,
  rows: readonly Row[],
): DealTotalsRow[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = JSON.stringify([row.span, row.status, row.key, row.others]);
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { span, status, key, others } = first;
    const label = own.find((row) => row.label !== null)?.label ?? null;
    return [{ span, status, key, label, others, totals: totalsOf(ctx, rates, own) }];
  });
}

/**
 * What deals of one currency add up to. `worth`: in the base currency, each deal by itself, so that parts add up to their
 * whole; `how` it came there: at the rates of closing or of today, not at all for want of a rate.
 */
export type CurrencyTotals = {
  currency: string | null;
  how: 'base' | 'closing' | 'today' | 'missing' | null;
  deals: number;
  amount: string | null;
  worth: string | null;
  days?: number;
  timed?: number;
};

export function totalsOf(
  ctx: CrmContext,
  rates: ReadonlyMap<string, Rate>,
  rows: readonly CurrencyTotals[],
): DealTotals {
  const base = ctx.organization.baseCurrency;
  const priced = rows.filter((row) => row.currency !== null && row.amount !== null);
  const worth = (row: CurrencyTotals) => (row.how === 'base' ? row.amount : row.worth) ?? '0';
  const days = priced.flatMap((row) =>
    row.how === 'today' ? [rates.get(row.currency ?? '')?.day ?? ctx.today] : [],
  );
  return {
    deals: rows.reduce((sum, row) => sum + row.deals, 0),
    sums: inOrder(priced.map((row) => moneyFrom(row.amount ?? '0', row.currency ?? base))),
    converted: {
      minor: priced.reduce((sum, row) => sum + moneyFrom(worth(row), base).minor, 0n),
      currency: base,
    },
    asOf: days.sort()[0] ?? null,
    missing: [
      ...new Set(priced.flatMap((row) => (row.how === 'missing' ? [row.currency ?? ''] : []))),
    ],
    daysToClose: {
      total: rows.reduce((sum, row) => sum + (row.days ?? 0), 0),
      of: rows.reduce((sum, row) => sum + (row.timed ?? 0), 0),
    },
  };
}

function inOrder(amounts: readonly Money[]): Money[] {
  return sumByCurrency(amounts).sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Totals of several groups as one. */
export function addTotals(base: string, totals: readonly DealTotals[]): DealTotals {
  const days = totals.flatMap((t) => (t.asOf === null ? [] : [t.asOf]));
  return {
    deals: totals.reduce((sum, t) => sum + t.deals, 0),
    sums: inOrder(totals.flatMap((t) => t.sums)),
    converted: {
      minor: totals.reduce((sum, t) => sum + t.converted.minor, 0n),
      currency: base,
    },
    asOf: days.sort()[0] ?? null,
    missing: [...new Set(totals.flatMap((t) => t.missing))],
    daysToClose: {
      total: totals.reduce((sum, t) => sum + t.daysToClose.total, 0),
      of: totals.reduce((sum, t) => sum + t.daysToClose.of, 0),
    },
  };
}
