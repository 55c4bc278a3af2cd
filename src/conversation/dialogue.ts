import type { Invocation } from '../commands/execute.ts';
import type { Parameter } from '../commands/parameters.ts';
import type { PlannedCommand } from '../commands/plan.ts';
import { idMention } from '../commands/references.ts';
import type { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import { shortText } from '../reply/format.ts';
import { type Block, type Button, type Locale, type Reply, replyOf } from '../reply/reply.ts';
import { PHRASES } from './wording.ts';

/** A record offered as an answer. */
export type Option = { entity: string; id: string; name: string; detail: string };

/** What the assistant asked and waits for. Kept in the database: the answer may reach another replica. */
export type Question = {
  kind: 'missing' | 'choose' | 'confirm' | 'create';
  /** The command so far. `arguments` name records by id where they were found, `said` as people said them. */
  command: string;
  arguments: Record<string, unknown>;
  said: Record<string, unknown>;
  shifts?: PlannedCommand['shifts'];
  /** The parameter asked for; empty for a confirmation. */
  parameter: string;
  options: readonly Option[];
  /** For `create`: the record that does not exist yet and its name. */
  create: { command: string; name: string } | null;
  /** Commands of the same message that wait behind this one. */
  rest: readonly Invocation[];
};

export type Pending = { id: string; identityId: string; question: Question };

const EXPIRES_AFTER_MS = 30 * 60_000;

/** Stores the question in place of an older one to the same person in the same conversation. */
export async function ask(
  ctx: {
    tx: Transaction;
    ids: Ids;
    clock: Clock;
    organizationId: string;
    conversationId: string;
    identityId: string;
  },
  question: Question,
): Promise<string> {
  const { organizationId, conversationId, identityId } = ctx;
  await drop(ctx);
  const id = ctx.ids.next();
  await ctx.tx.pendingAction.create({
    data: {
      id,
      organizationId,
      conversationId,
      identityId,
      kind: question.kind,
      question: JSON.parse(JSON.stringify(question)),
      expiresAt: new Date(ctx.clock.now().getTime() + EXPIRES_AFTER_MS),
    },
  });
  return id;
}

/** Forgets what was asked. */
export async function drop(ctx: {
  tx: Transaction;
  organizationId: string;
  conversationId: string;
  identityId: string;
}): Promise<void> {
  const { organizationId, conversationId, identityId } = ctx;
  await ctx.tx.pendingAction.deleteMany({ where: { organizationId, conversationId, identityId } });
}

/** What is asked of a parameter, in the person's language. */
export function questionText(parameter: Parameter, locale: Locale): string {
  const given = parameter.question?.[locale];
  if (given !== undefined) return given;
  return locale === 'zh' ? `${parameter.label.zh}是什么？` : `What is the ${parameter.label.en}?`;
}

/** A question with its buttons; the few choices of a parameter are offered as such. */
export function questionReply(
  text: string,
  pendingId: string,
  choices: readonly { label: string; choice: string; style?: 'primary' | 'danger' }[],
  locale: Locale,
  lead: readonly Block[] = [],
  /** What cancelling is called here. */
  no: string = PHRASES.cancel[locale],
): Reply {
  const buttons: Button[] = choices.map(({ label, choice, style }) => ({
    label,
    ...(style === undefined ? {} : { style }),
    action: { kind: 'answer', pending: pendingId, choice },
  }));
  const cancel: Button = {
    label: no,
    action: { kind: 'answer', pending: pendingId, choice: 'cancel' },
  };
  return replyOf(...lead, ...(text === '' ? [] : [{ kind: 'text' as const, text }]), {
    kind: 'buttons',
    buttons: [...buttons, cancel],
  });
}

/** Choices as a numbered list, so that "2" is an answer, and as buttons. */
export function choiceReply(
  text: string,
  pendingId: string,
  options: readonly Option[],
  locale: Locale,
  more: readonly { label: string; choice: string }[] = [],
): Reply {
  const list = options
    .map((o, i) => `${i + 1}. ${o.name}${o.detail === '' ? '' : ` (${o.detail})`}`)
    .join('\n');
  const choices = options.map((o, i) => ({
    label: buttonLabel(o, options),
    choice: String(i + 1),
  }));
  return questionReply([text, list].join('\n'), pendingId, [...choices, ...more], locale);
}

function buttonLabel(option: Option, all: readonly Option[]): string {
  const twin = all.some((o) => o !== option && o.name === option.name);
  const label = twin && option.detail !== '' ? `${option.name} (${option.detail})` : option.name;
  return shortText(label, 70);
}

/** The arguments with an answer filled in. */
export function filled(
  question: Question,
  value: unknown,
  said: unknown,
): { invocation: Invocation; said: Record<string, unknown> } {
  return {
    invocation: {
      command: question.command,
      arguments: { ...question.arguments, [question.parameter]: value },
    },
    said: { ...question.said, [question.parameter]: said },
  };
}

/** How an option is named in arguments. */
export function optionMention(option: Option): string {
  return idMention(option as Parameters<typeof idMention>[0]);
}
