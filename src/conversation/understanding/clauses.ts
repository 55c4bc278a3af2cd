import { type Boundary, boundariesIn, isUnreal, namesIn } from './clause.ts';
import type { Interpretation, Interpreter } from './interpret.ts';
import { courtesyIn } from './small-talk.ts';
import type { Clues } from './span.ts';

/** Reads a message as one or several commands, in order. */
export function planClauses(
  text: string,
  clues: Clues,
  interpreter: Interpreter,
): readonly Interpretation[] {
  const known = new Map<string, Interpretation>();
  const read = (clause: string): Interpretation => {
    const before = known.get(clause);
    if (before !== undefined) return before;
    const fresh = interpreter.interpret(clause, clues);
    known.set(clause, fresh);
    return fresh;
  };
  const clauses = bestClauses(text, boundariesIn(text), read);
  return merged(withCarriedRecords(clauses)).flatMap(eachName);
}

type Read = (clause: string) => Interpretation;
type Parse = { worth: number; clauses: readonly Interpretation[] };

/** What each further command costs, by how clearly it is set apart: words explained have to outweigh it. */
const COST_OF_A_BREAK = { strong: 0.7, weak: 1.5 } as const;

/** The division of a message that explains most of it; every clause is tried from each boundary to each later one. */
function bestClauses(text: string, boundaries: readonly Boundary[], read: Read): Interpretation[] {
  const starts = [0, ...boundaries.map((b) => b.end)];
  const ends = [...boundaries.map((b) => b.start), text.length];
  const best: (Parse | null)[] = starts.map(() => null);
  let whole: Interpretation | null = null;
  for (let to = 0; to < ends.length; to += 1)
    for (let from = 0; from <= to; from += 1) {
      const before = from === 0 ? { worth: 0, clauses: [] } : best[from - 1];
      if (before == null) continue;
      const clause = text.slice(starts[from], ends[to]);
      const previous = before.clauses.at(-1);
      const interpretation =
        previous === undefined ? read(clause) : continued(previous, clause, read);
      if (from === 0 && to === ends.length - 1) whole = interpretation;
      const isWhole = ends.length === 1;
      const cost =
        from === 0 ? 0 : COST_OF_A_BREAK[boundaries[from - 1]?.strong ? 'strong' : 'weak'];
      const worth = before.worth + worthOf(interpretation, clause, isWhole) - cost;
      const known = best[to];
      if (known == null || worth > known.worth) {
        const read = interpretation.reading === null ? [] : [interpretation];
        best[to] = { worth, clauses: [...before.clauses, ...read] };
      }
    }
  const found = best.at(-1)?.clauses ?? [];
  if (found.length > 0) return [...found];
  return [whole ?? read(text)];
}

function worthOf(
  { reading, grammatical }: Interpretation,
  clause: string,
  isWhole: boolean,
): number {
  const words = clause.match(/[a-z0-9'&.-]+|\p{Script=Han}{2}/giu)?.length ?? 1;
  if (reading !== null && grammatical) return reading.score;
  if (reading !== null) return isWhole ? 0.2 : -0.3 * words;
  if (courtesyIn(clause) !== null) return 0.2;
  return isUnreal(clause) ? -6 : -0.6 - 0.45 * words;
}

/** A later clause may leave out what the one before said: "make Dana a manager and Bob a rep". */
function continued(previous: Interpretation, clause: string, read: Read): Interpretation {
  const alone = read(clause);
  if (alone.grammatical || previous.reading === null) return alone;
  const verb = VERB.exec(previous.clause)?.[1];
  if (verb === undefined) return alone;
  const full = read(`${verb} ${clause}`);
  return full.grammatical && full.reading?.command === previous.reading.command ? full : alone;
}

const VERB = /^\s*(?:please\s+|can you\s+)?([a-z]+|把|将|给)(?=[\s\p{Script=Han}])/iu;

/** A later command that names no record is about the record of the one before. */
function withCarriedRecords(interpretations: readonly Interpretation[]): Interpretation[] {
  let last: string | null = null;
  return interpretations.map((interpretation) => {
    const { reading } = interpretation;
    if (reading === null) return interpretation;
    const record = reading.command.inputs.find((p) => p.slot.kind === 'record' && p.required);
    const said = reading.arguments[record?.name ?? ''];
    const before = last;
    const itself = typeof said === 'string' && /^its$/i.test(said);
    if (typeof said === 'string' && !itself) last = said;
    else last = spokenOf(interpretation) ?? last;
    if (record === undefined || before === null || (said !== undefined && !itself))
      return interpretation;
    const carried = { ...reading, arguments: { ...reading.arguments, [record.name]: before } };
    return { ...interpretation, reading: carried, carried: said === undefined };
  });
}

/** "push Wayne to May and set the next step to legal review" is one change of one record. */
function merged(interpretations: readonly Interpretation[]): Interpretation[] {
  const result: Interpretation[] = [];
  for (const interpretation of interpretations) {
    const before = result.at(-1);
    const [a, b] = [before?.reading, interpretation.reading];
    const same =
      a != null && b != null && a.command === b.command && interpretation.carried === true;
    if (before === undefined || !same) {
      result.push(interpretation);
      continue;
    }
    const reading = {
      ...a,
      arguments: { ...b.arguments, ...a.arguments },
      misreadings: [...a.misreadings, ...b.misreadings],
    };
    result[result.length - 1] = { ...before, reading };
  }
  return result;
}

/** The first record that a command names, required or not. */
function spokenOf({ reading }: Interpretation): string | null {
  const named = reading?.command.inputs
    .filter(
      (p) =>
        (p.slot.kind === 'record' && !p.slot.entities.includes('member')) ||
        (p.name === 'name' && p.required),
    )
    .map((p) => reading.arguments[p.name])
    .find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : null;
}

/** "won Notion and Stripe" is two commands. */
function eachName(interpretation: Interpretation): Interpretation[] {
  const { reading } = interpretation;
  const record = reading?.command.inputs.find((p) => p.required && p.slot.kind === 'record');
  const said = reading?.arguments[record?.name ?? ''];
  if (reading == null || record === undefined || typeof said !== 'string') return [interpretation];
  if (reading.command.risk === 'read' || /\b(?:co|sons|partners)\b/i.test(said))
    return [interpretation];
  return namesIn(said).map((name) => ({
    ...interpretation,
    reading: { ...reading, arguments: { ...reading.arguments, [record.name]: name } },
  }));
}
