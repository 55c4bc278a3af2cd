import { z } from 'zod';
import { getDeal, moveDeal } from '../../crm/deals.ts';
import { getStage, stagesOf } from '../../crm/pipelines.ts';
import { dealReply, dealTitle, orderButton, refOf } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { CLOSED_ON, VALUE } from '../cues.ts';
import { fieldToAsk, stageFields } from '../deal-parameters.ts';
import { date, money, record } from '../parameters.ts';

export const winDeal = defineCommand({
  name: 'deal.win',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'deal', as: 'asked' },
  summary: { en: 'Mark a deal as won.', zh: '标记赢单。' },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal?', zh: '哪个商机？' },
    }),
    value: money({ label: { en: 'value', zh: '金额' }, cues: VALUE }).optional(),
    closedOn: date({
      label: { en: 'closed on', zh: '成交日' },
      cues: CLOSED_ON,
      past: true,
    }).optional(),
    closeDate: stageFields.closeDate,
    contact: stageFields.contact,
    nextStep: stageFields.nextStep,
    product: stageFields.product,
  }),
  examples: {
    en: [
      'we won Acme',
      'close the Globex deal as won for 55k',
      'we won Initech!',
      'Stripe signed',
      'closed Hooli for 45k',
      'mark D-12 as won',
      'Hooli is closed won',
      'just got the signature from Northwind',
      'Notion signed yesterday',
      'mark the Wayne renewal as won, final value $92,000',
      "it's won",
      'we closed that deal last Friday for 30k',
      'Pied Piper came in at 110k, closed won',
      'D-71 won, closed on 3/12',
      "Umbrella said yes, that's a win!",
      'landed Oscorp at $1.1M',
      'Tyrell signed this morning, 15k',
      'happy to report that Blue Harbor has signed the contract',
      'closed-won: Massive Dynamic, 64k',
      'bagged the Cyberdyne deal',
      'Vandelay is a done deal',
      'we got the Delta contract signed',
      'got the Soylent deal!',
      'Gekko is in, they signed the order form',
      'sealed the deal with Fabrikam',
      'set Contoso to won',
    ],
    zh: [
      'Acme 赢单了',
      'Globex 签下来了，5.5万',
      '华为签了！',
      '拿下字节跳动了',
      'D-12 赢单',
      '小米的单子赢了，最后80万成交',
      'Stripe 昨天签约了',
      '云帆科技成交',
      '招商银行二期已签合同，金额一百一十万',
      '这个单子赢了',
      '比亚迪拿下啦',
      '请把大疆的商机标记为赢单',
      'Initech closed won，45k',
      '顺丰上周五签的，180万',
      '美的今天签单了',
      '搞定腾讯云的单子！',
      '我们赢了京东',
      '格力的合同签完了',
      '网易搞定了，30万',
      '联想正式签约，60万',
      '海尔那单关了，赢了',
      '这单成了',
      'D-9 标记赢单',
      '恭喜，蔚来签了',
      '把它标成赢单',
      '赢了！',
      '签了',
    ],
  },
  patterns: {
    en: [
      '[<the>] {deal} [<deal>] (came back and|went ahead and|finally came through and|called and) (signed|closed|bought|accepted|agreed)',
      '[<we>] [finally|officially|also] (won|win|landed|bagged|closed|signed|got|sealed|nailed|secured|clinched|scored|closed won|closed-won|wrapped up|just won|just closed) [<the>] [<deal>] [with] {deal} [<deal>|contract] [signed|won|over the line|done|in|closed|as won] [contract signed] [yay]',
      '[<we>] [finally] (closed|sealed|signed|won|got) [<the>] (deal|contract|business) (with|at|from|for) {deal} [signed]',
      '(close|mark|set|move|update|flag|put|log|record|change|count|make) [out] [<the>] [<deal>] {deal} [<deal>] [status|stage] [to|as|=|is|->|into|at] [a] (won|closed won|closed-won|closed as won|win|closed/won|a win|signed|closed and won) [now]',
      '(close|mark) [<the>] {deal} [<deal>] (won|as won|as closed|as signed|closed)',
      'close [out] [<the>] {deal} <deal>',
      '[the] {deal} (contract|agreement|order|po|purchase order|paperwork) [is|got|was|has been|has|just|came] [finally] (signed|in|done|received|arrived|countersigned) [,|-|.|so] [please|pls] [(close|mark|set|log) [it|them|the deal] [as|to] [closed] won]',
      '[<the>] {deal} [<deal>] signed [this|last|just] [{closedOn}] [{value}]',
      "[<the>] {deal} [<deal>] [is|'s|are|has|have|was|got|just|finally|officially|has been|is officially|has just|all|came in|,|-] [now|been|finally|officially|just] (won|closed won|closed-won|a win|signed|ours|a done deal|done deal|in the bag|signed the contract|signed the deal|signed off|signed the order form|signed the order|signed the paperwork|signed with us|signed up|signed it|closed/won|signed and sealed|closed as won|closed) [contract signed|deal signed|signed] [won|today|they signed|-]",
      "[<the>] {deal} [<deal>] (said yes|came through|chose us|picked us|went with us|is in|bought|is a go|pulled the trigger|gave us the green light|accepted|has accepted|agreed to buy|returned the signed contract) [that's a win|thats a win|mark as won|mark it as won|mark it won|they signed the order form|they signed the contract|they signed|it's a win|we won|won|the offer|the quote|our proposal|the contract]",
      '[<the>] {deal} [<deal>] came in [at] {value} [closed] won',
      '(closed won|closed-won|won|new win|big win|win|deal won|signed) [<the>] {deal} [<deal>]',
      '(just got|got|received|we have|we got|have) [a|the|their] [signed] (signature|contract|po|purchase order|order form|signed contract|paperwork) [back] (from|with|for) {deal} [signed] [<deal>]',
      "(we|we've|i|i've|just) (got|received) [<the>] {deal} [<deal>|contract] [signed|signature|over the line|in the bag]",
      "(it's|its|it is|that's|thats|this is) (a win|won|signed|closed won|closed) {deal=it}",
      '(contract|deal|order) signed (with|by) {deal}',
      '(make|mark|call) [<the>] {deal} [<deal>] [a|as a] win',
      "(we won|we got it|we did it|it's ours|we closed it) {deal=it}",
    ],
    zh: [
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子] [已经|已|今天|终于|正式|也|都|刚|刚刚|最后|确认|成功] [给|被我们|我们] (赢了|赢单了|赢单|赢下了|赢下来了|签了|签约了|签约|签单了|签单|签下来了|签下了|签下|签合同了|签合同|签好了|签完了|签的|签字了|拿下了|拿下|拿下来了|搞定了|搞定|成交了|成交|成了|谈成了|谈下来了|签约成功|成功签约|成功拿下|签单成功|成功签单|成功签下|正式签约|关了 赢了|close了|closed won|won了|won|close won|下单了|到手了|入账了|中标了|中标|成单了|成单|签回来了|定下来了|定了|签了合同|签了约|赢) [<了>] [!] [最后|最终] [合同额|金额|总额] [成交] [<把它> <标成> [已] (赢单|赢|成交|won|已成交) [<了>|吧]|<标成> [已] (赢单|赢|成交|won|closed won|已成交) [<了>]]',
      '(拿下|赢下|赢得|签下|搞定|谈下|谈成|签了|赢了|成交|签约|签到) [<了>] {deal} [的] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|大单] [<了>]',
      '[我们|我] (拿下|赢下|赢|签下|签|搞定|谈下|谈成|中标) [<了>] {deal} [的] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|大单] [<了>]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [状态|阶段] (标记为|标记成|标记|标为|标成|设为|设成|改成|改为|更新为|更新成|移到|推到|记为|算|标一下|置为|mark 成|mark成|mark 为|标) [已|成] (赢单|赢|成交|已赢单|签约|won|closed won|赢单状态|成交了|已成交|签单) [<了>]',
      '[跟|和|与] {deal} [的] (合同签了|合同签好了|合同签完了|签了合同|签约了|签好合同了|签完合同了|合同签回来了)',
      '(赢单|成交|签约) [<了>] [:] {deal} [的] [单子|商机|项目]',
      '(成交|赢单) {deal}',
      '标记 {deal} [这单|的单子] [为|成] [已] (赢单|赢|成交|已成交|won|closed won)',
      '{deal} [同意|答应] (签了|签约了|签合同了|成交了)',
      '[我们] [终于|已经|刚|刚刚|正式] (赢了|赢单|赢单了|签了|签约了|签下来了|拿下了|拿下|搞定了这单|成交了|成交|成了|中标了) [<了>] {deal=它}',
    ],
  },
  asks: async (ctx, { deal: { id }, ...given }) => {
    const deal = await getDeal(ctx, id);
    const stages = await stagesOf(ctx, deal.pipeline.id);
    return fieldToAsk(ctx, deal, stages, getStage(stages, 'won'), given);
  },
  followUps: {
    // Of a ticket it is said, too: what was spoken of last decides.
    en: [
      '(close) (it) {deal=it}',
      '(we|i) have [<the>] {deal} [<deal>|contract] (signed|over the line|in the bag)',
    ],
    zh: [],
  },
  run: async (ctx, { deal: { id }, contact, ...closing }) => {
    const deal = await moveDeal(ctx, id, 'won', { ...closing, contactId: contact?.id });
    const sentence =
      ctx.locale === 'zh' ? `🎉 ${dealTitle(deal)} 已赢单。` : `🎉 ${dealTitle(deal)} is won.`;
    return {
      reply: dealReply(sentence, deal, ctx.locale, ...orderButton(deal, ctx.locale)),
      about: [refOf(deal), { entity: 'account', ...deal.account }],
    };
  },
});
