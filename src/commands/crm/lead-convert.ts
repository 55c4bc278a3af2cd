import { z } from 'zod';
import { type Conversion, convertLead as convert } from '../../crm/leads.ts';
import { type Locale, replyOf } from '../../reply/reply.ts';
import { dealButtons, dealFields, dealTitle, refOf } from '../cards/deal-card.ts';
import { leadTitle } from '../cards/lead-card.ts';
import { defineCommand } from '../command.ts';
import { money, record } from '../parameters.ts';

export const convertLead = defineCommand({
  name: 'lead.convert',
  risk: 'write',
  roles: ['rep'],
  summary: {
    en: 'Turn a lead into an account, a contact and a deal.',
    zh: '把线索转成客户、联系人和商机。',
  },
  parameters: z.object({
    lead: record('lead', {
      label: { en: 'lead', zh: '线索' },
      question: { en: 'Which lead?', zh: '哪条线索？' },
    }),
    dealValue: money({
      label: { en: 'deal value', zh: '商机金额' },
      cues: {
        en: ['deal value', 'value', 'worth', 'with a deal of', 'deal of', 'deal worth', 'for'],
        zh: ['商机金额', '金额', '价值', '商机'],
        after: { en: ['deal', 'opportunity', 'opp'], zh: ['的商机', '的单子', '商机'] },
      },
    }).optional(),
    account: record('account', {
      label: { en: 'account', zh: '客户' },
      cues: {
        en: ['into account', 'under account', 'into the account'],
        zh: ['并入', '归到', '归入'],
      },
    }).optional(),
    deal: record('deal', {
      label: { en: 'existing deal', zh: '已有商机' },
      cues: {
        en: ['into deal', 'into the deal', 'into existing deal', 'into the existing deal'],
        zh: ['并入商机', '归入商机', '归到商机'],
      },
    }).optional(),
  }),
  examples: {
    en: [
      'convert lead Jane Doe',
      'convert L-3 with a 20k deal',
      'convert the Bob Lee lead, deal value $50k',
      'turn lead Priya Shah into a deal worth 30k',
      'convert lead Tom Riddle into account Stripe',
      'make lead L-4 a customer',
      'lead Gavin Belson is ready, convert it',
      'convert it, 15k',
      'convert her',
      'convert lead L-9 to an opportunity',
      'promote lead Ann Lee to contact and deal',
      'convert L-7 into the Globex deal',
      'convert lead Jane Doe into D-12',
      'merge lead L-2 into the existing Hooli deal',
    ],
    zh: [
      '转化线索张伟',
      '把线索 L-3 转成商机，5万',
      '线索李雷转客户',
      '把线索韩梅梅转化，金额20万',
      '线索 L-4 转成客户和商机',
      '线索王芳可以转化了',
      '转换线索刘洋，并入客户顺丰',
      '把这条线索转成商机',
      '把线索 L-7 并入 Globex 的商机',
      '线索张伟转化到商机 D-12',
      '把线索王芳并入已有商机 D-3',
    ],
  },
  patterns: {
    en: [
      '(convert|transform|promote|upgrade) [the] [<lead>] {lead} [lead] [with|and] [a|an] [deal|opportunity|opp] [at|of|for|worth]',
      '(convert|transform|promote|upgrade|turn|make) [the] [<lead>] {lead} [lead] (to|into|as|in) [a|an] [<account>|contact|deal|opportunity|opp|contact and deal|account and deal|customer and deal|account , contact and deal] [and] [a|an] [deal|opportunity] [of|for|worth|at|with]',
      '(convert|transform|promote|turn) [the] [<lead>] {lead} [lead] (to|into|under|in) [the] (account|existing account|customer) {account}',
      '(convert|transform|promote|turn|merge|add) [the] [<lead>] {lead} [lead] (to|into|in|under) [the|our|their] [existing|current|open] [<deal>] {deal#}',
      '(convert|transform|promote|turn|merge|add) [the] [<lead>] {lead} [lead] (to|into|in|under) (the|our|their) [existing|current|open] {deal} (deal|opportunity|opp)',
      '(convert|transform|promote|turn|merge|add) [the] [<lead>] {lead} [lead] (to|into|in|under) [the|our] (existing|current) (deal|opportunity|opp) {deal}',
      'make [the] <lead> {lead} [into] [a|an] (<account>|deal|opportunity|opp|contact) [of|for|worth|at]',
      'make [the] {lead} lead [into] [a|an] (<account>|deal|opportunity|opp|contact) [of|for|worth|at]',
      '[the] <lead> {lead} [is|are] [now|ready|good|good to go] [,|-|and|.] [please] (convert it|convert him|convert her|convert|ready to convert|ready for conversion)',
      '(convert|promote) (to|into) [a|an] (deal|customer|account|opportunity) [of|for|worth|at|with] {lead=it}',
      '[the] {lead} lead [is] [now|ready|good] [,|-|and|.] [please] (convert it|convert|ready to convert)',
    ],
    zh: [
      '[<把>] <线索> {lead} [可以|能|现在] (转化|转换|转成|转为|转|转到|变成|升级为) [成|为|了|一下|吧] [商机|客户|单子|联系人|客户和商机|客户、联系人和商机|成交客户|deal|正式客户] [了|吧]',
      '[<把>] {lead} [这条|那条|的|这个|那个] <线索> [可以|能|现在] (转化掉|转掉|转化|转换|转成|转为|转|变成) [成|为|了|一下] [商机|客户|单子|联系人|客户和商机|deal|正式客户] [了|吧]',
      '(转化|转换|转|convert) [一下|掉] <线索> {lead}',
      '(转化|转换|转|convert) [一下|掉] <线索> {lead} [,] (并入|归到|归入|到) [客户|账户] {account}',
      '[<把>] <线索> {lead} (转到|并入|归到|转化到|转入) [客户|账户] {account} [名下]',
      '[<把>] <线索> {lead} (转到|并入|归到|转化到|转入|并到|加到|归入) [已有|现有] [的] [商机|单子] {deal#}',
      '[<把>] <线索> {lead} (转到|并入|归到|转化到|转入|并到|加到|归入) {deal} [的] [已有|现有] [的] (商机|单子)',
      '(转化|转换) [一下] <线索> {lead} [,] (并入|归到|归入|到|并到) [已有|现有] [的] [商机|单子] {deal#}',
      '(转化|转换) [一下] <线索> {lead} [,] (并入|归到|归入|到|并到) {deal} 的 [已有|现有] [的] (商机|单子)',
      '[可以|能|直接|现在] (转化|转成|转为|转) [成|为|了|一下] (商机|客户|单子|deal|正式客户|成交客户) [了|吧] {lead=它}',
      '[<把>] {lead: (它|他|她)} [可以|能|直接] (转化|转成|转为|转) [成|为|了|一下] [商机|客户|单子|deal|正式客户|成交客户] [了|吧]',
      '把 {lead} (转化|转化掉|转化一下|转成商机|转成客户|转为客户|转为商机) [了|吧]',
      '[可以|能] (转化一下|转化|转化吧|可以转化了|转化了) {lead=它}',
      '<线索> {lead} (可以转了|可以转化了|能转了|转客户|转商机)',
      '[<把>] {lead} [可以|能|直接|现在] (转商机|转成商机|转为商机|转化成商机|转化为商机|转客户|转成客户|转为客户|转正式客户) [了|吧]',
    ],
  },
  followUps: {
    en: [
      'convert [it|him|her|them] (,|-|at|for|with) [deal] [worth|of|value|is|at] {dealValue} {lead=it}',
      'convert [now|please] {lead=it}',
    ],
    zh: [],
  },
  run: async (ctx, { lead, dealValue, account, deal }) => {
    const made = await convert(ctx, lead.id, { account, dealId: deal?.id, value: dealValue });
    return {
      reply: replyOf(
        { kind: 'text', text: textOf(made, ctx.locale) },
        dealFields(made.deal, ctx.locale),
        ...dealButtons(made.deal, ctx.locale),
      ),
      about: [
        refOf(made.deal),
        { entity: 'account', id: made.account.id, name: made.account.name },
        { entity: 'contact', id: made.contact.id, name: made.contact.name },
        lead,
      ],
    };
  },
});

function textOf({ lead, account, contact, deal }: Conversion, locale: Locale): string {
  const zh = locale === 'zh';
  const how = (made: { new: boolean }) =>
    made.new ? (zh ? '新建' : 'new') : zh ? '已有' : 'already there';
  return zh
    ? `线索 ${leadTitle(lead)} 已转化：客户 ${account.name}（${how(account)}）、联系人 ${contact.name}（${how(contact)}）、商机 ${dealTitle(deal)}（${how(deal)}）。`
    : `Converted ${leadTitle(lead)}: account ${account.name} (${how(account)}), contact ${contact.name} (${how(contact)}), deal ${dealTitle(deal)} (${how(deal)}).`;
}
