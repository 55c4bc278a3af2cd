import { z } from 'zod';
import { quoteName, sendQuote as send } from '../../crm/quotes.ts';
import { aboutQuote, quoteReply } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const sendQuote = defineCommand({
  name: 'quote.send',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Mark a quote as sent to the customer.', zh: '标记报价已发送给客户。' },
  parameters: z.object({
    quote: record('quote', {
      label: { en: 'quote', zh: '报价' },
      question: { en: 'Which quote?', zh: '哪个报价？' },
    }),
  }),
  examples: {
    en: [
      'mark Q-3 as sent',
      'Q-1 was sent',
      'I sent quote Q-4 to the customer',
      'quote Q-2 went out',
      'mark the Acme quote as sent',
      'Q-5 is out',
      'we sent Q-6',
      'set Q-7 to sent',
      'I emailed them quote Q-8',
    ],
    zh: [
      '把 Q-3 标记为已发送',
      '报价 Q-1 已发送',
      'Q-4 已经发给客户了',
      '我把报价 Q-2 发出去了',
      '华为的报价单标记为已发送',
      'Q-5 发出去了',
      '报价 Q-6 发给对方了',
      'Q-7 已寄出',
    ],
  },
  patterns: {
    en: [
      '<mark> [<the>] [<quote>] {quote#} [status] [to|as|=|is] (sent|sent out|delivered)',
      '<mark> [<the>] {quote} (quote|quotation|offer) [as|to|=] (sent|sent out|delivered)',
      '<mark> (that|this|the) (quote|quotation|offer) {quote=it} [as|to|=] (sent|sent out|delivered)',
      "[<the>] [<quote>] {quote#} [is|was|has|has been|got|'s] [now|just|already] (sent|sent out|went out|gone out|out|out the door|emailed) [to (them|the customer|the client|customer|client)] [now|today]",
      '[<the>] {quote} (quote|quotation) [is|was|has|has been] [now|just|already] (sent|sent out|went out|gone out) [to (them|the customer|the client)] [now|today]',
      '[<we>|i|we] [have|just|already|have just] (sent|sent out|emailed|mailed|mailed out|submitted) [them|the customer|the client|over] [<the>] [<quote>] {quote#} [over|out|off] [to (them|the customer|the client|customer|client)] [now|today]',
      '[<we>|i|we] [have|just|already] (sent|sent out|emailed|mailed) [<the>] {quote} (quote|quotation) [over|out|off] [to (them|the customer|the client)]',
    ],
    zh: [
      '[<把>] [<报价>] {quote#} [的状态] (标记为|标记成|标为|标成|设为|设成|改成|改为) [已] (发送|发出|寄出)',
      '[<把>] {quote} 的 (报价单|报价) (标记为|标记成|标为|标成|设为|设成) [已] (发送|发出|寄出)',
      '[我|我们] [刚|刚刚] [<把>] [<报价>] {quote#} [已经|已|都] (发送了|发送|发出去了|发出去|发出了|发出|寄出了|寄出|发过去了|发了)',
      '[我|我们] [刚|刚刚] [<把>] [<报价>] {quote#} [已经|已|都] (发给|发送给|寄给|发到) (客户|对方|他们) [了]',
      '[我|我们] [<把>] {quote} 的 (报价单|报价) [已经|已] (发送了|发出去了|发出了|寄出了|发给客户了|发给对方了|发过去了)',
    ],
  },
  run: async (ctx, { quote: { id } }) => {
    const quote = await send(ctx, id);
    const name = quoteName(quote);
    const sentence = ctx.locale === 'zh' ? `报价 ${name} 已发送。` : `${name} is marked as sent.`;
    return { reply: quoteReply(sentence, quote, ctx.locale), about: aboutQuote(quote) };
  },
});
