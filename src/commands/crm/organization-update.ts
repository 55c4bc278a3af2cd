import { z } from 'zod';
import { settingsOf, updateSettings } from '../../crm/settings.ts';
import { type Phrase, replyOf, say } from '../../reply/reply.ts';
import { changedReply } from '../cards/changed.ts';
import { settingsFields } from '../cards/settings-card.ts';
import { defineCommand } from '../command.ts';
import { MONTHS, REP_SEES_LABELS } from '../labels.ts';
import { choice, language, text, timeZone } from '../parameters.ts';

/** Currencies by what people call them. Others are said by their code. */
const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  USD: 'usd|us dollar|us dollars|dollar|dollars|美元|美金',
  EUR: 'eur|euro|euros|欧元',
  GBP: 'gbp|pound|pounds|sterling|british pounds|英镑',
  CNY: 'cny|rmb|yuan|renminbi|人民币',
  JPY: 'jpy|yen|日元',
  HKD: 'hkd|hong kong dollars|港币|港元',
  SGD: 'sgd|singapore dollars|新加坡元|新币',
  TWD: 'twd|taiwan dollars|新台币|台币',
  KRW: 'krw|won|韩元',
  AUD: 'aud|australian dollars|澳元',
  CAD: 'cad|canadian dollars|加元',
  CHF: 'chf|swiss francs|francs|瑞士法郎',
  INR: 'inr|rupee|rupees|卢比',
  SEK: 'sek|swedish krona|瑞典克朗',
  BRL: 'brl|real|reais|雷亚尔',
};

const implied = (parameter: string, words: string, value: string): string =>
  words
    .split('|')
    .map((word) => `${word} {${parameter}=${value}}`)
    .join('|');
const CURRENCY = Object.entries(CURRENCY_WORDS)
  .map(([code, words]) => implied('baseCurrency', words, code))
  .join('|');
const MONTH_EN = MONTHS.map((month, i) =>
  implied('fiscalYearStart', month.en.toLowerCase(), String(i + 1)),
).join('|');
const MONTH_ZH = MONTHS.map((month, i) =>
  implied('fiscalYearStart', `${month.zh}|${i + 1}月`, String(i + 1)),
)
  .reverse()
  .join('|');

const labelled = (values: readonly string[]): Record<string, Phrase> =>
  Object.fromEntries(values.map((value) => [value, { en: value, zh: value }]));

