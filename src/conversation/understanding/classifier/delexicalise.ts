import type { MarkKind } from '../grammar/marks.ts';
import type { TypedSpans } from '../typed-spans.ts';

const KINDS: readonly { kind: MarkKind; word: string }[] = [
  { kind: 'email', word: '_email_' },
  { kind: 'phone', word: '_phone_' },
  { kind: 'domain', word: '_domain_' },
  { kind: 'time', word: '_time_' },
  { kind: 'money', word: '_money_' },
  { kind: 'number', word: '_number_' },
];
/** Stages, languages and roles are words that decide: they are kept, and what they are is said besides. */
const BESIDES: readonly { kind: MarkKind; word: string }[] = [
  { kind: 'stage', word: '_stage_' },
  { kind: 'language', word: '_language_' },
  { kind: 'time-zone', word: '_zone_' },
  { kind: 'choice', word: '_role_' },
];
const RECORD_NUMBER = /(?<![\w-])(?:[A-Z]{1,2}-|#)\d+(?![\w-])/g;
const CAPITALISED = /(?<![\w'-])\p{Lu}[\w'&.-]*(?:\s+(?:of\s+)?\p{Lu}[\w'&.-]*)*/gu;

/** The utterance with its values and names replaced by what they are: `_name_ is now _money_`. */
export function delexicalise(
  text: string,
  spans: TypedSpans,
  isWord: (lower: string) => boolean,
): string {
  let plain = text;
  const taken: { start: number; end: number; word: string }[] = [];
  for (const { kind, word } of KINDS)
    for (const { start, end } of spans.of(kind))
      if (!taken.some((t) => start < t.end && t.start < end)) taken.push({ start, end, word });
  for (const { start, end, word } of taken.sort((a, b) => b.start - a.start))
    plain = `${plain.slice(0, start)} ${word} ${plain.slice(end)}`;
  const besides = BESIDES.filter(({ kind }) => spans.of(kind).length > 0).map(({ word }) => word);
  return `${plain
    .replace(/<@[^>]*>|<at>[^<]*<\/at>/g, ' _person_ ')
    .replace(RECORD_NUMBER, ' _record_ ')
    .replace(CAPITALISED, (name) =>
      namesOnly(name, isWord) ? ' _name_ ' : name,
    )} ${besides.join(' ')}`;
}

function namesOnly(run: string, isWord: (lower: string) => boolean): boolean {
  return run.split(/\s+/).every((word) => !isWord(word.toLowerCase().replace(/'s$/, '')));
}
