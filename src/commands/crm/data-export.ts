import { z } from 'zod';
import { csvOf } from '../../crm/csv.ts';
import { EXCEL_TYPE, excelOf } from '../../crm/excel-file.ts';
import { beginExport } from '../../crm/export-work.ts';
import { comparedIn, countExport, exportRecords, formatFor } from '../../crm/exports.ts';
import { storeFile } from '../../crm/files.ts';
import { replyOf } from '../../reply/reply.ts';
import { comparisonNote } from '../cards/comparison-note.ts';
import {
  exportBegunReply,
  exportedReply,
  exportName,
  exportWords,
  headersOf,
} from '../cards/export-card.ts';
import { defineCommand } from '../command.ts';
import { tellOf } from '../context.ts';
import { CLOSING, STAGE } from '../cues.ts';
import { choice, flag, money, period, person, record, stage, text } from '../parameters.ts';

const KINDS = {
  accounts: { en: 'accounts', zh: '客户' },
  contacts: { en: 'contacts', zh: '联系人' },
  leads: { en: 'leads', zh: '线索' },
  deals: { en: 'deals', zh: '商机' },
  products: { en: 'products', zh: '产品' },
  orders: { en: 'orders', zh: '订单' },
  activities: { en: 'activities', zh: '活动' },
  tasks: { en: 'tasks', zh: '任务' },
} as const;

const FORMATS = {
  csv: { en: 'CSV', zh: 'CSV' },
  excel: { en: 'Excel', zh: 'Excel' },
} as const;

