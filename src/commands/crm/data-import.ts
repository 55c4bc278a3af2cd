import { z } from 'zod';
import {
  type ImportKind,
  lastTable,
  proposeImport,
  startImport,
  tableNamed,
} from '../../crm/imports.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Reply, replyOf, say } from '../../reply/reply.ts';
import { KIND_WORDS, proposalReply } from '../cards/import-card.ts';
import { type CommandResult, defineCommand } from '../command.ts';
import { type CommandContext, tellOf } from '../context.ts';
import { choice, text } from '../parameters.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    no_file: Record<string, never>;
  }
}

const KINDS = {
  accounts: { en: 'accounts', zh: '客户' },
  contacts: { en: 'contacts', zh: '联系人' },
  leads: { en: 'leads', zh: '线索' },
  deals: { en: 'deals', zh: '商机' },
  products: { en: 'products', zh: '产品' },
  orders: { en: 'orders', zh: '订单' },
} as const;

export const importData = defineCommand({
  name: 'data.import',
  // Shown before anything is written, and started by the person's word.
  risk: 'destructive',
  roles: ['manager'],
  background: true,
  summary: {
    en: 'Import a CSV or Excel file: drop it here.',
    zh: '导入 CSV 或 Excel 文件：发到这里即可。',
  },
  parameters: z.object({
    kind: choice(KINDS, {
      label: { en: 'kind of records', zh: '数据类型' },
      question: { en: 'What does the file hold?', zh: '文件里是什么数据？' },
    }),
    file: text({ label: { en: 'file', zh: '文件' } }).optional(),
  }),
  examples: {
    en: [
      'import these deals',
      'import accounts from customers.csv',
      'upload the contacts in this spreadsheet',
      'load leads from the excel file',
      'bring these products in',
      'import the orders in this csv',
      'can you import this list of contacts?',
      'bulk upload deals',
      'import deals from pipeline.xlsx',
      'add all the accounts in this csv',
      'I have a spreadsheet of leads to import',
      'import customers.csv',
    ],
    zh: [
      '导入这些商机',
      '导入客户',
      '把这个表格里的联系人导进来',
      '从 excel 导入线索',
      '批量导入产品',
      '导入这份订单表',
      '帮我把这份客户名单导入系统',
      '上传商机表',
      '把附件里的商机都录进去',
      '导入 pipeline.csv 里的商机',
      'import 一下这批线索',
      '导入文件 客户名单.xlsx',
    ],
  },
  patterns: {
    en: [
      '[<please>] (<import>) [all] [of] [the|these|those|this|my|our|a|some|attached] [new] [list of|file of|file with|csv of|sheet of|spreadsheet of|batch of] <importkind> [in|into|to] [here|the crm|parley|the system|our crm] [from|in|off|out of|with|using] [the|this|that|my|a|an|attached] [attached|excel|csv|xlsx|new] [file|spreadsheet|sheet|attachment|list|table|document|workbook|csv|excel|excel file|csv file|upload] [here|above|below|please|now|in bulk|i attached|i sent|i uploaded|i dropped]',
      '[<please>] [need to|we need to] (<import>) [the|these|this|my|our] <importkind> (from|in|out of) [the|our|another|a] [old|other|previous|last] (crm|system|salesforce|hubspot|tool|database|one)',
      '[<please>] (<import>) [the|these|this|my|our] <importkind> (from|in) {file: ... (.csv|.xlsx|.xls|.tsv|.txt)}',
      '[<please>] (<import>) {file: ... (.csv|.xlsx|.xls|.tsv|.txt)} (as) <importkind>',
      '[<please>] (<import>) [the|these|this|my|our|some] [new] <importkind> [,|-|:] [the|this] (file is|file|from file|file name is|file name|filename|it is|in) [called|named|:] {file: ... (.csv|.xlsx|.xls|.tsv|.txt)}',
      '[<please>] (<import>) [the|this|these|that|my|a] [attached|csv|excel|attached excel] (file|spreadsheet|sheet|attachment|list|table|csv|excel|workbook|data|records) (as|of|with|full of|into|to) <importkind>',
      '[<please>] (<import>) [the|this|these|that|my|a|some] [attached|csv|excel|new] (file|spreadsheet|sheet|attachment|csv|excel|excel file|csv file|workbook|data|records) [in|into the crm|here|to the crm|please|now]',
      "(i have|i've got|here is|here's|here are|there is|got|we have|this is) [a|an|the|my|our] [new] [csv|excel|spreadsheet|sheet|file|list|table|export|bunch|batch] [file] [of|with|full of] [new|our|all] <importkind> [(to|for) (import|upload|load|bring in|importing|add)] [please]",
      '[<please>] (bulk|mass) (import|upload|load|add|create) [the|these|my|our|all] <importkind> [from a file|from excel|from csv|from a spreadsheet]',
      '[<please>] (bring|load|pull|read|get|put|take) [all] [the|these|those|my|our] <importkind> (in|into the crm|into parley|into the system|in here) [from] [the|this] [file|sheet|spreadsheet|csv|excel]',
      "(how do i|can i|i want to|i'd like to|i need to|let me|time to|let's) (import|upload|load) [the|these|some|my|our] [new|existing|old] <importkind> [from] [a|an|the] [csv|excel|spreadsheet|file|sheet] [file]",
    ],
    zh: [
      '[<帮忙>] (<导入>) [一下|下] [一份|一批|一个|一张] [所有|全部|这些|这批|这份|这个|这张|那些|一批|新的|附件里的|附件中的|文件里的|表格里的|表里的|我的|我们的] [的] <导入类型> [列表|名单|表|数据|文件|清单|表格|资料] [进来|到系统|到系统里|到CRM|吧|一下|进系统|信息]',
      '[<帮忙>] (<导入>) {file: ... (.csv|.xlsx|.xls|.tsv|.txt)} [里|里面|中] [的] <导入类型>',
      '[<帮忙>] [我的|这份|这个|这张|这批] <导入类型> [表|名单|清单|列表|数据|资料] (<导入>) [一下|进来|进去|吧]',
      '[<帮忙>] [这个|这份|这张] [excel|表格|csv|文件|附件|表|Excel] [里|中|里面|上] [的] [所有] <导入类型> [都|全部|全] (<导入>) [系统|进来|到系统|进系统|一下|CRM]',
      '[<帮忙>] (从|用|通过) [这个|这份|附件|附件的] [excel|表格|csv|文件|附件|表|Excel|CSV|电子表格] [文件|里|中|里面] (<导入>) [一下|这些|一批] <导入类型> [数据]',
      '[<帮忙>] (把|将) [这个|这份|这张|那个|附件|附件的|这些|这批|我的|所有|全部] [excel|表格|csv|文件|附件|表|Excel|名单|清单] [文件|里|中|里面|上] [的] [所有|全部] [的] <导入类型> [数据|名单|列表|信息|清单|表] [都|全|全部|给我] (<导入>) [进来|进去|到系统|系统|系统里|一下|吧|到CRM|CRM]',
      '[<帮忙>] (批量) (<导入>|上传|新增|录入) [这些|一批] <导入类型> [数据]',
      '[<帮忙>] (<导入>) [一下] (这个|这份|这张|附件|附件的|这些) [excel|表格|csv|文件|附件|表|Excel|数据|名单] [文件] [作为|当作|是] [<导入类型>]',
      '[我] (有|这里有|这是) [一份|一个|一张|一批] [excel|表格|csv|名单|表] [的] <导入类型> [数据|名单|表] [要|需要|想|想要] (<导入>)',
      '[<帮忙>] (<导入>) <导入类型> [文件|表|表格|:] {file: ... (.csv|.xlsx|.xls|.tsv|.txt)}',
      '[<帮忙>] [从|用|把] {file: ... (.csv|.xlsx|.xls|.tsv|.txt)} [里] (<导入>) <导入类型>',
      '[<帮忙>] (<导入>) [一下|下] [一批|一份|这批|这些] <导入类型> [,] [用|从|文件|文件是|文件名|文件名是|文件叫|表|表格|附件|附件是|:] [:] {file#}',
      '[<帮忙>] [<把>] [这个|这份|这批|这些|我的] <导入类型> [表|名单|清单|列表|数据|资料] [都|全] (<导入>) [一下|吧] [,] (用|从|文件|文件是|文件名|文件名是|文件叫|附件是|:) [:] {file#}',
    ],
  },
  followUps: {
    en: [
      '[<please>] (<import>) [from] [the|this|my|our] [file] [called|named|:] {file: ... (.csv|.xlsx|.xls|.tsv|.txt)} [please|pls|here|now]',
    ],
    zh: [
      '[<帮忙>] (把|将) {file: ... (.csv|.xlsx|.xls|.tsv|.txt)} [里|里面|中] [的] [所有|全部] <导入类型> [都|全|全部] (<导入>) [进来|到系统|系统|一下|吧]',
      '[<帮忙>] (<导入>) [一下|下] [文件|表格] [:] {file: ... (.csv|.xlsx|.xls|.tsv|.txt)}',
      '[<帮忙>] [把|将|从|用] {file: ... (.csv|.xlsx|.xls|.tsv|.txt)} (<导入>) [进来|到系统|系统|一下|吧]',
    ],
  },
  preview: async (ctx, { kind, file }) => proposalReply(await propose(ctx, kind, file), ctx.locale),
  run: (ctx) => beginImport(ctx),
});

