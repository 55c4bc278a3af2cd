import { Refusal } from '../platform/refusal.ts';
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
  const rows = await ctx.tx.stage.findMany({
    where: {
      organizationId: ctx.organization.id,
      ...(pipelineId === undefined ? { pipeline: { isDefault: true } } : { pipelineId }),
    },
    orderBy: { position: 'asc' },
  });
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
