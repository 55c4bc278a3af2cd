import { z } from 'zod';
import { type Correction, correctImport } from '../../crm/imports.ts';
import type { Reply } from '../../reply/reply.ts';
import { proposalReply } from '../cards/import-card.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { choice, text } from '../parameters.ts';
import { beginImport } from './data-import.ts';

/** The proposal with a correction: it waits for the person's word again. */
async function corrected(ctx: CommandContext, correction: Correction): Promise<Reply> {
  return proposalReply(await correctImport(ctx, ctx.conversation.id, correction), ctx.locale);
}

const LEAVE_OUT =
  /^(?:nothing|none|ignored?|left out|not needed|skipped?|unused|irrelevant|不要|忽略|不导入|跳过|没用|不需要|无用)$/i;

export const mapColumn = defineCommand({
  name: 'import.map',
  risk: 'destructive',
  roles: ['manager'],
  background: true,
  summary: {
    en: 'Say which column of an import is which field.',
    zh: '指定导入文件的某一列是什么字段。',
  },
  parameters: z.object({
    column: text({
      label: { en: 'column', zh: '列' },
      question: { en: 'Which column: its number or its header?', zh: '哪一列（列号或表头）？' },
      max: 100,
    }),
    field: text({
      label: { en: 'field', zh: '字段' },
      question: { en: 'Which field is it?', zh: '它是什么字段？' },
      max: 100,
    }),
  }),
  examples: {
    en: [
      'column 3 is the close date',
      'column 2 is the owner',
      'the third column is the amount',
      'map column 5 to stage',
      'column 4 should be the account',
      'treat column 1 as the name',
      'column close_value is the value',
      'leave out column 6',
      'ignore column 2',
      'skip the column notes',
    ],
    zh: [
      '第三列是预计成交日',
      '第2列是负责人',
      '第 4 列是客户',
      '把第五列作为金额',
      '第1列对应名称',
      '列 3 是阶段',
      '第6列不导入',
      '忽略第二列',
      '第三列应该是电话',
      '第7列不要',
    ],
  },
  patterns: {
    en: [
      '[<please>] (column|col|col.) {column} (is|=|are|means|holds|contains|has|should be|must be|needs to be|maps to|goes to|goes into|to|->|as|is actually|is really) [the|a|an|our] {field} [column|field]',
      '[<please>] [the] {column#} (column|col) (is|=|are|means|holds|contains|has|should be|must be|needs to be|maps to|goes to|goes into|is actually|is really) [the|a|an|our] {field} [column|field]',
      '[<please>] (map|treat|use|take|set|read|import|assign|match|link) [the] (column|col) {column} (to|as|for|into|with|->|=) [the|a|an|our] {field} [column|field]',
      "[<please>] (leave out|ignore|skip|drop|omit|exclude|do not import|don't import|forget|remove) [the] (column|col) {column} {field=nothing}",
      '[<please>] (leave|keep) [the] (column|col) {column} (out|away) {field=nothing}',
      '[<please>] (column|col) {column} (is not needed|is irrelevant|can be ignored|can be left out|is unused|can go|should be ignored|should be skipped|is nothing) {field=nothing}',
    ],
    zh: [
      '[<帮忙>] [把|将] (第) {column} (列) [数据] (是|为|作为|当作|当成|对应|应该是|其实是|改成|改为|设为|映射到|映射成|表示|算) [的] {field} [字段|列]',
      '[<帮忙>] [把|将] (列) {column} (是|为|作为|当作|当成|对应|应该是|其实是|改成|改为|设为|映射到|映射成) {field} [字段|列]',
      '[<帮忙>] [把|将] (第) {column} (列) (不要|不导入|忽略|忽略掉|跳过|去掉|不用|不需要|不用导入|删掉|没用) {field=nothing} [了]',
      '[<帮忙>] (忽略|跳过|去掉|不要|不导入|别导入|排除|不用) [掉] (第) {column} (列) {field=nothing}',
    ],
  },
  preview: (ctx, { column, field }) =>
    corrected(ctx, { kind: 'column', column, field: LEAVE_OUT.test(field) ? null : field }),
  run: (ctx) => beginImport(ctx),
});

const MODES = {
  create: { en: 'only add', zh: '只新增' },
  update: { en: 'only update', zh: '只更新' },
  both: { en: 'add and update', zh: '新增并更新' },
} as const;
const DAYS = {
  'day-first': { en: 'day first', zh: '日在前' },
  'month-first': { en: 'month first', zh: '月在前' },
} as const;
const ROWS = {
  good: { en: 'the good rows', zh: '没问题的行' },
  all: { en: 'all or nothing', zh: '全部或全不' },
} as const;
const ALIKE = {
  new: { en: 'new accounts', zh: '新客户' },
  same: { en: 'the same accounts', zh: '同一客户' },
} as const;
const RECORDS = {
  accounts: { en: 'accounts', zh: '客户' },
  contacts: { en: 'contacts', zh: '联系人' },
  leads: { en: 'leads', zh: '线索' },
  deals: { en: 'deals', zh: '商机' },
  products: { en: 'products', zh: '产品' },
  orders: { en: 'orders', zh: '订单' },
} as const;