async function propose(ctx: CommandContext, kind: keyof typeof KINDS, said: string | undefined) {
  const byId = /^file:([0-9a-f-]{36})$/.exec(said ?? '')?.[1];
  const named = said === undefined || byId !== undefined ? null : await tableNamed(ctx, said);
  const fileId = byId ?? ctx.files[0]?.id ?? named ?? (await lastTable(ctx));
  if (fileId === null) throw new Refusal('no_file', {});
  return proposeImport(ctx, {
    fileId,
    kind: kind satisfies ImportKind,
    conversationId: ctx.conversation.id,
    tell: tellOf(ctx),
  });
}

/** Starts what was proposed. What comes of it is told when it is done. */
export async function beginImport(ctx: CommandContext): Promise<CommandResult> {
  const { kind, rows } = await startImport(ctx, ctx.conversation.id);
  const what = KIND_WORDS[kind]?.[ctx.locale] ?? kind;
  const n = new Intl.NumberFormat(ctx.locale).format(rows);
  const reply: Reply =
    ctx.locale === 'zh'
      ? say(`开始导入${what}，共 ${n} 行。完成后我会告诉你；自动化规则不会被触发。`)
      : say(
          `Importing ${n} ${rows === 1 ? 'row' : 'rows'} of ${what}. I tell you when it is done; no rule is set off by it.`,
        );
  return { reply: replyOf(...reply.blocks), about: [] };
}
