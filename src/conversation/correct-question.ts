import type { Parameter } from '../commands/parameters.ts';
import { idMention, sureOnes } from '../commands/references.ts';
import { dayText, numberText } from '../reply/format.ts';
import { type Locale, say } from '../reply/reply.ts';
import { meantInstead, rescaled, withoutSorry } from './amend.ts';
import { forget, type Responder } from './answers.ts';
import type { Question } from './dialogue.ts';
import { points } from './pointing.ts';
import { dayOfSameMonth } from './same-month.ts';
import { runSteps, type Step, type Turn } from './turn.ts';
import { isHollow, mentionIn, oddity } from './understanding/mention.ts';

/**
 * While a question is open, the command it is about may still be corrected: "no wait, I meant Cobalt" names another record, "make
 * it 25k" another value. The command is run as it is now, which asks again what is still open. False when a message says neither.
 */
export async function correctQuestion(
  turn: Turn,
  by: Responder,
  question: Question,
  text: string,
): Promise<boolean> {
  const inputs = turn.ctx.catalogue.find(question.command)?.inputs ?? [];
  const other = await otherRecord(turn, by, question, inputs, text);
  const values = other === null ? otherValues(by, question, inputs, text) : null;
  const changed = other ?? values;
  if (changed === null) return false;
  const asked = questionMention(question);
  const step: Step = {
    command: question.command,
    arguments: { ...question.arguments, ...asked, ...changed },
    said: { ...question.said, ...asked, ...changed },
    shifts: question.shifts,
  };
  await forget(turn);
  turn.planned.push({
    command: step.command,
    arguments: { ...step.said },
    missing: [],
    confidence: 1,
  });
  if (values !== null) turn.replies.push(say(changedText(values, inputs, turn.ctx.locale)));
  await runSteps(turn, [step, ...question.rest.map((r) => ({ ...r, said: r.arguments }))]);
  return true;
}

/** What was said for the record that a question is about. */
function questionMention({ kind, parameter, create, said }: Question): Record<string, unknown> {
  if (kind !== 'create' && kind !== 'choose') return {};
  const mention = create?.name ?? said[parameter];
  return mention === undefined ? {} : { [parameter]: mention };
}

/** "I meant Cobalt" is about the record asked for, else about the first that a record of this name can be. */
async function otherRecord(
  turn: Turn,
  by: Responder,
  question: Question,
  inputs: readonly Parameter[],
  text: string,
): Promise<Record<string, unknown> | null> {
  const name = meantInstead(text, by);
  if (name === null || points(name)) return null;
  const asked = inputs.filter((p) => p.name === question.parameter);
  const said = inputs.filter((p) => p.name in question.arguments);
  for (const { name: parameter, slot } of question.kind === 'confirm'
    ? said
    : [...asked, ...said]) {
    if (slot.kind !== 'record') continue;
    const mention = mentionIn(name, slot.entities);
    if (mention === null || isHollow(mention, slot.entities) || oddity(mention) > 0) continue;
    if (parameter === question.parameter && question.kind !== 'confirm')
      return { [parameter]: mention };
    // Another deal is meant where a deal was to be deleted, never the account of that name.
    const before = /^([a-z]+):/.exec(String(question.arguments[parameter]))?.[1];
    const kinds = slot.entities.filter((entity) => entity === (before ?? entity));
    const [ref, second] = await sureOnes(turn.ctx, kinds, mention);
    if (ref !== undefined && second === undefined) return { [parameter]: idMention(ref) };
  }
  return null;
}

/** "Make it 25k", "closing Friday instead", and 6.5 after 6万: what the command says otherwise now. */
function otherValues(
  { understander, clues }: Responder,
  question: Question,
  inputs: readonly Parameter[],
  text: string,
): Record<string, unknown> | null {
  const asked = inputs.find((p) => p.name === question.parameter);
  const isAnswer = question.kind === 'missing' && asked?.slot.kind !== 'record';
  if (isAnswer) return null;
  const scaled = rescaled(text, question.said['value'], clues.locale);
  if (scaled !== null) return { value: scaled };
  for (const name of ['closeDate', 'due']) {
    const day = dayOfSameMonth(text, question.said[name]);
    if (day !== null && question.parameter !== name) return { [name]: day };
  }
  const mere = understander.add(question.command, {}, withoutSorry(text), clues);
  const [first, second] = understander.understand(text, clues).commands;
  const change = mere ?? (second === undefined ? changeOf(first) : null);
  const names = Object.keys(change ?? {});
  const fits = names.every((name) =>
    inputs.some((p) => p.name === name && p.silent !== true && p.slot.kind !== 'record'),
  );
  return names.length > 0 && fits && !names.includes(question.parameter) ? change : null;
}

/** What "make it 60k" changes, of whatever is spoken of. */
function changeOf(
  planned: { command: string; arguments: Record<string, unknown> } | undefined,
): Record<string, unknown> | null {
  const [noun = '', verb] = planned?.command.split('.') ?? [];
  if (planned === undefined || verb !== 'update') return null;
  const { [noun]: record, ...change } = planned.arguments;
  const pointsBack =
    record === undefined || /^(?:it|this|that|它|这个|那个)$/i.test(String(record));
  return pointsBack ? change : null;
}

function changedText(
  values: Readonly<Record<string, unknown>>,
  inputs: readonly Parameter[],
  locale: Locale,
): string {
  const parts = Object.entries(values).map(([name, value]) => {
    const label = inputs.find((p) => p.name === name)?.label[locale] ?? name;
    return locale === 'zh'
      ? `${label}：${valueText(value, locale)}`
      : `${label} ${valueText(value, locale)}`;
  });
  return locale === 'zh' ? `好的，${parts.join('，')}。` : `OK, ${parts.join(', ')}.`;
}

function valueText(value: unknown, locale: Locale): string {
  if (typeof value === 'object' && value !== null && 'amount' in value) {
    const { amount, currency } = value as { amount: number; currency?: string | null };
    return [numberText(amount, locale), currency].filter(Boolean).join(' ');
  }
  const text = String(value);
  return /^\d{4}-\d\d-\d\d$/.test(text)
    ? dayText(text as Parameters<typeof dayText>[0], locale)
    : text;
}
