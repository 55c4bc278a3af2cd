import { ENTITY_LABELS, STAGE_LABELS } from '../commands/labels.ts';
import type { Problem } from '../commands/plan.ts';
import type { Refusal, RefusalCode, RefusalFacts } from '../platform/refusal.ts';
import type { Locale, Phrase } from '../reply/reply.ts';

type Wording = { [Code in RefusalCode]: Record<Locale, (facts: RefusalFacts[Code]) => string> };

const kind = (entity: string, locale: Locale): string => ENTITY_LABELS[entity]?.[locale] ?? entity;
const stageLabel = (stage: string, locale: Locale): string =>
  STAGE_LABELS[stage]?.[locale] ?? stage;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;

type BadFile = RefusalFacts['bad_file'];
const BAD_FILES: Readonly<Record<BadFile['problem'], Record<Locale, (facts: BadFile) => string>>> =
  {
    empty: { en: () => 'it is empty', zh: () => '文件是空的' },
    binary: {
      en: () => 'it is full of NUL bytes, so it is no text; save it as CSV or .xlsx',
      zh: () => '里面有大量 NUL 字节，不是文本。请另存为 CSV 或 .xlsx',
    },
    old_excel: {
      en: () => 'it is an old .xls file; save it as .xlsx or CSV',
      zh: () => '这是旧的 .xls 格式，请另存为 .xlsx 或 CSV',
    },
    no_workbook: {
      en: () => 'it is no Excel workbook, or a damaged one; save it again as .xlsx or CSV',
      zh: () => '不是 Excel 工作簿或已损坏，请重新另存为 .xlsx 或 CSV',
    },
    unpacks_too_large: {
      en: ({ limit }) =>
        `it unpacks to more than ${megabytes(limit ?? 0)}; split it, or save it as CSV`,
      zh: ({ limit }) => `解压后超过 ${megabytes(limit ?? 0)}，请拆分或另存为 CSV`,
    },
    too_many_columns: {
      en: ({ count, limit }) =>
        `it has ${count} columns, and I read at most ${limit}; remove those that are not needed`,
      zh: ({ count, limit }) => `有 ${count} 列，最多 ${limit} 列，请删掉不需要的列`,
    },
    too_many_rows: {
      en: ({ count, limit }) =>
        `it has ${count} rows or more, and I read at most ${limit}; split it`,
      zh: ({ count, limit }) => `有 ${count} 行以上，最多 ${limit} 行，请拆分`,
    },
    open_quote: {
      en: () => 'a quotation mark in it is never closed',
      zh: () => '有一个引号一直没有闭合',
    },
    no_rows: { en: () => 'it has a header at most, and no rows', zh: () => '只有表头，没有数据行' },
  };

