import type { Catalogue } from '../../../commands/catalogue.ts';
import { type Cache, cacheOf, keyOf } from '../../../platform/cache.ts';
import { sentencesOf } from '../grammar/pattern.ts';
import { normalise } from '../normalise.ts';
import { OUT_OF_SCOPE } from '../out-of-scope.ts';
import type { Clues } from '../span.ts';
import { typedSpansIn } from '../typed-spans.ts';
import { delexicalise } from './delexicalise.ts';
import { featuresOf, stemOf } from './features.ts';
import { readLearnt, writeLearnt } from './learnt.ts';
import {
  classifierOf,
  generator,
  type Model,
  type Prediction,
  type Sample,
  trainSoftmax,
} from './softmax.ts';

/** The label of what is no command. */
export const NO_COMMAND = '';
/** Sentences made of each pattern, besides the examples. */
const SENTENCES_PER_PATTERN = 1;

export type Intents = {
  predict: (text: string, clues: Clues) => Prediction[];
  /** Whether the text holds words that the examples hold: without them a prediction is empty. */
  knows: (text: string) => boolean;
};

/** What was learnt from a catalogue. */
export type Learnt = Model & {
  /** Words seen in lower case. */
  words: readonly string[];
  /** Their stems. */
  stems: readonly string[];
};

/** All that what is learnt depends on, besides the commands themselves. */
const LEARNT_FROM = ['src/conversation/understanding', 'src/commands', 'src/platform'];

/**
 * The classifier of a catalogue, trained on its examples and patterns and on sentences that are no command. That takes
 * a second or two, so it is kept for the next start under a key of everything it is made of: of anything else it is made anew.
 */
export function intentsFor(catalogue: Catalogue, cache: Cache = cacheOf('intents')): Intents {
  const key = keyOf(
    LEARNT_FROM,
    catalogue.all.map(({ name, examples, patterns }) => [name, examples, patterns]),
  );
  const kept = cache.read(key);
  const known = kept === null ? null : readLearnt(kept);
  if (known !== null) return intentsOf(known);
  const learnt = trainIntents(catalogue);
  cache.keep(key, writeLearnt(learnt));
  return intentsOf(learnt);
}

function trainIntents(catalogue: Catalogue): Learnt {
  const examples = catalogue.all.flatMap((command) =>
    [...command.examples.en, ...command.examples.zh].map((text) => ({
      text: normalise(text),
      label: command.name,
    })),
  );
  const spoken = catalogue.all.flatMap((command) => madeUp(command.name, command.patterns));
  const outside = OUT_OF_SCOPE.map((text) => ({ text, label: NO_COMMAND }));

  const words = vocabularyOf([...examples, ...spoken, ...outside].map((s) => s.text));
  const isWord = (lower: string) => words.has(lower);
  const plain = (text: string) => delexicalise(text, typedSpansIn(text, TRAINING_CLUES), isWord);
  const known = new Set([...words].map(stemOf));
  const isKnown = (stem: string) => known.has(stem);
  const samples: Sample[] = [
    ...examples.map((s) => ({ features: featuresOf(plain(s.text), isKnown), label: s.label })),
    ...spoken.map((s) => ({ features: featuresOf(s.text, isKnown), label: s.label, weight: 0.5 })),
    ...outside.map((s) => ({ features: featuresOf(plain(s.text), isKnown), label: s.label })),
  ];
  return { ...trainSoftmax(samples), words: [...words], stems: [...known] };
}

function intentsOf(learnt: Learnt): Intents {
  const words = new Set(learnt.words);
  const isWord = (lower: string) => words.has(lower);
  const known = new Set(learnt.stems);
  const isKnown = (stem: string) => known.has(stem);
  const classifier = classifierOf(learnt);
  return {
    knows: (text) =>
      /\p{Script=Han}{2}/u.test(text) ||
      (text.toLowerCase().match(/[a-z][a-z'-]*/g) ?? []).some(
        (word) => word.length > 2 && known.has(stemOf(word)),
      ),
    predict: (text, clues) =>
      classifier.predict(
        featuresOf(delexicalise(text, typedSpansIn(text, clues), isWord), isKnown),
      ),
  };
}

const TRAINING_CLUES: Clues = {
  now: new Date('2026-03-18T10:00:00Z'),
  timeZone: 'UTC',
  locale: 'en',
  baseCurrency: 'USD',
  fiscalYearStartMonth: 1,
  weekStartsOn: 'monday',
  dateOrder: 'mdy',
};

function madeUp(
  label: string,
  patterns: Readonly<Record<'en' | 'zh', readonly string[]>> | undefined,
): { text: string; label: string }[] {
  const random = generator(11);
  const pick = (options: number) => Math.floor(random() * options);
  return [...(patterns?.en ?? []), ...(patterns?.zh ?? [])].flatMap((pattern) =>
    Array.from({ length: SENTENCES_PER_PATTERN }, () => ({
      text: sentencesOf(pattern, pick).replace(/\{([^}]*)\}/g, (_, name: string) =>
        placeholder(name),
      ),
      label,
    })),
  );
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  value: '_money_',
  closeDate: '_time_',
  stage: '_stage_',
  email: '_email_',
  phone: '_phone_',
  domain: '_domain_',
  employees: '_number_',
  language: '_language_',
  timeZone: '_zone_',
  role: '_role_',
};

function placeholder(parameter: string): string {
  return PLACEHOLDERS[parameter] ?? '_name_';
}

/** Words seen in lower case: what is capitalised and not among them is a name. */
function vocabularyOf(texts: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts)
    for (const word of text.match(/(?<![\w'-])[a-z][a-z'-]*/g) ?? []) words.add(word);
  return words;
}
