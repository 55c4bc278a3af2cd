import { DateTime } from 'luxon';
import { momentText } from '../../reply/format.ts';
import {
  type Block,
  type Button,
  type Field,
  type Locale,
  type Reply,
  replyOf,
  type Table,
} from '../../reply/reply.ts';
import { PRIORITIES, type SupportSettings } from '../../support/sla.ts';
import type { TicketMessage } from '../../support/ticket-messages.ts';
import type { Ticket } from '../../support/tickets.ts';
import type { RecordRef } from '../command.ts';
import {
  FIELD_LABELS,
  OUTCOME_LABELS,
  PRIORITY_LABELS,
  TICKET_STATUS_LABELS,
  valueLabel,
} from '../labels.ts';
import { idMention } from '../references.ts';
import { runButton } from './deal-card.ts';

export const ticketRef = ({
  id,
  subject,
}: Pick<Ticket, 'id' | 'subject'>): RecordRef<'ticket'> => ({
  entity: 'ticket',
  id,
  name: subject,
});

/** `TK-3 The robot does not charge`. */
export function ticketTitle({ number, subject }: Pick<Ticket, 'number' | 'subject'>): string {
  return `TK-${number} ${subject.length > 120 ? `${subject.slice(0, 119)}…` : subject}`;
}

/** In a sentence: `TK-3 “The robot does not charge”`. */
export function ticketName({ number, subject }: Pick<Ticket, 'number' | 'subject'>): string {
  return `TK-${number} “${subject.length > 120 ? `${subject.slice(0, 119)}…` : subject}”`;
}

/** Who reads a card, and on which clock. */
export type Reader = { locale: Locale; timeZone: string };

/** What is known of a ticket: for its requester less than for the desk. */
export function ticketFields(ticket: Ticket, { locale, timeZone }: Reader, desk: boolean): Block {
  const zh = locale === 'zh';
  const at = (moment: Date | null): string | null =>
    moment === null ? null : momentText(moment, timeZone, locale);
  const due = (moment: Date, done: Date | null, lateAt: Date | null): string => {
    const late = lateAt === null ? '' : zh ? '（已超时）' : ' (late)';
    return done === null ? `${zh ? '截止 ' : 'due '}${at(moment)}${late}` : `${at(done)}${late}`;
  };
  const outcome = ticket.outcome === null ? null : OUTCOME_LABELS[ticket.outcome][locale];
  const values: readonly (readonly [string, string | null | undefined])[] = [
    ['status', TICKET_STATUS_LABELS[ticket.status][locale]],
    ['priority', PRIORITY_LABELS[ticket.priority][locale]],
    ['requester', desk ? ticket.requesterName : null],
    ['account', desk ? ticket.account?.name : null],
    ['assignee', ticket.assignee?.name ?? (desk ? (zh ? '尚未分配' : 'nobody yet') : null)],
    [
      'firstReply',
      desk ? due(ticket.firstReplyDueAt, ticket.firstReplyAt, ticket.firstReplyLateAt) : null,
    ],
    [
      'resolution',
      ticket.status === 'closed' || !desk
        ? ticket.resolution
        : ticket.pausedAt === null
          ? due(ticket.resolutionDueAt, null, ticket.resolutionLateAt)
          : zh
            ? '等待客户，暂停计时'
            : 'paused while the customer is waited for',
    ],
    ['outcome', outcome],
    ['reopened', ticket.reopened > 0 ? String(ticket.reopened) : null],
    ['follows', ticket.follows === null ? null : `TK-${ticket.follows.number}`],
  ];
  const fields: Field[] = values.flatMap(([name, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ label: FIELD_LABELS[name]?.[locale] ?? name, value }],
  );
  return { kind: 'fields', fields };
}

