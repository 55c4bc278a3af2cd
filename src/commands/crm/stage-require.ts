import { z } from 'zod';
import { requireFields } from '../../crm/pipeline-settings.ts';
import { getPipeline, stageName } from '../../crm/pipelines.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { PIPELINE } from '../cues.ts';
import { stageFieldLabel, stageFieldsIn } from '../deal-parameters.ts';
import { flag, stage, text } from '../parameters.ts';
import { stageMeant } from '../stage-words.ts';

export const requireStageFields = defineCommand({
  name: 'stage.require',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Say what a deal must have before a stage: it is asked for on the way in.',
    zh: '设定进入某阶段前必须填写的内容，推进时会逐项询问。',
  },
  parameters: z.object({
    stage: stage({
      label: { en: 'stage', zh: '阶段' },
      question: { en: 'Before which stage?', zh: '进入哪个阶段之前？' },
    }),
    fields: text({
      label: { en: 'fields', zh: '字段' },
      question: {
        en: 'Which fields, such as value, close date, contact, next step, product?',
        zh: '哪些字段（例如金额、预计成交日、联系人、下一步、产品）？',
      },
    }),
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      cues: PIPELINE,
      max: 60,
    }).optional(),
    required: flag({ label: { en: 'required', zh: '必填' }, silent: true }).optional(),
  }),
  examples: {
    en: [
      'a deal needs a close date and a value before negotiation',
      'require a close date before proposal',
      'proposal requires a contact',
      'make next step mandatory in negotiation',
      'deals must have a value before they enter proposal',
      'negotiation no longer needs a close date',
      'before negotiation a deal must have a contact and a next step',
      'a lost deal needs a reason',
      'do not require a contact for proposal any more',
      'in the Renewals pipeline, proposal requires a value',
      "you can't move a deal to negotiation without a close date",
      'value and close date are required for negotiation',
    ],
    zh: [
      '进入谈判前必须填写金额和预计成交日',
      '方案阶段必须有联系人',
      '谈判阶段要求填写下一步',
      '进谈判之前要填金额',
      '谈判阶段不再要求预计成交日',
      '没有金额不能进入方案阶段',
      '输单必须填写原因',
      '把联系人设为方案阶段的必填项',
      '商机到谈判阶段前需要填好联系人和产品',
      '在续约管道里，进入方案前必须填写金额',
    ],
  },
  patterns: {
    en: [
      '(a|every|each|any|all|the|no) [open] (deal|deals|opportunity|opportunities) (needs|need|must have|has to have|have to have|should have|requires|require|shall have|needs to have|need to have) {fields} (before|to be in|to enter|to move to|to go to|to get to|to reach|in|for|to go into|before it goes to|before it enters|before it moves to|before they enter|before they move to|before going to|before moving to|before entering|before they go to|before it gets to|when entering|when it enters|at) [the] {stage} [stage|phase]',
      '(deals|opportunities) (need|must have|have to have|should have|require) {fields} (before|to be in|to enter|to move to|to get to|in|for|before going to|before moving to|before entering|before they enter|before they move to|before they go to|at) [the] {stage} [stage|phase]',
      'before [the|entering|moving to|going to|it enters|it moves to|moving into] {stage} [stage] [,] (a|every|each|any|all|the) (deal|deals|opportunity) (needs|need|must have|has to have|should have|requires) {fields}',
      'before [the|entering|moving to|going to] {stage} [stage] [,] {fields} (is|are|must be|has to be|have to be|should be) (required|mandatory|needed|filled in|set|filled|known)',
      '(require|enforce|ask for|demand|make sure there is|insist on) {fields} (before|in|for|at|on|to enter|to move to|when entering|when moving to|before moving to|before entering|from) [the] {stage} [stage|phase] [on]',
      '[the] {stage} [stage|phase] (requires|needs|must have|demands|has to have|should require|should have|asks for) {fields}',
      '(make|set|mark) [the] {fields} [field|fields] (mandatory|required|compulsory|a must) (in|for|before|at|on|to enter) [the] {stage} [stage|phase]',
      '[the] {fields} [field|fields] (is|are|must be|should be|has to be|have to be) (mandatory|required|needed|filled in|set|compulsory) (in|for|before|at|on|to enter|by) [the] {stage} [stage|phase]',
      "(you|nobody|no one|a deal|deals|people|reps) (can't|cannot|can not|may not|must not|should not|shouldn't|can) (move|go|get|enter|advance|be moved|be) [a deal|deals|it] [to|into|in] [the] {stage} [stage] without {fields}",
      'no {stage} [stage] without {fields}',
      'a {stage} (deal|opportunity) (needs|must have|requires|has to have) {fields}',
      '{stage} deals (need|must have|require|have to have) {fields}',
      "[the] {stage} [stage|phase] (no longer|doesn't|does not|needn't|should not|shouldn't|need not) [need|needs|require|requires|have to have] {fields} [any more|anymore] {required=false}",
      "(don't|do not|stop|no longer|never) (require|requiring|asking for|ask for|enforce|demand) {fields} (before|in|for|at|on) [the] {stage} [stage] [any more|anymore|any longer] {required=false}",
      '(make|set|mark) [the] {fields} optional (in|for|before|at|on) [the] {stage} [stage] {required=false}',
      '[the] {fields} (is|are) (no longer|not) (required|mandatory|needed) (in|for|before|at|on) [the] {stage} [stage] [any more|anymore] {required=false}',
      "(a deal|deals|it) (no longer needs|doesn't need|does not need|don't need|no longer need) {fields} (before|in|for|to enter) [the] {stage} [stage] [any more|anymore] {required=false}",
      '(remove|drop|delete|lift) [the] {fields} (requirement|requirements|from the required fields) (from|of|for|in|on) [the] {stage} [stage] {required=false}',
    ],
    zh: [
      '[商机|单子] (进入|进|到|到达|推进到|推到|移到|走到) {stage} [阶段] [之前|以前|前|时|的时候|的单子] [,] [都|就|一定|商机|单子] (必须填写|必须填|必须有|需要填写|需要有|需要填好|要填写|要填|得有|得填|必填|要有|需填写|必须填好|要填好|需要填|一定要有|必须先填|必须要有|先填|要求填写|要求有|要求填) {fields}',
      '{stage} [阶段] [的单子|的商机|单子|商机|前|之前] [,] [都|就|一定] (必须填写|必须填|必须有|需要填写|需要有|要求填写|要求有|要求填|要填写|要填|得有|得填|必填|要有|要求|必须要有|一定要有|必须注明|要写明|必须写) {fields}',
      '(没有|没填|不填|缺少|没) {fields} [的单子|的商机|的] (不能|不可以|不许|不得|不让|别想|就不能) (进入|进|到|推进到|推到|移到) {stage} [阶段]',
      '[<把>] {fields} (设为|设成|设置为|作为|列为|改成|改为) {stage} [阶段] [的|前] (必填|必填项|必填字段) [项|字段]',
      '{fields} [是|为] {stage} [阶段] [的|前] (必填|必填项|必填字段)',
      '{stage} [阶段] [前] [的] [必填项|必填字段] (不再要求|不用|不需要|不必|取消要求|无需|不再需要|不要求|不用再) [填写|填|有|必填] {fields} {required=false}',
      '[进入|进|到] {stage} [阶段] [之前|前] (不再要求|不用|不需要|不必|无需|不再需要|不要求|不用再) [填写|填|有] {fields} {required=false}',
      '(取消|去掉|删除|移除) {stage} [阶段] [的] {fields} [的] (必填|必填要求|必填项|要求) {required=false}',
      '[<把>] {stage} [阶段] [的] {fields} (改成|改为|设为|设成) (选填|可选|非必填|不必填) {required=false}',
    ],
  },
  run: async (ctx, { stage: said, fields, pipeline: named, required = true }) => {
    const pipeline = await getPipeline(ctx, named);
    const stage = await stageMeant(ctx, pipeline.stages, said);
    const now = await requireFields(ctx, stage, stageFieldsIn(ctx, fields), required);
    const zh = ctx.locale === 'zh';
    const name = stageName(stage, ctx.locale);
    const list = now.map((field) => stageFieldLabel(ctx, field));
    const text =
      list.length === 0
        ? zh
          ? `${pipeline.name}：进入“${name}”不再要求填写任何内容。`
          : `${pipeline.name}: nothing is required before ${name} any more.`
        : zh
          ? `${pipeline.name}：进入“${name}”前必须填写${list.join('、')}，缺少时我会询问。`
          : `${pipeline.name}: before ${name} a deal needs ${list.join(', ').toLowerCase()}. I ask for what is missing.`;
    return { reply: say(text), about: [] };
  },
});
