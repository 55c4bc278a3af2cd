import { z } from 'zod';
import { countOpenDeals, removeStage as remove, stagesBeside } from '../../crm/pipeline-removal.ts';
import { getPipeline, type Pipeline, type Stage, stageName } from '../../crm/pipelines.ts';
import { say } from '../../reply/reply.ts';
import { stageToAsk, wentTo, willGoTo } from '../cards/removal.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { PIPELINE } from '../cues.ts';
import { stage, text } from '../parameters.ts';
import { stageMeant } from '../stage-words.ts';

export const removeStage = defineCommand({
  name: 'stage.remove',
  risk: 'destructive',
  roles: ['manager'],
  summary: {
    en: 'Remove a stage: its open deals go to another one.',
    zh: '删除阶段，进行中的商机移到其他阶段。',
  },
  parameters: z.object({
    stage: stage({
      label: { en: 'stage', zh: '阶段' },
      question: { en: 'Which stage?', zh: '哪个阶段？' },
    }),
    to: stage({ label: { en: 'move its deals to', zh: '商机移到' } }).optional(),
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      cues: PIPELINE,
      max: 60,
    }).optional(),
  }),
  examples: {
    en: [
      'remove the qualification stage',
      'delete the stage proposal and move its deals to negotiation',
      'remove the proposal stage from the Renewals pipeline',
      'we no longer need the qualification stage, delete it',
      'drop the negotiation stage',
      'get rid of the prospecting stage, deals go to qualification',
    ],
    zh: [
      '删除资格确认阶段',
      '删掉方案阶段，商机移到谈判',
      '把谈判阶段删了',
      '在续约管道里删掉方案阶段',
      '移除初步接触这个阶段',
    ],
  },
  patterns: {
    en: [
      '(remove|delete|drop|get rid of|scrap|take out|eliminate|kill) [<the>] [sales|deal] [stage] {stage} stage [from|of|in] [please|entirely]',
      '(remove|delete|drop|get rid of|scrap|take out|eliminate|kill) [<the>] [sales|deal] stage {stage} [from|of|in] [please|entirely]',
      '(remove|delete|drop|get rid of|scrap|take out|eliminate|kill) [<the>] {stage} stage [from|of|in] [and|,|-|;] [then] [(move|put|bring|shift|send) [all|any] (its|the|their|open|those) [open] (deals|opportunities) | [its|the|open] [open] (deals|opportunities) (go|move|should go|should move)] (to|into|in) [the] {to} [stage]',
      '(remove|delete|drop|get rid of|scrap|take out|eliminate|kill) [<the>] stage {stage} [from|of|in] [and|,|-|;] [then] [(move|put|bring|shift|send) [all|any] (its|the|their|open|those) [open] (deals|opportunities) | [its|the|open] [open] (deals|opportunities) (go|move|should go|should move)] (to|into|in) [the] {to} [stage]',
      "(we|i) (no longer need|don't need|do not need|don't use|no longer use) [<the>] {stage} stage [any more|anymore] [,|.|-|;|:|so] (remove|delete|drop) it",
    ],
    zh: [
      '(删除|删掉|删了|移除|去掉|取消|删) [一下] [销售|里|的] {stage} [这个|这一个] 阶段 [<了>|吧]',
      '(删除|删掉|删了|移除|去掉|取消|删) [一下] 阶段 {stage} [<了>|吧]',
      '(把|将) [里|的] {stage} [这个|这一个] 阶段 (删除|删掉|删了|移除|去掉|取消|删) [掉|<了>|吧]',
      '[<把>] (删除|删掉|删了|移除|去掉|取消) [里|的] {stage} [这个] 阶段 [,|并|并且|然后] [把] [其中|里面|原来|它|进行中] [的] (商机|单子) [都|全部] (移到|挪到|转到|放到|移动到|归到) {to} [阶段]',
      '(把|将) [里|的] {stage} [这个] 阶段 (删除|删掉|删了|移除|去掉|取消) [,|并|并且|然后] [把] [其中|里面|原来|它|进行中] [的] (商机|单子) [都|全部] (移到|挪到|转到|放到|移动到|归到) {to} [阶段]',
    ],
  },
  asks: async (ctx, args) => {
    const { stage: gone, beside } = await meant(ctx, args);
    if (args.to !== undefined) return null;
    const deals = await countOpenDeals(ctx, { stageId: gone.id });
    return deals === 0 ? null : stageToAsk(ctx.locale, deals, stageName(gone, ctx.locale), beside);
  },
  preview: async (ctx, args) => {
    const { pipeline, stage: gone, to } = await meant(ctx, args);
    const name = stageName(gone, ctx.locale);
    const deals = await countOpenDeals(ctx, { stageId: gone.id });
    const lead =
      ctx.locale === 'zh'
        ? `要删除 ${pipeline.name} 管道的阶段“${name}”吗？`
        : `Remove the stage ${name} from ${pipeline.name}?`;
    return say(`${lead}${willGoTo(ctx.locale, deals, to)}`);
  },
  run: async (ctx, args) => {
    const { pipeline, stage: gone, to } = await meant(ctx, args);
    const moved = await remove(ctx, pipeline, gone, to);
    const { stages } = await getPipeline(ctx, pipeline.name);
    const order = stages.map((s) => stageName(s, ctx.locale)).join(' → ');
    const name = stageName(gone, ctx.locale);
    const lead =
      ctx.locale === 'zh'
        ? `已从 ${pipeline.name} 管道删除阶段“${name}”。`
        : `Removed the stage ${name} from ${pipeline.name}.`;
    return { reply: say(`${lead}${wentTo(ctx.locale, moved, to)}\n${order}`), about: [] };
  },
});

async function meant(
  ctx: CommandContext,
  said: { stage: string; to?: string | undefined; pipeline?: string | undefined },
): Promise<{ pipeline: Pipeline; stage: Stage; to: Stage | null; beside: Stage[] }> {
  const pipeline = await getPipeline(ctx, said.pipeline);
  const gone = await stageMeant(ctx, pipeline.stages, said.stage);
  const beside = stagesBeside(pipeline, gone);
  const to = said.to === undefined ? null : await stageMeant(ctx, beside, said.to);
  return { pipeline, stage: gone, to, beside };
}
