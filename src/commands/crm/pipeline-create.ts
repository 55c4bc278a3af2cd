import { z } from 'zod';
import { createPipeline as create } from '../../crm/pipeline-settings.ts';
import { stageName } from '../../crm/pipelines.ts';
import { replyOf } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { text } from '../parameters.ts';

export const createPipeline = defineCommand({
  name: 'pipeline.create',
  risk: 'write',
  roles: ['manager'],
  summary: { en: 'Create a pipeline with its own stages.', zh: '新建销售管道和它的阶段。' },
  parameters: z.object({
    name: text({
      label: { en: 'name', zh: '名称' },
      question: { en: 'What is the pipeline called?', zh: '销售管道叫什么名字？' },
      max: 60,
    }),
    stages: text({ label: { en: 'stages', zh: '阶段' }, rest: true, max: 1000 }).optional(),
  }),
  examples: {
    en: [
      'create a pipeline called Renewals',
      'new pipeline Partners',
      'add a pipeline named Upsell with stages Contacted, Quote, Signature',
      'set up a second pipeline for Renewals',
      'create a Renewals pipeline',
      'make a new sales pipeline: Channel',
      'add another pipeline',
      'we need a separate pipeline for partner deals',
    ],
    zh: [
      '新建一个销售管道叫续约',
      '创建渠道管道',
      '新增管道 Renewals，阶段：联系、报价、签约',
      '加一个叫伙伴的销售管道',
      '建个续约管道，阶段有联系、报价、签约',
      '新建管道',
      '再建一条管道：大客户',
    ],
  },
  patterns: {
    en: [
      '(create|add|make|set up|setup|build|open|start|define|new) [<a>] [new|second|third|separate|another|different] [sales|deal] (pipeline|funnel) [called|named|for|with name|with the name] [:|-] "?{name#}"?',
      '(create|add|make|set up|setup|build|open|start|define|new) [<a>] [new|second|third|separate|another|different] [sales|deal] (pipeline|funnel) [called|named|for|with name|with the name] [:|-] "?{name#}"? [,|:|.|-] (with|having|stages|stage|and|it has|using|whose stages are) [the] [following] [stages] [are|is|:|-|of] {stages}',
      '(create|add|make|set up|setup|build|open|start|define|new) [<a>] [new|second|third|separate] "?{name#}"? (pipeline|funnel)',
      '(create|add|make|set up|setup|build|open|start|define|new) [<a>] [new|second|third|separate] "?{name#}"? (pipeline|funnel) [,|:|.|-] (with|having|stages|stage|and|it has|using) [the] [following] [stages] [are|is|:|-|of] {stages}',
      '(create|add|make|set up|setup|build|open|start|define|new) [<a>] [new|second|third|separate|another|additional] [sales|deal] (pipeline|funnel) [please]',
      '(we|i) (need|want|would like) <a> [new|second|third|separate|different|extra|own] [sales] (pipeline|funnel) [called|named|for] "?{name#}"?',
      '(we|i) (need|want|would like) <a> [new|second|third|separate|different|extra|own] "?{name#}"? (pipeline|funnel) [please]',
      'pipeline (called|named) {name#} [please] (create|add|set up) it',
    ],
    zh: [
      '(新建|创建|新增|添加|增加|加|建|建立|开|设|设置|再建|再加|再开|新设) [<个>|一条|条|一个新的] [新] [的] [销售|商机] (管道|漏斗|流程|pipeline) [,|:] [名字|名称] [叫|叫做|名为|名叫|是|为] [:] "?{name#}"?',
      '(新建|创建|新增|添加|增加|加|建|建立|开|设|设置|再建|再加|再开|新设) [<个>|一条|条] [新] [的] [销售|商机] (管道|漏斗|流程|pipeline) [,|:] [名字|名称] [叫|叫做|名为|名叫|是|为] [:] "?{name#}"? [,|:] (阶段|包含|包括|分为|分成|有) [阶段] [有|为|是|分为|依次是|包括|包含|分别是] [:] {stages}',
      '(新建|创建|新增|添加|增加|加|建|建立|开|设|设置|再建|再加|再开|新设) [<个>|一条|条] (叫|叫做|名为|名叫) "?{name#}"? [的] [新] [销售|商机] (管道|漏斗|流程|pipeline)',
      '(新建|创建|新增|添加|增加|加|建|建立|开|设|设置|再建|再加|再开|新设) [<个>|一条|条] [新的] "?{name#}"? [的] [销售|商机] (管道|漏斗|流程|pipeline)',
      '(新建|创建|新增|添加|增加|加|建|建立|开|设|设置|再建|再加|再开|新设) [<个>|一条|条] [叫|叫做|名为] "?{name#}"? [的] [销售|商机] (管道|漏斗|流程|pipeline) [,|:] (阶段|包含|包括|分为|分成|有) [阶段] [有|为|是|分为|依次是|包括|包含|分别是] [:] {stages}',
      '(新建|创建|新增|添加|增加|加|建|建立|再建|再加) [<个>|一条|条] [新] [的] [销售|商机] (管道|漏斗|销售流程|pipeline)',
    ],
  },
  run: async (ctx, { name, stages }) => {
    const pipeline = await create(ctx, { name, stages: stages?.split(SEPARATORS) });
    const list = pipeline.stages.map((stage) => stageName(stage, ctx.locale));
    const text =
      ctx.locale === 'zh'
        ? `已新建销售管道 ${pipeline.name}，阶段：${list.join(' → ')}。`
        : `Created the pipeline ${pipeline.name}: ${list.join(' → ')}.`;
    return { reply: replyOf({ kind: 'text', text }), about: [] };
  },
});

const SEPARATORS = /\s*(?:,|;|、|，|；|→|->|>|\n|\band\b|\bthen\b|和)\s*/iu;
