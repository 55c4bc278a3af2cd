import type { Catalogue } from '../../commands/catalogue.ts';
import type { Command } from '../../commands/command.ts';
import type { Intents } from './classifier/intents.ts';
import { NO_COMMAND } from './classifier/intents.ts';
import type { Prediction } from './classifier/softmax.ts';
import { withoutCourtesies } from './clause.ts';
import { extended, fillFreely } from './fill.ts';
import { type Candidates, candidatesOf } from './grammar/candidates.ts';
import { type CommandGrammar, grammarOf } from './grammar/command-grammar.ts';
import { type Pattern, wordsOf } from './grammar/pattern.ts';
import { type Reading, readByPatterns } from './grammar/reading.ts';
import { isAnaphora } from './mention.ts';
import type { Clues } from './span.ts';
import { type Spelling, spellingOf } from './spelling.ts';
import { typedSpansIn } from './typed-spans.ts';

/** What a clause most likely means, and how sure that is. */
export type Interpretation = {
  reading: Reading | null;
  /** 0..1 */
  confidence: number;
  /** Whether a pattern read it, not only the classifier. */
  grammatical: boolean;
  /** What was read. */
  clause: string;
  /** The record was not said in this clause but in one before. */
  carried?: boolean;
  predictions: readonly Prediction[];
};

export type Interpreter = {
  interpret: (clause: string, clues: Clues) => Interpretation;
  /** Whether any pattern of the command reads the clause: far less work than to interpret it. */
  reads: (command: Command, clause: string, clues: Clues) => boolean;
  /** What a clause that is no sentence adds to the one before ("Acme signed", "45k"); null when it adds nothing or more. */
  extend: (before: Reading, clause: string, clues: Clues) => Reading | null;
  /** What a message says to be other than in the answer just given ("and last month?"); null when it is no such message. */
  vary: (command: Command, text: string, clues: Clues) => Reading | null;
};

/** A reading by pattern counts from this score on: less is a chance match of little words. */
const LEAST_SCORE = 0.6;
/** The same words are fewer characters there: 新增产品专业版. */
const LEAST_IN_CHINESE = 0.45;
/** Where the classifier says that no command is meant, a pattern has to explain this much more. */
const DOUBTFUL_BELOW = 1.2;
/** "?" alone asks for help. */
const LEAST_WITHOUT_WORDS = 0.2;
/** Without a pattern the classifier has to be this sure. */
const SURE = 0.66;
/** And surer where it found no name in what was said. */
const SURE_WITHOUT_NAME = 0.85;
/** And so sure where all that was found is one small word: "signed up for yoga" wins no deal called yoga. */
const SURE_OF_A_WORD = 0.9;
/** And surest where nothing at all of what it needs was said. */
const SURE_WITHOUT_ANYTHING = 0.95;
/** From here on the longer forms of a clause, with its courtesies, are not looked at. */
const BEYOND_DOUBT = 5;
/** "Make it 15" does not say of what. */
const BARE_NUMBER =
  /^(?:(?:no|ok|actually|sorry)[\s,]+)*(?:(?:make|set|change) (?:it|that|this)(?: to)?|改成|改为|换成)\s*\d+[.!。！]?$/iu;
/** What it fills may not speak against itself. */
const LEAST_FREELY = -2;
const COST_OF_A_SLIP = 0.6;
/** Words that open a form with nothing filled in. */
const MOST_OF_A_FORM = 3;
/** Longer clauses are read by patterns only as far as this. */
const LONGEST_CLAUSE = 1500;

