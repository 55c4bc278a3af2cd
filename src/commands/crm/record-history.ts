import { z } from 'zod';
import { type HistoryEntry, recordHistory } from '../../crm/history.ts';
import { momentText } from '../../reply/format.ts';
import {
  type Block,
  type Button,
  type Locale,
  type Phrase,
  replyOf,
  say,
} from '../../reply/reply.ts';
import { changeText } from '../cards/change-text.ts';
import { defineCommand } from '../command.ts';
import { FIELD_LABELS } from '../labels.ts';
import { choice, record, wholeNumber } from '../parameters.ts';
import { idMention } from '../references.ts';
import { fieldsCalled } from './field-words.ts';

const OPERATIONS: Readonly<Record<'create' | 'update' | 'delete' | 'restore', Phrase>> = {
  create: { en: 'Created.', zh: '新建。' },
  update: { en: '', zh: '' },
  delete: { en: 'Deleted.', zh: '删除。' },
  restore: { en: 'Restored.', zh: '恢复。' },
};

/** The fields that one asks about by their name, with what they are called in a question. */
const FIELD_WORDS = {
  value: ['value', 'amount', 'price', '金额', '价格'],
  closeDate: ['close date', 'date', '关单日期', '成交日期', '日期'],
  stage: ['stage', '阶段'],
  owner: ['owner', '负责人'],
  status: ['status', '状态'],
  name: ['name', '名字', '名称'],
  nextStep: ['next step', '下一步'],
  phone: ['phone', '电话'],
  email: ['email', '邮箱'],
  industry: ['industry', '行业'],
} as const;
const { options: FIELDS, en: FIELD_EN, zh } = fieldsCalled(FIELD_WORDS);
const FIELD_ZH = `${zh}|资料|信息`;

const ROWS = 20;

const ORIGINS: Readonly<Record<string, Phrase>> = {
  import: { en: 'import', zh: '导入' },
  rule: { en: 'rule', zh: '规则' },
  api: { en: 'API', zh: '接口' },
};

