import { stageName, stagesOf } from '../crm/pipelines.ts';
import type { CommandContext } from './context.ts';

/** The stages of the default pipeline, as a form offers them. */
export async function stageChoices(
  ctx: CommandContext,
): Promise<{ label: string; value: string }[]> {
  return (await stagesOf(ctx)).map((stage) => ({
    label: stageName(stage, ctx.locale),
    value: stage.key,
  }));
}
