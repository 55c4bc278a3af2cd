import { type Boundary, boundariesIn, isUnreal, namesIn } from './clause.ts';
import type { Interpretation, Interpreter } from './interpret.ts';
import type { Clues } from './span.ts';

/** Reads a message as one or several commands, in order. */
export function planClauses(
  text: string,
  clues: Clues,
  interpreter: Interpreter,
): readonly Interpretation[] {
  const read = remembering((clause) => interpreter.interpret(clause, clues));
  const boundaries = boundariesIn(text);
  const clauses = bestClauses(text, boundaries, read);
  return withCarriedRecords(clauses).flatMap(eachName);
}

type Read = (clause: string) => Interpretation;

function remembering(read: Read): Read {
  const known = new Map<string, Interpretation>();
  return (clause) => {
    const before = known.get(clause);
    if (before !== undefined) return before;
    const fresh = read(clause);
    known.set(clause, fresh);
    return fresh;
  };
}

/** Splits off what is a command by itself, from the left, where what remains is understood too. */
function bestClauses(text: string, boundaries: readonly Boundary[], read: Read): Interpretation[] {
  const whole = read(text);
  for (const boundary of boundaries) {
    const left = text.slice(0, boundary.start);
    const right = text.slice(boundary.end);
    if (!worthSplitting(left, right, boundary, whole, read)) continue;
    const after = bestClauses(
      withVerbOf(left, right, read),
      boundariesIn(withVerbOf(left, right, read)),
      read,
    );
    if (after.some((i) => i.reading !== null)) return [read(left), ...after];
  }
  if (whole.reading === null) {
    // Small talk beside a command: "boom! Acme signed".
    for (const boundary of boundaries.filter((b) => b.strong)) {
      const right = read(text.slice(boundary.end));
      const left = read(text.slice(0, boundary.start));
      if (left.grammatical && right.reading === null && !isUnreal(text.slice(boundary.end)))
        return [left];
      if (right.grammatical && left.reading === null && !isUnreal(text.slice(0, boundary.start)))
        return bestClauses(text.slice(boundary.end), boundariesIn(text.slice(boundary.end)), read);
    }
  }
  return [whole];
}

function worthSplitting(
  left: string,
  right: string,
  boundary: Boundary,
  whole: Interpretation,
  read: Read,
): boolean {
  const first = read(left);
  if (first.reading === null || !first.grammatical) return false;
  if (isUnreal(right)) return false;
  const second = firstPart(withVerbOf(left, right, read), read);
  if (second?.reading == null || !second.grammatical) return false;
  const together = whole.reading;
  if (together === null || !whole.grammatical) return true;
  const apart = first.reading.score + second.reading.score;
  if (together.freeText)
    return boundary.strong ? second.reading.score >= 1.5 : second.reading.score >= 2.2;
  return apart > together.score + (boundary.strong ? -0.5 : 0.5);
}

/** The interpretation of a clause or, where it holds several commands, of its first. */
function firstPart(text: string, read: Read): Interpretation | null {
  const whole = read(text);
  if (whole.reading !== null && whole.grammatical) return whole;
  for (const boundary of boundariesIn(text)) {
    const part = read(text.slice(0, boundary.start));
    if (part.reading !== null && part.grammatical) return part;
  }
  return whole;
}

/** "make Dana a manager and Bob a rep": the second half takes the first word of the first. */
function withVerbOf(left: string, right: string, read: Read): string {
  if (read(right).grammatical) return right;
  const verb = /^\s*(?:please\s+)?([a-z]+|把|将|给)(?=[\s\p{Script=Han}])/iu.exec(left)?.[1];
  if (verb === undefined) return right;
  const full = `${verb} ${right}`;
  const reading = read(full);
  return reading.grammatical && reading.reading?.command === read(left).reading?.command
    ? full
    : right;
}

/** A later command that names no record is about the record of the one before. */
function withCarriedRecords(interpretations: readonly Interpretation[]): Interpretation[] {
  let last: string | null = null;
  return interpretations.map((interpretation) => {
    const { reading } = interpretation;
    if (reading === null) return interpretation;
    const record = reading.command.inputs.find((p) => p.slot.kind === 'record' && p.required);
    const said = reading.arguments[record?.name ?? ''];
    const before = last;
    if (typeof said === 'string') last = said;
    else last = spokenOf(interpretation) ?? last;
    if (record === undefined || said !== undefined || before === null) return interpretation;
    const carried = { ...reading, arguments: { [record.name]: before, ...reading.arguments } };
    return { ...interpretation, reading: carried };
  });
}

/** The first record that a command names, required or not. */
function spokenOf({ reading }: Interpretation): string | null {
  const named = reading?.command.inputs
    .filter((p) => p.slot.kind === 'record' && !p.slot.entities.includes('member'))
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
  if (reading.command.risk === 'read') return [interpretation];
  return namesIn(said).map((name) => ({
    ...interpretation,
    reading: { ...reading, arguments: { ...reading.arguments, [record.name]: name } },
  }));
}
