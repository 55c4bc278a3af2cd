import { z } from 'zod';
import { addStage as add } from '../../crm/pipeline-settings.ts';
import { getPipeline, stageName } from '../../crm/pipelines.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { BEHIND, IN_FRONT, PIPELINE } from '../cues.ts';
import { percent, stage, text } from '../parameters.ts';
import { stageMeant } from '../stage-words.ts';

export const addStage = defineCommand({
  name: 'stage.add',
  risk: 'write',
  roles: ['manager'],
  summary: { en: 'Add a stage to a pipeline.', zh: '给销售管道增加阶段。' },
  parameters: z.object({
    name: text({
      label: { en: 'name', zh: '名称' },
      question: {
        en: 'What is the stage called, in one language or both (“Legal review / 法务审核”)?',
        zh: '新阶段叫什么（可以同时写两种语言：“Legal review / 法务审核”）？',
      },
      max: 80,
    }),
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      cues: PIPELINE,
      max: 60,
    }).optional(),
    after: stage({ label: { en: 'after', zh: '在此阶段之后' }, cues: BEHIND }).optional(),
    before: stage({ label: { en: 'before', zh: '在此阶段之前' }, cues: IN_FRONT }).optional(),
    probability: percent({ label: { en: 'probability', zh: '赢率' } }).optional(),
  }),
  examples: {
    en: [
      'add a stage Legal review after negotiation',
      'add a stage called Pilot between qualification and proposal',
      'new stage Security check before negotiation',
      'insert a Procurement stage after proposal',
      'add stage Onboarding to the Renewals pipeline',
      'create a new stage named Verbal yes with 90%',
      'add a stage',
      'we need a stage Technical validation after qualification',
      'add stage "Legal review / 法务审核" after proposal',
    ],
    zh: [
      '在谈判后面加一个阶段叫法务审核',
      '增加阶段：试点，放在方案之前',
      '新建阶段 采购审批 在谈判之后',
      '在续约管道里加一个叫交接的阶段',
      '加一个阶段 Legal review / 法务审核，在方案后面',
      '新增一个口头承诺阶段，赢率90%',
      '添加阶段',
    ],
  },
  patterns: {
    en: [
      '(add|create|insert|put|set up|define|make|new|include) [<a>] [new|extra|another] [sales|deal] stage [called|named|:|-] "?{name#}"? [right|directly] [(after|behind|following) [the] {after} [stage]|(before|ahead of|in front of) [the] {before} [stage]|between [the] {after} and [the] {before}] [with|at|of] [a] [probability|win rate] [of]',
      '(add|create|insert|put|set up|define|make|include) [<a>] [new|extra|another] "?{name#}"? stage [right|directly] [(after|behind|following) [the] {after} [stage]|(before|ahead of|in front of) [the] {before} [stage]|between [the] {after} and [the] {before}] [with|at|of] [a] [probability|win rate] [of]',
      '(add|create|insert|put|set up|define|make|include) [<a>] [new|extra] stage [right|directly] [(after|behind|following) [the] {after} [stage]|(before|ahead of|in front of) [the] {before} [stage]|between [the] {after} and [the] {before}] (called|named|:) "?{name}"?',
      '(add|insert|put) "?{name#}"? as <a> [new] stage [right|directly] [(after|behind|following) [the] {after} [stage]|(before|ahead of|in front of) [the] {before} [stage]|between [the] {after} and [the] {before}]',
      '(add|create|insert|new|set up) [<a>] [new|another] [sales|deal] stage [please]',
      '(add|create|insert|new|set up) [<a>] [new|another] [sales|deal] stage [called|named|:] {name}',
      '(we|i) (need|want|would like) <a> [new|extra|separate] [sales] stage [called|named|:] "?{name#}"? [right|directly] [(after|behind|following) [the] {after} [stage]|(before|ahead of|in front of) [the] {before} [stage]|between [the] {after} and [the] {before}]',
      '(we|i) (need|want|would like) <a> [new|extra|separate] "?{name#}"? stage [right|directly] [(after|behind|following) [the] {after} [stage]|(before|ahead of|in front of) [the] {before} [stage]|between [the] {after} and [the] {before}]',
      'between {after} and {before} (add|insert|create|put) [<a>] [new] stage [called|named|:] "?{name#}"?',
      '(after|behind) {after} (add|insert|create|put) [<a>] [new] stage [called|named|:] "?{name#}"?',
      'before {before} (add|insert|create|put) [<a>] [new] stage [called|named|:] "?{name#}"?',
    ],
    zh: [
      '在 {after} [阶段] [和|与|到] {before} [阶段] (之间|中间) (加|增加|新增|添加|新建|插入|建|创建|插) [<个>] [新] [的] [销售] 阶段 [叫|叫做|名为|名叫|:|,] "?{name#}"?',
      '在 {after} [阶段] (后面|之后|后|后边) (加|增加|新增|添加|新建|插入|建|创建|插) [<个>] [新] [的] [销售] 阶段 [叫|叫做|名为|名叫|:|,] "?{name#}"?',
      '在 {before} [阶段] (前面|之前|前|前边) (加|增加|新增|添加|新建|插入|建|创建|插) [<个>] [新] [的] [销售] 阶段 [叫|叫做|名为|名叫|:|,] "?{name#}"?',
      '在 {after} [阶段] (后面|之后|后|后边) (加|增加|新增|添加|新建|插入|建|创建|插) [<个>] [叫|叫做|名为] "?{name#}"? [的] [新] 阶段',
      '在 {before} [阶段] (前面|之前|前|前边) (加|增加|新增|添加|新建|插入|建|创建|插) [<个>] [叫|叫做|名为] "?{name#}"? [的] [新] 阶段',
      '[给|往] [<个>] (加|增加|新增|添加|新建|插入|建|创建|加上) [<个>] [新] [的] [销售] 阶段 [叫|叫做|名为|名叫|:|,] "?{name#}"? [,] [放|插|位置|排] [在] [{after} [阶段] (后面|之后|后|后边)|{before} [阶段] (前面|之前|前|前边)] [,] [赢率|概率] [是|为]',
      '[给|往] (加|增加|新增|添加|新建|插入|建|创建|加上) [<个>] [叫|叫做|名为] "?{name#}"? [的] [新] 阶段 [,] [放|插|位置|排] [在] [{after} [阶段] (后面|之后|后|后边)|{before} [阶段] (前面|之前|前|前边)] [,] [赢率|概率] [是|为]',
      '(加|增加|新增|添加|新建|插入|创建) [<个>] [新] [的] [销售] 阶段',
      '(加|增加|新增|添加|新建|插入|创建) [<个>] [新] [的] [销售] 阶段 (叫|叫做|名为|:) {name}',
    ],
  },
  run: async (ctx, { name, pipeline: named, after, before, probability }) => {
    const pipeline = await getPipeline(ctx, named);
    const key = async (said: string | undefined) =>
      said === undefined ? undefined : (await stageMeant(ctx, pipeline.stages, said)).key;
    const place = { after: await key(after), before: await key(before) };
    const stage = await add(ctx, pipeline, { name, probability, ...place });
    const { stages } = await getPipeline(ctx, pipeline.name);
    const order = stages.map((s) => stageName(s, ctx.locale)).join(' → ');
    return {
      reply: say(
        ctx.locale === 'zh'
          ? `已在 ${pipeline.name} 管道增加阶段 ${stage.nameZh}（赢率 ${Math.round(stage.probability * 100)}%）。\n${order}`
          : `Added the stage ${stage.nameEn} to ${pipeline.name} (${Math.round(stage.probability * 100)}% likely to be won).\n${order}`,
      ),
      about: [],
    };
  },
});