export function createInterpreter(catalogue: Catalogue, intents: () => Intents): Interpreter {
  const grammars = catalogue.all.map(grammarOf);
  const said = waysOf(grammars.map((grammar) => ({ grammar, patterns: grammar.patterns })));
  const again = waysOf(
    grammars.flatMap((grammar) =>
      grammar.variations === null ? [] : [{ grammar, patterns: grammar.variations }],
    ),
  );
  let learnt: Spelling | null = null;
  const corrected = (text: string): string => {
    learnt ??= spellingOf(
      catalogue.all.flatMap((c) =>
        [...(c.patterns?.en ?? []), ...(c.patterns?.zh ?? [])].flatMap(wordsOf),
      ),
    );
    return learnt.correct(text);
  };
  return {
    interpret: (clause, clues) => {
      const readings = readingsOf(said, null, clause, clues);
      const respelt = corrected(clause);
      if (respelt !== clause)
        for (const reading of readingsOf(said, null, respelt, clues))
          readings.push({ ...reading, score: reading.score - COST_OF_A_SLIP });
      const predictions = predictedFor(respelt, clues, intents());
      const prior = new Map(predictions.map((p) => [p.label, p.probability]));
      const least = leastFor(clause);
      const weighed = readings
        .filter((reading) => reading.score >= least)
        .map((reading) => ({
          reading,
          total: reading.score + 0.8 * Math.log((prior.get(reading.command.name) ?? 0) + 0.02),
        }))
        .sort((a, b) => b.total - a.total);
      const [best, next] = weighed;
      const none = prior.get(NO_COMMAND) ?? 0;
      const doubtful = none > 0.75 && /\p{L}/u.test(clause) && (best?.total ?? 0) < DOUBTFUL_BELOW;
      if (best !== undefined && !doubtful) {
        const lead = next === undefined ? 3 : best.total - next.total;
        const confidence = (0.99 - 0.25 * Math.exp(-2 * lead)) * (1 - 0.3 * none);
        return { reading: best.reading, confidence, grammatical: true, clause, predictions };
      }
      if (!intents().knows(clause))
        return { reading: null, confidence: 0, grammatical: false, clause, predictions };
      return freely(grammars, clause, clues, predictions);
    },
    reads: (command, clause, clues) =>
      [clause, corrected(clause)].some((text) => readingsOf(said, command, text, clues).length > 0),
    extend: (before, clause, clues) => {
      const grammar = grammars.find((g) => g.command === before.command);
      return grammar === undefined ? null : extended(grammar, before, clause, clues);
    },
    vary: (command, text, clues) => {
      const [reading] = readingsOf(again, command, text, clues);
      return reading ?? null;
    },
  };
}

function leastFor(clause: string): number {
  if (!/\p{L}/u.test(clause)) return LEAST_WITHOUT_WORDS;
  return /\p{Script=Han}/u.test(clause) ? LEAST_IN_CHINESE : LEAST_SCORE;
}

/** What is predicted for a clause with its courtesies and for what is left without them, each for a half. */
function predictedFor(clause: string, clues: Clues, intents: Intents): Prediction[] {
  const whole = intents.predict(clause, clues);
  const core = withoutCourtesies(clause).at(-1) ?? clause;
  if (core === clause) return whole;
  const inCore = new Map(intents.predict(core, clues).map((p) => [p.label, p.probability]));
  return whole
    .map(({ label, probability }) => ({
      label,
      probability: (probability + (inCore.get(label) ?? 0)) / 2,
    }))
    .sort((a, b) => b.probability - a.probability);
}

function freely(
  grammars: readonly CommandGrammar[],
  clause: string,
  clues: Clues,
  predictions: readonly Prediction[],
): Interpretation {
  const first = predictions[0];
  if (BARE_NUMBER.test(clause))
    return { reading: null, confidence: 0, grammatical: false, clause, predictions };
  const grammar = grammars.find((g) => g.command.name === first?.label);
  const nothing = { reading: null, confidence: 0, grammatical: false, clause, predictions };
  if (first === undefined || grammar === undefined || first.probability < SURE) return nothing;
  const reading = fillFreely(grammar, clause, clues);
  if (reading === null || reading.score < LEAST_FREELY) return nothing;
  const needs = grammar.command.inputs.some((p) => p.required);
  // "Which firmware does it have?" names nothing either.
  const said = Object.values(reading.arguments);
  const saysNothing = needs && said.every((value) => isAnaphora(String(value)));
  // What changes something has to say what: "noted" logs nothing, "make it rain" moves no deal.
  if (grammar.command.risk !== 'read' && saysNoChange(grammar.command, reading, clause))
    return nothing;
  if (saysNothing && first.probability < SURE_WITHOUT_ANYTHING) return nothing;
  const namesNothing = grammar.command.inputs.some(
    (p) => p.required && p.slot.kind === 'record' && !(p.name in reading.arguments),
  );
  if (namesNothing && first.probability < SURE_WITHOUT_NAME) return nothing;
  if (grammar.command.risk !== 'read' && first.probability < SURE_OF_A_WORD && namesAWord(reading))
    return nothing;
  return { ...nothing, reading, confidence: first.probability * 0.9 };
}