export const setImport = defineCommand({
  name: 'import.set',
  risk: 'destructive',
  roles: ['manager'],
  background: true,
  summary: {
    en: 'Say how an import treats existing records, days and bad rows.',
    zh: '设置导入方式：新增还是更新、日期顺序、问题行。',
  },
  parameters: z.object({
    mode: choice(MODES, { label: { en: 'mode', zh: '方式' } }).optional(),
    days: choice(DAYS, { label: { en: 'order of days', zh: '日期顺序' } }).optional(),
    rows: choice(ROWS, { label: { en: 'bad rows', zh: '问题行' } }).optional(),
    alike: choice(ALIKE, {
      label: { en: 'accounts with a like name', zh: '名称相近的客户' },
      silent: true,
    }).optional(),
    records: choice(RECORDS, { label: { en: 'kind of records', zh: '数据类型' } }).optional(),
    column: text({ label: { en: 'column', zh: '列' }, max: 100 }).optional(),
  }),
  examples: {
    en: [
      'only add new ones',
      'only update existing records',
      'add new ones and update existing ones',
      'column 3 is day first',
      'the dates are day first',
      'dates are month first',
      'all or nothing',
      'keep the good rows',
      'these are leads, not contacts',
      'skip the duplicates',
      'these are new accounts',
      'the alike ones are the same accounts',
    ],
    zh: [
      '只新增',
      '只更新已有的',
      '新增并更新已有的',
      '第3列日在前',
      '日期是日在前',
      '日期是月在前',
      '有一行错就全不导入',
      '保留没问题的行',
      '这些是线索，不是联系人',
      '跳过重复的',
      '都是新客户',
      '相近的都是同一客户',
    ],
  },
  patterns: {
    en: [
      "[<please>] (only|just) (add|create|import|insert) [the] (new ones|new records|new rows|new|the new ones|what is new|what's new) {mode=create} [only]",
      "[<please>] (skip|ignore|leave out|don't import|do not import|leave) [the|all|any] (duplicates|dupes|existing ones|existing records|existing|duplicate records|existing ones alone|the existing ones) {mode=create}",
      '[<please>] (create|add) [new] (only) {mode=create}',
      "[<please>] (don't|do not|never) (update|change|touch|overwrite) [the|any] (existing|existing ones|existing records|what is there|what's there) [records] {mode=create}",
      "[<please>] (only|just) (update|change|refresh) [the] (existing|existing ones|existing records|ones we have|records we have|what is there|what's there|known ones) {mode=update} [only]",
      '[<please>] (update) (only) {mode=update}',
      "[<please>] (don't|do not|never) (add|create) [any] (new|new ones|new records|anything new|anything) {mode=update}",
      '[<please>] (add|create) [the] [new] [ones|records] (and|&|plus) (update) [the] [existing|old|others|rest] [ones|records] {mode=both}',
      '[<please>] (update|overwrite|refresh) (existing ones too|the existing ones too|existing records too|duplicates too|the duplicates too|existing ones as well|the duplicates) {mode=both}',
      '[the|these|those|all|all the] [dates|days] [in] [column {column}] (is|are|have|has|in|=|are in|is in|come as|are written) [the] (day first|dd/mm format|dd/mm|day/month|dd/mm/yyyy|day before month|european|day-first|dmy|d/m/y|british) {days=day-first} [dates|order|format]',
      '[the|these|those|all|all the] [dates|days] [in] [column {column}] (is|are|have|has|in|=|are in|is in|come as|are written) [the] (month first|mm/dd format|mm/dd|month/day|mm/dd/yyyy|month before day|american|month-first|mdy|m/d/y|us) {days=month-first} [dates|order|format]',
      '(day first|dd/mm|day before month|day-first) {days=day-first} [please|dates]',
      '(month first|mm/dd|month before day|month-first) {days=month-first} [please|dates]',
      '(all or nothing|everything or nothing|all rows or none|only if all rows are good|nothing if one row is bad) {rows=all} [please]',
      '(these|those|they|the alike ones|the alike|the like-named ones|all of them|the others|the rest) (are|should be|count as) [all] [really|actually] (new|new ones|new accounts|new companies|different|different accounts|different companies|separate accounts) {alike=new}',
      '(these|those|they|the alike ones|the alike|the like-named ones|all of them|the others|the rest) (are|should be|count as) [all] [really|actually] (the same|the same ones|the same accounts|the same companies|the existing ones|existing accounts) {alike=same}',
      '[<please>] (keep|import|take|bring in) [only|just] (the good rows|good rows|the rows that work|the valid rows|the ones that work|valid rows) {rows=good} [only]',
      '[no|actually] (these|those|they|this|it) (are|is) [all] [actually|really] (leads {records=leads}|contacts {records=contacts}|accounts {records=accounts}|deals {records=deals}|products {records=products}|orders {records=orders}|companies {records=accounts}|opportunities {records=deals}|people {records=contacts}) [,] (not) [{*}]',
      '(import|treat|take|read) (it|them|these|this|the file|the rows) as (leads {records=leads}|contacts {records=contacts}|accounts {records=accounts}|deals {records=deals}|products {records=products}|orders {records=orders}) [instead|please]',
    ],
    zh: [
      '[<帮忙>] (只|仅|仅仅|只要) (新增|新建|添加|导入新的|新增新的|加新的) [新的|的|就行|就好|就可以了|即可] {mode=create}',
      '[<帮忙>] (跳过|忽略|去掉|不要|不导入|别导入) [掉] (重复|已有|已存在|重复的|已有的|已存在的) [的|记录|数据] {mode=create}',
      '[<帮忙>] (不要|别|不) (更新|改|覆盖|动) (已有|已有的|已存在的|现有的|原来的) [记录|数据] {mode=create}',
      '[<帮忙>] (只|仅|仅仅) (更新|修改) (已有|已有的|已存在的|现有的|现有|存在的) [记录|数据|就行|就好] {mode=update}',
      '(只更新|仅更新) {mode=update}',
      '[<帮忙>] (不要|别|不) (新增|新建|添加|加新的) [新的|记录] {mode=update}',
      '(新增|添加) [新的] [并|并且|也|同时|和] (更新) [已有|已有的|现有的|已存在的] [记录] {mode=both}',
      '(已有的|重复的|已存在的) (也更新|也要更新|一起更新|也一起更新) {mode=both}',
      '[日期|这些日期|第 {column} 列] [都] [是|的] [日期] (日在前|日月年|先日后月|日/月|天在前|日期在前|日/月/年) {days=day-first} [的]',
      '[日期|这些日期|第 {column} 列] [都] [是|的] [日期] (月在前|月日年|先月后日|月/日|月份在前|月/日/年) {days=month-first} [的]',
      '(有一行错就全不导入|有错就都不导入|要么全部要么不导|全部成功才导入|有问题就全不导入|要么全导要么全不导) {rows=all}',
      '[相近的|名称相近的|这些|其他的|其余的] [都|全] (是|算) (新客户|新的客户|新公司|新的公司|不同客户|不同的客户) {alike=new}',
      '[相近的|名称相近的|这些|其他的|其余的] [都|全] (是|算) (同一客户|同一个客户|同一家|同一家公司|已有客户|已有的客户) {alike=same}',
      '(保留|只导入|导入|只导) (没问题的行|没问题的|正确的行|好的行|正确的|没错的) {rows=good}',
      '[不是|不对] [,] [这些|这个|这|它们|这批] [其实|应该] (是) (线索 {records=leads}|联系人 {records=contacts}|客户 {records=accounts}|商机 {records=deals}|产品 {records=products}|订单 {records=orders}) [,] (不是|而不是) [{*}]',
      '(按|当作|作为|当成) (线索 {records=leads}|联系人 {records=contacts}|客户 {records=accounts}|商机 {records=deals}|产品 {records=products}|订单 {records=orders}) (导入|来导入|导)',
    ],
  },
  preview: (ctx, args) => corrected(ctx, correctionOf(args)),
  run: (ctx) => beginImport(ctx),
});

