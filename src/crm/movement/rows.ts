import { Prisma } from '../../generated/prisma/client.ts';
import { addDays, startOfDay } from '../../platform/clock.ts';
import { digitsOf } from '../../platform/money.ts';
import type { CrmContext } from '../context.ts';
import { type DealGroup, dimensionOf, NO_DIMENSION } from '../deal-groups.ts';
import {
  type CurrencyTotals,
  overMany,
  ownersSql,
  ratesSql,
  todaysRateSql,
} from '../deal-totals.ts';
import { type Rate, ratesOn } from '../rates.ts';
import type { Period } from '../report-period.ts';

/** What happened of one kind, or what was open then (`start`) or at the end (`end`), in one currency and one stage or group. */
export type Row = {
  kind: string;
  stageId: string | null;
  key: string | null;
  label: string | null;
  others: boolean;
} & CurrencyTotals;

/** The column that puts a deal into its group, and its value in a change; null where that is its owner, or not of the deal. */
function groupColumn(group: DealGroup): { name: string; before: Prisma.Sql } | null {
  switch (group) {
    case 'account':
    case 'region':
    case 'industry':
      return { name: 'accountId', before: Prisma.sql`(c."before" ->> 'accountId')::uuid` };
    case 'product':
      return { name: 'product', before: Prisma.sql`c."before" ->> 'product'` };
    case 'week':
    case 'month':
    case 'quarter':
    case 'year':
      return { name: 'closeDate', before: Prisma.sql`left(c."before" ->> 'closeDate', 10)::date` };
    case 'owner':
    case 'team':
    case 'source':
    case 'reason':
      return null;
    default:
      return group satisfies never;
  }
}

const ALL_DEALS = Prisma.sql`"Deal"`;

/**
 * The open pipeline at the start and at the end of a period, and what happened between, in one statement: by stage, or by a group.
 */
