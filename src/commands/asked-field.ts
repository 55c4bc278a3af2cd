import { type Locale, type Phrase, type Reply, replyOf } from '../reply/reply.ts';
import { FIELD_LABELS } from './labels.ts';
import type { Entity } from './parameters.ts';

/** What of a record a question asks for: "when does it close?" */
export const ASKED_FIELDS = [
  'value',
  'closeDate',
  'stage',
  'owner',
  'nextStep',
  'reason',
  'email',
  'phone',
  'title',
  'domain',
  'industry',
  'employees',
  'region',
] as const;
export type AskedField = (typeof ASKED_FIELDS)[number];

/** The kinds of records that have it, and what their cards call it: the first that a card shows. */
const HOLDERS: Readonly<Record<AskedField, Readonly<Partial<Record<Entity, readonly string[]>>>>> =
  {
    value: { deal: ['value'], order: ['total'], quote: ['total'] },
    closeDate: { deal: ['closeDate', 'closedOn'] },
    stage: { deal: ['stage'] },
    owner: {
      deal: ['owner'],
      account: ['owner'],
      contact: ['owner'],
      lead: ['owner'],
      order: ['owner'],
      quote: ['owner'],
    },
    nextStep: { deal: ['nextStep'] },
    reason: { deal: ['reason'], lead: ['reason'] },
    email: { contact: ['email'], lead: ['email'] },
    phone: { contact: ['phone'], lead: ['phone'] },
    title: { contact: ['title'], lead: ['title'] },
    domain: { account: ['domain'] },
    industry: { account: ['industry'] },
    employees: { account: ['employees'] },
    region: { account: ['region'] },
  };

/** Whether records of a kind have what is asked for. */
export function has(entity: Entity, asked: AskedField): boolean {
  return HOLDERS[asked][entity] !== undefined;
}

/** A person's title is no task's. */
const JOB: Phrase = { en: 'Title', zh: '职位' };

/** The reply that shows a record, with what was asked for in its first line. */
export function answerFirst(
  reply: Reply,
  entity: Entity,
  asked: AskedField,
  locale: Locale,
): Reply {
  const names = HOLDERS[asked][entity];
  if (names === undefined) return reply;
  const labels = names.flatMap((name) => [
    ...(name === 'title' ? [JOB[locale]] : []),
    FIELD_LABELS[name]?.[locale] ?? name,
  ]);
  const fields = reply.blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  const field = fields.find(({ label }) => labels.includes(label));
  const zh = locale === 'zh';
  const text =
    field === undefined
      ? zh
        ? `没有填写${labels[0]}。`
        : `${labels[0]}: not set.`
      : zh
        ? `${field.label}：${field.value}`
        : `${field.label}: ${field.value}`;
  return replyOf({ kind: 'text', text }, ...reply.blocks);
}