/** Whether a reading holds one word without a capital, and nothing else. */
function namesAWord({ command, arguments: args }: Reading): boolean {
  const [[name, value] = ['', null], ...more] = Object.entries(args);
  const slot = command.inputs.find((p) => p.name === name)?.slot;
  return (
    more.length === 0 &&
    slot?.kind === 'record' &&
    typeof value === 'string' &&
    /^[a-z]+$/.test(value) &&
    !isAnaphora(value)
  );
}

/** Whether a reading names at most a record, or a day, and nothing that is to be different. */
function saysNoChange(
  { inputs, name }: Command,
  { arguments: args }: Reading,
  clause: string,
): boolean {
  const said = Object.entries(args);
  // A form may be opened with nothing, "新增产品": who says more, and none of it is understood, speaks of something else.
  if (said.length === 0) {
    if (name.endsWith('.create')) return wordsIn(clause) > MOST_OF_A_FORM;
    return name.endsWith('.update') || inputs.some((p) => p.required);
  }
  const kindOf = (key: string) => inputs.find((p) => p.name === key)?.slot.kind ?? '';
  const isDay = (key: string) => /^(?:date|moment|date-or-moment|period)$/.test(kindOf(key));
  if (!name.endsWith('.update')) return said.every(([key]) => isDay(key));
  const [what] = inputs.filter((p) => p.required);
  const named = (value: unknown) =>
    what?.slot.kind === 'record' &&
    !isAnaphora(String(value)) &&
    /[\p{Lu}\d\p{Script=Han}]/u.test(String(value));
  return said.every(([key, value]) => key === what?.name && !named(value));
}

function wordsIn(clause: string): number {
  const han = clause.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (clause.match(/[a-z0-9'-]+/gi)?.length ?? 0) + han / 2;
}

/** Patterns of many commands, by their places, and which of them can match a text. */
type Ways = {
  all: readonly { grammar: CommandGrammar; pattern: Pattern; chinese: boolean }[];
  candidates: Candidates;
};

function waysOf(
  grammars: readonly { grammar: CommandGrammar; patterns: CommandGrammar['patterns'] }[],
): Ways {
  const all = grammars.flatMap(({ grammar, patterns }) => [
    ...patterns.en.map((pattern) => ({ grammar, pattern, chinese: false })),
    ...patterns.zh.map((pattern) => ({ grammar, pattern, chinese: true })),
  ]);
  return { all, candidates: candidatesOf(all.map(({ pattern }) => pattern)) };
}

/** The best reading of each command, or of one of them, by its patterns. */
function readingsOf(
  { all, candidates }: Ways,
  only: Command | null,
  clause: string,
  clues: Clues,
): Reading[] {
  const best = new Map<string, Reading>();
  const forms = withoutCourtesies(clause.slice(0, LONGEST_CLAUSE));
  for (const [given, form] of [...forms.entries()].reverse()) {
    if ([...best.values()].some((reading) => reading.score >= BEYOND_DOUBT)) break;
    const spans = typedSpansIn(form, clues);
    const mayReadMarked = remembered((text) => candidates.in(text, true));
    const han = /\p{Script=Han}/u.test(form);
    const latin = /[a-z?]/i.test(form);
    const byGrammar = new Map<CommandGrammar, { place: number; pattern: Pattern }[]>();
    for (const place of candidates.in(form, false).places) {
      const way = all[place];
      if (way === undefined || !(way.chinese ? han : latin)) continue;
      if (only !== null && way.grammar.command !== only) continue;
      const patterns = byGrammar.get(way.grammar);
      if (patterns === undefined) byGrammar.set(way.grammar, [{ place, pattern: way.pattern }]);
      else patterns.push({ place, pattern: way.pattern });
    }
    for (const [grammar, patterns] of byGrammar) {
      const own = spans.for(grammar.command, grammar.kinds);
      for (const marked of grammar.mark(form, own)) {
        const { has } = mayReadMarked(marked.text);
        const matchable = patterns.filter(({ place }) => has(place)).map((p) => p.pattern);
        if (matchable.length === 0) continue;
        const reading = readByPatterns(grammar, marked, matchable);
        if (reading === null) continue;
        // What was taken off as a courtesy explains nothing: of equal readings the one of the shorter form counts.
        const score = reading.score + given * 0.01;
        const known = best.get(grammar.command.name);
        if (known === undefined || score > known.score)
          best.set(grammar.command.name, { ...reading, score });
      }
    }
  }
  return [...best.values()];
}

/** Many commands mark a text alike. */
function remembered<V>(make: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const value = known.get(text) ?? make(text);
    known.set(text, value);
    return value;
  };
}
