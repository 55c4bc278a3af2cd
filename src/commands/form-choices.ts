import { getDeal } from '../crm/deals.ts';
import { lookUpId } from '../crm/lookup.ts';
import { findPipeline, stageName, stagesOf } from '../crm/pipelines.ts';
import type { CommandContext } from './context.ts';
import type { Parameter } from './parameters.ts';

/** The stages to choose from: of the pipeline that is named, else of the deal's own, else of the default one. */
export async function stageChoices(
  ctx: CommandContext,
  said: Readonly<Record<string, unknown>> = {},
): Promise<{ label: string; value: string }[]> {
  const id = /^deal:([0-9a-f-]{36})$/.exec(String(said.deal))?.[1];
  const named = typeof said.pipeline === 'string' ? await findPipeline(ctx, said.pipeline) : null;
  const pipelineId =
    named?.id ?? (id === undefined ? undefined : (await getDeal(ctx, id)).pipeline.id);
  return (await stagesOf(ctx, pipelineId)).map((stage) => ({
    label: stageName(stage, ctx.locale),
    value: stage.key,
  }));
}

/** What is filled in, as a person reads and may edit it: a record named by id becomes "D-12 Globex renewal". */
export async function readable(
  ctx: CommandContext,
  parameter: Parameter,
  value: string,
): Promise<string> {
  const { slot } = parameter;
  const byId = /^([a-z]+):([0-9a-f-]{36})$/.exec(value);
  const entity = slot.kind === 'record' ? slot.entities.find((e) => e === byId?.[1]) : undefined;
  if (byId === null || entity === undefined) return value;
  const found = await lookUpId(ctx, entity, byId[2] ?? '');
  if (found === null) return '';
  const number = found.detail.split(',')[0] ?? '';
  return /^[A-Z]{1,2}-\d+$/.test(number) ? `${number} ${found.name}` : found.name;
}