/** Every expected "no", in words: what was wrong and what would be right. */
const REFUSALS: Wording = {
  not_allowed: {
    en: () =>
      'You may not do that with your role. Ask an administrator, or type “help” to see what you can ask for.',
    zh: () => '你的角色没有这个权限。可以联系管理员，或输入“帮助”查看能做的事。',
  },
  outsiders_read: {
    en: () =>
      'People from outside your company read this conversation, so I keep CRM data out of it. Ask me in a direct message.',
    zh: () => '这个会话有公司外部的人，所以我不在这里显示 CRM 数据。请私聊我。',
  },
  bad_settings: { en: ({ problems }) => problems, zh: ({ problems }) => problems },
  row_security_bypassed: {
    en: () => 'The database user bypasses row-level security.',
    zh: () => '数据库用户绕过了行级安全。',
  },
  data_in_use: {
    en: () => 'The data is in use by another process.',
    zh: () => '数据正被另一个进程使用。',
  },
  changed_meanwhile: {
    en: ({ entity }) =>
      `Somebody changed this ${kind(entity, 'en')} at the same moment. Nothing was changed; please say it again.`,
    zh: ({ entity }) => `有人同时修改了这个${kind(entity, 'zh')}，所以没有改动，请再说一次。`,
  },
  last_administrator: {
    en: ({ name }) =>
      `${name} is the only administrator. Make somebody else an administrator first.`,
    zh: ({ name }) => `${name} 是唯一的管理员，请先指定另一位管理员。`,
  },
  outside_scope: {
    en: ({ entity }) =>
      `That ${kind(entity, 'en')} belongs to another team, so you may not see or change it.`,
    zh: ({ entity }) => `这个${kind(entity, 'zh')}属于其他团队，你无权查看或修改。`,
  },
  no_such_stage: {
    en: ({ stage, stages }) => `There is no stage “${stage}”. The stages are: ${stages}.`,
    zh: ({ stage, stages }) => `没有“${stage}”这个阶段。可用的阶段：${stages}。`,
  },
  record_gone: {
    en: ({ entity }) =>
      `That ${kind(entity, 'en')} was deleted. Type “undo” if you deleted it just now.`,
    zh: ({ entity }) => `这个${kind(entity, 'zh')}已被删除。如果是你刚删的，可以输入“撤销”。`,
  },
  unknown_currency: {
    en: ({ currency }) =>
      `I do not know the currency ${currency}. Use a code such as USD, EUR or CNY.`,
    zh: ({ currency }) => `我不认识货币 ${currency}。请用 USD、EUR、CNY 这样的代码。`,
  },
  already_in_stage: {
    en: ({ name, stage }) => `${name} is in ${stageLabel(stage, 'en')} already. Nothing changed.`,
    zh: ({ name, stage }) => `${name} 已经在${stageLabel(stage, 'zh')}阶段，没有改动。`,
  },
  nothing_to_change: {
    en: ({ name }) => `${name} is like that already. Nothing changed.`,
    zh: ({ name }) => `${name} 已经是这样了，没有改动。`,
  },
  account_exists: {
    en: ({ name, field }) =>
      field === 'name'
        ? `There is an account called ${name} already.`
        : `The account ${name} has this domain already.`,
    zh: ({ name, field }) =>
      field === 'name' ? `已经有叫 ${name} 的客户了。` : `客户 ${name} 已经用了这个域名。`,
  },
  bad_domain: {
    en: ({ domain }) => `“${domain}” is no domain. One looks like acme.com.`,
    zh: ({ domain }) => `“${domain}”不是域名，域名形如 acme.com。`,
  },
  contact_exists: {
    en: ({ name, email }) => `${name} has the e-mail address ${email} already.`,
    zh: ({ name, email }) => `${name} 已经用了邮箱 ${email}。`,
  },
  bad_phone: {
    en: ({ phone }) =>
      `“${phone}” is no phone number. With the country code it looks like +1 415 555 0100.`,
    zh: ({ phone }) => `“${phone}”不是电话号码，请带国家码，例如 +86 138 0013 8000。`,
  },
  nothing_to_undo: { en: () => 'There is nothing to undo.', zh: () => '没有可以撤销的修改。' },
  already_undone: { en: () => 'That was undone already.', zh: () => '已经撤销过了。' },
  not_yours_to_undo: {
    en: ({ actor }) => `${actor} made that change: only ${actor} or a manager can undo it.`,
    zh: ({ actor }) => `这是 ${actor} 的修改，只有本人或经理可以撤销。`,
  },
  file_gone: {
    en: () =>
      'That file is no longer there: files are kept for a week. Drop it into the chat again.',
    zh: () => '这个文件已不存在（文件只保留一周）。请把它重新发到聊天里。',
  },
  bad_file: {
    en: (facts) => `I cannot read that file: ${BAD_FILES[facts.problem].en(facts)}.`,
    zh: (facts) => `这个文件读不了：${BAD_FILES[facts.problem].zh(facts)}。`,
  },
  bad_table: {
    en: ({ name, refusal }) => `${name}: ${refusalText(refusal, 'en')}`,
    zh: ({ name, refusal }) => `${name}：${refusalText(refusal, 'zh')}`,
  },
  file_too_large: {
    en: ({ name, limit }) =>
      `${name} is larger than ${megabytes(limit)}, so I did not take it. Split it into parts.`,
    zh: ({ name, limit }) => `${name} 超过 ${megabytes(limit)}，没有接收。请拆分后再发。`,
  },
  file_not_fetched: {
    en: ({ name }) => `I could not fetch ${name}. Please drop it here again.`,
    zh: ({ name }) => `没能取到 ${name}，请再发一次。`,
  },
  too_many_files: {
    en: ({ limit }) => `I take at most ${limit} files at once; the others were left alone.`,
    zh: ({ limit }) => `一次最多接收 ${limit} 个文件，其余的没有处理。`,
  },
  export_too_large: {
    en: ({ count, limit }) =>
      `Those are ${count} records, and a file takes ${limit}. Ask for fewer, such as those of one quarter.`,
    zh: ({ count, limit }) =>
      `共有 ${count} 条，一个文件最多 ${limit} 条。请缩小范围，例如只导出一个季度。`,
  },
  no_file: {
    en: () =>
      'Drop the CSV or Excel file into this chat, and I show you what would come in before anything is written.',
    zh: () => '请把 CSV 或 Excel 文件发到这里，我会先给你预览，确认后才写入。',
  },
  kind_not_imported: {
    en: ({ kind: what }) =>
      `I cannot import ${what}. I import accounts, contacts, leads, deals and products.`,
    zh: () => '不支持导入订单。可以导入客户、联系人、线索、商机和产品。',
  },
  no_import: {
    en: () =>
      'There is no import waiting here. Drop a CSV or Excel file into this chat to begin one.',
    zh: () => '这里没有待处理的导入。把 CSV 或 Excel 文件发到这里即可开始。',
  },
  no_such_column: {
    en: ({ column, columns }) => `The file has no column “${column}”. It has: ${columns}.`,
    zh: ({ column, columns }) => `文件里没有“${column}”这一列。现有：${columns}。`,
  },
  no_such_field: {
    en: ({ field, fields }) => `There is no field “${field}”. There are: ${fields}.`,
    zh: ({ field, fields }) => `没有“${field}”这个字段。可用的有：${fields}。`,
  },
  nothing_mapped: {
    en: ({ fields }) =>
      `No column says which records these are. At least one must be: ${fields}. Say for example “column 1 is the name”.`,
    zh: ({ fields }) => `没有一列能说明是哪些记录，至少需要：${fields}。可以说“第 1 列是名称”。`,
  },
  task_done: {
    en: ({ title }) => `The task “${title}” is done already.`,
    zh: ({ title }) => `任务“${title}”已经完成了。`,
  },
};