function correctionOf(args: {
  mode?: keyof typeof MODES | undefined;
  days?: keyof typeof DAYS | undefined;
  rows?: keyof typeof ROWS | undefined;
  alike?: keyof typeof ALIKE | undefined;
  records?: keyof typeof RECORDS | undefined;
  column?: string | undefined;
}): Correction {
  if (args.mode !== undefined) return { kind: 'mode', mode: args.mode };
  if (args.days !== undefined)
    return {
      kind: 'days',
      column: args.column ?? null,
      order: args.days === 'day-first' ? 'dmy' : 'mdy',
    };
  if (args.alike !== undefined) return { kind: 'alike', accounts: args.alike };
  if (args.records !== undefined) return { kind: 'records', records: args.records };
  return { kind: 'whole', whole: args.rows === 'all' };
}

export const replaceValue = defineCommand({
  name: 'import.replace',
  risk: 'destructive',
  roles: ['manager'],
  background: true,
  summary: { en: 'Correct a spelling throughout an import.', zh: '统一更正导入文件里的某个写法。' },
  parameters: z.object({
    from: text({
      label: { en: 'what the file says', zh: '文件里的写法' },
      question: { en: 'What does the file say?', zh: '文件里写的是什么？' },
    }),
    to: text({
      label: { en: 'what is right', zh: '正确的写法' },
      question: { en: 'What would be right?', zh: '应该是什么？' },
    }),
  }),
  examples: {
    en: [
      'GTXPro means GTX Pro',
      'read technolgy as technology',
      'replace GTXPro with GTX Pro in the file',
      'in the import, technolgy means technology',
      'every Phillipines in the file should be Philippines',
      '"GTXPro" in the file is "GTX Pro"',
    ],
    zh: [
      '文件里的 GTXPro 是 GTX Pro',
      '把文件里的 technolgy 换成 technology',
      '导入时把 GTXPro 当作 GTX Pro',
      '表格里的“华南区”都改成“华南”',
      '文件中的 bj 就是北京',
      '导入时 gz 换成广州',
    ],
  },
  patterns: {
    en: [
      '[in the import|in the file|in this file] "?{from}"? (means|stands for|is a typo for|is a misspelling of|is short for) "?{to}"? [in the file|in this file|everywhere]',
      '[<please>] (read|treat|take) "?{from}"? (as) "?{to}"? [in the file|in this file|everywhere|throughout]',
      '[<please>] (replace|change|correct|fix) [every|all] "?{from}"? (with|to|by|into) "?{to}"? (in the file|in this file|in the import|in the spreadsheet|in the csv|everywhere in the file|throughout the file)',
      '[every|all|the] "?{from}"? (in the file|in this file|in the csv|in the spreadsheet|in the import) (is|should be|means|are|=) "?{to}"?',
    ],
    zh: [
      '(文件里|文件中|表格里|表格中|表里|导入时|导入文件里|文件里面) [的] [把] "?{from}"? [都|全] (是|就是|改成|换成|当作|当成|应该是|替换成|替换为|改为|换为) "?{to}"?',
      '[<帮忙>] (把|将) (文件里|文件中|表格里|表格中|表里|文件里面|导入文件里) [的] [所有|全部] [的] "?{from}"? [都|全] (改成|换成|当作|当成|替换成|替换为|改为|换为) "?{to}"?',
    ],
  },
  preview: (ctx, { from, to }) => corrected(ctx, { kind: 'replace', from, to }),
  run: (ctx) => beginImport(ctx),
});

