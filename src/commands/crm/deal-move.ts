import { z } from 'zod';
import { getDeal, moveDeal as move, stagesAhead } from '../../crm/deals.ts';
import { replyOf } from '../../reply/reply.ts';
import { changedReply } from '../cards/changed.ts';
import { dealTitle, orderButton, refOf } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { PIPELINE } from '../cues.ts';
import { fieldToAsk, stageFields } from '../deal-parameters.ts';
import { record, stage, text } from '../parameters.ts';
import { stageMeant } from '../stage-words.ts';

export const moveDeal = defineCommand({
  name: 'deal.move',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'deal', as: 'asked' },
  summary: { en: 'Move a deal to another stage.', zh: '推进商机阶段。' },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal?', zh: '哪个商机？' },
    }),
    stage: stage({
      label: { en: 'stage', zh: '阶段' },
      unlikely: ['won', 'lost'],
      question: { en: 'To which stage?', zh: '移到哪个阶段？' },
    }),
    pipeline: text({ label: { en: 'pipeline', zh: '销售管道' }, cues: PIPELINE }).optional(),
    ...stageFields,
  }),
  examples: {
    en: [
      'move Acme to negotiation',
      'Globex is in proposal now',
      'push Hooli to proposal',
      'D-12 is in negotiation now',
      'advance the Initech renewal to proposal stage',
      "it's in negotiation",
      "we're negotiating with Notion now",
      'set the stage of D-31 to prospecting',
      'Stripe deal -> proposal',
      'put that deal back to qualification',
      'bump Pied Piper up to negotiating',
      "change D-88's stage to proposal",
      'kick Umbrella back to prospecting',
      'Tyrell - negotiation stage now pls',
      'Gekko is ready for negotiation, update the stage',
      'move the delta deal',
      'move it',
      'move Acme',
      'the Cyberdyne opp has gone to proposal',
      'stage of Soylent is now qualification',
      'mark Wayne as qualified',
      'Oscorp is at the proposal stage',
      'take Vandelay to the next stage, proposal',
      'Northwind moved to qualification',
      'progress Blue Harbor to negotiation',
      'D-12 to negotiation',
      'Acme should be in proposal not qualification',
      'move Acme to the Renewals pipeline',
      'put the Hooli deal into proposal in the Partner pipeline',
    ],
    zh: [
      '把 Acme 推进到谈判',
      'Globex 到方案阶段了',
      '华为推进到谈判',
      '把 D-12 移到方案阶段',
      '小米的单子进入商务谈判了',
      '它现在是方案阶段',
      'Acme 挪到 negotiation',
      '把云帆科技那单退回 qualification',
      '招商银行二期的阶段改成方案',
      '请把比亚迪的商机更新到谈判阶段',
      '大疆退回初步接触',
      '顺丰进 proposal 了',
      '这个单子推到谈判',
      '我们已经在和美的谈判了',
      'D-3 到谈判',
      '字节跳动现在处于方案阶段',
      '联想那单可以进入报价阶段了',
      '京东的阶段设为资格确认',
      '把格力挪回初步接触',
      '网易走到谈判了',
      '腾讯的商机阶段更新为方案',
      '把它移到谈判',
      'move 华为到 proposal',
      '海尔那个项目已经开始谈判了',
      '把这单往前推到方案',
      '把 Acme 移到续约管道',
      '华为的单子转到渠道管道的方案阶段',
    ],
  },
  patterns: {
    en: [
      '(push|move|bring|take|set) [<the>] {deal} [<deal>] (back|up|forward) (a|one) stage [to] {stage}',
      '(advance|progress) [<the>] {deal} [<deal>]',
      '(move|push|advance|bump|progress|take|bring|put|set|change|update|kick|send|drag|shift|mark|return|revert|switch|transition|promote|place|get|drop|pull|step|make) [up|down|forward|back|ahead] [<the>] [<deal>] {deal} [<deal>] [stage] [up|down|forward|back|over|ahead|along] [on] [to|into|in|as|at|to the next stage] [be] [the] {stage} [stage|phase] [now|again|instead]',
      '(move|push|advance|bump|progress|take|bring|put|set|change|update|kick|send|drag|shift|return|switch) [up|down|forward|back] [on] [to|into|in] [the] {stage} [stage|phase] [now]',
      '(set|change|update|move|make|switch) [the] [deal] (stage|status|phase) (of|on|for) [<the>] {deal} [<deal>] (to|as|into|=|is|:) [the] {stage} [stage]',
      '(set|change|update|move|switch) [the] [deal] (stage|status|phase) (to|as|=|into|:) [the] {stage} [stage] (of|on|for) [<the>] {deal} [<deal>]',
      '(set|change|update|move|make|switch) [<the>] {deal} [<deal>] (stage|status) (to|as|into|=|is|:) [the] {stage} [stage]',
      '[the] (stage|status) (of|on|for) [<the>] {deal} [<deal>] (is|should be|=|:|->|=>|→|>|to) [now] {stage} [now]',
      '[<the>] {deal} [<deal>] stage (is|should be|=|:|->|=>|→|>|to) [now] {stage} [now]',
      "[<the>] {deal} [<deal>] (is|'s|are|has|have|was|should|is now|now|just|must|can|needs to|will) [been|be|now|just|already|ready|moving|moved|back|gone|officially|go] [in|at|on|to|into|for|under] [the] {stage} [stage|phase] [now|already] [update the stage|not ...|update it|please update|update stage]",
      '[<the>] {deal} [<deal>] [just|has|have|is] (moved|gone|went|advanced|progressed|reached|entered|entering|hit|going|moving|goes|jumped|got|moves|back) [back|forward|up|on|over] [to|into|in] [the] {stage} [stage|phase] [now]',
      '[<the>] {deal} [<deal>] [->|=>|→|>|to|into|in|:|-|now] [the] {stage} [stage|phase] [now]',
      '[<the>] {deal} [<deal>] (belongs|belong|has|have|needs|need|must|should|ought|can|may|is supposed|is ready|is meant|is going|goes|go) [to] [be] [go|move|moved|put|come|fall|advance|progress] [back|on|forward|up|down] (in|into|to|under|at) [the] {stage} [stage|phase|column|bucket] [now|again] [,|.] [can someone|can you|could you|please|pls] [(move|put|set|update|change|fix) (it|that|the stage)] [there|accordingly|now]',
      "(we're|we are|i'm|i am|currently) [now|already|currently] {stage} (with|w/) [<the>] {deal} [<deal>] [now]",
      "(we're|we are|i'm|i am|we've|we have) [now|already] [in|at|moved to|entered|reached|started] [the] {stage} [stage|phase] (with|w/|on|for|at) [<the>] {deal} [<deal>] [now]",
      '(started|starting|begun|began|entered|in) {stage} (with|w/|on|at) [<the>] {deal} [<deal>]',
      '[move|push|advance|take|bring|update|change|shift|switch] [<the>] {deal} [<deal>] [stage] [moved|went|goes|has moved|has gone|is moving|advanced|changed] from [the] {*} [stage] (to|into) [the] {stage} [stage]',
      '(move|advance|progress|push) [<the>] {deal} <deal>',
      '(move|advance|progress) [<the>] {deal}',
      '(move|advance|progress|push) [<the>] {deal} [<deal>] [on|forward|ahead|along] [to] [the] next stage',
      '(change|update|set|move) [the] stage (of|on|for) [<the>] {deal} [<deal>]',
      '(change|update|set) [<the>] {deal} [<deal>] stage',
      '(move|put|switch|transfer|shift|bring|send|take|change|push|drag) [over] [<the>] {deal} [<deal>] [over|across] {pipeline}',
      '[<the>] {deal} [<deal>] (belongs|should be|goes|should go|needs to be|is now|is|must be) {pipeline} [now]',
    ],
    zh: [
      '(推进一下|往前推一下|推一下|推进) {deal} 的 (单子|商机|项目|deal)',
      '{deal} [的] [单子|商机|这单|那单|项目] [的] 阶段 (更新|变更|调整|改) [为|到|成|:] {stage} [阶段]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [阶段|状态] [改一下|更新一下|调整一下|动一下|改下|更新下] [,] [麻烦|请] [帮我] [已经|现在|可以|要|都|先|再|就] [往前|往后|向前|直接] (推进到|推到|移到|挪到|移动到|进入|进到|到达|到|进|退回到|退回|退到|挪回|移回|转到|转入|变成|更新到|更新为|改成|改为|改到|调到|设为|设成|设置为|设到|推至|推进|推进一下 到|推一下 到|拉回到|撤回到|撤回|升到|走到|走到了|来到|处于|在|是|回到|放到|放回|放在|拉回|拉到|进展到|切到|切换到|move 到|move到|推回|降到|调整为|调整到|标记为|标为|算是|算|打回|打回到|开始|在进行|推进至|推) [了] {stage} [阶段|的阶段] [<了>] [吧]',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [现在|已经] {stage} [阶段] [<了>]',
      '[我们|我] [已经|现在|正在|正] [在] (和|跟|与|同) {deal} [在|进行|进入|开始|走到|到] {stage} [阶段] [<了>]',
      '(推进|推进一下|推进下|推一下|往前推|往前推一下|往下推进|推动一下) {deal} [的] (单子|商机|deal|项目|这单|那单|这个单子|那个单子) [阶段]',
      'move {deal} [到|去|to] {stage} [阶段]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] (移|挪|转|转移|放|调|换|切换|迁移|迁|搬|移动|划|归) {pipeline} [的] [{stage}] [阶段] [<了>|吧|去]',
      '[<把>] [阶段] (推进到|推到|移到|挪到|进入|转到|转入|转至|退回|更新为|改成|改为|改到|设为|调到|更新到) {stage} [阶段]',
      '[<把>] {deal} [的] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [往前] (推进|推进一下|推一下|移一下|往前推|往前推一个阶段|推进到下一阶段|推到下一个阶段|推到下一阶段|移到下一阶段)',
      '[<把>] {deal} [的] [单子|商机|这单|那单|项目] [也|都|也要] (推到|推进到|移到|进入|挪到|到|改到|放到) {stage} [阶段] [<了>]',
      '[<把>] [阶段|它] [现在|可以|先|再|直接] (推到|移动到|进到|进入|放到|变成|转到|推至|升到|退到|退回到|回到|到|进) [了] {stage} [阶段] [<了>]',
      '[<把>] {deal} [的] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] (挪|移|改|换|调|调整|动|变|变更|更新|推进) [一下|下|一下子] [阶段|stage] (阶段|stage)',
      '(推进一下|推一下|往前推一下|往前推|推进) {deal} [的] [单子|商机|deal|项目|这单|那单|这个单子|那个单子]',
    ],
  },
  followUps: {
    en: [
      "(no|nope|sorry|actually|wait|oops|i mean|i meant|rather|make that) [no|wait|actually|sorry|i mean|i meant|it's|its|it is|to|back to|it should be|should be] [in|the] {stage} [stage|phase] {deal=it}",
    ],
    zh: [
      '(不对|错了|说错了|不是|哦不|等等|更正|搞错了|弄错了|不好意思|抱歉|我是说|应该是) [,] [应该|我是说|其实] [是|应该是|改成|到] {stage} [阶段] {deal=它}',
    ],
  },
  asks: async (ctx, { deal: { id }, stage, pipeline, ...given }) => {
    const deal = await getDeal(ctx, id);
    const stages = await stagesAhead(ctx, deal.pipeline.id, pipeline);
    return fieldToAsk(ctx, deal, stages, await stageMeant(ctx, stages, stage), given);
  },
  run: async (ctx, { deal: { id }, stage, pipeline, contact, ...given }) => {
    const { pipeline: now } = await getDeal(ctx, id);
    const stages = await stagesAhead(ctx, now.id, pipeline);
    const { key } = await stageMeant(ctx, stages, stage);
    const deal = await move(ctx, id, key, { ...given, pipeline, contactId: contact?.id });
    const changed = await changedReply(ctx, dealTitle(deal));
    return {
      reply: replyOf(...changed.blocks, ...orderButton(deal, ctx.locale)),
      about: [refOf(deal), { entity: 'account', ...deal.account }],
    };
  },
});
