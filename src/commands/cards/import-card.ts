import type { Outcome } from '../../crm/import-work.ts';
import type { Mode, Progress, Proposal, RowProblem } from '../../crm/imports.ts';
import {
  type Block,
  type Button,
  type Locale,
  type Phrase,
  type Reply,
  replyOf,
} from '../../reply/reply.ts';
import { FIELD_LABELS } from '../labels.ts';

/** What is imported and exported, in a sentence. */
export const KIND_WORDS: Readonly<Record<string, Phrase>> = {
  accounts: { en: 'accounts', zh: '客户' },
  contacts: { en: 'contacts', zh: '联系人' },
  leads: { en: 'leads', zh: '线索' },
  deals: { en: 'deals', zh: '商机' },
  products: { en: 'products', zh: '产品' },
  orders: { en: 'orders', zh: '订单' },
  activities: { en: 'activities', zh: '活动' },
  tasks: { en: 'tasks', zh: '任务' },
};

const IMPORT_FIELDS: Readonly<Record<string, Phrase>> = {
  number: { en: 'Number', zh: '编号' },
  firstName: { en: 'First name', zh: '名' },
  lastName: { en: 'Last name', zh: '姓' },
  reference: { en: 'Reference', zh: '外部编号' },
  createdOn: { en: 'Created on', zh: '创建日期' },
};

export const MODE_WORDS: Readonly<Record<Mode, Phrase>> = {
  create: { en: 'add new ones only', zh: '只新增' },
  update: { en: 'update existing ones only', zh: '只更新已有的' },
  both: { en: 'add new ones and update existing ones', zh: '新增并更新已有的' },
};

/** A field of an import by its name. */
export function fieldText(field: string, locale: Locale): string {
  const own = field.startsWith('custom.') ? field.slice(7) : null;
  return own ?? (IMPORT_FIELDS[field] ?? FIELD_LABELS[field])?.[locale] ?? field;
}

const PROBLEMS: Readonly<
  Record<RowProblem['code'], Record<Locale, (problem: RowProblem) => string>>