/** A refusal in words. */
export function refusalText(refusal: Refusal, locale: Locale): string {
  const words = REFUSALS[refusal.code][locale] as (facts: unknown) => string;
  return words(refusal.facts);
}

const PROBLEMS: Readonly<Record<Problem['kind'], Record<Locale, (text: string) => string>>> = {
  'no-such-day': {
    en: (text) => `There is no ${text} in the calendar.`,
    zh: (text) => `日历上没有${text}这一天。`,
  },
  'negative-amount': {
    en: (text) => `${text} is negative; an amount starts at 0.`,
    zh: (text) => `${text} 是负数，金额不能小于 0。`,
  },
  'amount-too-large': {
    en: (text) => `${text} is too large an amount; at most 15 digits.`,
    zh: (text) => `${text} 太大了，金额最多 15 位。`,
  },
  'amount-range': {
    en: (text) => `${text} is a range; I need one amount.`,
    zh: (text) => `${text} 是一个范围，我需要一个确定的金额。`,
  },
};

/** What is wrong with something that was said. */
export function problemText(problem: Pick<Problem, 'kind' | 'text'>, locale: Locale): string {
  return PROBLEMS[problem.kind][locale](problem.text);
}

/** The fixed phrases of the conversation. */
export const PHRASES = {
  dropped: { en: 'OK, dropped.', zh: '好的，已取消。' },
  confirm: { en: 'Confirm', zh: '确认' },
  cancel: { en: 'Cancel', zh: '取消' },
  undo: { en: 'Undo', zh: '撤销' },
  redo: { en: 'Redo', zh: '恢复' },
  expired: {
    en: 'That question has expired or was answered already. Please say it again.',
    zh: '这个问题已过期或已回答，请再说一次。',
  },
  invalidButton: {
    en: 'This button no longer works. Please say what you need.',
    zh: '这个按钮已失效，请直接告诉我。',
  },
  broken: {
    en: 'Something went wrong on my side and nothing was changed. Please try again.',
    zh: '我这边出错了，没有任何改动，请再试一次。',
  },
  smallTalk: {
    en: 'I am Parley, your sales assistant. I log deals, move them along, keep tasks and find records. Type “help” to see more.',
    zh: '我是 Parley，你的销售助手：登记和推进商机、记录任务、查找资料。输入“帮助”查看更多。',
  },
  greeting: {
    en: 'Hello! What can I do for you? Type “help” to see examples.',
    zh: '你好！需要我做什么？输入“帮助”看示例。',
  },
  thanks: { en: 'You are welcome.', zh: '不客气。' },
  unknown: { en: 'I did not understand that.', zh: '我没有听懂。' },
  didYouMean: { en: 'Did you mean one of these?', zh: '你是不是想：' },
  customerUnknown: {
    en: 'I did not understand that. Type “help” to see what I can do for you.',
    zh: '我没有听懂。输入“帮助”看看我能做什么。',
  },
  empty: {
    en: 'There was nothing to read in that message. Type “help” to see what I can do.',
    zh: '这条消息里没有文字。输入“帮助”看看我能做什么。',
  },
} as const satisfies Record<string, Phrase>;