export const showHistory = defineCommand({
  name: 'record.history',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'Who changed what, and when.', zh: '谁在什么时候改了什么。' },
  parameters: z.object({
    record: record(['account', 'contact', 'deal', 'lead', 'task', 'order', 'quote', 'product'], {
      label: { en: 'record', zh: '记录' },
      question: { en: 'Which record?', zh: '哪条记录？' },
      deletedToo: true,
    }),
    field: choice(FIELDS, { label: { en: 'field', zh: '字段' }, silent: true }).optional(),
    /** So many were shown before. */
    skip: wholeNumber({
      label: { en: 'shown already', zh: '已显示' },
      max: 100_000,
      silent: true,
    }).optional(),
  }),
  examples: {
    en: [
      'who changed the Acme deal?',
      'history of Globex',
      'history of D-12',
      'show me the change log for Globex',
      'what changed on the Initech renewal',
      'audit trail for Hooli pls',
      'when was D-31 last changed',
      'who moved the Stripe deal to negotiation?',
      'what has changed on Northwind since Monday',
      'show changes to Jane Doe',
      'who touched it last',
      'who deleted the Acme account?',
      'why is the Acme deal at 60k?',
      'why did the Globex close date change',
      'how come Hooli is in negotiation',
      'could I see the full history of the Wayne Enterprises account?',
      'D-7 history',
      'who changed the amount on that deal',
      'who edited the Oscorp close date',
      'log of changes on Tyrell',
      'what edits were made to the Globex account?',
    ],
    zh: [
      '谁改了 Acme 的单子',
      'Globex 的修改记录',
      '谁改了华为的单子',
      'D-12 的历史记录',
      '看一下小米的修改记录',
      '字节跳动续约最近有什么变动',
      '谁动过它',
      '谁删了 Globex 的客户',
      '谁改的',
      '为什么华为的单子是6万',
      '为什么 Acme 的阶段变了',
      'Globex 的 change log',
      '这个单子的金额是谁改的',
      '请显示北京云帆科技的变更历史',
      'D-7 上次是什么时候修改的',
      '联想的操作日志',
      '谁更新了京东的阶段',
    ],
  },
  patterns: {
    en: [
      `(who|who's|whos|who has|when was|when did someone|who was it that|which person) [last|been|just|recently] (changed|edited|touched|modified|updated|moved|changing|editing|altered|lowered|raised|deleted|reassigned|bumped|messed with) [<the>] [${FIELD_EN}] (of|on|for|in) [<the>] {record} [<deal>|<account>|contact] [last|to ...|recently|today]`,
      `(who|who's|whos|who has) [last|been|just|recently] (changed|edited|touched|modified|updated|moved|altered|lowered|raised|reassigned|bumped|messed with|did|deleted|removed) [<the>] {record} [<deal>|<account>|contact] [${FIELD_EN}] [last|to ...|recently|today]`,
      "[<show>] (who|who's|whos|who has|who have) [last|been|just|recently] (changed|edited|touched|modified|updated|moved|altered|raised|lowered|changing|editing) [<the>] {record} [<deal>|<account>|contact] [and|,] [when|why|last|recently|how]",
      '(what|which) (edits|changes|updates|modifications|adjustments) (were|was|have been|has been|have|did|are) [we|you|they|people|anyone] [been] [made|done|applied|make] (to|on|in|for) [<the>] {record} [<deal>|<account>|contact|record] [since ...|lately|recently]',
      `(why|how come|why is it that) (is|are|was|were|did|has|does|do) [<the>] {record} [<deal>|<account>|contact|order|quote] ['s|s] [${FIELD_EN}] [now|only|suddenly|been|get|go|still] [at|in|on|to|so|changed|change|changing|moved|move|dropped|drop|gone up|different|low|high|pushed|owned by|lower|higher] [low|high|much|little|late|early|to|in|at|back] [...]`,
      `how come [<the>] {record} [<deal>|<account>|contact] ['s|s] [${FIELD_EN}] [is|are|was|has|got|went] [now|suddenly|been] [at|in|on|to|so|changed|change|moved|dropped|different|low|high] [...]`,
      `how come [<the>] (${FIELD_EN}) (of|on|for) [<the>] {record} [<deal>] [changed|is|was|moved|went] [...]`,
      `why [is|was|has] [<the>] (${FIELD_EN}) (of|on|for) [<the>] {record} [<deal>] [changed|so|been changed|moved] [...]`,
      'when (was|were) [<the>] {record} [<deal>|<account>|contact] [last|most recently] (changed|edited|touched|modified|updated) [last]',
      "[<show>] (who|who's|whos|who has|when) [was|did] [someone|we|you|they] (created|added|logged|opened|entered|create|add|open|log) [<the>] {record} [<deal>|<account>|contact] [created|added]",
      '(did|has|have) {_} (move|moved|change|changed|update|updated|edit|edited|touch|touched) [<the>] {record} [<deal>|<account>|contact] [(to|from|in|into) ...|yet|already|...]',
      'when did [<the>] {record} [<deal>|<account>] [last] (change|move) [stage|last|to ...]',
      '[<show>] [<the>] [full|complete|entire|change|edit|whole] (history|change log|changelog|audit trail|audit log|change history|log of changes|list of changes|edit history|activity history|changes|modifications|edits|audit) [of|for|on|to|in] [<the>] {record} [<deal>|<account>|contact] [since ...]',
      "[<show>] [<the>] {record} ['s|s'] [<deal>|<account>|contact] [full|change] (history|change log|changelog|audit trail|audit log|change history|edit history) [please]",
      "(what|what's|whats|what has|what all|anything) [has|have|was|been|were] [been] (changed|changes|change|changing|edited|updated|modified|different) (on|with|for|in|about|to) [<the>] {record} [<deal>|<account>|contact] [since ...|lately|recently|this week|today|yesterday]",
      '(what|which) (edits|changes) (were|have been|did) [made|anyone make|anybody make] [to|on] [<the>] {record}',
      '(what happened|any edits|any changes) (to|on|with) [<the>] {record} [lately|recently] [,] [any] (edits|changes)',
      '[<show>] [the|its] (history|change log|changelog|audit trail) {record=it}',
      "(what|what's|whats) changed {record=it}",
    ],
    zh: [
      `[<看>] [是] (谁|哪个人|哪位|是谁) [刚|刚才|上次|最后|又|最近] (改了|改过|改的|删了|删除了|删掉了|动了|动过|修改了|修改过|更新了|更新过|编辑了|调整了|把|改动了|移动了|碰过|改动过) {record} [的] [这个|那个] [单子|商机|客户|联系人|资料|信息|这单|那单] [的] [${FIELD_ZH}] [改了|改成 ...|动了|移到 ...]`,
      '[<看>] {record} [的] [这个|那个] [单子|商机|客户|联系人|这单|那单] [的] [所有|全部|完整] (修改记录|历史记录|变更记录|变更历史|修改历史|操作记录|操作日志|更新记录|改动记录|change log|changelog|历史|history|变动记录|审计记录|日志|编辑记录|改动|变动|change history|edit history|变更日志|修改日志|改动历史|历史变更|audit log|变更log|历史变动) [<给看>]',
      `[<看>] (谁|是谁|哪位|哪个) [最后|最近|上次|刚刚] [一次] (把) {record} [的] [这个|那个] [单子|商机|客户|联系人|这单|那单] [的] [${FIELD_ZH}] (改了|动了|改成 ...|改掉了|移到 ...|挪到 ...)`,
      `(为什么|为啥|怎么) {record} [的] [这个|那个] [单子|商机|客户|这单|那单] [的] [${FIELD_ZH}] [会|现在|突然|是|在|到] (变成|变了|改了|成了|变|改成|推迟了|变到|是|在|这么低|这么高|这么少) [...]`,
      `{record} [的] [这个|那个] [单子|商机|客户|这单|那单] [的] [${FIELD_ZH}] (为什么|为啥|怎么) [会|现在|突然|是|在|到] (变成|变了|改了|成了|变|改成|推迟了|变到|是|在|这么低|这么高) [...]`,
      '<看> (修改记录|历史记录|变更记录|变更历史|修改历史|操作记录|历史) [:|的] {record}',
      `{record} [的] [单子|商机|客户|联系人|这单|那单] [的] [${FIELD_ZH}] [最后|上次|最近|刚才] [是|被] [谁] (谁改的|谁改过|谁动的|谁动过|谁修改的|改的|谁改了|谁更新的|谁调的)`,
      '{record} [的] [单子|商机|客户|联系人] [上次|最后|最近] [一次] [是] (什么时候改的|什么时候修改的|什么时候更新的|何时修改的|什么时候动的|几号改的|何时更新的|什么时候变的)',
      '{record} [的] [单子|商机|客户|联系人|这单|那单] [最近|上周|这周|近期] [有|发生了|都|做了] [过] (啥变动|啥改动|啥变化|什么更新|哪些更新|动过什么|什么变动|什么改动|什么变化|哪些改动|哪些变动|哪些变化|什么修改|哪些修改|什么变更|哪些变更|改了什么|变了什么|改动|变动|改过什么)',
      '[<看>] [一下] (历史|修改记录|变更记录|变更历史|修改历史|历史记录|操作记录|改动记录) {record=它}',
      '[这|那|它|这个|刚才] [是] (谁|哪位) [最后|刚|刚才|上次] (改的|动的|改了|改过|动过|更新的|修改的|改动的) [它] [来着|呢|啊] {record=它}',
    ],
  },
  followUps: {
    en: [],
    zh: [
      '[最近|近期] [有没有|是不是] (有人|谁) [最近] (动过|改过|碰过|修改过|动了|改了) {record} [的] [单子|商机|客户|联系人|这单|那单] [吗|没|没有]',
    ],
  },
  run: async (ctx, { record: about, field, skip = 0 }) => {
    const zh = ctx.locale === 'zh';
    const only = field;
    const { entries, more } = await recordHistory(ctx, about.entity, about.id, {
      limit: ROWS,
      skip,
      only,
    });
    const what = only === undefined ? '' : (FIELD_LABELS[only]?.[ctx.locale] ?? only);
    if (entries.length === 0) {
      const none = zh
        ? `${about.name} ${what === '' ? '' : `的${what}`}还没有修改记录。`
        : `${about.name} has no recorded changes ${what === '' ? '' : `of its ${what.toLowerCase()} `}yet.`;
      return { reply: say(none), about: [about] };
    }
    const title = zh
      ? `${about.name} 的${what}修改记录`
      : `History of ${about.name}${what === '' ? '' : `: ${what.toLowerCase()}`}`;
    const table: Block = {
      kind: 'table',
      title,
      columns: (zh ? ['时间', '谁', '修改'] : ['When', 'Who', 'Change']).map((label) => ({
        label,
        align: 'left' as const,
      })),
      rows: entries.map((entry) => [
        momentText(entry.at, ctx.actor.timeZone, ctx.locale),
        whoText(entry, ctx.locale),
        whatText(entry, ctx.locale),
      ]),
    };
    const next = { record: idMention(about), field: only, skip: skip + ROWS };
    const buttons: Button[] = more
      ? [
          {
            label: zh ? '更多' : 'More',
            action: { kind: 'run', command: 'record.history', arguments: next },
          },
        ]
      : [];
    return {
      reply: replyOf(
        table,
        ...linkNote(entries, ctx.locale),
        ...undoMenu(entries, ctx.locale),
        ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
      ),
      about: [about],
    };
  },
});