/** What the desk can do with a ticket. */
export function deskActions(ticket: Ticket, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const mention = idMention(ticketRef(ticket));
  const open = (label: string, command: string): Button => ({
    label,
    action: { kind: 'open-form', command, arguments: { ticket: mention } },
  });
  if (ticket.status === 'closed')
    return [
      {
        kind: 'buttons',
        buttons: [runButton(zh ? '重新打开' : 'Reopen', 'ticket.reopen', { ticket: mention })],
      },
    ];
  return [
    {
      kind: 'buttons',
      buttons: [
        {
          ...runButton(zh ? '由我处理' : 'Assign to me', 'ticket.assign', {
            ticket: mention,
            assignee: 'me',
          }),
          style: 'primary',
        },
        open(zh ? '回复' : 'Reply', 'ticket.reply'),
        open(zh ? '关闭' : 'Close', 'ticket.close'),
      ],
    },
    {
      kind: 'menu',
      prompt: zh ? '优先级…' : 'Priority…',
      options: PRIORITIES.map((priority) =>
        runButton(PRIORITY_LABELS[priority][locale], 'ticket.update', {
          ticket: mention,
          priority,
        }),
      ),
    },
  ];
}

/** What the requester can do with his ticket. */
export function requesterActions(ticket: Ticket, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const mention = idMention(ticketRef(ticket));
  const buttons: Button[] =
    ticket.status === 'closed'
      ? [
          runButton(zh ? '没有解决，重新打开' : 'Not solved, reopen', 'ticket.reopen', {
            ticket: mention,
          }),
        ]
      : [
          {
            label: zh ? '补充说明' : 'Add something',
            action: { kind: 'open-form', command: 'ticket.reply', arguments: { ticket: mention } },
          },
          runButton(zh ? '已解决' : 'It is solved', 'ticket.close', { ticket: mention }),
        ];
  return [{ kind: 'buttons', buttons }];
}

const SAID_AT_MOST = 1500;
const EVENTS: Readonly<Record<string, Readonly<Record<Locale, (text: string) => string>>>> = {
  shown: {
    en: (text) => `Parley showed: ${text.split('\n').join('; ')}`,
    zh: (text) =>
      `Parley 给出：${text
        .split('\n')
        .map((title) => `《${title}》`)
        .join('、')}`,
  },
  assigned: { en: (name) => `Given to ${name}`, zh: (name) => `交给 ${name}` },
  priority: {
    en: (value) => `Priority: ${valueLabel('priority', value, 'en')}`,
    zh: (value) => `优先级：${valueLabel('priority', value, 'zh')}`,
  },
  closed: { en: () => 'Closed', zh: () => '已关闭' },
  confirmed: { en: () => 'Confirmed as solved', zh: () => '客户确认已解决' },
  reopened: { en: () => 'Opened again', zh: () => '重新打开' },
};

/** What was said, a line each. */
export function transcriptText(
  messages: readonly TicketMessage[],
  { locale, timeZone }: Reader,
): string {
  const zh = locale === 'zh';
  return messages
    .map(({ kind, author, event, text, at }) => {
      const time = DateTime.fromJSDate(at, { zone: timeZone }).toFormat('MM-dd HH:mm');
      if (kind === 'event')
        return `· ${time} ${EVENTS[event ?? '']?.[locale](text) ?? event ?? ''}`;
      const cut = text.length > SAID_AT_MOST ? `${text.slice(0, SAID_AT_MOST)}…` : text;
      const note = kind === 'note' ? (zh ? '（备注）' : ' (note)') : '';
      return `${time} ${author}${note}${zh ? '：' : ': '}${cut}`;
    })
    .join('\n');
}

/** A new ticket as the desk sees it: who asks what, what was tried, what may help. */
export function deskCard(
  ticket: Ticket,
  reader: Reader,
  {
    messages,
    articles,
    alike,
  }: {
    messages: readonly TicketMessage[];
    articles: readonly string[];
    alike: readonly { number: number; subject: string; resolution: string }[];
  },
): Reply {
  const { locale } = reader;
  const zh = locale === 'zh';
  const list = (title: string, lines: readonly string[]): Block[] =>
    lines.length === 0
      ? []
      : [{ kind: 'text', text: [title, ...lines.map((line) => `• ${line}`)].join('\n') }];
  return replyOf(
    { kind: 'heading', text: ticketTitle(ticket) },
    ticketFields(ticket, reader, true),
    { kind: 'text', text: transcriptText(messages, reader) },
    ...list(zh ? '可能有用的文章：' : 'Articles that may help:', articles),
    ...list(
      zh ? '类似的已解决工单：' : 'Solved before:',
      alike.map(({ number, subject, resolution }) => `TK-${number} ${subject}: ${resolution}`),
    ),
    {
      kind: 'note',
      text: zh
        ? '在此消息的话题里回复，客户就能看到；以“备注：”开头的只留在内部。'
        : 'Answer in this thread and the customer reads it; what starts with “note:” stays inside.',
    },
    ...deskActions(ticket, locale),
  );
}

