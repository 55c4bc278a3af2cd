import { z } from 'zod';
import {
  countOpenDeals,
  refuseDefault,
  removePipeline as remove,
} from '../../crm/pipeline-removal.ts';
import { getPipeline, type Pipeline, type Stage } from '../../crm/pipelines.ts';
import { say } from '../../reply/reply.ts';
import { stageToAsk, wentTo, willGoTo } from '../cards/removal.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { stage, text } from '../parameters.ts';
import { stageMeant } from '../stage-words.ts';

export const removePipeline = defineCommand({
  name: 'pipeline.remove',
  risk: 'destructive',
  roles: ['manager'],
  summary: {
    en: 'Remove a pipeline: its open deals go to the default one.',
    zh: '删除销售管道，进行中的商机移到默认管道。',
  },
  parameters: z.object({
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      question: { en: 'Which pipeline?', zh: '哪个销售管道？' },
      max: 60,
    }),
    to: stage({ label: { en: 'move its deals to', zh: '商机移到' } }).optional(),
  }),
  examples: {
    en: [
      'remove the Renewals pipeline',
      'delete the Partners pipeline',
      'delete the pipeline Channel',
      'get rid of the Renewals pipeline and move its deals to proposal',
      'we no longer need the Partners pipeline, delete it',
    ],
    zh: [
      '删除续约管道',
      '把渠道管道删了',
      '删掉销售管道 Partners',
      '移除合作伙伴管道，商机移到方案阶段',
      '去掉 Renewals 管道',
    ],
  },
  patterns: {
    en: [
      '(remove|delete|drop|get rid of|scrap|eliminate|kill) [the|our] "?{pipeline#}"? [sales] (pipeline|funnel) [please|entirely]',
      '(remove|delete|drop|get rid of|scrap|eliminate|kill) [the|our] [sales] (pipeline|funnel) [called|named] "?{pipeline#}"? [please|entirely]',
      '(remove|delete|drop|get rid of|scrap|eliminate|kill) [the|our] "?{pipeline#}"? [sales] (pipeline|funnel) [and|,|-|;] [then] [(move|put|bring|shift|send) [all|any] (its|the|their|open|those) [open] (deals|opportunities) | [its|the|open] [open] (deals|opportunities) (go|move|should go|should move)] (to|into|in) [the] {to} [stage]',
      '(we|i) (no longer need|don\'t need|do not need|don\'t use|no longer use) [the|our] "?{pipeline#}"? [sales] (pipeline|funnel) [any more|anymore] [,|.|-|;|:|so] (remove|delete|drop) it',
    ],
    zh: [
      '(删除|删掉|删了|移除|去掉|取消) [一下] "?{pipeline#}"? [这个|这条] [销售] (管道|漏斗|流程) [<了>|吧]',
      '(删除|删掉|删了|移除|去掉|取消) [一下] [销售] (管道|漏斗) "?{pipeline#}"? [<了>|吧]',
      '(把|将) "?{pipeline#}"? [这个|这条] [销售] (管道|漏斗|流程) (删除|删掉|删了|移除|去掉|取消|删) [掉|<了>|吧]',
      '(删除|删掉|删了|移除|去掉|取消) "?{pipeline#}"? [销售] (管道|漏斗|流程) [,|并|并且|然后] [把] [其中|里面|原来|它|进行中] [的] (商机|单子) [都|全部] (移到|挪到|转到|放到|移动到|归到) {to} [阶段]',
    ],
  },
  asks: async (ctx, args) => {
    const { pipeline, stages } = await meant(ctx, args);
    if (args.to !== undefined) return null;
    const deals = await countOpenDeals(ctx, { pipelineId: pipeline.id });
    return deals === 0 ? null : stageToAsk(ctx.locale, deals, pipeline.name, stages);
  },
  preview: async (ctx, args) => {
    const { pipeline, to } = await meant(ctx, args);
    const deals = await countOpenDeals(ctx, { pipelineId: pipeline.id });
    const lead =
      ctx.locale === 'zh'
        ? `要删除销售管道 ${pipeline.name} 吗？`
        : `Remove the pipeline ${pipeline.name}?`;
    return say(`${lead}${willGoTo(ctx.locale, deals, to)}`);
  },
  run: async (ctx, args) => {
    const { pipeline, to } = await meant(ctx, args);
    const moved = await remove(ctx, pipeline, to);
    const lead =
      ctx.locale === 'zh'
        ? `已删除销售管道 ${pipeline.name}。`
        : `Removed the pipeline ${pipeline.name}.`;
    return { reply: say(`${lead}${wentTo(ctx.locale, moved, to)}`), about: [] };
  },
});

/** The open stages of the default pipeline take its deals in. */
async function meant(
  ctx: CommandContext,
  said: { pipeline: string; to?: string | undefined },
): Promise<{ pipeline: Pipeline; to: Stage | null; stages: Stage[] }> {
  const pipeline = await getPipeline(ctx, said.pipeline);
  refuseDefault(pipeline);
  const stages = (await getPipeline(ctx)).stages.filter(({ kind }) => kind === 'open');
  const to = said.to === undefined ? null : await stageMeant(ctx, stages, said.to);
  return { pipeline, to, stages };
}