> = {
  ambiguous_day: {
    en: ({ column, text }) => `${column}: “${text}” could be two days; write it as 2026-03-31`,
    zh: ({ column, text }) => `${column}：“${text}”可能是两个日期，请写成 2026-03-31`,
  },
  no_day: {
    en: ({ column, text }) => `${column}: “${text}” is no day; one looks like 2026-03-31`,
    zh: ({ column, text }) => `${column}：“${text}”不是日期，请写成 2026-03-31`,
  },
  no_number: {
    en: ({ column, text }) => `${column}: “${text}” is no number`,
    zh: ({ column, text }) => `${column}：“${text}”不是数字`,
  },
  negative: {
    en: ({ column, text }) => `${column}: ${text} is negative; amounts start at 0`,
    zh: ({ column, text }) => `${column}：${text} 是负数，金额不能小于 0`,
  },
  too_large: {
    en: ({ column, text }) => `${column}: ${text} has more than 15 digits`,
    zh: ({ column, text }) => `${column}：${text} 超过 15 位`,
  },
  no_currency: {
    en: ({ column, text }) =>
      `${column}: “${text}” has no currency that exists; use a code such as USD`,
    zh: ({ column, text }) => `${column}：“${text}”的币种不存在，请用 CNY 这样的代码`,
  },
  no_email: {
    en: ({ column, text }) => `${column}: “${text}” is no e-mail address`,
    zh: ({ column, text }) => `${column}：“${text}”不是邮箱地址`,
  },
  no_phone: {
    en: ({ column, text }) => `${column}: “${text}” is no phone number`,
    zh: ({ column, text }) => `${column}：“${text}”不是电话号码`,
  },
  no_domain: {
    en: ({ column, text }) => `${column}: “${text}” is no web address`,
    zh: ({ column, text }) => `${column}：“${text}”不是网址`,
  },
  no_stage: {
    en: ({ column, text }) => `${column}: there is no stage “${text}”`,
    zh: ({ column, text }) => `${column}：没有“${text}”这个阶段`,
  },
  no_pipeline: {
    en: ({ column, text }) => `${column}: there is no pipeline “${text}”`,
    zh: ({ column, text }) => `${column}：没有“${text}”这条销售管道`,
  },
  no_price_book: {
    en: ({ text }) => `there is no price book “${text}”`,
    zh: ({ text }) => `没有“${text}”这个价格表`,
  },
  created_late: {
    en: ({ text }) => `created on ${text}: that is after it closed, or not yet`,
    zh: ({ text }) => `创建日期 ${text} 晚于成交日期或今天`,
  },
  like_named: {
    en: ({ text }) => `${text}: whether that is the same account has to be said first`,
    zh: ({ text }) => `${text}：请先说明是否为同一客户`,
  },
  no_choice: {
    en: ({ column, text }) => `${column}: “${text}” is none of its values`,
    zh: ({ column, text }) => `${column}：没有“${text}”这个选项`,
  },
  no_flag: {
    en: ({ column, text }) => `${column}: “${text}” is neither yes nor no`,
    zh: ({ column, text }) => `${column}：“${text}”既不是“是”也不是“否”`,
  },
  no_record_number: {
    en: ({ column, text }) => `${column}: “${text}” is no number of a record, such as D-12`,
    zh: ({ column, text }) => `${column}：“${text}”不是记录编号，例如 D-12`,
  },
  too_many_cells: {
    en: ({ text }) =>
      `${text} cells, more than the header has; perhaps a value with a comma needs quotation marks`,
    zh: ({ text }) => `有 ${text} 个单元格，比表头多；含逗号的内容需要加引号`,
  },
  too_few_cells: {
    en: ({ text }) => `only ${text} cells, fewer than the header has`,
    zh: ({ text }) => `只有 ${text} 个单元格，比表头少`,
  },
  nul: { en: () => 'holds a NUL byte', zh: () => '含有 NUL 字节' },
  cell_too_long: {
    en: () => 'a cell is longer than 5,000 characters; perhaps a quotation mark is not closed',
    zh: () => '单元格超过 5000 个字符，可能是引号没有闭合',
  },
  nothing_to_go_by: {
    en: () => 'nothing says which record this is: a name is missing',
    zh: () => '缺少名称，无法判断是哪条记录',
  },
  no_name: { en: () => 'a new record needs a name', zh: () => '新记录需要名称' },
  no_account: { en: () => 'the account is missing', zh: () => '缺少客户' },
  no_price: { en: () => 'a new product needs a price', zh: () => '新产品需要价格' },
  not_found: {
    en: ({ text }) =>
      text === '' ? 'there is no such record to update' : `there is no record ${text} here`,
    zh: ({ text }) => (text === '' ? '没有可更新的记录' : `这里没有编号为 ${text} 的记录`),
  },
  exists: { en: () => 'exists already', zh: () => '已存在' },
  twice: {
    en: () => 'another row of the file is about the same record',
    zh: () => '文件中有另一行是同一条记录',
  },
  outside_scope: {
    en: ({ text }) => `${text} belongs to another team, so you may not change it`,
    zh: ({ text }) => `${text} 属于其他团队，你无权修改`,
  },
  owner_outside: {
    en: ({ text }) => `${text} is in another team, so you may not give records to them`,
    zh: ({ text }) => `${text} 在其他团队，你无权把记录分配给他`,
  },
  order_apart: {
    en: ({ text }) => `order ${text} stands higher up already: its rows have to stand together`,
    zh: ({ text }) => `订单 ${text} 在前面已出现，同一订单的行要放在一起`,
  },
  order_differs: {
    en: ({ column, text }) => `${column}: “${text}” is not what the first row of the order says`,
    zh: ({ column, text }) => `${column}：“${text}”与该订单第一行不一致`,
  },
  order_incomplete: {
    en: ({ text }) => `row ${text} of the same order has a problem`,
    zh: ({ text }) => `同一订单的第 ${text} 行有问题`,
  },
  one_currency: {
    en: ({ text }) => `${text} is not the currency of the order`,
    zh: ({ text }) => `${text} 不是该订单的币种`,
  },
  product_unknown: {
    en: ({ text }) => `there is no product “${text}”`,
    zh: ({ text }) => `没有叫“${text}”的产品`,
  },
  nothing_ordered: {
    en: () => 'neither a product nor a value is said',
    zh: () => '既没有产品也没有金额',
  },
  no_order_price: {
    en: ({ text }) => `${text} has no price in the currency of the order`,
    zh: ({ text }) => `${text} 没有该订单币种的价格`,
  },
  bad_quantity: {
    en: ({ text }) => `${text} is no quantity that can be sold`,
    zh: ({ text }) => `${text} 不是可以销售的数量`,
  },
  too_much: {
    en: () => 'the order comes to more than 15 digits',
    zh: () => '订单金额超过 15 位',
  },
  account_unknown: {
    en: ({ text }) => `there is no account “${text}”`,
    zh: ({ text }) => `没有叫“${text}”的客户`,
  },
};

