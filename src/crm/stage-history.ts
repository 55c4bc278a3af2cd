import type { CrmContext } from './context.ts';
import type { Stage, StageNames } from './pipelines.ts';

/** A deal's time in one stage. */
export type StageVisit = {
  stage: StageNames & { id: string; key: string; kind: Stage['kind'] };
  pipeline: { id: string; name: string };
  enteredAt: Date;
  /** Null while it is there. */
  leftAt: Date | null;
  /** Until now, while it is there. */
  milliseconds: number;
};

/** The stages that a deal was in, in order. */
export async function stageHistory(ctx: CrmContext, dealId: string): Promise<StageVisit[]> {
  const rows = await ctx.tx.stageChange.findMany({
    where: { organizationId: ctx.organization.id, dealId },
    include: { to: true, pipeline: { select: { id: true, name: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const now = ctx.clock.now();
  return rows.map((row, i) => {
    const leftAt = rows[i + 1]?.at ?? null;
    return {
      stage: row.to,
      pipeline: row.pipeline,
      enteredAt: row.at,
      leftAt,
      milliseconds: Math.max(0, (leftAt ?? now).getTime() - row.at.getTime()),
    };
  });
}

/** Fewer deals say nothing of what is usual. */
const LEAST_VISITS = 3;
const LATEST_VISITS = 500;

/** How long deals usually stay in a stage: the median of the latest that left it. Null when too few did. */
export async function usualMilliseconds(ctx: CrmContext, stageId: string): Promise<number | null> {
  const [row] = await ctx.tx.sql<{ visits: number; median: number | null }>`
    SELECT COUNT(*)::int AS "visits",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (l."at" - e."at")))::float8 AS "median"
    FROM (
      SELECT "dealId", "at" FROM "StageChange"
      WHERE "organizationId" = ${ctx.organization.id}::uuid AND "fromStageId" = ${stageId}::uuid
      ORDER BY "at" DESC LIMIT ${LATEST_VISITS}
    ) l
    JOIN LATERAL (
      SELECT "at" FROM "StageChange" c
      WHERE c."organizationId" = ${ctx.organization.id}::uuid AND c."dealId" = l."dealId"
        AND c."toStageId" = ${stageId}::uuid AND c."at" <= l."at"
      ORDER BY "at" DESC LIMIT 1
    ) e ON true`;
  return row === undefined || row.median === null || row.visits < LEAST_VISITS
    ? null
    : row.median * 1000;
}