export async function movementRows(
  ctx: CrmContext,
  period: Period,
  filter: { ownerId?: string | undefined },
  grouping: { groupBy: DealGroup; most: number } | null,
): Promise<{
  rates: ReadonlyMap<string, Rate>;
  between: { from: Date; until: Date };
  rows: readonly Row[];
}> {
  const dimension = grouping === null ? NO_DIMENSION : dimensionOf(ctx, grouping.groupBy);
  const column = grouping === null ? null : groupColumn(grouping.groupBy);
  const stageOf = (stage: Prisma.Sql) => (grouping === null ? stage : Prisma.sql`NULL::uuid`);
  /** A column of a deal as it was at a point; only that of the group may have been another one. */
  const then = (name: 'accountId' | 'product' | 'closeDate') =>
    column?.name === name
      ? Prisma.sql`CASE WHEN g.id IS NULL THEN d.${Prisma.raw(`"${name}"`)} ELSE g.value END AS ${Prisma.raw(`"${name}"`)}`
      : Prisma.sql`d.${Prisma.raw(`"${name}"`)}`;
  const { timeZone } = ctx.actor;
  const from = startOfDay(period.start, timeZone);
  const ends = startOfDay(addDays(period.end, 1), timeZone);
  // What happens at this very moment is behind us, too.
  const now = new Date(ctx.clock.now().getTime() + 1);
  const until = ends < now ? ends : now;
  const own = Prisma.sql`${ctx.organization.id}::uuid`;
  const rates = await ratesOn(ctx, ctx.today);
  const base = ctx.organization.baseCurrency;
  /** What an amount is worth in the base currency; null where its currency has no rate. */
  const worth = (amount: Prisma.Sql, rate: Prisma.Sql) =>
    Prisma.sql`round(${amount} * ${rate}, ${digitsOf(base)}::int)`;
  const owner = (column: Prisma.Sql) => ownersSql(ctx, column, filter.ownerId);
  const firstAfter = (name: Prisma.Sql, columns: Prisma.Sql, where: Prisma.Sql) => Prisma.sql`
    ${name} AS (
      SELECT DISTINCT ON (p.n, c.id) p.n, c.id, ${columns}
      FROM points p JOIN changes c ON c.at >= p.at WHERE ${where} ORDER BY p.n, c.id, c.at, c.set, c.position
    )`;
  // Without a join to the rates the work can be divided among processors.
  const worthToday = Prisma.sql`CASE WHEN d."currency" = ${base}::bpchar THEN d."amount"
    ELSE ${worth(Prisma.sql`d."amount"`, todaysRateSql(rates, Prisma.sql`d."currency"`))} END`;
  /** The open deals of a table, added up: of all deals, and of those that were touched since. */
  const openDeals = async (table: Prisma.Sql) => Prisma.sql`
      SELECT i.stage, ${dimension.key} AS key, min(${dimension.named}) AS named, i.currency, sum(i.deals) AS deals, sum(i.amount) AS amount,
        sum(i.worth) AS worth
      FROM (
        SELECT ${stageOf(Prisma.sql`d."stageId"`)} AS stage, ${dimension.raw} AS raw, d."currency"::text AS currency, count(*) AS deals,
          sum(d."amount") AS amount, sum(${worthToday}) AS worth
        FROM ${table} d ${dimension.within}
        WHERE ${table === ALL_DEALS ? Prisma.sql`d."organizationId" = ${own} AND` : Prisma.empty} d."deletedAt" IS NULL AND d."closedOn" IS NULL
          ${await owner(Prisma.sql`d."ownerId"`)}
        GROUP BY 1, 2, 3
      ) i ${dimension.joins} GROUP BY 1, 2, 4`;
  const rows = await overMany(
    ctx,
    async () => ctx.tx.$queryRaw<Row[]>`
    WITH rates AS MATERIALIZED (${ratesSql(rates)} UNION ALL SELECT ${base}::bpchar, 1),
    points(n, at) AS (VALUES (0, ${from}::timestamptz), (1, ${until}::timestamptz)),
    changes AS MATERIALIZED (
      SELECT c."recordId" AS id, s."at", s."id" AS set, c."position", c."operation"::text AS operation, c."before"
      FROM "ChangeSet" s JOIN "Change" c ON c."organizationId" = s."organizationId" AND c."changeSetId" = s."id"
      WHERE s."organizationId" = ${own} AND s."at" >= ${from}::timestamptz AND c."entity" = 'deal'
    ),
    moved AS MATERIALIZED (
      SELECT "dealId" AS id, "at", "fromStageId", "id" AS change FROM "StageChange"
      WHERE "organizationId" = ${own} AND "at" >= ${from}::timestamptz
    ),
    ${firstAfter(
      Prisma.sql`amounts`,
      Prisma.sql`(c."before" ->> 'amount')::numeric AS amount, c."before" ->> 'currency' AS currency`,
      Prisma.sql`c.operation = 'update' AND jsonb_exists(c."before", 'amount')`,
    )},
    ${firstAfter(
      Prisma.sql`owners`,
      Prisma.sql`(c."before" ->> 'ownerId')::uuid AS owner`,
      Prisma.sql`c.operation = 'update' AND c."before" ->> 'ownerId' IS NOT NULL`,
    )},
    ${firstAfter(
      Prisma.sql`stages`,
      Prisma.sql`(c."before" ->> 'stageId')::uuid AS stage`,
      Prisma.sql`c.operation = 'update' AND c."before" ->> 'stageId' IS NOT NULL`,
    )},
    ${firstAfter(
      Prisma.sql`deletions`,
      Prisma.sql`c.operation = 'restore' AS deleted`,
      Prisma.sql`c.operation IN ('delete', 'restore')`,
    )},
    ${firstAfter(
      Prisma.sql`regrouped`,
      Prisma.sql`${column?.before ?? Prisma.sql`NULL::text`} AS value`,
      column === null
        ? Prisma.sql`false`
        : Prisma.sql`c.operation = 'update' AND jsonb_exists(c."before", ${column.name})`,
    )},
    stage_moves AS (
      SELECT DISTINCT ON (p.n, m.id) p.n, m.id, m."fromStageId" AS stage
      FROM points p JOIN moved m ON m.at >= p.at ORDER BY p.n, m.id, m.at, m.change
    ),
    touched AS (
      SELECT id FROM changes UNION SELECT id FROM moved
      UNION SELECT "id" FROM "Deal" WHERE "organizationId" = ${own} AND "createdAt" >= ${from}::timestamptz
    ),
    -- By an array of ids: a join would go through all deals.
    deals AS MATERIALIZED (
      SELECT "id", "stageId", "ownerId", "accountId", "product", "closeDate", "amount", "currency", "createdAt", "deletedAt", "closedOn" FROM "Deal"
      WHERE "organizationId" = ${own} AND "id" = ANY(ARRAY(SELECT id FROM touched))
    ),
    states AS MATERIALIZED (
      SELECT d."id", p.n, st."id" AS stage, st."pipelineId" AS pipeline, st."position", st."kind"::text AS kind,
        CASE WHEN a.id IS NULL THEN d."amount" ELSE a.amount END AS amount,
        CASE WHEN a.id IS NULL THEN d."currency"::text ELSE a.currency END AS currency,
        d."createdAt" < p.at AND NOT coalesce(del.deleted, d."deletedAt" IS NOT NULL)
          ${await owner(Prisma.sql`coalesce(o.owner, d."ownerId")`)} AS counts,
        coalesce(o.owner, d."ownerId") AS "ownerId", ${then('accountId')}, ${then('product')}, ${then('closeDate')},
        CASE WHEN st."kind" <> 'open' THEN d."closedOn" END AS "closedOn",
        d."createdAt" >= ${from}::timestamptz AND (d."closedOn" IS NULL OR d."closedOn" >= ${period.start}::date) AS fresh
      FROM deals d
      CROSS JOIN points p
      LEFT JOIN amounts a ON a.id = d."id" AND a.n = p.n
      LEFT JOIN owners o ON o.id = d."id" AND o.n = p.n
      LEFT JOIN stages s ON s.id = d."id" AND s.n = p.n
      LEFT JOIN stage_moves m ON m.id = d."id" AND m.n = p.n
      LEFT JOIN deletions del ON del.id = d."id" AND del.n = p.n
      LEFT JOIN regrouped g ON g.id = d."id" AND g.n = p.n
      JOIN "Stage" st ON st."organizationId" = ${own} AND st."id" = coalesce(s.stage, m.stage, d."stageId")
    ),
    keyed AS (
      SELECT i.*, ${dimension.key} AS key, ${dimension.named} AS named
      FROM (SELECT d.*, ${dimension.raw} AS raw FROM states d ${dimension.within}) i ${dimension.joins}
    ),
    priced AS MATERIALIZED (
      SELECT s.*, ${worth(Prisma.sql`s.amount`, Prisma.sql`r.rate`)} AS worth FROM keyed s LEFT JOIN rates r ON r.currency = s.currency::bpchar
    ),
    pairs AS MATERIALIZED (
      SELECT x."id", y.fresh, x.counts AND x.kind = 'open' AS open0, y.counts AND y.kind = 'open' AS open1, x.counts AS counts0, y.counts AS counts1,
        x.kind AS kind0, y.kind AS kind1, x.pipeline AS pipeline0, y.pipeline AS pipeline1, x."position" AS position0, y."position" AS position1,
        x.amount AS amount0, y.amount AS amount1, x.currency AS currency0, y.currency AS currency1,
        x.worth AS worth0, y.worth AS worth1, x.key AS key0, y.key AS key1, x.named AS named0, y.named AS named1
      FROM priced x JOIN priced y ON y."id" = x."id" AND x.n = 0 AND y.n = 1
    ),
    open AS MATERIALIZED (${await openDeals(ALL_DEALS)}),
    still AS (${await openDeals(Prisma.sql`deals`)}),
    moves(kind, key, named, currency, amount, worth) AS (
      SELECT CASE WHEN fresh THEN 'new' WHEN counts0 THEN 'reopened' ELSE 'returned' END, key1, named1, currency1, amount1, worth1
      FROM pairs WHERE NOT open0 AND (open1 OR (fresh AND counts1))
      UNION ALL SELECT CASE WHEN counts1 AND kind1 IN ('won', 'lost') THEN kind1 ELSE 'gone' END,
        CASE WHEN open0 THEN key0 ELSE key1 END, CASE WHEN open0 THEN named0 ELSE named1 END, currency1, amount1, worth1
      FROM pairs WHERE NOT open1 AND (open0 OR (fresh AND counts1))
      UNION ALL SELECT CASE WHEN amount1 > amount0 THEN 'up' ELSE 'down' END, key0, named0, currency1, abs(amount1 - amount0), abs(worth1 - worth0)
      FROM pairs WHERE open0 AND currency0 = currency1 AND amount1 <> amount0
      UNION ALL SELECT 'down', key0, named0, currency0, amount0, worth0 FROM pairs WHERE open0 AND currency0 IS DISTINCT FROM currency1 AND currency0 IS NOT NULL
      UNION ALL SELECT 'up', key0, named0, currency1, amount1, worth1 FROM pairs WHERE open0 AND currency0 IS DISTINCT FROM currency1 AND currency1 IS NOT NULL
      UNION ALL SELECT 'out', key0, named0, currency1, amount1, worth1 FROM pairs WHERE open0 AND open1 AND key0 IS DISTINCT FROM key1
      UNION ALL SELECT 'in', key1, named1, currency1, amount1, worth1 FROM pairs WHERE open0 AND open1 AND key0 IS DISTINCT FROM key1
      UNION ALL SELECT CASE WHEN position1 > position0 THEN 'forward' ELSE 'back' END, key0, named0, currency1, amount1, worth1
      FROM pairs WHERE open0 AND open1 AND pipeline0 = pipeline1 AND position0 <> position1
    ),
    results(kind, stage, key, named, currency, deals, amount, worth) AS (
      SELECT point, stage, key, named, currency, deals, amount, worth FROM open, (VALUES ('start'), ('end')) p(point)
      UNION ALL SELECT point, stage, key, named, currency, -deals, -amount, -worth FROM still, (VALUES ('start'), ('end')) p(point)
      UNION ALL SELECT CASE n WHEN 0 THEN 'start' ELSE 'end' END, ${stageOf(Prisma.sql`stage`)}, key, named, currency, 1, amount, worth
      FROM priced WHERE counts AND kind = 'open'
      UNION ALL SELECT kind, NULL, key, named, currency, 1, amount, worth FROM moves
    ),
    summed AS MATERIALIZED (
      SELECT kind, stage, key, min(named) AS named, currency, sum(deals) AS deals, sum(amount) AS amount, sum(worth) AS worth
      FROM results GROUP BY kind, stage, key, currency HAVING sum(deals) <> 0
    ),
    places AS (
      SELECT key, row_number() OVER (ORDER BY sum(worth) FILTER (WHERE kind = 'end') DESC NULLS LAST,
        sum(worth) FILTER (WHERE kind = 'start') DESC NULLS LAST, sum(deals) DESC, key) AS place
      FROM summed WHERE key IS NOT NULL GROUP BY key
    ),
    kept AS (
      SELECT s.*, f.others, CASE WHEN f.others THEN NULL ELSE s.key END AS kept_key, CASE WHEN f.others THEN NULL ELSE s.named END AS kept_name
      FROM summed s LEFT JOIN places p ON p.key = s.key
      CROSS JOIN LATERAL (SELECT s.key IS NOT NULL AND coalesce(p.place > ${grouping?.most ?? 0}, true) AS others) f
    ),
    folded AS MATERIALIZED (
      SELECT kind, stage, kept_key AS key, min(kept_name) AS named, others, currency, sum(deals)::int AS deals, sum(amount)::text AS amount,
        sum(worth)::text AS worth
      FROM kept GROUP BY kind, stage, kept_key, others, currency
    )
    SELECT k.kind, k.stage::text AS "stageId", k.key::text AS key, ${dimension.label} AS label, k.others, k.currency, k.deals, k.amount, k.worth,
      CASE WHEN k.currency = ${base} THEN 'base' WHEN k.currency IN (SELECT r.currency::text FROM rates r) THEN 'today'
        WHEN k.currency IS NOT NULL THEN 'missing' END AS how
    FROM folded k`,
  );
  return { rates, between: { from, until }, rows };
}