/** What is wrong with a row. */
export function problemWords(problem: RowProblem, locale: Locale): string {
  return PROBLEMS[problem.code][locale](problem);
}

/** An import before it happens: what is what, what would become of it, and how to correct that. */
export function proposalReply(proposal: Proposal, locale: Locale): Reply {
  const zh = locale === 'zh';
  const kind = KIND_WORDS[proposal.kind]?.[locale] ?? proposal.kind;
  const mapped = proposal.columns.filter(({ field }) => field !== null);
  const headline = zh
    ? `导入${kind}：${proposal.file}，${proposal.rows} 行`
    : `Import ${kind}: ${proposal.file}, ${count(proposal.rows, 'row', locale)}`;
  const part = proposal.sampled < proposal.rows;
  const lead = zh
    ? part
      ? `前 ${proposal.sampled} 行中：`
      : ''
    : part
      ? `Of the first ${proposal.sampled}: `
      : '';
  const outcome = zh
    ? `${lead}新增 ${proposal.created} 条，已存在 ${proposal.existing} 条，有问题 ${proposal.badCount} 行。方式：${MODE_WORDS[proposal.mode].zh}。`
    : `${lead}${proposal.created} new, ${proposal.existing} there already, ${count(proposal.badCount, 'row', locale)} with a problem. I ${MODE_WORDS[proposal.mode].en}.`;
  return replyOf(
    { kind: 'heading', text: headline },
    {
      kind: 'table',
      title: zh ? '列与字段' : 'Columns and fields',
      columns: [
        { label: '#', align: 'right' },
        { label: zh ? '列' : 'Column', align: 'left' },
        { label: zh ? '字段' : 'Field', align: 'left' },
        { label: zh ? '示例' : 'Such as', align: 'left' },
      ],
      rows: proposal.columns
        .slice(0, 40)
        .map(({ header, field, values }, i) => [
          String(i + 1),
          header === '' ? '—' : header,
          field === null ? (zh ? '（不导入）' : '(left out)') : fieldText(field, locale),
          values[0] ?? '',
        ]),
    },
    ...(mapped.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: zh
              ? `前 ${proposal.preview.length} 行`
              : `The first ${count(proposal.preview.length, 'row', locale)}`,
            columns: mapped.slice(0, 8).map(({ field }) => ({
              label: fieldText(field ?? '', locale),
              align:
                field === 'value' || field === 'price' ? ('right' as const) : ('left' as const),
            })),
            rows: proposal.preview.map((row) => row.slice(0, 8)),
          },
        ]),
    { kind: 'text', text: outcome },
    ...thereAlready(proposal, locale),
    ...remarks(proposal, locale),
    ...corrections(proposal, locale),
  );
}

