import { withoutCourtesies } from './clause.ts';
import type { CommandGrammar } from './grammar/command-grammar.ts';
import { Filling, type Reading } from './grammar/reading.ts';
import { isAnaphora, oddity } from './mention.ts';
import type { Clues } from './span.ts';
import { typedSpansIn } from './typed-spans.ts';

/**
 * Fills a command whose wording no pattern knows: values by their kind and cue, and for the first record parameter the
 * words that look most like a name.
 */
export function fillFreely(grammar: CommandGrammar, clause: string, clues: Clues): Reading | null {
  const form = withoutCourtesies(clause).at(-1) ?? clause;
  const spans = typedSpansIn(form, clues).for(grammar.command, grammar.kinds);
  const marked = grammar.mark(form, spans).at(-1);
  if (marked === undefined) return null;
  const filling = new Filling(grammar, marked);
  const wanted = grammar.command.inputs.find((p) => p.required) ?? null;
  if (wanted?.slot.kind === 'record') {
    const name = likeliestName(marked.text);
    if (name !== null) filling.fill(wanted.name, name);
  }
  filling.takeRest();
  for (const { name, hints } of grammar.command.inputs) {
    const hinted = Object.entries(hints ?? {}).find(([, words]) => says(form, words));
    if (hinted !== undefined) filling.imply(name, hinted[0]);
  }
  return filling.reading(0);
}

function says(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => lower.includes(word));
}

const NAME_AFTER =
  /(?<![a-z])(?:with|for|at|from|about|on|of|to|the)\s+((?:[\p{L}\p{N}&.'-]+\s?){1,4})/giu;

/** The words that look most like a record's name: a record number, capitals, what stands beside the grammar of a sentence. */
function likeliestName(text: string): string | null {
  const number = /(?<![\w-])(?:[a-z]{1,2}-|#)\d+(?![\w-])/iu.exec(text)?.[0];
  if (number !== undefined) return number;
  const capitals = [...text.matchAll(/(?<![\w'])\p{Lu}[\w&.-]*(?:\s+\p{Lu}[\w&.-]*)*/gu)]
    .filter((m) => m.index > 0 || oddity(m[0]) === 0)
    .map((m) => m[0]);
  const name = capitals.find((words) => oddity(words) === 0);
  if (name !== undefined) return name;
  const latinInHan = /\p{Script=Han}/u.test(text)
    ? /[a-z][\w&.-]*(?:\s+[a-z][\w&.-]*)*/iu.exec(text)?.[0]
    : undefined;
  if (latinInHan !== undefined && oddity(latinInHan) === 0) return latinInHan;
  const pronoun = text
    .match(/[a-z]+/gi)
    ?.find((word) => isAnaphora(word) && !/^(?:its|they|there)$/i.test(word));
  if (pronoun !== undefined) return pronoun;
  const beside = [...text.matchAll(NAME_AFTER)].map((m) => (m[1] ?? '').trim());
  return beside.find((words) => words !== '' && oddity(words) === 0) ?? null;
}

/** Words that carry nothing beside a value: "probably closes", "should be about". */
const HEDGES =
  /(?<![a-z])(?:probably|hoping|looking|we think|it'll|we expect|i'd say|i believe|we|potential|potentially|new|already|probably|likely|expected|expecting|should|maybe|about|around|it|will|is|be|final|in total|total|all in|altogether|to|and|at|in|on|for|with|now|currently|so|the|a|an|hopefully|roughly|approx|no (?:number|amount|value|date) yet|already|just|also|please|pls|that's|its|it's|of|by|as|i think|i guess|call|say|value|stage|phase|usd|next|this|are|they|he|she|his|her|their|contact|person|title|reach(?:able)?|due)(?![a-z])|[的了吧会要在是先放可能大概应该左右大约目前现在就后阶段呢啊约]|预计|计划|争取|估计|希望|金额|加一下|谢谢|最终|最后|成交|合同额|完成|截止|之前|前/giu;

/** Adds a clause of mere values to the reading before it; null when the clause says anything else. */
export function extended(
  grammar: CommandGrammar,
  before: Reading,
  clause: string,
  clues: Clues,
): Reading | null {
  const form = withoutCourtesies(clause).at(-1) ?? clause;
  const spans = typedSpansIn(form, clues).for(grammar.command, grammar.kinds);
  const marked = grammar.mark(form, spans).at(-1);
  if (marked === undefined || marked.marks.size === 0) return null;
  const rest = marked.text.replace(/[\uE000-\uF8FF]/g, ' ').replace(HEDGES, '');
  if (/[\p{L}\p{N}]/u.test(rest)) return null;
  const filling = new Filling(grammar, marked, before);
  const given = Object.keys(before.arguments).length;
  filling.takeRest();
  const reading = filling.reading(0);
  const added = Object.keys(reading.arguments).length - given;
  const understood = added > 0 || reading.misreadings.length > before.misreadings.length;
  return understood ? { ...reading, score: before.score + 1.9 * Math.max(1, added) } : null;
}