export const updateOrganization = defineCommand({
  name: 'organization.update',
  risk: 'write',
  roles: ['admin'],
  summary: {
    en: "Change the company's settings: currency, fiscal year, what a rep sees.",
    zh: '修改公司设置：本位币、财年、销售可见范围。',
  },
  parameters: z.object({
    name: text({ label: { en: 'name', zh: '名称' } }).optional(),
    baseCurrency: choice(labelled(Object.keys(CURRENCY_WORDS)), {
      label: { en: 'base currency', zh: '本位币' },
    }).optional(),
    timeZone: timeZone({ label: { en: 'time zone', zh: '时区' } }).optional(),
    language: language({ label: { en: 'language', zh: '语言' } }).optional(),
    fiscalYearStart: choice(
      Object.fromEntries(MONTHS.map((month, i): [string, Phrase] => [String(i + 1), month])),
      { label: { en: 'start of the fiscal year', zh: '财年开始月份' } },
    ).optional(),
    weekStart: choice(
      { monday: { en: 'Monday', zh: '星期一' }, sunday: { en: 'Sunday', zh: '星期日' } },
      { label: { en: 'start of the week', zh: '每周开始' } },
    ).optional(),
    repSees: choice(REP_SEES_LABELS, { label: { en: 'a rep sees', zh: '销售可见' } }).optional(),
    leadsToConvert: choice(
      {
        qualified: { en: 'qualified leads only', zh: '仅合格线索' },
        all: { en: 'all leads', zh: '全部线索' },
      },
      { label: { en: 'leads that are converted', zh: '可转化的线索' } },
    ).optional(),
    newMembersAre: choice(
      {
        rep: { en: 'rep', zh: '销售' },
        support: { en: 'support agent', zh: '客服' },
        viewer: { en: 'viewer', zh: '只读成员' },
      },
      { label: { en: 'role of new people', zh: '新成员默认角色' } },
    ).optional(),
  }),
  examples: {
    en: [
      'set our base currency to EUR',
      'our fiscal year starts in April',
      'weeks start on Sunday',
      'reps may see only their own records',
      'let reps see everything',
      'reps see their team',
      'set the company time zone to Berlin',
      'rename the company to Northwind Robotics',
      'new people become viewers',
      'change the company language to Chinese',
      'the fiscal year begins in July',
      'base currency is pounds',
      'only qualified leads may be converted',
      'any lead may be converted',
    ],
    zh: [
      '把本位币改成人民币',
      '财年从4月开始',
      '每周从星期日开始',
      '销售只能看自己的记录',
      '销售可以看全部记录',
      '销售能看本团队的记录',
      '公司时区改成上海',
      '公司改名为北风机器人',
      '新成员默认是只读',
      '公司语言改成英文',
      '会计年度从七月开始',
      '默认币种用美元',
      '只有合格的线索才能转化',
      '所有线索都可以转化',
    ],
  },
  patterns: {
    en: [
      `[<change>] [our|the|the company] [company] (base currency|main currency|default currency|company currency|reporting currency) [<to>] (${CURRENCY})`,
      `[<change>] [our|the|the company] [company] (fiscal year|financial year|fy) [start|starts|should start|begins|begin|starting|to start|beginning] [<to>|in|with|on|from] (${MONTH_EN})`,
      '[<change>] [our|the] (week|weeks|work week) [start|starts|should start|begin|begins|to start] [<to>|on|with] (monday {weekStart=monday}|mondays {weekStart=monday}|sunday {weekStart=sunday}|sundays {weekStart=sunday})',
      '[let|allow|make|have] [our|the|all|a] ({*}|reps) [can|may|should|to|shall|could|must] [only] (see|view|access|read) [only|just] [to] [their|his|her|the] (own {repSees=own}|own ones {repSees=own}|own records {repSees=own}|own deals {repSees=own}|own data {repSees=own}|own stuff {repSees=own}|team {repSees=team}|team records {repSees=team}|team deals {repSees=team}|teams {repSees=team}|everything {repSees=all}|all {repSees=all}|all records {repSees=all}|all deals {repSees=all}|every record {repSees=all}) [only|records|deals]',
      "[let|allow|make|have] [our|the|all|a] ({*}|reps) [can|may|should|to] [only] (see|view|access) [only|just] (their|his|the) team ('s|s) [records|deals|data] {repSees=team}",
      '<change> [the|our] (company|organization|organisation|org) (time zone|timezone) [<to>] {timeZone}',
      '<change> [the|our] (company|organization|organisation|org) (language|default language) [<to>] {language}',
      '(rename|call) [the|our] (company|organization|organisation|org) [to|as] {name}',
      '<change> [the|our] (company|organization|organisation|org) name [<to>] {name}',
      '[<change>] [all] (new people|new members|newcomers|new users|new colleagues) [should] (become|are|be|start as|get|join as) [a|the] [role] {newMembersAre} [by default|role]',
      '[allow|let] (only qualified {leadsToConvert=qualified}|only approved {leadsToConvert=qualified}|just qualified {leadsToConvert=qualified}|all {leadsToConvert=all}|any {leadsToConvert=all}|every {leadsToConvert=all}|unqualified {leadsToConvert=all}) (leads|lead) [may|can|should|must|are|to|is|shall] [only|now|also] [be] (converted|convert|allowed to be converted)',
      '(leads|a lead) (must {leadsToConvert=qualified}|have to {leadsToConvert=qualified}|has to {leadsToConvert=qualified}|need to {leadsToConvert=qualified}|needs to {leadsToConvert=qualified}|need not {leadsToConvert=all}|do not have to {leadsToConvert=all}|does not have to {leadsToConvert=all}) be (qualified|approved) (before conversion|before they are converted|before it is converted|to be converted|before converting)',
      '(convert|allow converting|allow conversion of) only (qualified|approved) leads {leadsToConvert=qualified}',
      '<change> [the|our] (company|organization|organisation|org) (settings|configuration|preferences)',
    ],
    zh: [
      `[<把>] [公司|我们] [的] (本位币|默认币种|默认货币|基准货币|主币种|公司币种) [<改>|用|换成|是] (${CURRENCY})`,
      `[<把>] [公司|我们] [的] (财年|会计年度|财政年度|财务年度) [<改>|设为] [从|在] (${MONTH_ZH}) [份] [开始|起]`,
      '[<把>] [一周|每周|星期|周] [<改>] [从|以] (星期日 {weekStart=sunday}|周日 {weekStart=sunday}|星期天 {weekStart=sunday}|星期一 {weekStart=monday}|周一 {weekStart=monday}) (开始|起|为第一天|作为第一天)',
      '[让|允许] [所有] ({*}|销售) [人员|们] [只|可以|能|只能|应该] [能] (看|看到|查看|访问) (自己 {repSees=own}|自己的 {repSees=own}|本人 {repSees=own}|本人的 {repSees=own}|本团队 {repSees=team}|本团队的 {repSees=team}|团队 {repSees=team}|团队的 {repSees=team}|全部 {repSees=all}|全部的 {repSees=all}|所有 {repSees=all}|所有的 {repSees=all}|所有人的 {repSees=all}|公司全部 {repSees=all}) [的] [记录|数据|商机|单子]',
      '[<把>] (公司|组织) [的] 时区 [<改>] {timeZone}',
      '[<把>] (公司|组织) [的] [默认] 语言 [<改>] {language}',
      '[<把>] (公司|组织) [的] (改名为|改名叫|改名成|更名为|名字改成|名称改成|名称改为|名字改为) {name}',
      '[<把>] (新成员|新人|新同事|新用户) [的] [默认] [角色] [<改>|是|为] {newMembersAre} [成员]',
      '(只有|仅|只允许) (合格|合格的|审批通过的|通过审批的) 线索 {leadsToConvert=qualified} [才] [能|可以|可|允许] [被] (转化|转换|转客户)',
      '(所有|全部|任何|不合格的|未审批的) [的] 线索 {leadsToConvert=all} [都|也] [能|可以|可|允许] [被] (转化|转换|转客户)',
      '线索 [必须|要|需要|须] [先] (审批|审批通过|合格|通过审批) {leadsToConvert=qualified} [后|之后] (才能|才可以|再|方可) (转化|转换)',
      '<改> 公司 [的] (设置|配置)',
    ],
  },
  run: async (
    ctx,
    { language: locale, fiscalYearStart, weekStart, newMembersAre, leadsToConvert, ...rest },
  ) => {
    const patch = {
      ...rest,
      locale,
      fiscalYearStartMonth: fiscalYearStart === undefined ? undefined : Number(fiscalYearStart),
      weekStartsOnSunday: weekStart === undefined ? undefined : weekStart === 'sunday',
      qualifiedLeadsOnly: leadsToConvert === undefined ? undefined : leadsToConvert === 'qualified',
      newMemberRole: newMembersAre,
    };
    if (Object.values(patch).every((value) => value === undefined)) {
      return {
        reply: replyOf(
          settingsFields(await settingsOf(ctx), ctx.locale),
          ...say(
            ctx.locale === 'zh'
              ? '要改哪一项？例如“财年从4月开始”“本位币改成人民币”“销售只能看自己的记录”。'
              : 'Which of these? Say it, like “our fiscal year starts in April”, “base currency is EUR” or “reps see only their own records”.',
          ).blocks,
        ),
        about: [],
      };
    }
    await updateSettings(ctx, patch);
    return { reply: await changedReply(ctx, patch.name ?? ctx.organization.name), about: [] };
  },
});
