import { Prisma } from '../generated/prisma/client.ts';
import { addDays, startOfDay } from '../platform/clock.ts';
import { digitsOf } from '../platform/money.ts';
import type { CrmContext } from './context.ts';
import {
  type CurrencyTotals,
  type DealTotals,
  overMany,
  ownersSql,
  ratesSql,
  totalsOf,
} from './deal-totals.ts';
import { type Rate, ratesOn } from './rates.ts';
import type { Period } from './report-period.ts';

/**
 * What happens to an open pipeline. Of these the value at the start and at the end differ by exactly: new, reopened, returned
 * and up, less down, won, lost and gone.
 */
export type MovementKind =
  /** Logged within the period, also where they were won or lost within it. */
  | 'new'
  /** Were won or lost before. */
  | 'reopened'
  /** Restored, or handed over to somebody in scope. */
  | 'returned'
  | 'up'
  | 'down'
  | 'won'
  | 'lost'
  /** Deleted, or handed over to somebody out of scope. */
  | 'gone'
  /** From stage to stage within the pipeline: this changes no sum. */
  | 'forward'
  | 'back';

/** An open stage; of the default pipeline, or of the one named. */
export type OpenStage = { id: string; nameEn: string; nameZh: string; pipeline: string | null };

export type PipelineMovement = {
  from: Date;
  until: Date;
  /** The open pipeline by stage, then and at the end. */
  stages: readonly { stage: OpenStage; start: DealTotals; end: DealTotals }[];
  moves: ReadonlyMap<MovementKind, DealTotals>;
};

type Row = { kind: string; stageId: string | null } & CurrencyTotals;

/**
 * How the pipeline was at the start and at the end of a period, and what changed between: from the stage changes and the
 * history, in one statement. A deal's state at a moment is its present one with the first change after that moment taken back.
 */
