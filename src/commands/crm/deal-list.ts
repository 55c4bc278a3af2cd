import { z } from 'zod';
import { type Comparison, selectDeals } from '../../crm/deals.ts';
import { getPipeline } from '../../crm/pipelines.ts';
import { rateBook } from '../../crm/rates.ts';
import { dayText } from '../../reply/format.ts';
import { type Block, type Locale, replyOf } from '../../reply/reply.ts';
import { dealTable, moreNote, refOf } from '../cards/deal-card.ts';
import { dealTotal, totalText } from '../cards/total-text.ts';
import { defineCommand } from '../command.ts';
import { CLOSING, PIPELINE, STAGE } from '../cues.ts';
import { category } from '../deal-parameters.ts';
import { flag, money, period, person, record, stage, text } from '../parameters.ts';

export const listDeals = defineCommand({
  name: 'deal.list',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'List deals.', zh: '列出商机。' },
  parameters: z.object({
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    account: record('account', { label: { en: 'account', zh: '客户' } }).optional(),
    stage: stage({ label: { en: 'stage', zh: '阶段' }, cues: STAGE }).optional(),
    closing: period({ label: { en: 'closing', zh: '成交时间' }, cues: CLOSING }).optional(),
    minValue: money({
      label: { en: 'at least', zh: '最低金额' },
      cues: {
        en: [
          'over',
          'above',
          'more than',
          'at least',
          'bigger than',
          'greater than',
          'larger than',
          'worth more than',
          'worth over',
          'worth at least',
          '>',
          '>=',
          'from',
          'starting at',
          'north of',
          'upwards of',
          'exceeding',
          'min',
          'minimum',
          'of more than',
          'of over',
          'of at least',
          'higher than',
          'worth above',
          'valued over',
          'valued above',
          'no less than',
        ],
        zh: [
          '超过',
          '大于',
          '高于',
          '至少',
          '不少于',
          '不低于',
          '多于',
          '金额超过',
          '金额大于',
          '价值超过',
        ],
        after: {
          en: ['or more', 'and up', 'and above', 'or above', 'plus', '+', 'and over'],
          zh: ['以上', '以上的', '起', '往上', '及以上'],
        },
        needed: true,
        end: 'low',
      },
    }).optional(),
    maxValue: money({
      label: { en: 'at most', zh: '最高金额' },
      cues: {
        en: [
          'under',
          'below',
          'less than',
          'at most',
          'smaller than',
          'worth less than',
          'worth under',
          '<',
          '<=',
          'up to',
          'max',
          'maximum',
          'no more than',
          'not more than',
          'lower than',
          'cheaper than',
          'of less than',
          'of under',
        ],
        zh: ['低于', '小于', '少于', '不超过', '不高于', '最多', '不到', '金额低于', '金额小于'],
        after: {
          en: ['or less', 'and below', 'or under', 'and under', 'or below'],
          zh: ['以下', '以下的', '以内', '以内的', '及以下'],
        },
        needed: true,
        end: 'high',
      },
    }).optional(),
    stale: flag({ label: { en: 'stale', zh: '停滞' } }).optional(),
    pipeline: text({ label: { en: 'pipeline', zh: '销售管道' }, cues: PIPELINE }).optional(),
    category: category().optional(),
  }),
  examples: {
    en: [
      'which deals close this month?',
      'my deals over 50k in negotiation',
      'my deals',
      'show me all open deals',
      "what's closing this month",
      'deals over 50k',
      'which deals are stuck?',
      "list Dana's deals in negotiation",
      'what am I closing this week',
      'deals with Acme',
      'my open opps closing next quarter',
      'any deals above $100k closing in Q2?',
      'show stale deals',
      'deals in proposal pls',
      'list every deal owned by <@U042> that closes in March',
      'opps under 10k',
      "which of my deals haven't moved in a while",
      'what deals do we have at Globex',
      'every deal in negotiation between 20k and 80k',
      'what deals is Marcus working on',
      'show me the deals we lost',
      'all deals for Stripe worth more than 25k',
      "what's closing next week",
      'what did we win this quarter',
      'how many deals do I have in negotiation',
      "what's in negotiation right now",
      'open deals for Initech',
      'deals closing today',
      "what's in my name that closes this quarter",
      'biggest deals closing this year',
      'any stale deals I should worry about?',
      'which of my deals close in May',
      'which deals are commit',
      'best case deals closing this quarter',
    ],
    zh: [
      '我这个月有哪些单子要关？',
      '5万以上的商机',
      '我的单子',
      '列出所有商机',
      '这个月要关的单子有哪些',
      '50万以上的单子',
      '小王手上有哪些谈判中的商机',
      '哪些单子卡住了',
      '我下周要关哪些单子',
      '华为有哪些单子',
      '方案阶段的商机',
      '本季度要成交的单子，100万以上',
      '我有没有好久没动的单子',
      '给我看看 Dana 二季度要关的 deal',
      '10万以下的单子都列出来',
      '请列出我在谈判阶段的商机',
      '今天要关的单子',
      '小李的商机',
      '本月丢了哪些单子',
      '谈判中的单子有哪些',
      '停滞的商机有哪些',
      '看看我手上的单子',
      '下个月能签的单子',
      '20万到80万之间的商机',
      'Acme 的所有商机',
      '这个季度赢了哪些单',
      '承诺类的单子有哪些',
    ],
  },
  patterns: {
    en: [
      '(anything|any deals|what|what is|which deals are) closing soon',
      '[<list>] [all] [the] [my {owner=me}|our] [open] (commit {category=commit}|committed {category=commit}|<bestcase> {category=best_case}|omitted {category=omitted}) <deals> [closing]',
      '(what|which) <deals> [of mine] (are|is|do we have|do i have {owner=me}) [in|as|at] [our|my|the] (<commit> {category=commit}|<bestcase> {category=best_case}|<omitted> {category=omitted}) [category]',
      "(what|what's|whats|what is|what do we have|what have we got) [is|are] [in] [my {owner=me}|our|the] (commit {category=commit}|<bestcase> {category=best_case}) [category|forecast] [now|this month|this quarter]",
      '[<list>] [all] [the] [my {owner=me}] <deals> [in] {pipeline}',
      '[<list>] [all] [my {owner=me}] <deals> (with|having) (no activity|no updates|no movement|no next step|no progress|no recent activity) {stale=true}',
      "(need|i need|want|gimme|send me|i want|i'd like) [all] [the] [my {owner=me}] [open] <deals> [in|at|with|closing|between] [stage]",
      '(what|which) of [my {owner=me}] [open] <deals> (are|will|do|should) [be] (closing|close|due)',
      '(what|which) of [my {owner=me}] [open] <deals> (are|will) [be|due] [in|at] [stage]',
      'do (we|i {owner=me}) have [any] <stale> {stale=true} <deals>',
      'do (we|i {owner=me}) have [any] [open] <deals> [in|at|closing|with] [stage]',
      '(any|are there|are there any) [open] <deals> [in|at|closing] [stage]',
      '(any|are there|is there|are there any|do we have|do we have any|have we got|have we got any|do i have any {owner=me}|do i have {owner=me}|got any) <stale> {stale=true} <deals> [of mine {owner=me}|in my pipeline {owner=me}|that need attention|in there|in the pipeline|we should ...|i should ...|i need to ...|to ...|i have to ...|that ...]',
      '(what|which) [ones] of (my|mine {owner=me}) {owner=me} [open|active|current] <deals> [are|will|should|do|is|that are|going to|expected to|due to|likely to] [going to|expected to|supposed to|due to|likely to] [be] [close|closing|closes|closed|due|sign|sit|sitting|in|at] [in|at] [the] [stage] [stage|phase]',
      '(what|which|any) [of] [the] [open|active] <deals> (of|from|owned by|assigned to|belonging to) {owner} (are|is|will|should|close|closing|that|which|sit|do|in) [are|going to|expected to|supposed to|due to] [close|closing|due|in|at|sitting in]',
      '(what|which) <deals> [have|are|do] (i {owner=me}|we) [got|have] [closing|due]',
      '[<list>] [all] [the|of] [all] [my {owner=me}] [currently] [big|biggest|top|largest|new] [open|active|current|ongoing|live] [stage] <deals> [which|that are|that|who are|are] [is|are] [open|active] [currently] [in|at] [the] [stage] [phase] [please|right now]',
      '[<list>] [all] [the] [all] [open|active] {stage} <deals>',
      '[<list>] [all|every] [my {owner=me}] [open|active|big] [stage] <deals> [that are|which are|that|are|currently|sitting] [in|at] [the] {stage} [stage|phase]',
      '[<list>] [all|every|any] [of] [my {owner=me}] [the] <stale> [stage] <deals> {stale=true} [of mine {owner=me}|on my side {owner=me}|on my plate {owner=me}|in my pipeline {owner=me}]',
      '[<list>] [all|every|which|what|any] [of] [my {owner=me}] [the] <deals> [of mine] [that|which] [are|have been|have|is|has] [gone|been|getting] <stale> {stale=true} [(in|for|since|over) {*}|in a while|in ages|for weeks|for months|lately|recently|for a while|in weeks|for days|in days|for a month|anymore|at the moment|right now|...]',
      "(what|which) [of] [my {owner=me}] [the] <deals> [are|have|have been|haven't] <stale> {stale=true} [(in|for|since|over) {*}|in a while|in ages|for weeks|for months|lately|recently|for a while|...]",
      "[<list>] [all|every|any|the|which|what] [open|active] {owner} ('s|s') [open|active|big|current|stale] <deals> [in|at] [stage] [that are|which are] [please]",
      '[<list>] [all|every] [the] [open|active] <deals> [that are|which are|that|which|currently] (owned by|assigned to|belonging to|belong to|of|from) {owner} [that|which] [are|is] [currently] [in|at|close|closes] [the] [stage]',
      '[what|which] [open] <deals> (is|are) {owner} (working on|handling|closing|on|running|managing) [in|at]',
      '[what|which] [open] <deals> (does|do) {owner} (have|own|own now|got) [open|in|at|closing|that are]',
      '[<list>] [all|every|any|the] [of] [my {owner=me}] [the] [open|active] <deals> [we have|do we have|i have|do i have|there are] (with|for|at|from|on|in) [account] {account} [in|at|that|worth]',
      '[what|which] [open] <deals> [do|have|are|is] [we|i|there] [have|got|working] [open|going|going on|on] [with|for|at|from] {account} [in]',
      '[<list>] [all] [the] [open] {account} <deals> [in]',
      'how many [open|active] [stage] <deals> (do|have|are) (i {owner=me}) [have|got] [open] [in|at] [the] [stage] [stage]',
      'how many [open|active] [stage] <deals> [do|have|are] [we|there] [have|got] [open] [in|at] [the] [stage] [stage]',
      "(what|what's|whats|what is|which|what all) [is|are] [due to|going to|expected to|supposed to|set to|likely to|gonna] (close|closing|closes|sign|land) [for us]",
      "(what|which) [deals|opps] (am i|do i|i'm|im) [have] [closing|close|about to close|going to close|supposed to close|expecting to close] {owner=me}",
      '(what|which) <deals> [am i|do i] {owner=me} (have|closing|working on|own|got) [open|closing|in|at] [stage]',
      '(what|which) <deals> [do we] (have|closing|got) [open|closing|in|at] [stage]',
      '[<list>] [my {owner=me}] <deals> [that|which|we|i] [are|will|should|going to|expected to|due to|have] (close|closing|closes|closed|due) [soon]',
      '(what|which) [deals|opps] (did|have|has) (we|i|the team) [win {stage=won}|close {stage=won}|closed {stage=won}|sign {stage=won}|signed {stage=won}|lose {stage=lost}]',
      '[<list>] [all] [the] [my {owner=me}] <deals> (we|i|that we|which we|they|that i) [have|just] [closed|signed]',
      "[<list>] [all] [the] [my {owner=me}] <deals> (that are|that got|that have been|we have|we've|i've) [have|just]",
      "(what's|whats|what is|who's|anything|what do we have|what do i have|what have we got) [currently|still|sitting] (in|at) [the] {stage} [stage] [right now|now|deals]",
      "[<list>] [all] [everything|anything] [i have|we have|that's] (in|closing|at) [stage]",
      "(what's|whats|what is) in my name {owner=me} [that] [closes|closing]",
      '(what|which) <deals> [do i have] (are|is) mine {owner=me}',
      '[<list>] [my] <deals> please {owner=me}',
      '[<list>|any|every|which|what|how many] [all] [of] [the|our] [my {owner=me}] [open] <deals> [that|which] [are|is] (worth|valued|priced|sized|between|with a value) [between]',
      '(what|which) [of] [my {owner=me}] <deals> (should|must|do|can|could|shall) (i|we) [need to|have to] (follow up|work on|focus on|chase|call|look at|prioritize|prioritise|worry about|push|touch|attend to|work|review|discuss|close) [on|with|about] [first|next]',
      "(what's|whats|what is|what are|which is|which are) my {owner=me} [top|biggest|largest|best|newest|latest|current|open|most valuable] <deals>",
      '(is|are) [there] (anything|something|any deals|deals|any) <stale> {stale=true} [in my pipeline {owner=me}|in my deals {owner=me}|in the pipeline|on my side {owner=me}]',
      '(list|show|show me|any|every|all) <deals> [that|which] [are] [worth]',
      'how many <deals> [are] [closing|close]',
    ],
    zh: [
      '[<看>] [我的 {owner=me}|我 {owner=me}] <单们> [金额|价格] [在] [的] (<尾>)',
      '[哪些|有哪些|什么|有没有] <单们> ... <停滞> {stale=true} [了|的]',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [有哪些|哪些] [属于|算|列为] (<承诺> {category=commit}|<最佳> {category=best_case}|<不计入> {category=omitted}) [类|类别] [的] <单们> [<尾>]',
      '[<看>] [金额] [在] [之间|范围内] [的] <单们> [<尾>]',
      '[<看>] [一下] [所有|全部|全部的|所有的|目前|当前|现在|在谈|进行中] [的] [open] (我的 {owner=me}|我 {owner=me}) [手上|手里|名下|这边|所有|全部|在跟|跟进|负责|在谈] [的] [所有|全部|在谈|open] [有|是] [哪些|什么] [在|处于] [阶段] [中] [的|要] <单们> [<尾>]',
      '[<看>] [一下] [所有|全部|所有的|全部的|目前|当前|公司|团队|我们] [在谈|进行中|open] [的] <单们> [有哪些|列表|清单|都列出来|列出来]',
      '[<看>] [有] [哪些|什么|多少] [我的 {owner=me}|我 {owner=me}] [在|处于] {stage} [阶段|中] [的] <单们> [有哪些|有多少|列表|都列出来]',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [有] [哪些|什么|多少] <单们> [是|还|都] [在|处于|到了] {stage} [阶段|中] [的]',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [手上|名下] [在|处于] {stage} [阶段|中] [的] <单们> [<尾>]',
      '[<看>] [一下] [有] [哪些] [我] [的] [单子|商机|项目] [要|能|会|可以|该|准备|预计|计划] (关|成交|签|签约|close|关单|收)',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [手上|名下] [有] [哪些|什么|几个|多少] <单们> [要|能|会|可以|该|准备|预计|计划|快] (关|成交|签|签约|close|到期|关单|收)',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [要|能|会|该|可以|计划|预计|快|快要|即将|马上] [要] [关|成交|签|签约|close|关单|到期] [的|哪些|什么] <单们> [<尾>]',
      '[我] [要|能|会] (关|成交|签|签约) (哪些|什么|多少) <单们>',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [有没有|有哪些|哪些|有什么|还有哪些|看看] [是] [长期|很久|一直|好久|长时间|超过 {*}|{*}|有 {*}] <停滞> [的] <单们> {stale=true} [<尾>]',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [有没有|有哪些] [已经] <停滞> [超过|了|已经] [{*}] [以上] [的] <单们> {stale=true} [<尾>]',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [有没有|有] [哪些|什么] <单们> [是|都|已经|一直|卡住|超过 {*}|{*}|最近|长期|很久] [都] <停滞> {stale=true} [的|了]',
      '[<看>] {owner} [的|手上|手里|名下|手上的|手里的|名下的] [现在|目前] [有] [哪些|什么|多少] [所有|全部] [在|处于] [阶段] [中|的] <单们> [<尾>]',
      '[<看>] {owner} [的|手上|手里|名下|手上的|手里的] [有] [哪些|什么] [在] {stage} [阶段|中] [的] <单们> [<尾>]',
      '[<看>] {owner} (要|能|会|准备|打算|计划|预计) (关|成交|签|签约|close|关单|结|拿下) [的] <单们> [<尾>]',
      '{stage} [阶段] [的] [有|还有] (几个|多少|哪些|什么) <单们>',
      '[我的 {owner=me}|我 {owner=me}] {stage} [阶段] [的] [有|还有] (几个|多少|哪些|什么) <单们>',
      '[<看>] {account} [名下|手上] [现在|目前|这边|那边] (有哪些|有什么|有几个|有多少|都有哪些|有没有) [在谈|进行中|在跟] [的] <单们>',
      '[<看>] {account} [的] (所有|全部) [的] <单们>',
      '[<看>] {account} (所有的|全部的|名下的) <单们>',
      '[<看>] [跟|和|与] {account} (相关的|有关的|之间的) <单们>',
      '[<看>] [我们|我] (赢了|签了|拿下了|成交了) {stage=won} (哪些|多少|几个|什么) <单们>',
      '[<看>] [我们|我] (哪些|多少|几个|什么) <单们>',
      '[<看>] {owner#} (赢了|签了|拿下了|成交了|签下了) {stage=won} (哪些|多少|几个|什么) <单们>',
      '[<看>] {owner#} (丢了|输了|丢掉了) {stage=lost} (哪些|多少|几个|什么) <单们>',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [有] (哪些|什么|多少|几个) (要|能|会|快|快要|该|可以|计划) (关|成交|签|签约|close|关单|到期) [的] <单们>',
      '[<看>] [我们|我] (丢了|输了|输掉了) (哪些|多少|几个|什么) <单们> {stage=lost}',
      '[<看>] [我们|我] (赢的|签的|拿下的|成交的|赢单的) <单们> {stage=won} [<尾>]',
      '[<看>] [我们|我] (丢的|输的|输掉的|丢掉的) <单们> {stage=lost} [有哪些]',
      '(金额|价格) [在] [的] <单们> [<尾>]',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [手上|名下] [的] <单们> (里|里面|中|当中) [有] (哪些|哪几个|几个|多少|有哪些) [是|还] [在|处于|到了] {stage} [阶段] [的]',
      '[<看>] [我的 {owner=me}|我 {owner=me}] [手上] [金额|价格|价值] [在|介于] (之间|区间|范围) [内] [的] <单们> [<尾>]',
      '[<把>] {account} [这边|那边] [的] (名下|所有|全部|全部的|所有的|名下所有|名下全部|名下所有的) [的] <单们> [<尾>|<给看>]',
      '[<看>] [<把>] [我的 {owner=me}|我 {owner=me}] [在谈|进行中|手上|名下|所有|全部] [的] <单们> (<给看>)',
    ],
  },
  run: async (ctx, { owner, account, pipeline, ...filter }) => {
    const inPipeline = pipeline === undefined ? undefined : await getPipeline(ctx, pipeline);
    const { deals, compared } = await selectDeals(ctx, {
      ...filter,
      ownerId: owner?.id,
      accountId: account?.id,
      pipelineId: inPipeline?.id,
    });
    const zh = ctx.locale === 'zh';
    const note = compared === null ? [] : comparisonNote(compared, ctx.locale);
    if (deals.length === 0) {
      const none = zh ? '没有符合条件的商机。' : 'No deals match that.';
      return {
        reply: replyOf({ kind: 'text', text: none }, ...note),
        about: account === undefined ? [] : [account],
      };
    }
    const sums = totalText(dealTotal(deals, await rateBook(ctx)), ctx.locale);
    const title = zh
      ? `${deals.length} 个商机，合计 ${sums}`
      : `${deals.length} ${deals.length === 1 ? 'deal' : 'deals'}, ${sums}`;
    const only = deals.length === 1 ? deals[0] : undefined;
    return {
      reply: replyOf(
        dealTable(deals, title, ctx.locale),
        ...moreNote(deals.length, 25, ctx.locale),
        ...note,
      ),
      about:
        only === undefined
          ? account === undefined
            ? []
            : [account]
          : [refOf(only), { entity: 'account', ...only.account }],
    };
  },
});

/** How amounts were compared with a bound; nothing where all are in one currency. */
function comparisonNote(compared: Comparison, locale: Locale): Block[] {
  const zh = locale === 'zh';
  if (compared.kind === 'own') {
    if (compared.currencies.length < 2) return [];
    const text = zh
      ? '每笔金额按自己的币种比较；说“超过5万美元”则按折算后的金额比较。'
      : 'Each amount was compared in its own currency; say “over $50k” to compare what they are worth in dollars.';
    return [{ kind: 'note', text }];
  }
  const { currency, asOf, leftOut } = compared;
  const lines = [
    asOf === null
      ? ''
      : zh
        ? `按 ${dayText(asOf, locale)} 汇率折算成 ${currency} 后比较。`
        : `Compared by what they are worth in ${currency} at the rates of ${dayText(asOf, locale)}.`,
    leftOut.length === 0
      ? ''
      : zh
        ? `${leftOut.join('、')} 的商机未计入：没有汇率可与 ${currency} 比较。`
        : `Deals in ${leftOut.join(', ')} are left out: there is no rate to compare them with ${currency}.`,
  ].filter(Boolean);
  return lines.length === 0 ? [] : [{ kind: 'note', text: lines.join(zh ? '' : ' ') }];
}