export const exportData = defineCommand({
  name: 'data.export',
  risk: 'read',
  roles: ['manager'],
  background: true,
  summary: {
    en: 'Export records as a CSV or Excel file.',
    zh: '把数据导出为 CSV 或 Excel 文件。',
  },
  parameters: z.object({
    kind: choice(KINDS, {
      label: { en: 'kind of records', zh: '数据类型' },
      question: { en: 'What shall I export?', zh: '要导出什么？' },
    }),
    format: choice(FORMATS, { label: { en: 'format', zh: '格式' } }).optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    account: record('account', { label: { en: 'account', zh: '客户' } }).optional(),
    stage: stage({ label: { en: 'stage', zh: '阶段' }, cues: STAGE }).optional(),
    open: flag({ label: { en: 'open', zh: '进行中' } }).optional(),
    period: period({
      label: { en: 'period', zh: '时间' },
      cues: {
        en: [...CLOSING.en, 'from', 'of', 'for', 'in', 'since', 'created', 'during'],
        zh: [...CLOSING.zh, '在'],
      },
    }).optional(),
    minValue: money({
      label: { en: 'at least', zh: '最低金额' },
      cues: {
        en: [
          'over',
          'above',
          'more than',
          'at least',
          'bigger than',
          'worth more than',
          'worth over',
          '>',
          '>=',
          'larger than',
        ],
        zh: ['超过', '大于', '高于', '至少', '不少于', '不低于', '金额超过', '金额大于'],
        after: { en: ['or more', 'and up', 'and above', '+'], zh: ['以上', '以上的', '起'] },
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
          '<',
          '<=',
          'up to',
        ],
        zh: ['低于', '小于', '少于', '不超过', '不高于', '最多'],
        after: {
          en: ['or less', 'and below', 'or under'],
          zh: ['以下', '以下的', '以内', '以内的'],
        },
        needed: true,
        end: 'high',
      },
    }).optional(),
    filter: text({ label: { en: 'name contains', zh: '名称包含' } }).optional(),
  }),
  examples: {
    en: [
      'export my open deals to excel',
      'export all accounts',
      'download the contacts as csv',
      'give me a spreadsheet of deals closing this month',
      'export leads',
      'send me all deals in negotiation as an excel file',
      'dump the products to csv',
      "export Dana's deals",
      'I need the tasks in excel',
      'export deals over 50k',
      'get me a csv of all orders this quarter',
      'export the activities from last week',
    ],
    zh: [
      '导出本月的商机',
      '导出所有客户',
      '把我的商机导出成 Excel',
      '导出联系人为 csv',
      '下载谈判阶段的商机',
      '给我一份客户的 Excel 表',
      '导出 50 万以上的商机',
      '导出线索',
      '把本季度的订单导出来',
      '导出 Dana 的商机',
      '导出任务清单',
      '我要一份产品的 csv',
    ],
  },
  patterns: {
    en: [
      '[<please>] (<export>) [me] [a|an|the] [list of|copy of|spreadsheet of|csv of|file of|file with|excel of|table of|dump of] [all] [of] [the|our|my {owner=me}] [all] [open {open=true}|active {open=true}|current {open=true}] [stage] <exportkind> [of mine {owner=me}] [we have|i have|there are] [(that are|which are|that|which|in|at|with|from|of|for|to)] [in|at|with|from|for] [stage] [to|as|into|in] [a|an] [<exportformat>] [file|format|sheet|please|spreadsheet]',
      "[<please>] (<export>) [all] {owner} ('s|s) [open {open=true}] [stage] <exportkind> [to|as|into|in] [a|an] [<exportformat>] [file|format|please]",
      '[<please>] (<export>) [all] [the] [open {open=true}] <exportkind> (owned by|of|assigned to|belonging to) {owner} [to|as|into|in] [a|an] [<exportformat>] [file|format|please]',
      '[<please>] (<export>) [all] [the] [open {open=true}] <exportkind> (of|for|at|with) [account] {account} [to|as|into|in] [a|an] [<exportformat>] [file|format|please]',
      '[<please>] (<export>) [all] [the|our] <exportkind> (called|named|containing|matching|with the name|whose name contains|that contain) "?{filter}"? [to|as|into|in] [a|an] [<exportformat>] [file|please]',
      "(give me|send me|get me|show me|i need|i want|can i have|can i get|could i get|may i have|let me have|make me|create|i'd like|prepare) [a|an|the] [full|complete] <exportformat> [file|sheet|export|list|dump|version|table] (of|with|for|from) [all] [the|our|my {owner=me}] [open {open=true}|active {open=true}] [stage] <exportkind> [of mine {owner=me}] [that are|that|which|in|at|closing|from|for|please] [stage]",
      "(give me|send me|get me|i need|i want|can i have|can i get|could i get|may i have|let me have|put|save|i'd like|write) [all] [of] [the|our|my {owner=me}] [open {open=true}|active {open=true}] [stage] <exportkind> [of mine {owner=me}] [that are|that|which] [in|at] [stage] (to|as|into|in) [a|an] <exportformat> [file|format|sheet|please|form]",
      '[<exportkind>] (export|data export) [of|for] [all] [the|my {owner=me}] [<exportkind>] [to|as|into|in] [a|an] [<exportformat>] [please]',
      '(export|download|dump) (everything|all the data|all data|all records|all my data|the data|data) [to|as|into] [<exportformat>]',
      '[<please>] (<export>) [all] [the|our] (accounts|customers|companies|clients) {kind=accounts} (in|from) [the] {filter#} [region|area|industry|sector|market] [to|as|into|in] [a|an] [<exportformat>] [file|please]',
      '[<please>] (<export>) [all] [the|our] {filter#} (accounts|customers|companies|clients) {kind=accounts} [to|as|into|in] [a|an] [<exportformat>] [file|please]',
    ],
    zh: [
      '[<帮忙>] (<导出>) [一下|下] [所有|全部|全部的|所有的] [我的 {owner=me}|我 {owner=me}|我们的|我们] [所有|全部] [在谈的 {open=true}|进行中的 {open=true}|未关闭的 {open=true}|未结的 {open=true}|未结 {open=true}|没关的 {open=true}|开放的 {open=true}] [在|处于] [阶段] [的] <导出类型> [列表|清单|数据|名单|信息|表|明细] [到|为|成|用] [<导出格式>] [文件|格式|表格|里|吧|给我|发我]',
      '[<帮忙>] (<导出>) [一下|下] [所有|全部] {owner} [的|名下的|负责的] [在谈的 {open=true}|进行中的 {open=true}] <导出类型> [列表|清单|数据] [到|为|成] [<导出格式>] [文件|格式]',
      '[<帮忙>] (<导出>) [一下|下] [客户] {account} (的) [所有|全部] (商机 {kind=deals}|单子 {kind=deals}|deals {kind=deals}|联系人 {kind=contacts}|订单 {kind=orders}|活动 {kind=activities}|活动记录 {kind=activities}|跟进记录 {kind=activities}|任务 {kind=tasks}) [列表|清单|数据|名单] [到|为|成] [<导出格式>] [文件|格式]',
      '[<帮忙>] (把|将) [所有|全部|全部的|所有的] [我的 {owner=me}|我 {owner=me}|我们的|我们] [所有|全部] [手上的 {owner=me}] [在谈的 {open=true}|进行中的 {open=true}|未关闭的 {open=true}|未结的 {open=true}|未结 {open=true}|没关的 {open=true}] [在|处于] [阶段] [的] <导出类型> [列表|清单|数据|名单|信息|表|明细] [都|全部|全] (<导出>) [来|到|为|成|给我] [<导出格式>] [文件|格式|表格|里|吧|给我|发我|来]',
      '[<帮忙>] (把|将) {owner} [的|名下的] [所有|全部] [在谈的 {open=true}] <导出类型> [列表|清单|数据] [都] (<导出>) [来|到|为|成] [<导出格式>] [文件|格式|吧|来]',
      '[<帮忙>] (给我|发我|要|需要|做|生成|来|弄|拉|我要|我需要|想要) [一份|一个|个|一张|份] [所有|全部] [我的 {owner=me}|我 {owner=me}] [在谈的 {open=true}|进行中的 {open=true}] [阶段] [的] <导出类型> [的] [列表|清单|数据|名单] [的] <导出格式> [文件|格式|表格|表]',
      '[<帮忙>] (给我|发我|要|需要|做|生成|来|弄|我要|我需要|想要) [一份|一个|个|一张|份] <导出格式> [的] [文件|表格] [里面|包含|含] [所有|全部] <导出类型> [数据]',
      '[<帮忙>] (<导出>) [一下|下] (所有|全部|所有的|全部的) <导出类型>',
      '(数据导出|导出数据|导出全部数据|导出所有数据)',
      '[<帮忙>] (<导出>) [一下|下] [所有|全部] {filter#} [地区|区域|大区|行业|市场] [的] (客户|公司) {kind=accounts} [列表|清单|数据|名单] [到|为|成] [<导出格式>] [文件|格式]',
      '[<帮忙>] (把|将) [所有|全部] {filter#} [地区|区域|大区|行业|市场] [的] (客户|公司) {kind=accounts} [列表|清单|数据|名单] [都] (<导出>) [来|到|为|成] [<导出格式>] [文件|格式|吧]',
      '[<帮忙>] (<导出>) [一下|下] [一份|一个] [所有|全部] (客户|公司) {kind=accounts} [列表|清单|数据|名单] , (只要|仅要|只导|只导出|就要|只|限) {filter#} [地区|区域|大区|行业|市场] [的] [<导出格式>]',
    ],
  },
  saidOnce: ['format'],
  followUps: {
    en: [
      '(have|get) [a|an|the] <exportformat> (export|file|copy|list|dump|version|sheet) (of|with|for) [all] [of] [the|our|my {owner=me}] <exportkind>',
    ],
    zh: [
      '[<帮忙>|把] [我的 {owner=me}|我手上的 {owner=me}|我们的|所有|全部] <导出类型> [列表|清单|数据] (导成|导出成|导出为|导出到|存成|转成|做成) <导出格式> [文件|格式|吧]',
      '[<帮忙>] (<导出>) [一份|一个|份] [所有|全部] [的] [我的 {owner=me}] <导出类型> [的] <导出格式> [文件|格式|表格]',
    ],
  },
  variations: {
    en: [
      '(and|also|plus|same for|the same for|what about|how about|now also|and also) [the|all|all the|my {owner=me}] <exportkind> [too|as well|please|also]',
      '[and|also|plus] [the|all|all the|my {owner=me}] <exportkind> (too|as well|also|next|please)',
    ],
    zh: [
      '(还有|再来|再导|也导|还要|另外|以及|同样导|再来一份) [一份|个] [我的 {owner=me}] <导出类型> [也] [吧|呢|的|也要]',
      '[再|把|还有] [我的 {owner=me}] <导出类型> (也导出来|也导出|也要|也导一下|也导一份|也来一份|也导|也下载|也一样|呢)',
    ],
  },
  run: async (ctx, { kind, format = 'csv', owner, account, filter: said, ...rest }) => {
    const filter = { ...rest, ownerId: owner?.id, accountId: account?.id, text: said };
    const { locale } = ctx;
    const what = exportWords(kind, locale);
    const compared = await comparedIn(ctx, kind, filter);
    const note = compared === null ? [] : comparisonNote(compared, locale);
    const total = await countExport(ctx, kind, filter);
    if (total === 0)
      return {
        reply: replyOf(
          {
            kind: 'text',
            text: locale === 'zh' ? `没有符合条件的${what}。` : `There are no ${what} to export.`,
          },
          ...note,
        ),
        about: [],
      };
    const tell = tellOf(ctx);
    if (total > IN_TURN && tell !== null) {
      const conversationId = ctx.conversation.id;
      await beginExport(ctx, { kind, format, filter, total, conversationId, tell });
      return {
        reply: replyOf(...exportBegunReply({ kind, total }, locale).blocks, ...note),
        about: [],
      };
    }
    const { fields, rows } = await exportRecords(ctx, kind, filter);
    const header = headersOf(fields, locale);
    const excel = formatFor(format, rows.length) === 'excel';
    const file = await storeFile(ctx, {
      name: `${exportName(kind, ctx.today)}.${excel ? 'xlsx' : 'csv'}`,
      mediaType: excel ? EXCEL_TYPE : 'text/csv',
      content: excel ? await excelOf(what, header, rows) : csvOf(header, rows),
    });
    const reply = exportedReply({ records: kind, rows: rows.length, asked: format, file }, locale);
    return { reply: replyOf(...reply.blocks, ...note), about: [] };
  },
});

/** More of them take longer than a turn should: they are exported after it. */
const IN_TURN = 3000;