export async function pipelineMovement(
  ctx: CrmContext,
  period: Period,
  filter: { ownerId?: string | undefined } = {},
): Promise<PipelineMovement> {
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
      SELECT "id", "stageId", "ownerId", "amount", "currency", "createdAt", "deletedAt", "closedOn" FROM "Deal"
      WHERE "organizationId" = ${own} AND "id" = ANY(ARRAY(SELECT id FROM touched))
    ),
    states AS MATERIALIZED (
      SELECT d."id", p.n, st."id" AS stage, st."pipelineId" AS pipeline, st."position", st."kind"::text AS kind,
        CASE WHEN a.id IS NULL THEN d."amount" ELSE a.amount END AS amount,
        CASE WHEN a.id IS NULL THEN d."currency"::text ELSE a.currency END AS currency,
        d."createdAt" < p.at AND NOT coalesce(del.deleted, d."deletedAt" IS NOT NULL)
          ${await owner(Prisma.sql`coalesce(o.owner, d."ownerId")`)} AS counts,
        d."createdAt" >= ${from}::timestamptz AND (d."closedOn" IS NULL OR d."closedOn" >= ${period.start}::date) AS fresh
      FROM deals d
      CROSS JOIN points p
      LEFT JOIN amounts a ON a.id = d."id" AND a.n = p.n
      LEFT JOIN owners o ON o.id = d."id" AND o.n = p.n
      LEFT JOIN stages s ON s.id = d."id" AND s.n = p.n
      LEFT JOIN stage_moves m ON m.id = d."id" AND m.n = p.n
      LEFT JOIN deletions del ON del.id = d."id" AND del.n = p.n
      JOIN "Stage" st ON st."organizationId" = ${own} AND st."id" = coalesce(s.stage, m.stage, d."stageId")
    ),
    priced AS MATERIALIZED (
      SELECT s.*, ${worth(Prisma.sql`s.amount`, Prisma.sql`r.rate`)} AS worth FROM states s LEFT JOIN rates r ON r.currency = s.currency::bpchar
    ),
    pairs AS MATERIALIZED (
      SELECT x."id", y.fresh, x.counts AND x.kind = 'open' AS open0, y.counts AND y.kind = 'open' AS open1, x.counts AS counts0, y.counts AS counts1,
        x.kind AS kind0, y.kind AS kind1, x.pipeline AS pipeline0, y.pipeline AS pipeline1, x."position" AS position0, y."position" AS position1,
        x.amount AS amount0, y.amount AS amount1, x.currency AS currency0, y.currency AS currency1,
        x.worth AS worth0, y.worth AS worth1
      FROM priced x JOIN priced y ON y."id" = x."id" AND x.n = 0 AND y.n = 1
    ),
    open AS MATERIALIZED (
      SELECT d."stageId" AS stage, d."currency"::text AS currency, count(*) AS deals, sum(d."amount") AS amount,
        sum(${worth(Prisma.sql`d."amount"`, Prisma.sql`r.rate`)}) AS worth
      FROM "Deal" d LEFT JOIN rates r ON r.currency = d."currency" WHERE d."organizationId" = ${own} AND d."deletedAt" IS NULL AND d."closedOn" IS NULL ${await owner(Prisma.sql`d."ownerId"`)}
      GROUP BY 1, 2
    ),
    still AS (
      SELECT d."stageId" AS stage, d."currency"::text AS currency, count(*) AS deals, sum(d."amount") AS amount,
        sum(${worth(Prisma.sql`d."amount"`, Prisma.sql`r.rate`)}) AS worth
      FROM deals d LEFT JOIN rates r ON r.currency = d."currency"
      WHERE d."deletedAt" IS NULL AND d."closedOn" IS NULL ${await owner(Prisma.sql`d."ownerId"`)}
      GROUP BY 1, 2
    ),
    moves(kind, currency, amount, worth) AS (
      SELECT CASE WHEN fresh THEN 'new' WHEN counts0 THEN 'reopened' ELSE 'returned' END, currency1, amount1, worth1
      FROM pairs WHERE NOT open0 AND (open1 OR (fresh AND counts1))
      UNION ALL SELECT CASE WHEN counts1 AND kind1 IN ('won', 'lost') THEN kind1 ELSE 'gone' END, currency1, amount1, worth1
      FROM pairs WHERE NOT open1 AND (open0 OR (fresh AND counts1))
      UNION ALL SELECT CASE WHEN amount1 > amount0 THEN 'up' ELSE 'down' END, currency1, abs(amount1 - amount0), abs(worth1 - worth0)
      FROM pairs WHERE open0 AND currency0 = currency1 AND amount1 <> amount0
      UNION ALL SELECT 'down', currency0, amount0, worth0 FROM pairs WHERE open0 AND currency0 IS DISTINCT FROM currency1 AND currency0 IS NOT NULL
      UNION ALL SELECT 'up', currency1, amount1, worth1 FROM pairs WHERE open0 AND currency0 IS DISTINCT FROM currency1 AND currency1 IS NOT NULL
      UNION ALL SELECT CASE WHEN position1 > position0 THEN 'forward' ELSE 'back' END, currency1, amount1, worth1
      FROM pairs WHERE open0 AND open1 AND pipeline0 = pipeline1 AND position0 <> position1
    ),
    results(kind, stage, currency, deals, amount, worth) AS (
      SELECT point, stage, currency, deals, amount, worth FROM open, (VALUES ('start'), ('end')) p(point)
      UNION ALL SELECT point, stage, currency, -deals, -amount, -worth FROM still, (VALUES ('start'), ('end')) p(point)
      UNION ALL SELECT CASE n WHEN 0 THEN 'start' ELSE 'end' END, stage, currency, 1, amount, worth FROM priced WHERE counts AND kind = 'open'
      UNION ALL SELECT kind, NULL, currency, 1, amount, worth FROM moves
    )
    SELECT kind, stage::text AS "stageId", currency, sum(deals)::int AS deals, sum(amount)::text AS amount, sum(worth)::text AS worth,
      CASE WHEN currency = ${base} THEN 'base' WHEN currency IN (SELECT r.currency::text FROM rates r) THEN 'today'
        WHEN currency IS NOT NULL THEN 'missing' END AS how
    FROM results GROUP BY kind, stage, currency HAVING sum(deals) <> 0`,
  );
  const stages = await openStages(ctx, new Set(rows.map((row) => row.stageId)));
  return movementOf(ctx, rates, { from, until }, stages, rows);
}

function movementOf(
  ctx: CrmContext,
  rates: ReadonlyMap<string, Rate>,
  between: Pick<PipelineMovement, 'from' | 'until'>,
  stages: readonly OpenStage[],
  rows: readonly Row[],
): PipelineMovement {
  const totals = (which: (row: Row) => boolean) => totalsOf(ctx, rates, rows.filter(which));
  const kinds = [...new Set(rows.filter((row) => row.stageId === null).map((row) => row.kind))];
  return {
    ...between,
    stages: stages.map((stage) => ({
      stage,
      start: totals((row) => row.kind === 'start' && row.stageId === stage.id),
      end: totals((row) => row.kind === 'end' && row.stageId === stage.id),
    })),
    moves: new Map(
      kinds.map((kind) => [
        kind as MovementKind,
        totals((row) => row.kind === kind && row.stageId === null),
      ]),
    ),
  };
}

/** The open stages of the default pipeline in their order, then those of others that hold or held a deal. */
async function openStages(ctx: CrmContext, used: ReadonlySet<string | null>): Promise<OpenStage[]> {
  const rows = await ctx.tx.stage.findMany({
    where: { organizationId: ctx.organization.id, kind: 'open' },
    include: { pipeline: { select: { name: true, isDefault: true } } },
    orderBy: [{ pipeline: { isDefault: 'desc' } }, { pipelineId: 'asc' }, { position: 'asc' }],
  });
  return rows
    .filter((row) => used.has(row.id) || (row.pipeline.isDefault && row.deletedAt === null))
    .map(({ id, nameEn, nameZh, pipeline }) => ({
      id,
      nameEn,
      nameZh,
      pipeline: pipeline.isDefault ? null : pipeline.name,
    }));
}
