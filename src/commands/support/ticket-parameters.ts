import type { Phrase } from '../../reply/reply.ts';
import { PRIORITY_LABELS } from '../labels.ts';
import { choice, record, text } from '../parameters.ts';

/** The ticket that is spoken of. */
export const TICKET = record('ticket', {
  label: { en: 'ticket', zh: '工单' },
  question: { en: 'Which ticket?', zh: '哪张工单？' },
});

export const PRIORITY_WORDS = {
  urgent: ['critical', 'p1', 'emergency', '紧急', '加急', '最高'],
  high: ['p2', '高', '重要'],
  normal: ['p3', 'medium', 'standard', '普通', '一般', '中', '正常'],
  low: ['p4', 'minor', '低', '不急'],
} as const;

/** How urgent; `silent` where only a pattern or a form says it. */
export const priority = (silent: boolean) =>
  choice(PRIORITY_LABELS, {
    label: { en: 'priority', zh: '优先级' },
    question: { en: 'Which priority?', zh: '什么优先级？' },
    also: PRIORITY_WORDS,
    silent,
  });

/** Longer messages are refused where they are written: no chat platform shows more at once. */
export const MESSAGE_LIMIT = 12_000;

/** What is said in a ticket. */
export const message = (label: Phrase, question: Phrase) =>
  text({ label, question, rest: true, max: MESSAGE_LIMIT });