/** What a requester is asked when his ticket was closed by the desk. */
export function closedCard(ticket: Ticket): Reply {
  const zh = ticket.language === 'zh';
  const mention = idMention(ticketRef(ticket));
  const nonce = `${ticket.id}:${ticket.reopened}`;
  return replyOf(
    {
      kind: 'text',
      text: [
        zh ? `工单 ${ticketName(ticket)} 已关闭。` : `${ticketName(ticket)} was closed.`,
        ...(ticket.resolution === null ? [] : [ticket.resolution]),
        zh ? '问题解决了吗？' : 'Was this solved?',
      ].join('\n'),
    },
    {
      kind: 'buttons',
      buttons: [
        {
          label: zh ? '是' : 'Yes',
          style: 'primary',
          action: {
            kind: 'run',
            command: 'ticket.confirm',
            arguments: { ticket: mention },
            nonce: `closed:${nonce}`,
          },
        },
        {
          label: zh ? '没有，重新打开' : 'No, reopen',
          action: {
            kind: 'run',
            command: 'ticket.reopen',
            arguments: { ticket: mention },
            nonce: `closed:${nonce}`,
          },
        },
      ],
    },
    { kind: 'text', text: zh ? '你对这次服务满意吗？' : 'How was the help you got?' },
    {
      kind: 'buttons',
      buttons: [1, 2, 3, 4, 5].map((rating) => ({
        label: '★'.repeat(rating),
        action: {
          kind: 'run',
          command: 'feedback.give',
          // No nonce: who presses another one changes his mind.
          arguments: { ticket: mention, rating },
        },
      })),
    },
  );
}

const COLUMNS = {
  en: ['Ticket', 'Priority', 'Status', 'Requester', 'Assignee', 'Due'],
  zh: ['工单', '优先级', '状态', '提出人', '处理人', '截止'],
} as const;

export function ticketTable(tickets: readonly Ticket[], reader: Reader, title: string): Table {
  const { locale, timeZone } = reader;
  return {
    kind: 'table',
    title,
    columns: COLUMNS[locale].map((label) => ({ label, align: 'left' })),
    rows: tickets.map((ticket) => [
      ticketTitle(ticket),
      PRIORITY_LABELS[ticket.priority][locale],
      TICKET_STATUS_LABELS[ticket.status][locale],
      [ticket.requesterName, ticket.account?.name].filter(Boolean).join(', '),
      ticket.assignee?.name ?? '–',
      ticket.status === 'closed' || ticket.pausedAt !== null
        ? '–'
        : momentText(nextDue(ticket), timeZone, locale),
    ]),
  };
}

/** What is due first: an answer, or the solution. */
function nextDue(ticket: Ticket): Date {
  return ticket.firstReplyAt === null && ticket.firstReplyDueAt < ticket.resolutionDueAt
    ? ticket.firstReplyDueAt
    : ticket.resolutionDueAt;
}

/** `1 h`, `2 d 4 h`: of business time, a day having as many hours as the desk is open. */
export function minutesText(minutes: number, { hours }: SupportSettings, locale: Locale): string {
  const zh = locale === 'zh';
  const [open = 0, openMinutes = 0] = hours.opensAt.split(':').map(Number);
  const [close = 0, closeMinutes = 0] = hours.closesAt.split(':').map(Number);
  const day = close * 60 + closeMinutes - open * 60 - openMinutes;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / day), zh ? ' 个工作日' : ' d'],
    [Math.floor((minutes % day) / 60), zh ? ' 小时' : ' h'],
    [(minutes % day) % 60, zh ? ' 分钟' : ' min'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}
