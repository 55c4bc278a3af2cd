import { z } from 'zod';
import { getDeal, moveDeal } from '../../crm/deals.ts';
import { getStage, stagesOf } from '../../crm/pipelines.ts';
import { dealReply, dealTitle, refOf } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { fieldToAsk, stageFields } from '../deal-parameters.ts';
import { record, text } from '../parameters.ts';

export const loseDeal = defineCommand({
  name: 'deal.lose',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'deal', as: 'asked' },
  summary: { en: 'Mark a deal as lost.', zh: '标记输单。' },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal?', zh: '哪个商机？' },
    }),
    reason: text({
      label: { en: 'reason', zh: '原因' },
      cues: {
        en: ['reason', 'reason is', 'because', 'due to', 'because of'],
        zh: ['因为', '原因', '原因是', '由于'],
      },
      rest: true,
      question: { en: 'Why was it lost?', zh: '为什么输单？' },
    }).optional(),
    value: stageFields.value,
    closeDate: stageFields.closeDate,
    contact: stageFields.contact,
    nextStep: stageFields.nextStep,
    product: stageFields.product,
  }),
  examples: {
    en: [
      'we lost Acme, too expensive',
      'mark Globex lost because of budget',
      'Hooli went with a competitor',
      'lost Stripe on price',
      'mark D-12 lost',
      'we lost the Initech renewal, budget got cut',
      'the Notion deal is dead',
      'close lost Umbrella, they chose HubSpot',
      'the Wayne deal has been lost because they decided to build in-house',
      'D-44 closed lost, no decision',
      'that deal is lost - champion left',
      'it fell through',
      "Vandelay fell thru, legal couldn't agree on terms",
      'Pied Piper ghosted us, mark as lost',
      'Cyberdyne said no, too expensive',
      'kill the Oscorp deal, timing was off',
      'we lost Soylent to Salesforce',
      'Tyrell backed out, project cancelled',
      'Blue Harbor - closed lost. reason: missing features',
      "didn't get the Gekko deal, they stayed with their vendor",
      'lost D-90 due to pricing',
      'Delta is not going to happen, no budget',
      'they picked someone else at Northwind',
      'Contoso chose another vendor',
      'set Fabrikam to closed lost',
      'Massive Dynamic decided not to buy',
    ],
    zh: [
      'Acme 丢了，价格太高',
      '远洋丢了',
      'Globex 输单，原因是预算',
      '小米丢单了，价格太高',
      'Hooli 选了竞争对手',
      'D-12 输单',
      '华为那个单子黄了',
      '光明食品黄了，价格谈不拢',
      '字节跳动续约没谈成，预算被砍了',
      '把云帆科技的商机标记为输单，原因是没有决策',
      '这个单子丢了',
      '招商银行二期凉了，客户自研',
      '比亚迪不买了，项目取消',
      '顺丰的单子输了，因为交付周期太长',
      'Initech lost 了，对方没预算',
      '美的那单没戏了',
      '它没成，对接人离职了',
      '大疆被竞品抢走了',
      '京东不做了，没预算',
      '丢了联想的单子',
      '格力最后选了别家',
      '网易那单失败了，因为价格',
      '把 D-8 关成输单',
      '腾讯的项目泡汤了',
      '我们输了海尔，对手报价更低',
      '蔚来拒绝了我们',
      '理想的商机丢了，竞争对手更便宜',
    ],
  },
  patterns: {
    en: [
      '[<we>] [unfortunately|just|sadly|also] (lost|lose|closed lost|close lost|closed-lost) [<the>] [<deal>] [with] {deal} [<deal>] [to a competitor|mark it lost]',
      '[<we>] [unfortunately|just|sadly|also] (lost|lose|closed lost|close lost|closed-lost) [<the>] {deal} [<deal>] (,|-|.|:|because|because of|due to|since|as|cause|bc|b/c|reason|reason is|reason was|over|on account of|for lack of|on|to) [of|reason|because|:] [:|is] {reason}',
      '<mark> [out] [<the>] [<deal>] {deal} [<deal>] [status|stage] [to|as|=|is|->|into|in|it] [a] <islost> [now]',
      '<mark> [out] [<the>] [<deal>] {deal} [<deal>] [status|stage] [to|as|=|is|->|into|in] [a] <islost> [now] (,|-|.|:|because|because of|due to|since|as|cause|bc|b/c|reason|reason is|reason was|over|on account of|for lack of|for|on|to) [reason|because] [of|is|:] {reason}',
      "[<the>] {deal} [<deal>] [is|'s|are|has|have|was|got|just|has been|-|,] [now|been|officially|basically|just|a] <islost> [mark it lost|mark as lost]",
      "[<the>] {deal} [<deal>] [is|'s|are|has|have|was|got|just|has been|-|,] [now|been|officially|basically|just|a] <islost> (,|-|.|:|because|because of|due to|since|as|cause|bc|b/c|reason|reason is|reason was|over|on account of|for lack of|to|on) [reason|because] [of|is|:] {reason}",
      '[<the>] {deal} [<deal>] [has|have|just] <backedout> [mark as lost|mark it as lost|mark it lost]',
      '[<the>] {deal} [<deal>] [has|have|just] <backedout> (,|-|.|:|because|because of|due to|since|as|cause|bc|b/c|reason|reason is|reason was|over|on account of|for lack of|on) [of|is|:] {reason}',
      '[<the>] {deal} [<deal>] [has|have|just|is|are] {reason: <chose> ...}',
      '[<the>] {deal} [<deal>] [has|have|just|is|are] {reason: <chose> ...} <soitslost>',
      "[<the>] {deal} [<deal>] [has|have|just|is|are] {reason: (decided|hired|bought|ran|can't|couldn't|cut|froze|doesn't|don't|has no|have no|killed|cancelled|never|stopped|won't|wouldn't|no longer|built|said|were|was|are|is) ...} <soitslost>",
      '(they|customer|client) {reason: <chose> ...} (at|for) {deal}',
      '(kill|drop|abandon|bin|scrap|kill off|give up on|gave up on|giving up on) [<the>] {deal} [<deal>]',
      '(kill|drop|abandon|bin|scrap|kill off|give up on|gave up on|giving up on) [<the>] {deal} [<deal>] (,|-|.|:|because|because of|due to|since|as|cause|bc|b/c|reason|reason is|reason was|over|on account of|for lack of) [of] {reason}',
      "[we|i|we've|unfortunately we] (didn't get|did not get|didn't win|did not win|won't get|failed to close|couldn't close|were rejected by|got rejected by|missed out on|lost out on|didnt get|didnt win) [<the>] {deal} [<deal>]",
      "[we|i|we've|unfortunately we] (didn't get|did not get|didn't win|did not win|won't get|failed to close|couldn't close|were rejected by|got rejected by|missed out on|lost out on|didnt get|didnt win) [<the>] {deal} [<deal>] (,|-|.|:|because|because of|due to|since|as|cause|bc|b/c|reason|reason is|reason was|over|on account of|for lack of) [of] {reason}",
      "(it's|its|it is|that's|thats|this is) (lost|dead|a loss|closed lost|gone) {deal=it}",
      '[<the>] {deal} [<deal>] we [just|unfortunately|sadly|have|also] lost',
      '[<the>] {deal} [<deal>] we [just|unfortunately|sadly|have|also] lost (,|-|.|:|because|because of|due to|since|as|to) [of|was|is|:] {reason}',
      'no deal (with|at|for) {deal}',
      'no deal (with|at|for) {deal} (,|-|.|:|because|because of|due to|since|as|cause|bc|b/c|reason|reason is|reason was|over|on account of|for lack of) {reason}',
      '[<we>] lost [<the>] {deal} [<deal>] to [a|an|the|our] {reason}',
    ],
    zh: [
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [说|表示|那边|这边|客户] [已经|已|最后|最终|最终还是|还是|也|都|基本|彻底|估计|被|今天|终究|今年|暂时|先] <输单> [<了>]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [已经|已|最后|最终|最终还是|还是|也|都|基本|彻底|估计|被|今天|终究] <输单> [<了>] (,|_|因为|原因是|原因|由于|理由是|理由|主要是|是因为|:|。) [因为|原因是|原因|由于|理由是|理由|主要|是] {reason}',
      '[我们|我] (丢了|输了|丢掉了|失去了|输掉了|丢掉|丢|没拿下|没谈成|没签下|输掉) {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [<了>]',
      '[我们|我] (丢了|输了|丢掉了|失去了|输掉了|丢掉|没拿下|没谈成|没签下|输掉) {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [<了>] (,|因为|原因是|原因|由于|理由是|理由|主要是|是因为|:|。) [因为|原因是|原因|由于|理由是|理由|主要|是] {reason}',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [的] [状态|阶段] (标记为|标记成|标记|标为|标成|设为|设成|改成|改为|更新为|更新成|移到|关成|记为|置为|关闭为|mark 成|mark成|算|标) [已] (输单|丢单|输|lost|closed lost|失败|丢了|已输单|丢失) [<了>]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [的] [状态|阶段] (标记为|标记成|标记|标为|标成|设为|设成|改成|改为|更新为|更新成|移到|关成|记为|置为|关闭为|mark 成|mark成|算|标) [已] (输单|丢单|输|lost|closed lost|失败|丢了|已输单|丢失) [<了>] (,|因为|原因是|原因|由于|理由是|理由|主要是|是因为|:|。) [因为|原因是|原因|由于|理由是|理由|主要|是] {reason}',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] (因为|由于) {reason} (丢了|输了|黄了|丢单了|输单了|丢单|输单|没谈成|没成)',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [已经|已|最后|最终|最终还是|还是|也|都|基本|彻底|估计|被|今天|终究] {reason: (选了|选择了|改选|跟|和|用了|签了|找了|转投|投向|换了|决定用|去了) (竞争对手|竞品|别家|别人|对手|友商|其他家|其他厂商|别的厂商|其他供应商|别的供应商|另一家|了别家|别的公司) ...}',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [已经|已|最后|最终|最终还是|还是|也|都|基本|彻底|估计|被|今天|终究] {reason: (选了|选择了|改选|转投|投向) ...}',
      '{deal} [最后|最终|还是] {reason: (输给了|输给|败给了|败给) ...}',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户] [已经|已|最后|最终|最终还是|还是|也|都|基本|彻底|估计|被|今天|终究] {reason: 被 ... (抢走了|抢了|抢走|拿下了|截胡了|截胡)}',
      '标记 {deal} [这单|的单子] [为|成] [已] (输单|丢单|输|lost|closed lost) [(,|因为|原因是|原因|由于|理由是|理由) [因为|原因是|原因|由于|理由是|理由|是] {reason}]',
      '(输单|丢单) [:] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子|客户]',
      '[我们] [最后|还是|最终] (丢了|输了|黄了|丢单|丢单了|输单|没戏了|凉了|吹了|没拿下) [<了>] {deal=它}',
      '[我们] [最后|还是|最终] (丢了|输了|黄了|丢单|丢单了|输单|没戏了|凉了|吹了|没拿下) [<了>] (,|因为|:) [因为|原因是] {reason} {deal=它}',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单] [已经|已|最后|最终|还是|也] <输单> [<了>] [,] {reason: (嫌|太贵|太慢|没预算|没钱|客户|对方|价格|预算|被) ...}',
    ],
  },
  followUps: {
    en: [],
    zh: [
      '[我们] (丢了|输了|黄了|丢单|丢单了|输单|没戏了|凉了|吹了|没拿下) (,|因为|:) {reason: (嫌|太贵|太慢|没预算|没钱|预算|价格|客户|对方|他们|选了|被) ...} {deal=它}',
      '[<把>] {deal} (那单|这单|的单子|单子) (关掉|关了|关闭) [吧|了] (,) (丢了|输了|没戏了|黄了|没谈成|没签成) [(,|因为|原因是|由于) [因为|原因是|由于] {reason}]',
    ],
  },
  asks: async (ctx, { deal: { id }, ...given }) => {
    const deal = await getDeal(ctx, id);
    const stages = await stagesOf(ctx, deal.pipeline.id);
    return fieldToAsk(ctx, deal, stages, getStage(stages, 'lost'), given);
  },
  run: async (ctx, { deal: { id }, contact, ...closing }) => {
    const deal = await moveDeal(ctx, id, 'lost', { ...closing, contactId: contact?.id });
    const sentence =
      ctx.locale === 'zh'
        ? `${dealTitle(deal)} 已标记为输单。`
        : `${dealTitle(deal)} is marked as lost.`;
    return {
      reply: dealReply(sentence, deal, ctx.locale),
      about: [refOf(deal), { entity: 'account', ...deal.account }],
    };
  },
});
