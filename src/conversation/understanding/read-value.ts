import type { Slot } from '../../commands/parameters.ts';
import { markKindsOf } from './grammar/pattern.ts';
import { mentionIn } from './mention.ts';
import { LONGEST_READ, normalise } from './normalise.ts';
import { findMentions } from './slots/contact-points.ts';
import { currencyIn, exchangeRateIn } from './slots/exchange.ts';
import { findYesNo } from './slots/small.ts';
import type { Clues } from './span.ts';
import { typedSpansIn } from './typed-spans.ts';
import { meaningOf, type ReadValue } from './values.ts';

/**
 * Reads one parameter's value from a short answer ("60k", "next friday") or a form field.
 *
 * @returns null when the text says no such value.
 */
export function readValue(slot: Slot, text: string, clues: Clues): ReadValue | null {
  const answer = normalise(text);
  if (answer === '') return null;
  switch (slot.kind) {
    case 'text':
      return { value: text.length > LONGEST_READ ? text.trim() : answer };
    case 'record': {
      const name =
        findMentions(answer)[0]?.text ?? mentionIn(withoutPreamble(answer), slot.entities);
      return name === null ? null : { value: name };
    }
    case 'flag': {
      const yes = findYesNo(answer);
      return yes === null ? null : { value: yes };
    }
    case 'currency':
      return typedValue(slot, answer, clues) ?? currencyIn(answer, clues);
    case 'exchange-rate':
      return exchangeRateIn(answer, clues);
    case 'choice':
      return choiceIn(slot.options, answer) ?? typedValue(slot, answer, clues);
    default:
      return typedValue(slot, answer, clues);
  }
}

const PREAMBLE =
  /^(?:it'?s|it is|that'?s|that would be|the (?:name|account|deal|contact|person) is|with|for|at|from|to|on|called|named|i (?:mean|meant)|是|就是|叫|给|跟|和)\s*(?=\S)/i;

function withoutPreamble(answer: string): string {
  const rest = answer.replace(PREAMBLE, '');
  return rest === '' ? answer : rest;
}

function choiceIn(options: readonly ChoiceOption[], answer: string): ReadValue | null {
  const lower = answer.toLowerCase().replace(/^(?:an?|the)\s+|[\s.!。！]+$/g, '');
  const named = (o: ChoiceOption) => [o.value, o.label.en, o.label.zh, ...(o.also ?? [])];
  const said = (words: readonly string[]) =>
    options.filter((o) => named(o).some((name) => words.includes(name.toLowerCase())));
  const exact = said([lower]);
  const found = exact.length > 0 ? exact : said(lower.split(/[\s,]+/));
  if (found.length === 1 && found[0] !== undefined) return { value: found[0].value };
  // 不换算 holds 换算: the longest name that occurs is the one meant.
  const length = (o: ChoiceOption) =>
    Math.max(
      0,
      ...named(o)
        .filter((name) => lower.includes(name.toLowerCase()))
        .map((name) => name.length),
    );
  const longest = Math.max(...options.map(length));
  const inside = options.filter((o) => longest > 0 && length(o) === longest);
  return inside.length === 1 && inside[0] !== undefined ? { value: inside[0].value } : null;
}

type ChoiceOption = Extract<Slot, { kind: 'choice' }>['options'][number];

function typedValue(slot: Slot, answer: string, clues: Clues): ReadValue | null {
  const spans = typedSpansIn(answer, clues);
  for (const kind of markKindsOf(slot))
    for (const span of spans.of(kind)) {
      const read = meaningOf(slot, { kind, value: span.value, words: span.text });
      if (read !== null) return read;
    }
  return null;
}
