import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { updateRecords } from './many-records.ts';
import type { Pipeline, Stage } from './pipelines.ts';
import { findRow, setDeleted } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    /** A stage that a pipeline cannot do without: it closes deals, or is the last one before that. */
    stage_stays: { name: string; pipeline: string; because: 'closing' | 'last' };
    default_pipeline_stays: { name: string };
    deals_need_a_stage: { name: string; deals: number };
  }
}

type DealsIn = { stageId: string } | { pipelineId: string };

/** So many deals are still worked on there, whoever may see them. */
export function countOpenDeals(ctx: CrmContext, where: DealsIn): Promise<number> {
  return ctx.tx.deal.count({ where: openDeals(ctx, where) });
}

function openDeals(ctx: CrmContext, where: DealsIn) {
  return {
    ...where,
    organizationId: ctx.organization.id,
    deletedAt: null,
    status: 'open' as const,
  };
}

/**
 * The stages to which the deals of a stage could go: the other open ones of its pipeline.
 *
 * @throws Refusal `stage_stays` where there is no other one, or where it closes deals.
 */
export function stagesBeside(pipeline: Pipeline, stage: Stage): Stage[] {
  const others = pipeline.stages.filter((s) => s.kind === 'open' && s.id !== stage.id);
  const refused = (because: 'closing' | 'last') =>
    new Refusal('stage_stays', { name: stage.nameEn, pipeline: pipeline.name, because });
  if (stage.kind !== 'open') throw refused('closing');
  if (others.length === 0) throw refused('last');
  return others;
}

/**
 * Takes a stage out of its pipeline. Its open deals go to another one; closed ones keep their history.
 *
 * @returns how many deals moved.
 * @throws Refusal `stage_stays`, `deals_need_a_stage`.
 */
export async function removeStage(
  ctx: CrmContext,
  pipeline: Pipeline,
  stage: Stage,
  to: Stage | null,
): Promise<number> {
  stagesBeside(pipeline, stage);
  const moved = await moveDeals(ctx, { stageId: stage.id }, stage.nameEn, to);
  await remove(ctx, 'stage', stage.id);
  return moved;
}

/** @throws Refusal `default_pipeline_stays`. */
export function refuseDefault(pipeline: Pipeline): void {
  if (pipeline.isDefault) throw new Refusal('default_pipeline_stays', { name: pipeline.name });
}

/**
 * Takes a pipeline away. Its open deals go to a stage of another one; closed ones keep their history, and their stages.
 *
 * @returns how many deals moved.
 * @throws Refusal `default_pipeline_stays`, `deals_need_a_stage`.
 */
export async function removePipeline(
  ctx: CrmContext,
  pipeline: Pipeline,
  to: Stage | null,
): Promise<number> {
  refuseDefault(pipeline);
  const moved = await moveDeals(ctx, { pipelineId: pipeline.id }, pipeline.name, to);
  await remove(ctx, 'pipeline', pipeline.id);
  return moved;
}

async function moveDeals(
  ctx: CrmContext,
  from: DealsIn,
  name: string,
  to: Stage | null,
): Promise<number> {
  const rows = await ctx.tx.deal.findMany({
    where: openDeals(ctx, from),
    orderBy: { number: 'asc' },
  });
  if (rows.length === 0) return 0;
  if (to === null) throw new Refusal('deals_need_a_stage', { name, deals: rows.length });
  const stageEnteredAt = ctx.clock.now();
  const patch = { stageId: to.id, pipelineId: to.pipelineId, stageEnteredAt };
  await updateRecords(
    ctx,
    'deal',
    rows.map((row) => ({ row, patch })),
  );
  return rows.length;
}

async function remove(ctx: CrmContext, kind: 'stage' | 'pipeline', id: string): Promise<void> {
  const row = await findRow(ctx, kind, id);
  if (row === null) throw new Refusal('record_gone', { entity: kind });
  await setDeleted(ctx, kind, row, true);
}
