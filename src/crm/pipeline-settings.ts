import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import {
  type ForecastCategory,
  getPipeline,
  getStage,
  listPipelines,
  type Pipeline,
  pipelineKeyOf,
  type Stage,
  type StageNames,
  stageKeyOf,
  stagesOf,
} from './pipelines.ts';
import { createRecord, findRow, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    pipeline_exists: { name: string };
    stage_exists: { name: string; pipeline: string };
    no_stages: { stages: string };
    closing_stage_stays: { name: string };
  }
}

/** Both names of a stage from what was said: "Legal review", 法务审核, or both as "Legal review / 法务审核". */
export function stageNamesIn(said: string): Partial<StageNames> {
  const han = (text: string) => /\p{Script=Han}/u.test(text);
  const parts = said
    .split(/\s*[/|()（）]\s*/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const zh = parts.find(han);
  const en = parts.find((part) => !han(part));
  return {
    ...(en === undefined ? {} : { nameEn: en }),
    ...(zh === undefined ? {} : { nameZh: zh }),
  };
}

function bothNames(said: string): StageNames {
  const { nameEn, nameZh } = stageNamesIn(said);
  return { nameEn: nameEn ?? nameZh ?? said, nameZh: nameZh ?? nameEn ?? said };
}

/**
 * Creates a pipeline: with the stages named, else with those of the default one. It always ends in won and lost.
 *
 * @throws Refusal `pipeline_exists`, `stage_exists`, `no_stages`.
 */
export async function createPipeline(
  ctx: CrmContext,
  made: { name: string; stages?: readonly string[] | undefined },
): Promise<Pipeline> {
  const name = made.name.trim();
  const all = await listPipelines(ctx);
  const twin = all.find((pipeline) => pipelineKeyOf(pipeline.name) === pipelineKeyOf(name));
  if (twin !== undefined) throw new Refusal('pipeline_exists', { name: twin.name });
  const model = all.find((pipeline) => pipeline.isDefault) ?? all[0];
  if (model === undefined) throw new Error('an organization has a pipeline');
  const stages = made.stages === undefined ? model.stages : stagesNamed(model, made.stages, name);
  const row = await createRecord(ctx, 'pipeline', { name, isDefault: false });
  for (const [position, stage] of stages.entries()) {
    const { key, nameEn, nameZh, kind, probability, rotAfterDays, forecastCategory } = stage;
    const columns = { key, nameEn, nameZh, kind, rotAfterDays, forecastCategory, position };
    await createRecord(ctx, 'stage', {
      ...columns,
      probability,
      pipelineId: row.id,
    });
  }
  return getPipeline(ctx, name);
}

type StagePlan = Omit<Stage, 'id' | 'pipelineId' | 'position' | 'requiredFields'>;

/** Open stages of these names, ever likelier to be won, and the closing ones of the model. A name the model knows keeps its key. */
function stagesNamed(
  model: Pipeline,
  names: readonly string[],
  pipeline: string,
): readonly StagePlan[] {
  const closing = model.stages.filter(({ kind }) => kind !== 'open');
  const isClosing = (said: string) =>
    closing.some((s) =>
      [s.key, s.nameEn, s.nameZh].some((n) => stageKeyOf(n) === stageKeyOf(said)),
    );
  const open = names.map((name) => name.trim()).filter((name) => name !== '' && !isClosing(name));
  if (open.length === 0) throw new Refusal('no_stages', { stages: names.join(', ') });
  const plans = open.map((said, i): StagePlan => {
    const known = model.stages.find((s) =>
      [s.nameEn, s.nameZh].some((n) => stageKeyOf(n) === stageKeyOf(said)),
    );
    const names = known ?? bothNames(said);
    return {
      key: known?.key ?? stageKeyOf(names.nameEn),
      nameEn: names.nameEn,
      nameZh: names.nameZh,
      kind: 'open',
      probability: Math.round(((i + 1) * 100) / (open.length + 1)) / 100,
      rotAfterDays: known?.rotAfterDays ?? 30,
      forecastCategory: 'pipeline',
    };
  });
  const twin = plans.find((plan, i) => plans.findIndex(({ key }) => key === plan.key) !== i);
  if (twin !== undefined) throw new Refusal('stage_exists', { name: twin.nameEn, pipeline });
  return [...plans, ...closing];
}

/**
 * Renames a pipeline, or makes it the one that deals are logged in when none is named.
 *
 * @throws Refusal `pipeline_exists`, `nothing_to_change`.
 */
export async function updatePipeline(
  ctx: CrmContext,
  pipeline: Pipeline,
  patch: { name?: string | undefined; isDefault?: boolean | undefined },
): Promise<Pipeline> {
  const before = ctx.history.changes.length;
  const name = patch.name?.trim();
  const all = await listPipelines(ctx);
  const twin = all.find(
    (p) =>
      p.id !== pipeline.id && name !== undefined && pipelineKeyOf(p.name) === pipelineKeyOf(name),
  );
  if (twin !== undefined) throw new Refusal('pipeline_exists', { name: twin.name });
  // There is one default at any moment: the old one goes first.
  const former = all.find((p) => p.isDefault && p.id !== pipeline.id);
  if (patch.isDefault === true && former !== undefined)
    await update(ctx, 'pipeline', former.id, { isDefault: false });
  await update(ctx, 'pipeline', pipeline.id, {
    name,
    ...(patch.isDefault === true ? { isDefault: true } : {}),
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: pipeline.name });
  return getPipeline(ctx, name ?? pipeline.name);
}

async function update(
  ctx: CrmContext,
  kind: 'pipeline' | 'stage',
  id: string,
  patch: Readonly<Record<string, unknown>>,
): Promise<void> {
  const row = await findRow(ctx, kind, id);
  if (row === null) throw new Refusal('record_gone', { entity: kind });
  await updateRecord(ctx, kind, row, patch);
}

export type StageSettings = {
  probability?: number | undefined;
  /** 0 means never. */
  rotAfterDays?: number | undefined;
  category?: ForecastCategory | undefined;
};

/** Where a stage comes: behind or in front of another one. */
export type StagePlace = { after?: string | undefined; before?: string | undefined };

/**
 * Adds an open stage to a pipeline; behind its last open one when no place is named.
 *
 * @throws Refusal `stage_exists`, `no_such_stage`.
 */
export async function addStage(
  ctx: CrmContext,
  pipeline: Pipeline,
  stage: { name: string } & StageSettings & StagePlace,
): Promise<Stage> {
  const names = bothNames(stage.name);
  refuseTwin(pipeline, names, null);
  const { stages } = pipeline;
  const at = placeOf(stages, stage) ?? stages.filter(({ kind }) => kind === 'open').length;
  const beside = stages[at - 1] ?? stages[at];
  const next = stages[at];
  const [low, high] = [
    stages[at - 1]?.probability ?? 0,
    next?.kind === 'open' ? next.probability : 1,
  ];
  const row = await createRecord(ctx, 'stage', {
    pipelineId: pipeline.id,
    key: stageKeyOf(names.nameEn),
    ...names,
    position: nextPosition(stages),
    kind: 'open',
    probability: stage.probability ?? Math.round(((low + high) / 2) * 100) / 100,
    rotAfterDays: rotDays(stage.rotAfterDays) ?? beside?.rotAfterDays ?? null,
    forecastCategory: stage.category ?? 'pipeline',
  });
  await renumber(ctx, stages.slice(at), nextPosition(stages) + 1);
  return getStage(await stagesOf(ctx, pipeline.id), String(row.key));
}

/**
 * Changes a stage: its names, its place, how likely it is won, after how many days it is stale, its forecast category.
 *
 * @throws Refusal `stage_exists`, `no_such_stage`, `closing_stage_stays`, `nothing_to_change`.
 */
export async function updateStage(
  ctx: CrmContext,
  pipeline: Pipeline,
  stage: Stage,
  patch: { name?: string | undefined } & StageSettings & StagePlace,
): Promise<Stage> {
  const changed = ctx.history.changes.length;
  const names = patch.name === undefined ? {} : stageNamesIn(patch.name);
  // A stage called the same in both languages stays so.
  const alike = stage.nameEn === stage.nameZh ? bothNames(patch.name ?? stage.nameEn) : names;
  const renamed = patch.name === undefined ? {} : alike;
  refuseTwin(pipeline, renamed, stage.id);
  await update(ctx, 'stage', stage.id, {
    ...renamed,
    probability: patch.probability,
    rotAfterDays: rotDays(patch.rotAfterDays),
    forecastCategory: patch.category,
  });
  await place(ctx, pipeline, stage, patch);
  if (ctx.history.changes.length === changed)
    throw new Refusal('nothing_to_change', { name: stage.nameEn });
  return getStage(await stagesOf(ctx, pipeline.id), stage.key);
}

function rotDays(days: number | undefined): number | null | undefined {
  return days === 0 ? null : days;
}

async function place(
  ctx: CrmContext,
  pipeline: Pipeline,
  stage: Stage,
  where: StagePlace,
): Promise<void> {
  const others = pipeline.stages.filter(({ id }) => id !== stage.id);
  const at = placeOf(others, where);
  if (at === null) return;
  if (stage.kind !== 'open') throw new Refusal('closing_stage_stays', { name: stage.nameEn });
  const ordered = [...others.slice(0, at), stage, ...others.slice(at)];
  const first = ordered.findIndex(({ id }, i) => id !== pipeline.stages[i]?.id);
  if (first >= 0) await renumber(ctx, ordered.slice(first), nextPosition(pipeline.stages));
}

/** Among these stages, how many come before a place; null when none is named. Open stages come before the closing ones. */
function placeOf(stages: readonly Stage[], { after, before }: StagePlace): number | null {
  const beside = after ?? before;
  if (beside === undefined) return null;
  const index = stages.indexOf(getStage(stages, beside)) + (after === undefined ? 0 : 1);
  const open = stages.filter(({ kind }) => kind === 'open').length;
  return Math.min(index, open);
}

function nextPosition(stages: readonly Stage[]): number {
  return Math.max(-1, ...stages.map(({ position }) => position)) + 1;
}

/** Each gets a position that none ever had: no two share one on the way there, or back again. */
async function renumber(ctx: CrmContext, stages: readonly Stage[], from: number): Promise<void> {
  for (const [i, { id }] of stages.entries())
    await update(ctx, 'stage', id, { position: from + i });
}

/** Two stages of a pipeline that are called alike could not be told apart. */
function refuseTwin(pipeline: Pipeline, names: Partial<StageNames>, except: string | null): void {
  const said = Object.values(names).map(stageKeyOf);
  const twin = pipeline.stages.find(
    (s) =>
      s.id !== except &&
      [s.key, s.nameEn, s.nameZh].some((name) => said.includes(stageKeyOf(name))),
  );
  if (twin !== undefined)
    throw new Refusal('stage_exists', { name: twin.nameEn, pipeline: pipeline.name });
}

/**
 * Says which fields a deal must have before it enters a stage: more than before, or no longer these.
 *
 * @throws Refusal `nothing_to_change`.
 */
export async function requireFields(
  ctx: CrmContext,
  stage: Stage,
  fields: readonly string[],
  required: boolean,
): Promise<readonly string[]> {
  const kept = stage.requiredFields.filter((field) => !fields.includes(field));
  const now = required ? [...stage.requiredFields, ...fields] : kept;
  const unique = [...new Set(now)];
  if (unique.length === stage.requiredFields.length)
    throw new Refusal('nothing_to_change', { name: stage.nameEn });
  await update(ctx, 'stage', stage.id, { requiredFields: unique });
  return unique;
}
