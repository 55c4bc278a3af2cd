import { z } from 'zod';
import { moveDeal } from '../../crm/deals.ts';
import { dealReply, dealTitle, refOf } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { record, text } from '../parameters.ts';

export const loseDeal = defineCommand({
  name: 'deal.lose',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Mark a deal as lost.', zh: '标记输单。' },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal?', zh: '哪个商机？' },
    }),
    reason: text({ label: { en: 'reason', zh: '原因' }, rest: true }).optional(),
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
      'Globex 输单，原因是预算',
      '小米丢单了，价格太高',
      'Hooli 选了竞争对手',
      'D-12 输单',
      '华为那个单子黄了',
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
      '[<we>] [unfortunately|just|sadly] (lost|lose|closed lost|close lost|closed-lost) [<the>] [<deal>] [with] {deal} [<deal>] [to a competitor|mark it lost]',
      '[<we>] [just|sadly|also] (lost|lose|closed lost|close lost|closed-lost) [<the>] {deal} [<deal>] [,|-|on|to|because|due to|because of|over|since|as|reason|:|cause|bc|b/c|coz] [of|is|:] {reason}',
      '(mark|set|close|move|update|flag|put|log|record|change) [out] [<the>] [<deal>] {deal} [<deal>] [status|stage] [to|as|=|is|->|into|in] [a] (lost|closed lost|closed-lost|closed as lost|loss|dead|closed/lost) [now]',
      '(mark|set|close|move|update|flag|put|log|record|change) [out] [<the>] [<deal>] {deal} [<deal>] [status|stage] [to|as|=|is|->|into|in] [a] (lost|closed lost|closed-lost|closed as lost|loss|dead|closed/lost) [now] [,|-|.|:] [reason] [because|due to|because of|since|as|for|on|is|:|to|over] [of] {reason}',
      "[<the>] {deal} [<deal>] [is|'s|are|has|have|was|got|just|has been|-|,] [now|been|officially|basically|just] (lost|closed lost|closed-lost|dead|gone|a loss|off the table|a no|a no go|not happening|not going to happen|dead in the water|a lost cause)",
      "[<the>] {deal} [<deal>] [is|'s|are|has|have|was|got|just|has been|-|,] [now|been|officially|basically] (lost|closed lost|closed-lost|dead|gone|a loss|off the table|a no|not happening|not going to happen) [,|-|.|:|to|on|over] [reason] [because|due to|because of|since|as|is|:] [of] {reason}",
      "[<the>] {deal} [<deal>] [has|have|just] (fell through|fell thru|fallen through|backed out|pulled out|walked away|walked|said no|passed|passed on us|turned us down|declined|rejected us|decided not to buy|decided against us|bailed|dropped out|won't buy|isn't buying|is not buying|decided against it|didn't work out|did not work out|won't happen|went cold|didn't happen|cancelled|canceled|didn't close|is out) [mark as lost|mark it as lost|mark it lost]",
      "[<the>] {deal} [<deal>] [has|have|just] (fell through|fell thru|fallen through|backed out|pulled out|walked away|walked|said no|passed|passed on us|turned us down|declined|rejected us|decided not to buy|decided against us|bailed|dropped out|won't buy|isn't buying|is not buying|decided against it|didn't work out|did not work out|won't happen|cancelled|canceled|didn't close|is out) [,|-|.|:] [because|due to|because of|since|as|over|on] [of] {reason}",
      "[<the>] {deal} [<deal>] [is|are] <lostto> [mark as lost|mark it as lost|mark it lost|so it's lost|close it lost]",
      "[<the>] {deal} [<deal>] [has|have|just] {reason} (mark as lost|mark it as lost|mark it lost|so we lost it|close it as lost|close as lost|so it's lost|set it to lost|mark lost|log as lost)",
      '(kill|drop|abandon|bin|scrap) [<the>] {deal} <deal>',
      '(kill|drop|abandon|bin|scrap) [<the>] {deal} <deal> [,|-|because|due to|since] [of] {reason}',
      "(we|i|we've) (didn't get|did not get|didn't win|did not win|won't get|failed to close|couldn't close|were rejected by|got rejected by|missed out on|lost out on) [<the>] {deal} [<deal>]",
      "[we|i] (didn't get|did not get|didn't win|did not win|won't get|failed to close|couldn't close|were rejected by|got rejected by|missed out on|lost out on) [<the>] {deal} [<deal>] [,|-|because|due to|since|because of] [of] {reason}",
      '(lost|closed lost|closed-lost) [<the>] {deal} [<deal>]',
      "(it's|its|it is|that's|thats|this is) (lost|dead|a loss|closed lost|gone) {deal=it}",
    ],
    zh: [
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子] [已经|已|最后|最终|最终还是|还是|也|都|基本|彻底|估计] (<输单>) [<了>]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|合同|这单|那单|这个单子|那个单子] [已经|已|最后|最终|最终还是|还是|也|都|基本|彻底] (<输单>) [<了>] [因为|原因是|原因|由于|理由是|主要是|是因为|:] {reason}',
      '(丢了|输了|丢掉了|失去了|输掉了|丢掉|丢) {deal} [的] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [<了>]',
      '[我们|我] (丢了|输了|丢掉了|失去了|输掉了|没拿下|没谈成|没签下) {deal} [的] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [<了>] [因为|原因是|由于|,] {reason}',
      '[我们|我] (丢了|输了|丢掉了|失去了|输掉了|没拿下|没谈成|没签下) {deal} [的] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [<了>]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [状态|阶段] (标记为|标记成|标记|标为|标成|设为|设成|改成|改为|更新为|更新成|移到|关成|记为|置为|关闭为|mark 成|mark成|关掉 算) [已] (输单|丢单|输|lost|closed lost|失败|丢了|已输单|丢失) [<了>]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [状态|阶段] (标记为|标记成|标记|标为|标成|设为|设成|改成|改为|更新为|更新成|移到|关成|记为|置为|关闭为|mark 成|mark成) [已] (输单|丢单|输|lost|closed lost|失败|丢了|已输单|丢失) [<了>] [因为|原因是|原因|由于|理由是|,] [是] {reason}',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [最后|最终|还是|已经|决定] <选别家> [<了>]',
    ],
  },
  run: async (ctx, { deal: { id }, reason }) => {
    const deal = await moveDeal(ctx, id, 'lost', { reason });
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
