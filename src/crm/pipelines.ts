import { Refusal } from '../platform/refusal.ts';
import type { Decimal } from '../platform/sql.ts';
import type { CrmContext } from './context.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_such_stage: { stage: string; stages: readonly StageNames[] };
    no_such_pipeline: { pipeline: string; pipelines: readonly string[] };
  }
}

/** How surely a deal is counted on. */
export type ForecastCategory = 'omitted' | 'pipeline' | 'best_case' | 'commit';

export type StageNames = { nameEn: string; nameZh: string };

export type Stage = StageNames & {
  id: string;
  pipelineId: string;
  key: string;
  position: number;
  kind: 'open' | 'won' | 'lost';
  /** Share that is won in the end, 0..1. */
  probability: number;
  rotAfterDays: number | null;
  /** What a deal must have before it enters, by the catalogue's parameter names. */
  requiredFields: readonly string[];
  forecastCategory: ForecastCategory;
};

export type Pipeline = {
  id: string;
  name: string;
  isDefault: boolean;
  /** In order. */
  stages: readonly Stage[];
};

/** The stages of a pipeline in order; of the default one when none is named. */
export async function stagesOf(ctx: CrmContext, pipelineId?: string): Promise<Stage[]> {
  const rows = await ctx.tx.sql<StageRow>`
    SELECT s.* FROM "Stage" s JOIN "Pipeline" p ON p."organizationId" = s."organizationId" AND p."id" = s."pipelineId"
    WHERE s."organizationId" = ${ctx.organization.id} AND s."deletedAt" IS NULL
      AND CASE WHEN ${pipelineId ?? null}::uuid IS NULL THEN p."isDefault" ELSE p."id" = ${pipelineId ?? null}::uuid END
    ORDER BY s."position"`;
  return rows.map((row) => ({ ...row, probability: row.probability.toNumber() }));
}

type StageRow = Omit<Stage, 'probability'> & { probability: Decimal };

/** The names of all stages, those of the default pipeline first. */
export async function allStages(ctx: CrmContext): Promise<({ key: string } & StageNames)[]> {
  return ctx.tx.sql<{ key: string } & StageNames>`
    SELECT s."key", s."nameEn", s."nameZh"
    FROM "Stage" s JOIN "Pipeline" p ON p."organizationId" = s."organizationId" AND p."id" = s."pipelineId"
    WHERE s."organizationId" = ${ctx.organization.id} AND s."deletedAt" IS NULL AND p."deletedAt" IS NULL
    ORDER BY p."isDefault" DESC, p."name", s."position"`;
}

/** The pipelines as they were read in a turn, for as long as it changes nothing more: a command asks for them several times. */
const read = new WeakMap<
  CrmContext['history'],
  { after: unknown; pipelines: Promise<Pipeline[]> }
>();

/** The organization's pipelines, the default one first. */
export function listPipelines(ctx: CrmContext): Promise<Pipeline[]> {
  const after = ctx.history.changes.at(-1);
  const known = read.get(ctx.history);
  if (known !== undefined && known.after === after) return known.pipelines;
  const pipelines = readPipelines(ctx);
  read.set(ctx.history, { after, pipelines });
  return pipelines;
}

async function readPipelines(ctx: CrmContext): Promise<Pipeline[]> {
  const rows = await ctx.tx.sql<StageRow & { pipelineName: string; isDefault: boolean }>`
    SELECT s.*, p."name" AS "pipelineName", p."isDefault"
    FROM "Stage" s JOIN "Pipeline" p ON p."organizationId" = s."organizationId" AND p."id" = s."pipelineId"
    WHERE s."organizationId" = ${ctx.organization.id} AND s."deletedAt" IS NULL AND p."deletedAt" IS NULL
    ORDER BY p."isDefault" DESC, p."name", s."position"`;
  return [...new Set(rows.map((row) => row.pipelineId))].map((id) => {
    const own = rows.filter((row) => row.pipelineId === id);
    return {
      id,
      name: own[0]?.pipelineName ?? '',
      isDefault: own[0]?.isDefault ?? false,
      stages: own.map((row) => ({ ...row, probability: row.probability.toNumber() })),
    };
  });
}

/** What people say beside a pipeline's name. */
const BESIDE =
  /^(?:the|our|my)\s+|\s*(?:sales )?(?:pipelines?|funnel)$|(?:销售)?(?:管道|漏斗|流程)$/giu;

/** A pipeline's name as it is compared. */
export function pipelineKeyOf(name: string): string {
  return name.trim().toLowerCase().replace(BESIDE, '').replaceAll(/\s+/g, ' ').trim();
}

/** The pipeline of this name, or the only one with a name like it; the default one when none is named. */
export async function findPipeline(
  ctx: CrmContext,
  said: string | undefined,
): Promise<Pipeline | null> {
  const all = await listPipelines(ctx);
  if (said === undefined) return all.find((pipeline) => pipeline.isDefault) ?? null;
  const name = pipelineKeyOf(said);
  const exact = all.find((pipeline) => pipelineKeyOf(pipeline.name) === name);
  if (exact !== undefined) return exact;
  if (/^(?:default|main|standard|usual|默认|主)$/.test(name))
    return all.find((pipeline) => pipeline.isDefault) ?? null;
  const stem = name.replace(/s$/, '');
  const like = stem === '' ? [] : all.filter((p) => pipelineKeyOf(p.name).includes(stem));
  return like.length === 1 ? (like[0] ?? null) : null;
}

/**
 * The pipeline of this name; the default one when none is named.
 *
 * @throws Refusal `no_such_pipeline` with the pipelines that exist.
 */
export async function getPipeline(ctx: CrmContext, said?: string | undefined): Promise<Pipeline> {
  const found = await findPipeline(ctx, said);
  if (found === null) {
    const names = (await listPipelines(ctx)).map(({ name }) => name);
    throw new Refusal('no_such_pipeline', { pipeline: said ?? '', pipelines: names });
  }
  return found;
}

/**
 * A stage by its key or by its name in either language.
 *
 * @throws Refusal `no_such_stage` with the stages that exist.
 */
export function getStage(stages: readonly Stage[], said: string): Stage {
  const name = said.trim().toLowerCase();
  const stage =
    stages.find((s) => s.key === said) ??
    stages.find((s) => [s.nameEn, s.nameZh].some((n) => n.toLowerCase() === name)) ??
    stages.find((s) => s.key === stageKeyOf(name));
  if (stage === undefined) throw new Refusal('no_such_stage', { stage: said, stages });
  return stage;
}

/** The name of a stage in a language. */
export function stageName(stage: StageNames, locale: 'en' | 'zh'): string {
  return locale === 'zh' ? stage.nameZh : stage.nameEn;
}

/** What the catalogue calls a stage of this name: `legal-review`. */
export function stageKeyOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, '-')
    .slice(0, 60);
}

/** What is about a deal's future: of no use to one that closes. */
const OF_THE_FUTURE: readonly string[] = ['closeDate', 'nextStep'];

/**
 * The fields that a deal must have in a stage: what the stage asks for, and the open stages before it. A deal that is won is not
 * asked for its future, one that is lost only for what that stage names itself.
 */
export function fieldsNeeded(stages: readonly Stage[], stage: Stage): string[] {
  const before = stages.filter((s) => s.kind === 'open' && s.position < stage.position);
  const theirs = stage.kind === 'lost' ? [] : before.flatMap((s) => s.requiredFields);
  const needed = stage.kind === 'open' ? theirs : theirs.filter((f) => !OF_THE_FUTURE.includes(f));
  return [...new Set([...needed, ...stage.requiredFields])];
}
