import { z } from 'zod';
import { describeChanges } from '../../crm/history.ts';
import { updateStage as update } from '../../crm/pipeline-settings.ts';
import { getPipeline, stageName } from '../../crm/pipelines.ts';
import { say } from '../../reply/reply.ts';
import { changeText } from '../cards/change-text.ts';
import { defineCommand } from '../command.ts';
import { BEHIND, IN_FRONT, PIPELINE } from '../cues.ts';
import { category } from '../deal-parameters.ts';
import { percent, stage, text, wholeNumber } from '../parameters.ts';
import { stageMeant } from '../stage-words.ts';

export const updateStage = defineCommand({
  name: 'stage.update',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Change a stage: name, order, probability, days until stale, forecast category.',
    zh: '修改阶段：名称、顺序、赢率、停滞天数、预测类别。',
  },
  parameters: z.object({
    stage: stage({
      label: { en: 'stage', zh: '阶段' },
      question: { en: 'Which stage?', zh: '哪个阶段？' },
    }),
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      cues: PIPELINE,
      max: 60,
    }).optional(),
    name: text({ label: { en: 'name', zh: '名称' }, rest: true, max: 80 }).optional(),
    probability: percent({ label: { en: 'probability', zh: '赢率' } }).optional(),
    rotAfterDays: wholeNumber({
      label: { en: 'days until stale', zh: '停滞天数' },
      max: 3650,
    }).optional(),
    category: category().optional(),
    after: stage({ label: { en: 'after', zh: '在此阶段之后' }, cues: BEHIND }).optional(),
    before: stage({ label: { en: 'before', zh: '在此阶段之前' }, cues: IN_FRONT }).optional(),
  }),
  examples: {
    en: [
      'rename the proposal stage to Solution design',
      'deals in proposal go stale after 14 days',
      'set the probability of negotiation to 80%',
      'move the qualification stage before prospecting',
      'proposal is 60% likely',
      'call the negotiation stage Contracting',
      'negotiation counts as commit',
      'a deal in negotiation is stale after 10 days',
      'the Chinese name of proposal is 方案设计',
      'put the proposal stage after negotiation',
      'in the Renewals pipeline, deals in proposal rot after 7 days',
      'forecast category of proposal is best case',
      'deals in prospecting never go stale',
    ],
    zh: [
      '把方案阶段改名为方案设计',
      '方案阶段超过14天没动就算停滞',
      '谈判阶段的赢率改成80%',
      '把需求确认阶段移到初步接触之前',
      '谈判阶段算承诺',
      '方案阶段的停滞天数设为14',
      '方案阶段的英文名改成 Solution',
      '谈判的成交概率是75%',
      '把方案阶段放到谈判后面',
      '在续约管道里，方案阶段7天算停滞',
    ],
  },
  patterns: {
    en: [
      '(rename|retitle) [the] [stage] {stage} [stage] (to|as|into|->|=>) {name}',
      '(rename|retitle) [the] [stage] {stage} [stage] (to|as|into|->|=>) {name} {pipeline}',
      '(call|name) [the] {stage} stage [now] {name}',
      '(change|set|update|make) [the] [english|chinese] name (of|for) [the] [stage] {stage} [stage] (to|as|into|=) {name}',
      "[the] (english|chinese) name (of|for) [the] [stage] {stage} [stage] (is|should be|=|:|'s) [now] {name}",
      '[stage] {stage} [stage] (is|should be) (called|named) [now] {name}',
      '(deals|a deal|everything|anything|opportunities|opps) [that are|that is|sitting|which are] (in|at) [the] {stage} [stage] (go|goes|is|are|get|gets|become|becomes|count|counts|should go|should be|should count|turn|turns|will be) [as|considered] (stale|rotten|stuck|cold|rotting|bad) (after|in|beyond|from) {rotAfterDays} [days|day]',
      '(deals|a deal|opportunities) [that are] (in|at) [the] {stage} [stage] (rot|rots|stale|expire|should rot) (after|in) {rotAfterDays} [days|day]',
      '(deals|a deal|opportunities) (in|at) [the] {stage} [stage] (never|do not|does not|should never|should not) (go|get|become|rot|goes|gets|becomes|be) [stale|rotten|cold] {rotAfterDays=0}',
      '(set|change|update|make) [the] (rot days|rot|stale days|stale limit|rotting days|days until stale|stale after|staleness|rotten days) (of|for|on|in) [the] {stage} [stage] (to|at|=|as) {rotAfterDays} [days|day]',
      '[the] {stage} [stage] (rots|is stale|goes stale|rot days|stale days|gets stale|stale) [are|is|to|=|:|should be] [after|in] {rotAfterDays} [days|day]',
      '(set|change|update|make|put|raise|lower) [the] [win|closing] (probability|chance|likelihood|win rate|odds|percentage|rate) (of|for|on|in|at) [the] {stage} [stage] [up|down] [to|at|=|as|is] {probability}',
      '(set|change|update|make|put|raise|lower) [the] {stage} [stage] [win] [probability|chance|likelihood|win rate|odds] [up|down] (to|at|=|as) {probability} [probability|likely|chance|win rate]',
      "[the] [win] (probability|chance|likelihood|win rate|odds) (of|for|in|at) [the] {stage} [stage] (is|should be|=|:|'s) [now] {probability}",
      "[the] {stage} [stage] (is|should be|means|=|has|'s|are|stands at|counts) [now|a|an] {probability} [likely|probable|probability|chance|to win|to be won|win rate|to close]",
      '(move|put|place|shift|reorder|bring) [the] {stage} stage (after|behind|below) [the] {after} [stage]',
      '(move|put|place|shift|reorder|bring) [the] {stage} stage (before|ahead of|in front of|above) [the] {before} [stage]',
      '(move|put|place|shift|reorder) [the] stage {stage} (after|behind|below) [the] [stage] {after} [stage]',
      '(move|put|place|shift|reorder) [the] stage {stage} (before|ahead of|in front of|above) [the] [stage] {before} [stage]',
      '[the] {stage} stage (comes|should come|goes|should go|should be|belongs) (after|behind) [the] {after} [stage]',
      '[the] {stage} stage (comes|should come|goes|should go|should be|belongs) (before|ahead of) [the] {before} [stage]',
      '[deals in] [the] {stage} [stage] (is|are|counts|count|should be|should count|go|goes|=|forecast|forecasts) [in|into|to|as|under] [a|the] [forecast] [category] (<commit> {category=commit}|<bestcase> {category=best_case}|<pipelinecat> {category=pipeline}|<omitted> {category=omitted}) [category|forecast]',
      '(set|change|update|make) [the] (forecast category|category|forecast) (of|for|in) [the] {stage} [stage] (to|as|=|is) (<commit> {category=commit}|<bestcase> {category=best_case}|(<pipelinecat>|pipeline) {category=pipeline}|<omitted> {category=omitted})',
      "[the] (forecast category|category) (of|for|in) [the] {stage} [stage] (is|should be|=|:|'s) (<commit> {category=commit}|<bestcase> {category=best_case}|pipeline {category=pipeline}|<omitted> {category=omitted})",
      '(edit|configure|change|update) [the] {stage} stage [settings]',
    ],
    zh: [
      '[<把>] {stage} (阶段|这个阶段) [的] [名字|名称|英文名|中文名] (改名为|改名叫|改名成|重命名为|重命名成|更名为|改叫|命名为|改成|改为|叫做|叫) {name}',
      '[<把>] {stage} [阶段|这个阶段] [的] (名字|名称|英文名|中文名|英文名字|中文名字) (改成|改为|换成|是|叫|设为) {name}',
      '[<把>] {stage} [阶段] (改名为|改名叫|改名成|重命名为|重命名成|更名为) {name}',
      '{stage} [阶段] [的] [单子|商机] [如果|要是|只要] [停留|放|待|在] [超过|满|过了|过|停留超过|停留] {rotAfterDays} (天|日) [以上] [没动|不动|没动静|没更新|没跟进|没进展|还没动|还在] [就] (算停滞|算是停滞|算停滞了|停滞|视为停滞|就停滞|标为停滞|算卡住|算过期|就算停滞|判定为停滞|过期|提醒停滞)',
      '[<把>] {stage} [阶段] [的] (停滞天数|停滞期|停滞时间|停滞期限|过期天数) (设为|设成|设置为|改成|改为|是|为|定为|调到|:) {rotAfterDays} [天|日]',
      '{stage} [阶段] [的] [单子|商机] (永远不算停滞|不算停滞|不会停滞|永不停滞|不设停滞) {rotAfterDays=0}',
      '[<把>] {stage} [阶段] [的] (赢率|概率|成交概率|赢单率|成功率|成交率|赢单概率|可能性) (设为|设成|设置为|改成|改为|是|为|定为|调到|调成|提高到|降到|:) {probability}',
      '[<把>] {stage} [这个] 阶段 (移到|挪到|放到|调到|排到|放在|排在|移动到|调整到) {after} [阶段] (后面|之后|后|后边)',
      '[<把>] {stage} [这个] 阶段 (移到|挪到|放到|调到|排到|放在|排在|移动到|调整到) {before} [阶段] (前面|之前|前|前边)',
      '[<把>] {stage} [阶段] [的] [单子|商机] [预测类别|预测分类|类别] [都|全部|应该|要] (算|算作|算是|列为|归为|归入|列入|设为|改成|改为|是|属于|计入) (<承诺> {category=commit}|<最佳> {category=best_case}|(<管道类>|管道) {category=pipeline}|<不计入> {category=omitted}) [类|类别|里|预测]',
    ],
  },
  run: async (ctx, { stage: said, pipeline: named, ...patch }) => {
    const zh = ctx.locale === 'zh';
    const pipeline = await getPipeline(ctx, named);
    const stage = await stageMeant(ctx, pipeline.stages, said);
    if (Object.values(patch).every((value) => value === undefined)) {
      const name = stageName(stage, ctx.locale);
      const what = zh
        ? `${name} 阶段要改什么？例如“${name}阶段的赢率改成60%”或“把${name}阶段改名为…”。`
        : `What shall I change on ${name}? Say “set the probability of ${name} to 60%” or “rename ${name} to …”.`;
      return { reply: say(what), about: [] };
    }
    const key = async (other: string | undefined) =>
      other === undefined ? undefined : (await stageMeant(ctx, pipeline.stages, other)).key;
    const place = { after: await key(patch.after), before: await key(patch.before) };
    const now = await update(ctx, pipeline, stage, { ...patch, ...place });
    const own = ctx.history.changes.filter((change) => change.recordId === stage.id);
    const lines = (await describeChanges(ctx, own))
      .filter(({ field }) => field !== 'position')
      .map((change) => changeText(change, ctx.locale));
    const moved = place.after !== undefined || place.before !== undefined;
    const order = (await getPipeline(ctx, pipeline.name)).stages;
    const name = stageName(now, ctx.locale);
    return {
      reply: say(
        [
          zh
            ? `已更新阶段 ${name}（${pipeline.name}）。`
            : `Updated the stage ${name} (${pipeline.name}).`,
          ...lines,
          ...(moved ? [order.map((s) => stageName(s, ctx.locale)).join(' → ')] : []),
        ].join('\n'),
      ),
      about: [],
    };
  },
});
