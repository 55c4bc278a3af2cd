import { Refusal } from '../platform/refusal.ts';
import type { Decimal } from '../platform/sql.ts';
import type { CrmContext } from './context.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_such_stage: { stage: string; stages: string };
  }
}

export type Stage = {
  id: string;
  pipelineId: string;
  key: string;
  nameEn: string;
  nameZh: string;
  position: number;
  kind: 'open' | 'won' | 'lost';
  /** Share that is won in the end, 0..1. */
  probability: number;
  rotAfterDays: number | null;
};

/** The stages of a pipeline in order; of the default one when none is named. */
export async function stagesOf(ctx: CrmContext, pipelineId?: string): Promise<Stage[]> {
  const rows = await ctx.tx.sql<Omit<Stage, 'probability'> & { probability: Decimal }>`
    SELECT s.* FROM "Stage" s JOIN "Pipeline" p ON p."organizationId" = s."organizationId" AND p."id" = s."pipelineId"
    WHERE s."organizationId" = ${ctx.organization.id}
      AND CASE WHEN ${pipelineId ?? null}::uuid IS NULL THEN p."isDefault" ELSE p."id" = ${pipelineId ?? null}::uuid END
    ORDER BY s."position"`;
  return rows.map((row) => ({ ...row, probability: row.probability.toNumber() }));
}

/**
 * A stage by its key.
 *
 * @throws Refusal `no_such_stage` with the stages that exist.
 */
export function getStage(stages: readonly Stage[], key: string): Stage {
  const stage = stages.find((s) => s.key === key);
  if (stage === undefined) {
    throw new Refusal('no_such_stage', { stage: key, stages: stages.map((s) => s.key).join(', ') });
  }
  return stage;
}

/** The name of a stage in a language. */
export function stageName(stage: Pick<Stage, 'nameEn' | 'nameZh'>, locale: 'en' | 'zh'): string {
  return locale === 'zh' ? stage.nameZh : stage.nameEn;
}