function count(number: number, what: string, locale: Locale): string {
  const text = new Intl.NumberFormat(locale).format(number);
  return locale === 'zh' ? `${text} 行` : `${text} ${what}${number === 1 ? '' : 's'}`;
}

/** Which records are there already, the first by name: whether they are the same is seen before anything is written. */
function thereAlready({ existing, existingNames }: Proposal, locale: Locale): Block[] {
  if (existingNames.length === 0) return [];
  const zh = locale === 'zh';
  const more = existing - existingNames.length;
  const names = existingNames.join(zh ? '、' : ', ');
  const text = zh
    ? `已存在：${names}${more > 0 ? `，另有 ${more} 条` : ''}。`
    : `There already: ${names}${more > 0 ? `, and ${more} more` : ''}.`;
  return [{ kind: 'note', text }];
}

function remarks(proposal: Proposal, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const notes: string[] = [];
  for (const { line, problems } of proposal.bad)
    notes.push(
      zh
        ? `第 ${line} 行：${problems.map((p) => problemWords(p, locale)).join('；')}`
        : `Line ${line}: ${problems.map((p) => problemWords(p, locale)).join('; ')}`,
    );
  if (proposal.badCount > proposal.bad.length)
    notes.push(
      zh
        ? `另有 ${proposal.badCount - proposal.bad.length} 行有问题。`
        : `And ${proposal.badCount - proposal.bad.length} more.`,
    );
  if (proposal.badCount > 0)
    notes.push(
      proposal.whole
        ? zh
          ? '有一行有问题就整体不导入。'
          : 'With one bad row nothing comes in.'
        : zh
          ? '有问题的行会连同原因以文件返回，其余照常导入。'
          : 'Rows with a problem come back as a file that says why; the others come in.',
    );
  if (proposal.likeNames.length > 0)
    notes.push(
      zh
        ? `名称相近但公司形式不同：${proposal.likeNames.slice(0, 10).join('、')}。请说“都是新客户”或“都是同一客户”；个别相同的可说“文件里的 甲 是 乙”。`
        : `Only alike, with another legal form: ${proposal.likeNames.slice(0, 10).join('; ')}. Say “these are new accounts” or “these are the same accounts”; for single ones, “A in the file is B” first.`,
    );
  if (proposal.repeated.length > 0)
    notes.push(
      zh
        ? `表头重复：${proposal.repeated.join('、')}，只用第一列。`
        : `These headers stand there twice: ${proposal.repeated.join(', ')}. Each first column is used.`,
    );
  for (const { header, example, column } of proposal.undecidedDays)
    notes.push(
      zh
        ? `“${header}”里的 ${example} 两种读法都可以。如果日在前，请说“第${column + 1}列日在前”。`
        : `${header}: ${example} could be read in two ways. Say “column ${column + 1} is day first” or “month first” to choose.`,
    );
  for (const header of proposal.mixedDays)
    notes.push(
      zh
        ? `“${header}”混用了两种日期写法：分不清的行不导入。`
        : `${header} writes days in two ways: rows that could be either do not come in.`,
    );
  if (proposal.strangerCount > 0)
    notes.push(
      zh
        ? `这些人不是成员，记录将归你：${proposal.strangers.join('、')}${proposal.strangerCount > proposal.strangers.length ? ' 等' : ''}。`
        : `These people are no members, so their records would be yours: ${proposal.strangers.join(', ')}${proposal.strangerCount > proposal.strangers.length ? ' …' : ''}.`,
    );
  if (proposal.accountless > 0)
    notes.push(
      zh
        ? `${proposal.accountless} 行没有客户。可以说“没有客户的归到 未知客户”。`
        : `${count(proposal.accountless, 'row', locale)} without an account. Say “rows without an account go to Unassigned” to bring them in.`,
    );
  return notes.map((text) => ({ kind: 'note', text }));
}

const COLUMNS_OFFERED = 5;

