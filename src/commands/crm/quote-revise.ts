import { z } from 'zod';
import { quoteName, reviseQuote as revise } from '../../crm/quotes.ts';
import { askWhatToChange } from '../cards/changed.ts';
import { aboutQuote, quoteReply } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { documentChange, validUntil } from '../line-parameters.ts';
import { record } from '../parameters.ts';

export const reviseQuote = defineCommand({
  name: 'quote.revise',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Make a new revision of a quote.', zh: '修订报价，生成新版本。' },
  parameters: z.object({
    quote: record('quote', {
      label: { en: 'quote', zh: '报价' },
      question: { en: 'Which quote?', zh: '哪个报价？' },
    }),
    ...documentChange,
    validUntil,
  }),
  examples: {
    en: [
      'revise Q-1: 12% discount',
      'extend Q-1 until April 15',
      'new revision of Q-3 with 20 seats of Pro',
      'add 5 Care to Q-2',
      'give quote Q-4 a 10% discount',
      'change Q-5 to $25,000',
      'revise that quote, 15% off',
      'remove Insight from Q-6',
      '10% off the Care line of Q-2',
    ],
    zh: [
      '修订报价 Q-1，打八五折',
      'Q-1 有效期延到 4月15日',
      '报价 Q-3 改成 20 套专业版',
      '给 Q-2 加 5 套维保',
      '更新报价 Q-4，金额 25 万',
      'Q-5 打九折',
      'Q-2 的维保打九折',
    ],
  },
  patterns: {
    en: [
      '[<a>] {discount} (off|discount on|discount for|on|for) [<the>] {product} [line|item|position|lines] (of|on|in|for|from) [<the>] [<quote>] {quote#}',
      '(give|grant|offer|apply|put|take|set|make) [<a>] {discount} [off|discount] (on|to|for|off) [<the>] {product} [line|item|position] (of|on|in|for|from) [<the>] [<quote>] {quote#}',
      '[<a>] {discount} (off|discount on|discount for|on|for) [<the>] {product} [line|item|position] (of|on|in|for|from) [<the>] {quote} <quote>',
      '(discount|reduce) [<the>] {product} [line|item|position] (of|on|in) [<the>] [<quote>] {quote#} [by] {discount}',
      '(give|grant|offer) [<the>] {product} [line|item|position] (of|on|in) [<the>] [<quote>] {quote#} [<a>] {discount} [off|discount]',
      '(revise|update|change|redo|rework|modify|edit|amend) [<the>] [<quote>] {quote#} [with|to|and|so|by]',
      '(revise|update|change|redo|rework|amend) [<the>] {quote} (quote|quotation) [with|to|and|by]',
      '(revise|update|change|redo|rework|amend) (that|this|the) (quote|quotation) {quote=it} [with|to|and|by]',
      '[<placeorder>] [<a>] new (revision|version) (of|for) [<the>] [<quote>] {quote#} [with|at|,|and]',
      '(revise|update|change|make) [<the>] [<quote>] {quote#} [to|with|for] {quantity} [<units>] [of] {product} [<units>] [at|@|with]',
      '[<placeorder>] [<a>] new (revision|version) (of|for) [<the>] [<quote>] {quote#} [with|at|for] {quantity} [<units>] [of] {product} [<units>] [at|@|with]',
      '(extend|prolong|renew) [<the>] [validity of] [<quote>] {quote#} [to|by|for]',
      '(extend|prolong|renew) [<the>] {quote} (quote|quotation) [to|by]',
      '[<the>] [<quote>] {quote#} [is|should be|is now] {validUntil}',
      '(give|grant|offer) [<the>] [<quote>] {quote#} [<a>] {discount}',
      '[<quote>] {quote#} [<with>|gets|:] [<a>] {discount}',
      '(make|set|change) [<the>] [<quote>] {quote#} [to|at] {value}',
      '(add {line=add}|put {line=add}|include {line=add}) {quantity} [more] [<units>] [of] {product} [<units>] (to|on|onto|in|into) [<the>] [<quote>] {quote#} [at|@|for]',
      '(remove {line=remove}|delete {line=remove}|drop {line=remove}|take {line=remove}) [<the>] {product} (from|off|out of) [<the>] [<quote>] {quote#}',
    ],
    zh: [
      '[给|把|对] [<报价>] {quote#} [里|上|里面|中] [的] {product} [这行|这一行|这项|明细] [给|再] {discount} [<了>]',
      '[给|把|对] {quote} [的] <报价> [里|上|里面|中] [的] {product} [给|再] {discount} [<了>]',
      '[<把>] (修订|更新|修改|重做|改一下|调整) [一下] [<报价>] {quote#} [,]',
      '[<把>] [<报价>] {quote#} [的] [有效期] (延到|延长到|延至|改到|推迟到|延期到|顺延到|延长至) {validUntil}',
      '[给|把|对] [<报价>] {quote#} [整单] [给|再] {discount} [<了>]',
      '[<把>] [<报价>] {quote#} [的] [金额|总价|总额] (<改>|设为|设成) {value}',
      '[<把>] [<报价>] {quote#} (<改>|换成) {quantity} [的] {product} [<账号>]',
      '[给|往|在] [<报价>] {quote#} [里|上|里面] [再] (加上 {line=add}|加 {line=add}|添加 {line=add}|增加 {line=add}) {quantity} [的] {product} [<账号>]',
      '[<把>|从] [<报价>] {quote#} [里|上|里面] [的] {product} (去掉 {line=remove}|删掉 {line=remove}|移除 {line=remove}|拿掉 {line=remove}|删除 {line=remove})',
    ],
  },
  run: async (ctx, { quote: about, product, ...change }) => {
    const said = { ...change, productId: product?.id };
    if (!Object.values(said).some((value) => value !== undefined))
      return { reply: askWhatToChange(ctx, 'quote.revise', about), about: [about] };
    const quote = await revise(ctx, about.id, said);
    const name = quoteName(quote);
    const sentence =
      ctx.locale === 'zh' ? `已修订，新版本 ${name}。` : `Made a new revision, ${name}.`;
    return { reply: quoteReply(sentence, quote, ctx.locale), about: aboutQuote(quote) };
  },
});
