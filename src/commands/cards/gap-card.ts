import type { Period } from '../../crm/report-period.ts';
import { type Block, type Button, type Locale, type Phrase, replyOf } from '../../reply/reply.ts';
import type { Draft } from '../../support/drafts.ts';
import type { Gap, Reasons } from '../../support/gaps.ts';
import { runButton } from './deal-card.ts';
import { periodText } from './report-parts.ts';

const MOST_SHOWN = 10;
const EXAMPLES = 3;
const LONGEST_WORDING = 140;
const LONGEST_ANSWER = 400;
/** So many buttons are read before they are pressed. */
const BUTTONS = 5;

const REASONS: Readonly<Record<keyof Reasons, Phrase>> = {
  unanswered: { en: 'not answered', zh: '未能回答' },
  notChosen: { en: 'asked back, none chosen', zh: '反问后未选择' },
  votedDown: { en: 'voted down', zh: '评价为没帮助' },
  notUnderstood: { en: 'not understood', zh: '没听懂' },
};

/** What people look for and do not find, the most wanted first, with what solved it and a button that drafts an article. */
export function gapsReply(gaps: readonly Gap[], period: Period, locale: Locale) {
  const zh = locale === 'zh';
  const heading = `${zh ? '知识缺口：' : 'Knowledge gaps: '}${periodText(period, locale)}`;
  if (gaps.length === 0)
    return replyOf(
      { kind: 'heading', text: heading },
      {
        kind: 'text',
        text: zh
          ? '没有缺口：提问都得到了回答，也没有差评。'
          : 'None: everything that was asked was answered, and nothing was voted down.',
      },
    );
  const shown = gaps.slice(0, MOST_SHOWN);
  const left = gaps.length - shown.length;
  return replyOf(
    { kind: 'heading', text: heading },
    ...shown.map((gap, i): Block => ({ kind: 'text', text: gapText(gap, i + 1, locale) })),
    ...(left > 0
      ? [
          {
            kind: 'note' as const,
            text: zh ? `另有 ${left} 个较小的缺口。` : `And ${left} smaller ones.`,
          },
        ]
      : []),
    {
      kind: 'note',
      text: zh
        ? '按提问次数和人数排序。输入“起草第 2 个”可以查看文章草稿。'
        : 'Ordered by how often and by how many people. Say “draft gap 2” for an article.',
    },
    {
      kind: 'buttons',
      buttons: shown.slice(0, BUTTONS).map((gap, i) =>
        runButton(zh ? `起草第 ${i + 1} 个` : `Draft ${i + 1}`, 'knowledge.draft', {
          gap: gap.id,
          period,
        }),
      ),
    },
  );
}

function gapText(gap: Gap, place: number, locale: Locale): string {
  const zh = locale === 'zh';
  const [first = '', ...others] = gap.wordings.map((wording) => cut(wording, LONGEST_WORDING));
  const reasons = (Object.keys(REASONS) as (keyof Reasons)[])
    .filter((reason) => gap.reasons[reason] > 0)
    .map((reason) => `${gap.reasons[reason]} ${REASONS[reason][locale]}`)
    .join(zh ? '，' : ', ');
  const much = zh
    ? `${gap.volume} 次，${gap.people} 人（${reasons}）`
    : `${gap.volume} ${gap.volume === 1 ? 'time' : 'times'}, ${gap.people} ${gap.people === 1 ? 'person' : 'people'} (${reasons})`;
  const also = others.slice(0, EXAMPLES - 1).map((wording) => `“${wording}”`);
  return [
    `${place}. “${first}”${zh ? '：' : ': '}${much}`,
    ...(also.length > 0 ? [`${zh ? '还有：' : 'Also: '}${also.join(zh ? '、' : ', ')}`] : []),
    ...(gap.known === null ? [] : [knownText(gap.known, locale)]),
  ].join('\n');
}

function knownText(known: NonNullable<Gap['known']>, locale: Locale): string {
  const zh = locale === 'zh';
  const text = cut(known.text, LONGEST_ANSWER);
  if (known.from === 'comment') return zh ? `缺少：${text}` : `Missing: ${text}`;
  const { ticket } = known.from;
  return zh ? `工单 TK-${ticket} 的答复：${text}` : `Solved in TK-${ticket}: ${text}`;
}

function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** A draft as it stands, and what can be done with it. */
export function draftReply(draft: Draft, gap: Gap, locale: Locale) {
  const zh = locale === 'zh';
  const { id, title, body } = draft;
  const edit: Button = {
    label: zh ? '编辑' : 'Edit',
    action: {
      kind: 'open-form',
      command: 'knowledge.approve',
      arguments: { draft: id, title, body },
    },
  };
  const approve = runButton(zh ? '批准' : 'Approve', 'knowledge.approve', { draft: id });
  return replyOf(
    { kind: 'heading', text: zh ? '文章草稿' : 'Draft article' },
    { kind: 'text', text: `# ${title}` },
    {
      kind: 'text',
      text:
        body !== ''
          ? body
          : zh
            ? '还没有人回答过这个问题：请按“编辑”写上答案。'
            : 'Nobody has answered this yet: press Edit and write the answer.',
    },
    ...(gap.known?.from === 'comment'
      ? [{ kind: 'note' as const, text: knownText(gap.known, locale) }]
      : []),
    {
      kind: 'note',
      text: zh
        ? `来自 ${gap.people} 人的 ${gap.volume} 次提问。批准前请检查：里面不应有客户的个人信息。`
        : `From ${gap.volume} ${gap.volume === 1 ? 'question' : 'questions'} of ${gap.people} ${gap.people === 1 ? 'person' : 'people'}. Look it over before you approve: nothing personal of a customer belongs in it.`,
    },
    {
      kind: 'buttons',
      buttons: body === '' ? [edit] : [{ ...approve, style: 'primary' }, edit],
    },
  );
}