/** Buttons for what is most likely to be corrected; the rest is said. */
function corrections(proposal: Proposal, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const set = (label: string, args: Record<string, unknown>): Button => ({
    label,
    action: { kind: 'run', command: 'import.set', arguments: args },
  });
  const buttons: Button[] = [];
  for (const mode of ['create', 'update', 'both'] as const)
    if (mode !== proposal.mode && (proposal.existing > 0 || mode === 'create'))
      buttons.push(set(zh ? MODE_WORDS[mode].zh : capital(MODE_WORDS[mode].en), { mode }));
  if (proposal.badCount > 0)
    buttons.push(
      set(
        zh
          ? proposal.whole
            ? '保留没问题的行'
            : '有问题就全不导入'
          : proposal.whole
            ? 'Keep the good rows'
            : 'All or nothing',
        {
          rows: proposal.whole ? 'good' : 'all',
        },
      ),
    );
  if (proposal.likeNames.length > 0)
    buttons.push(
      set(zh ? '相近的是新客户' : 'The alike are new', { alike: 'new' }),
      set(zh ? '相近的是同一客户' : 'The alike are the same', { alike: 'same' }),
    );
  for (const { column } of proposal.undecidedDays)
    buttons.push(
      set(zh ? `第 ${column + 1} 列日在前` : `Column ${column + 1}: day first`, {
        column: String(column + 1),
        days: 'day-first',
      }),
    );
  for (const { from, to, count: times } of proposal.alike.slice(0, 3))
    buttons.push({
      label: zh ? `${from} → ${to}（${times}）` : `${from} → ${to} (${times})`,
      action: { kind: 'run', command: 'import.replace', arguments: { from, to } },
    });
  const open = proposal.columns.flatMap(({ field, header }, i) =>
    field === null && header !== '' ? [i] : [],
  );
  const free = proposal.fields.filter((field) => !proposal.columns.some((c) => c.field === field));
  const menus: Block[] = open.slice(0, COLUMNS_OFFERED).flatMap((i) =>
    free.length === 0
      ? []
      : [
          {
            kind: 'menu',
            prompt: zh
              ? `“${proposal.columns[i]?.header}”是什么？`
              : `What is “${proposal.columns[i]?.header}”?`,
            options: free.map((field) => ({
              label: fieldText(field, locale),
              action: {
                kind: 'run',
                command: 'import.map',
                arguments: { column: String(i + 1), field },
              },
            })),
          } as Block,
        ],
  );
  const example = zh
    ? '可以这样更正：“第 3 列是预计成交日”“第 2 列不导入”。'
    : 'To correct: “column 3 is the close date”, “leave out column 2”.';
  return [
    { kind: 'note', text: example },
    ...menus,
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const BAR = 20;

/** A share, 0..1, as a bar. */
export function barText(share: number): string {
  const part = Math.min(1, share);
  const full = Math.round(part * BAR);
  return `${'▓'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.floor(part * 100)} %`;
}

/** How far an import is, as a bar. */
export function progressReply(progress: Progress, locale: Locale): Reply {
  const bar = barText(progress.total === 0 ? 1 : progress.done / progress.total);
  const kind = KIND_WORDS[progress.kind]?.[locale] ?? progress.kind;
  const format = new Intl.NumberFormat(locale);
  const line =
    locale === 'zh'
      ? `正在导入${kind}：${format.format(progress.done)} / ${format.format(progress.total)} 行`
      : `Importing ${kind}: ${format.format(progress.done)} of ${format.format(progress.total)} rows`;
  const running = progress.status === 'running' && progress.done < progress.total;
  return replyOf(
    { kind: 'text', text: `${line}\n${bar}` },
    ...(running
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              {
                label: locale === 'zh' ? '停止' : 'Stop',
                action: { kind: 'run' as const, command: 'import.cancel', arguments: {} },
              },
            ],
          },
        ]
      : []),
  );
}