export const defaultValue = defineCommand({
  name: 'import.default',
  risk: 'destructive',
  roles: ['manager'],
  background: true,
  summary: {
    en: 'Say what rows without a value get in an import.',
    zh: '指定导入时空白单元格的取值。',
  },
  parameters: z.object({
    field: text({
      label: { en: 'field', zh: '字段' },
      question: { en: 'Which field is empty?', zh: '哪个字段是空的？' },
      max: 100,
    }),
    value: text({
      label: { en: 'value', zh: '取值' },
      question: { en: 'What shall such rows get?', zh: '这些行填什么？' },
    }),
  }),
  examples: {
    en: [
      'rows without an account go to Unassigned',
      'deals without an account belong to Unknown customer',
      'rows with no stage are proposal',
      'where the owner is missing use Dana',
      'where the region is empty put EMEA',
      'rows without an industry get other',
    ],
    zh: [
      '没有客户的归到未知客户',
      '没有客户的行归到 待分配',
      '没有阶段的算方案报价',
      '负责人为空的给 Dana',
      '地区为空的填华东',
      '缺少行业的填其他',
    ],
  },
  patterns: {
    en: [
      '[all|the] (rows|deals|records|lines|ones|those|contacts|leads|accounts|products) (without|with no|that have no|lacking|missing) [a|an|any] {field} (go to|belong to|get|are|go under|use|become|should be|should get|are for|goes to) [the|account] [account] "?{value}"?',
      '(where|if|when) [the|a|an] {field} (is missing|is empty|is blank|is not given|is not there) [,] (use|put|take|set|fill in|it is|make it|set it to) "?{value}"?',
    ],
    zh: [
      '(没有|没|缺少|缺) {field} (的|的行|的商机|的记录|的数据) [都|全] (归到|归|算|给|填|放到|归给|归为|设为|算作|填成|写) "?{value}"?',
      '{field} (为空|是空的|空着|空白|没填|缺失) (的|的行|的商机|的记录|时) [都|全] (归到|归|算|给|填|放到|归给|归为|设为|算作|填成|写) "?{value}"?',
    ],
  },
  preview: (ctx, { field, value }) => corrected(ctx, { kind: 'default', field, value }),
  run: (ctx) => beginImport(ctx),
});
