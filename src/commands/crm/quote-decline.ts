import { z } from 'zod';
import { declineQuote as decline, quoteName } from '../../crm/quotes.ts';
import { aboutQuote, quoteReply } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { record, text } from '../parameters.ts';

const WHY_EN = '[(,|-|.|:|because|bc|cuz|because of|due to|since|as|over|on) {reason}]';
const WHY_ZH = '[,] [(因为|原因是|由于|理由是|说) {reason}]';

export const declineQuote = defineCommand({
  name: 'quote.decline',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'A quote was declined, and why.', zh: '报价被拒绝及其原因。' },
  parameters: z.object({
    quote: record('quote', {
      label: { en: 'quote', zh: '报价' },
      question: { en: 'Which quote?', zh: '哪个报价？' },
    }),
    reason: text({
      label: { en: 'reason', zh: '原因' },
      question: { en: 'Why was it declined?', zh: '为什么被拒绝？' },
      cues: {
        en: ['reason', 'reason is', 'because', 'due to', 'because of'],
        zh: ['因为', '原因', '原因是', '由于', '理由', '理由是'],
      },
      rest: true,
    }),
  }),
  examples: {
    en: [
      'they declined Q-3, too expensive',
      'quote Q-1 was declined because of the price',
      'decline Q-4, budget was cut',
      'Acme rejected quote Q-2 - wrong terms',
      'Q-5 was turned down, they chose a competitor',
      'mark Q-6 as declined, no budget',
      'the customer refused Q-7 because delivery takes too long',
      'quote Q-8 got declined',
    ],
    zh: [
      '客户拒绝了报价 Q-3，太贵',
      '报价 Q-1 被拒绝，因为价格太高',
      'Q-4 被拒了，预算被砍',
      '把 Q-6 标记为已拒绝，没有预算',
      '客户没接受 Q-2，原因是条款不合适',
      '对方拒绝了 Q-7，选了别家',
      '报价 Q-5 客户不要了，因为交期太长',
      '报价 Q-8 被客户拒绝了',
    ],
  },
  patterns: {
    en: [
      `[<we>|they|the customer|customer|client|the client|{_}] [has|have|just] (declined|decline|rejected|reject|refused|turned down|turn down|said no to) [<the>] [<quote>] {quote#} ${WHY_EN}`,
      `[<the>] [<quote>] {quote#} [is|was|has been|got|is now] (declined|rejected|refused|turned down) [by (them|the customer|the client)] ${WHY_EN}`,
      `(decline|reject) (that|this|the) (quote|quotation|offer) {quote=it} ${WHY_EN}`,
      `[they|the customer] [has|have] (declined|rejected|refused|turned down) [<the>] {quote} (quote|quotation) ${WHY_EN}`,
      `[<the>] {quote} (quote|quotation) [is|was|has been|got] (declined|rejected|refused|turned down) ${WHY_EN}`,
      `<mark> [<the>] [<quote>] {quote#} [status] [to|as|=] (declined|rejected|refused) ${WHY_EN}`,
    ],
    zh: [
      `[客户|对方|他们] [已经|已] (拒绝|拒绝了|拒了|没接受|没有接受|不接受|否决了|没同意) [<报价>] {quote#} ${WHY_ZH}`,
      `[客户|对方|他们] [已经|已] (拒绝|拒绝了|拒了|没接受|没有接受|不接受|否决了|没同意) [<报价>] {quote#} , {reason}`,
      `[<报价>] {quote#} [已经|已|被|被客户|被对方|客户|对方|客户已|遭] (拒绝了|拒绝|拒了|不要了|不接受|没接受|没同意|否了|否决了) ${WHY_ZH}`,
      `[<报价>] {quote#} [已经|已|被|被客户|被对方|客户|对方|客户已|遭] (拒绝了|拒绝|拒了|不要了|不接受|没接受|没同意|否了|否决了) , {reason}`,
      `[<把>] [<报价>] {quote#} [的状态] (标记为|标记成|标为|标成|设为|设成|改成|改为) [已|被] 拒绝 ${WHY_ZH}`,
      `[<把>] [<报价>] {quote#} [的状态] (标记为|标记成|标为|标成|设为|设成|改成|改为) [已|被] 拒绝 , {reason}`,
      `[客户|对方|他们] [已经|已] (拒绝|拒绝了|没接受) {quote} 的 (报价单|报价) [(,|因为|原因是|由于) {reason}]`,
    ],
  },
  run: async (ctx, { quote: { id }, reason }) => {
    const quote = await decline(ctx, id, reason);
    const name = quoteName(quote);
    const sentence =
      ctx.locale === 'zh' ? `报价 ${name} 被拒绝：${reason}。` : `${name} was declined: ${reason}.`;
    return { reply: quoteReply(sentence, quote, ctx.locale), about: aboutQuote(quote) };
  },
});