/** What an import came to, with the rows that did not come in and a way back. */
export function outcomeReply(outcome: Outcome, locale: Locale): Reply {
  const zh = locale === 'zh';
  const kind = KIND_WORDS[outcome.kind]?.[locale] ?? outcome.kind;
  const n = (number: number) => new Intl.NumberFormat(locale).format(number);
  const states: Partial<Record<Outcome['status'], string>> = {
    done: zh ? `${kind}导入完成` : `Imported ${kind}`,
    failed: zh ? `${kind}没有导入` : `The ${kind} did not come in`,
  };
  const state = states[outcome.status] ?? (zh ? `${kind}导入已停止` : `Stopped importing ${kind}`);
  const numbers = zh
    ? `新增 ${n(outcome.created)}，更新 ${n(outcome.updated)}，未变 ${n(outcome.unchanged)}，未导入 ${n(outcome.failed)} 行。`
    : `${n(outcome.created)} added, ${n(outcome.updated)} updated, ${n(outcome.unchanged)} as they were, ${n(outcome.failed)} ${outcome.failed === 1 ? 'row' : 'rows'} not taken.`;
  const examples = outcome.examples.map(({ line, problems }) =>
    zh
      ? `第 ${line} 行：${problems.map((p) => problemWords(p, locale)).join('；')}`
      : `Line ${line}: ${problems.map((p) => problemWords(p, locale)).join('; ')}`,
  );
  const changed = outcome.created + outcome.updated > 0;
  const whole = zh
    ? `${n(outcome.failed)} 行有问题，而你选择了有问题就全不导入，所以没有写入任何内容。`
    : `${count(outcome.failed, 'row', 'en')} ${outcome.failed === 1 ? 'has' : 'have'} a problem, and with one bad row nothing comes in. Nothing was changed.`;
  const said = outcome.status === 'failed' && outcome.failed > 0 && !changed ? whole : numbers;
  return replyOf(
    { kind: 'text', text: `${state}${zh ? '：' : ': '}${said}` },
    ...(examples.length > 0 ? [{ kind: 'note' as const, text: examples.join('\n') }] : []),
    ...(outcome.badRows === null
      ? []
      : [
          { kind: 'file' as const, file: outcome.badRows },
          {
            kind: 'note' as const,
            text: zh
              ? '最后一列写明了原因。改好后可以再次发给我。'
              : 'Its last column says why. Correct the rows and drop the file here again.',
          },
        ]),
    ...(changed
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              {
                label: zh ? '撤销整个导入' : 'Undo the whole import',
                action: {
                  kind: 'run' as const,
                  command: 'import.undo',
                  arguments: { import: outcome.batchId },
                  nonce: `undo:${outcome.batchId}`,
                },
              },
            ],
          },
        ]
      : []),
  );
}

/** What an undone import came to. */
export function undoneReply(
  undone: { records: number; kept: readonly { label: string; field: string; by: string }[] },
  locale: Locale,
): Reply {
  const zh = locale === 'zh';
  const n = new Intl.NumberFormat(locale).format(undone.records);
  const kept = undone.kept.slice(0, 5).map(({ label, field, by }) => {
    const what = field === '' ? label : `${label}, ${fieldText(field, locale)}`;
    return zh
      ? `保留：${what}${by === '' ? '' : `（${by} 之后修改过）`}`
      : `Left alone: ${what}${by === '' ? ', because others are built on it' : `, because ${by} changed it since`}.`;
  });
  const more = undone.kept.length - kept.length;
  return replyOf(
    {
      kind: 'text',
      text: zh
        ? `导入已撤销：${n} 处恢复原样。`
        : `The import is undone: ${n} records are as they were.`,
    },
    ...(kept.length > 0 ? [{ kind: 'note' as const, text: kept.join('\n') }] : []),
    ...(more > 0
      ? [
          {
            kind: 'note' as const,
            text: zh ? `另有 ${more} 处保留。` : `And ${more} more left alone.`,
          },
        ]
      : []),
  );
}
