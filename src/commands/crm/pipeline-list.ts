import { z } from 'zod';
import { listPipelines as list, type Stage, stageName } from '../../crm/pipelines.ts';
import { numberText } from '../../reply/format.ts';
import { replyOf, type Table } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { stageFieldLabel } from '../deal-parameters.ts';
import { CATEGORY_LABELS } from '../labels.ts';

export const listPipelines = defineCommand({
  name: 'pipeline.list',
  risk: 'read',
  roles: ['rep'],
  summary: {
    en: 'List the pipelines and their stages.',
    zh: '列出所有销售管道和阶段。',
  },
  parameters: z.object({}),
  examples: {
    en: [
      'list pipelines',
      'which pipelines do we have',
      'show all pipelines',
      'what stages are there?',
      'list the stages',
      'pipelines and stages please',
      'how are our pipelines set up',
      'what are the stages of our pipeline',
      'which fields are required at which stage',
    ],
    zh: [
      '有哪些销售管道',
      '列出所有管道',
      '我们有几条管道',
      '有哪些阶段',
      '看一下管道设置',
      '阶段列表',
      '销售阶段都有哪些',
      '每个阶段必填什么',
    ],
  },
  patterns: {
    en: [
      '[<list>] [all] [of] [the|our|my] [sales] (pipelines|funnels) [we have|there are|please|and [their|the] stages|with [their|the] stages|settings|setup]',
      '(what|which|how many) [sales] (pipelines|funnels) (do|are|have) [we|i|there|you] [have|got|exist|configured|set up]',
      '(what|which) [sales|deal|pipeline] stages (are there|do we have|exist|do you know|can a deal be in|does [the|our] pipeline have|are in [the|our] [sales] pipeline|are available|can i use)',
      '(what are|list|show|show me|name|give me) [all] [of] [the|our] [sales|deal|pipeline|available] stages [of [the|our] [sales] pipeline|in [the|our] [sales] pipeline|we have|there are|please]',
      '(how are|how is) [the|our] (pipelines|pipeline|stages) (set up|configured|defined|organized|organised)',
      '[show|show me|list] [the|our] (pipeline|stage) (settings|setup|configuration|config)',
      '(what|which) fields (are|do|does|must) [required|mandatory|needed|we|a deal] [need|have|fill in|be filled in|be set] (at|for|in|before|on) (which|each|every|the|what) stage[s]',
      '(show|list) [me] [the] (required|mandatory) fields [of|for|per|by] [the|each|every] [stage|stages]',
    ],
    zh: [
      '[<看>] [我们|公司|现在|目前] [一共|总共] [有] (哪些|几条|几个|多少|什么|多少条) [销售|商机] (管道|漏斗|销售流程)',
      '(列出|列一下|列下|列|显示|给我看|看看|看一下|查看) (所有|全部|所有的|全部的|各个|我们的所有) [的] [销售|商机] (管道|漏斗|销售流程) [和阶段|列表]',
      '[<看>] [一下] [销售|商机] (管道|漏斗|阶段|销售流程) [的] (设置|配置|列表|清单)',
      '[<看>] [我们|商机|销售|管道|现在|默认管道|销售管道] [里|的] [有|一共有|都有] (哪些|几个|什么|多少个) [销售|商机] 阶段',
      '[<看>] [我们|商机|销售|管道|销售管道] [的] [销售|商机] 阶段 [都|一共] (有哪些|是哪些|有几个|是什么|怎么设置的|怎么分的|有什么)',
      '(列出|列一下|列下|列|显示|给我看|看看|看一下) [所有|全部] [的] [销售|商机] 阶段',
      '(每个|各个|各|哪个) 阶段 [都] [需要|要|要求] [填|填写] (必填什么|哪些字段|什么字段|必填哪些|什么|哪些|必填字段|有哪些必填字段|必填项)',
    ],
  },
  run: async (ctx) => {
    const pipelines = await list(ctx);
    const zh = ctx.locale === 'zh';
    const standard = zh ? '（默认）' : ' (default)';
    return {
      reply: replyOf(
        ...pipelines.map((pipeline) =>
          stageTable(pipeline.stages, `${pipeline.name}${pipeline.isDefault ? standard : ''}`, ctx),
        ),
      ),
      about: [],
    };
  },
});

const COLUMNS = {
  en: ['Stage', 'Probability', 'Stale after', 'Forecast', 'Required'],
  zh: ['阶段', '赢率', '停滞天数', '预测类别', '必填'],
} as const;

/** The stages of a pipeline and what is set for them. */
function stageTable(stages: readonly Stage[], title: string, ctx: CommandContext): Table {
  const { locale } = ctx;
  return {
    kind: 'table',
    title,
    columns: COLUMNS[locale].map((label, i) => ({ label, align: i === 1 ? 'right' : 'left' })),
    rows: stages.map((stage) => [
      stageName(stage, locale),
      `${numberText(Math.round(stage.probability * 100), locale)}%`,
      stage.rotAfterDays === null
        ? '–'
        : locale === 'zh'
          ? `${stage.rotAfterDays} 天`
          : `${stage.rotAfterDays} ${stage.rotAfterDays === 1 ? 'day' : 'days'}`,
      stage.kind === 'open' ? CATEGORY_LABELS[stage.forecastCategory][locale] : '–',
      stage.requiredFields.map((field) => stageFieldLabel(ctx, field)).join(', ') || '–',
    ]),
  };
}