/** Who did it, and by what means where it was not said in the chat. */
function whoText({ actor, origin }: HistoryEntry, locale: Locale): string {
  const by = actor ?? 'Parley';
  const means = ORIGINS[origin]?.[locale];
  if (means === undefined) return by;
  return locale === 'zh' ? `${by}（${means}）` : `${by} (${means})`;
}

function whatText(entry: HistoryEntry, locale: Locale): string {
  const zh = locale === 'zh';
  return [
    entry.part === null ? '' : `${entry.part}:`,
    OPERATIONS[entry.operation][locale],
    entry.fields.map((f) => changeText(f, locale)).join('; '),
    entry.undone ? (zh ? '（已撤销）' : '(undone)') : '',
    entry.undoes ? (zh ? '（撤销操作）' : '(an undo)') : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function linkNote(entries: readonly HistoryEntry[], locale: Locale): Block[] {
  const link = entries.find((entry) => entry.link !== null)?.link ?? null;
  if (link === null) return [];
  const lead = locale === 'zh' ? '最近一次修改的消息：' : 'The message behind the latest change: ';
  return [{ kind: 'note', text: `${lead}${link}` }];
}

const OFFERED = 10;

/** What this person may take back of it. An import goes back as a whole, by a command of its own. */
function undoMenu(entries: readonly HistoryEntry[], locale: Locale): Block[] {
  const may = entries.filter(
    ({ mine, undone, undoes, origin }) => mine && !undone && !undoes && origin !== 'import',
  );
  const sets = new Map(may.map((entry) => [entry.changeSetId, entry] as const));
  const options: Button[] = [...sets].slice(0, OFFERED).map(([changeSetId, entry]) => ({
    label: `${whoText(entry, locale)}: ${whatText(entry, locale)}`.slice(0, 70),
    action: {
      kind: 'run',
      command: 'change.undo',
      arguments: { change: changeSetId },
      nonce: `undo:${changeSetId}`,
    },
  }));
  if (options.length === 0) return [];
  return [{ kind: 'menu', prompt: locale === 'zh' ? '撤销…' : 'Undo…', options }];
}
