import { z } from 'zod';
import { acceptQuote as accept, quoteName } from '../../crm/quotes.ts';
import { aboutOrder, aboutQuote, orderRef, orderReply } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const acceptQuote = defineCommand({
  name: 'quote.accept',
  risk: 'write',
  roles: ['rep'],
  summary: {
    en: 'A quote was accepted: it becomes an order.',
    zh: '报价被接受：生成订单。',
  },
  parameters: z.object({
    quote: record('quote', {
      label: { en: 'quote', zh: '报价' },
      question: { en: 'Which quote?', zh: '哪个报价？' },
    }),
  }),
  examples: {
    en: [
      'they accepted Q-3',
      'accept quote Q-1',
      'Q-4 was accepted',
      'turn Q-2 into an order',
      'create an order from Q-5',
      'Acme accepted quote Q-6',
      'accept that quote',
    ],
    zh: [
      '客户接受了报价 Q-3',
      '把 Q-2 转成订单',
      '接受报价 Q-1',
      'Q-4 客户同意了',
      '报价 Q-5 通过了',
      '用 Q-6 生成订单',
    ],
  },
  patterns: {
    en: [
      '[<we>|they|the customer|customer|client|the client|{_}] [has|have|just] (accepted|accept|approved|took|agreed to|said yes to|signed) [<the>] [<quote>] {quote#} [please|pls]',
      '[<the>] [<quote>] {quote#} [is|was|has been|got|is now] (accepted|approved|signed|agreed)',
      '(accept|approve) (that|this|the) (quote|quotation|offer) {quote=it}',
      '(accept|approve) [<the>] {quote} (quote|quotation|offer)',
      '[<the>] {quote} (quote|quotation) [is|was|has been|got] (accepted|approved|signed)',
      '(turn|convert|make|change|transform) [<the>] [<quote>] {quote#} (into|to|in to) [<a>] [new] <order>',
      '(turn|convert|make|change) [<the>] {quote} (quote|quotation) (into|to) [<a>] [new] <order>',
      '<placeorder> [<a>] [new] <order> (from|out of|based on|off) [<the>] [<quote>] {quote#}',
      '<mark> [<the>] [<quote>] {quote#} [status] [to|as|=] accepted',
    ],
    zh: [
      '[客户|对方|他们] [已经|已] (接受|接受了|同意|同意了|认可了|确认了) [<报价>] {quote#}',
      '[<把>] [<报价>] {quote#} [的] [<报价>] [<转成>|转] [<个>] [新] <订单>',
      '[用|从|根据|按] [<报价>] {quote#} (<转成>|<建>|下) [<个>] [新] <订单>',
      '[<报价>] {quote#} [客户|对方|他们] [已经|已|被] (接受了|接受|同意了|同意|通过了|认可了|成交了)',
      '[客户|对方] [已经|已] (接受|接受了|同意了) {quote} 的 (报价单|报价)',
      '[<把>] {quote} 的 (报价单|报价) (<转成>|转) [<个>] [新] <订单>',
    ],
  },
  run: async (ctx, { quote: { id } }) => {
    const { quote, order } = await accept(ctx, id);
    const [from, name] = [quoteName(quote), orderRef(order).name];
    const sentence =
      ctx.locale === 'zh'
        ? `报价 ${from} 已被接受，已创建订单 ${name}。`
        : `${from} is accepted, and order ${name} created from it.`;
    return {
      reply: orderReply(sentence, order, ctx.locale),
      about: [...aboutOrder(order), ...aboutQuote(quote).slice(0, 1)],
    };
  },
});
