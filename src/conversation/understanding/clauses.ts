import { isDeepStrictEqual } from 'node:util';
import { type Boundary, boundariesIn, isUnreal, namesIn } from './clause.ts';
import type { Reading } from './grammar/reading.ts';
import type { Interpretation, Interpreter } from './interpret.ts';
import { isAnaphora } from './mention.ts';
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
  const extend = (before: Interpretation, clause: string): Interpretation | null => {
    const reading =
      before.reading === null ? null : interpreter.extend(before.reading, clause, clues);
    return reading === null ? null : { ...before, reading };
  };
  const reads: Reads = (command, clause) => interpreter.reads(command, clause, clues);
  const clauses = bestClauses(text, boundariesIn(text, MOST_BREAKS), { read, reads, extend });
  return merged(withCarriedRecords(clauses)).flatMap(eachName);
}

type Read = (clause: string) => Interpretation;
type Reads = (command: Reading['command'], clause: string) => boolean;
type Extend = (before: Interpretation, clause: string) => Interpretation | null;
/** What the division of a message asks of its clauses. */
type Readers = { read: Read; reads: Reads; extend: Extend };
type Parse = { worth: number; clauses: readonly Interpretation[] };

/** What each further command costs, by how clearly it is set apart: words explained have to outweigh it. */
const COST_OF_A_BREAK = { strong: 0.7, blank: 1.1, weak: 1.5 } as const;
/** A clause worth less is no command of its own beside others. */
const LEAST_WORTH = 1.3;
/** The same for one that changes something and leaves no word over. */
const LEAST_WORTH_OF_A_CHANGE = 1;
/** Where a long message may be divided at most: each pair of places is a clause to read. */
const MOST_BREAKS = 8;
const COST_OF_NO_NAME = 1;
const ENOUGH = 2.5;
const COST_OF_AN_ADDITION = 0.2;
const WORTH_OF_THE_UNREAL = -6;

/** The division of a message that explains most of it; every clause is tried from each boundary to each later one. */
function bestClauses(
  text: string,
  boundaries: readonly Boundary[],
  readers: Readers,
): readonly Interpretation[] {
  const { read } = readers;
  const whole = read(text);
  if (boundaries.length === 0 || explainsAll(whole)) return [whole];
  const starts = [0, ...boundaries.map((b) => b.end)];
  const ends = [...boundaries.map((b) => b.start), text.length];
  const best: Parse[] = [];
  for (const [to, end] of ends.entries()) {
    const parses = starts.slice(0, to + 1).map((start, from) => {
      const clause = text.slice(start, end);
      const before = best[from - 1];
      if (before === undefined) return firstClause(read(clause), clause, ends.length === 1);
      const boundary = boundaries[from - 1];
      const mark = boundary === undefined ? '' : text.slice(boundary.start, boundary.end).trim();
      return withClause(before, clause, { clarity: boundary?.clarity ?? 'weak', mark }, readers);
    });
    best.push(parses.reduce((a, b) => (b.worth > a.worth ? b : a)));
  }
  const clauses = best.at(-1)?.clauses ?? [];
  return clauses.length > 0 ? clauses : [read(text)];
}

/** One command without free text that leaves no word over: dividing it could only lose. */
function explainsAll({ reading, grammatical }: Interpretation): boolean {
  return (
    grammatical &&
    reading !== null &&
    !reading.freeText &&
    reading.oddity === 0 &&
    reading.score >= ENOUGH
  );
}

function firstClause(interpretation: Interpretation, clause: string, isWhole: boolean): Parse {
  const clauses = isWhole ? kept(interpretation) : saying(interpretation);
  return { worth: worthOf(interpretation, clause, isWhole), clauses };
}

const kept = (clause: Interpretation) => (clause.reading === null ? [] : [clause]);

/** Beside other clauses, one that only sounds like a command and fills none of its parameters is chatter. */
function saying(clause: Interpretation): readonly Interpretation[] {
  const says = clause.grammatical || Object.keys(clause.reading?.arguments ?? {}).length > 0;
  return says ? kept(clause) : [];
}

/** A parse with one clause more, be it a command of its own or an addition to the one before. */
function withClause(
  before: Parse,
  clause: string,
  { clarity, mark }: { clarity: Boundary['clarity']; mark: string },
  readers: Readers,
): Parse {
  const { read, extend } = readers;
  const previous = before.clauses.at(-1);
  const next =
    previous === undefined || endsATask(previous, mark)
      ? read(clause)
      : continued(previous, clause, readers);
  const cost = COST_OF_A_BREAK[clarity];
  const own = {
    worth: before.worth + worthOf(next, clause, false) - cost,
    clauses: [...before.clauses, ...saying(next)],
  };
  const added = previous === undefined ? null : extend(previous, clause);
  if (added?.reading == null || previous?.reading == null) return own;
  const gain = added.reading.score - previous.reading.score - COST_OF_AN_ADDITION;
  if (before.worth + gain <= own.worth) return own;
  return { worth: before.worth + gain, clauses: [...before.clauses.slice(0, -1), added] };
}

function worthOf(
  { reading, grammatical }: Interpretation,
  clause: string,
  isWhole: boolean,
): number {
  const words = clause.match(/[a-z0-9'&.-]+|\p{Script=Han}{2}/giu)?.length ?? 1;
  // "Note on Acme: … Don't log a deal yet": what is denied is no command either, whatever it looks like.
  if (!isWhole && reading !== null && isUnreal(clause)) return WORTH_OF_THE_UNREAL;
  if (reading !== null && grammatical && reading.score >= leastWorth(reading))
    return isWhole || !isEmptyCreation(reading) ? reading.score : reading.score - COST_OF_NO_NAME;
  if (reading !== null) return isWhole ? 0.2 : -0.3 - 0.4 * words;
  if (courtesyIn(clause) !== null) return 0.2;
  return isUnreal(clause) ? WORTH_OF_THE_UNREAL : -0.6 - 0.45 * words;
}

/** "New account" or "log a call" alone, where the next clause may say which. */
function isEmptyCreation({ command, arguments: args }: Reading): boolean {
  const creates = command.name.endsWith('.create') || command.name === 'activity.log';
  return creates && Object.keys(args).every((name) => name === 'kind');
}

function leastWorth({ command, arguments: args, freeText, oddity }: Reading): number {
  const plain = command.name.startsWith('deal.') && command.risk === 'write' && !freeText;
  const says = Object.keys(args).length > 0 && oddity === 0;
  return plain && says ? LEAST_WORTH_OF_A_CHANGE : LEAST_WORTH;
}

/** A later clause may leave out what the one before said: "make Dana a manager and Bob a rep". */
function continued(
  previous: Interpretation,
  clause: string,
  { read, reads }: Readers,
): Interpretation {
  const alone = read(clause);
  if (alone.grammatical || previous.reading === null || clause.length > 60) return alone;
  if (mayGiveReason(previous.reading, clause)) return alone;
  const verb = VERB.exec(previous.clause)?.[1];
  if (verb === undefined) return alone;
  // Only a reading as the same command counts: where its own patterns find none, the others need not be tried.
  if (!reads(previous.reading.command, `${verb} ${clause}`)) return alone;
  const full = read(`${verb} ${clause}`);
  return full.grammatical && full.reading?.command === previous.reading.command ? full : alone;
}

/** "Todo check the contract. Page 4 is wrong": the next sentence says more of what is to do, and is no further task. */
function endsATask({ reading }: Interpretation, mark: string): boolean {
  return reading?.command.name === 'task.create' && /^[.!?。！？]/u.test(mark);
}

/** "Disqualify Amy Wu, student": behind a command that takes a reason, words without capitals are one, and no further name. */
function mayGiveReason({ command }: Reading, clause: string): boolean {
  const takesReason = command.inputs.some((p) => p.name === 'reason' && p.rest === true);
  return takesReason && command.name === 'lead.qualify' && /^[a-z][a-z' -]*$/.test(clause.trim());
}

const VERB =
  /^\s*(?:please\s+|can you\s+)?([a-z]+|把|将|给|录|记|登记|新建|新增|添加|录入)(?=[\s\p{Script=Han}])/iu;

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
    const reading = before === undefined ? null : oneOf(before, interpretation);
    if (before === undefined || reading === null) result.push(interpretation);
    else result[result.length - 1] = { ...before, reading };
  }
  return result;
}

/** Two readings as one, where the second only adds to the first: "new deal with Acme. It is worth 50k". */
function oneOf(first: Interpretation, second: Interpretation): Reading | null {
  const [a, b] = [first.reading, second.reading];
  if (a === null || b === null) return null;
  // "Who changed it, show me the history" asks once.
  const asked = a.command === b.command && a.command.risk === 'read' && b.command.risk === 'read';
  const changed = a.command.risk === 'write' && b.command.risk === 'write';
  if (!asked && !changed) return null;
  const misreadings = [...a.misreadings, ...b.misreadings];
  const [ofA, ofB] = [recordOf(a), recordOf(b)];
  if (a.command === b.command && /^(?:they|them)$/i.test(String(ofA?.said)))
    return { ...b, arguments: { ...a.arguments, ...b.arguments }, misreadings };
  // "Who is first this month, show the leaderboard": the second asks for nothing else.
  if (asked && a.command.inputs.some((p) => p.required && p.name in b.arguments)) {
    const same = Object.entries(b.arguments).every(([name, value]) =>
      isDeepStrictEqual(a.arguments[name], value),
    );
    if (same) return { ...a, misreadings };
  }
  if (!pointsBack(second, ofA, ofB)) return null;
  const added = Object.entries(b.arguments).filter(([name]) => name !== ofB?.name);
  if (
    a.command === b.command &&
    added.every(([name, value]) => isDeepStrictEqual(a.arguments[name], value))
  )
    return { ...a, misreadings };
  const fits = added.every(
    ([name]) =>
      !(name in a.arguments) && a.command.inputs.some((p) => p.name === name && p.silent !== true),
  );
  if (!fits || (added.length === 0 && a.command !== b.command)) return null;
  return { ...a, arguments: { ...a.arguments, ...Object.fromEntries(added) }, misreadings };
}

type SaidRecord = { name: string; said: unknown };

function recordOf({ command, arguments: args }: Reading): SaidRecord | null {
  const record = command.inputs.find((p) => p.required && p.slot.kind === 'record');
  return record === undefined ? null : { name: record.name, said: args[record.name] };
}

/** Whether the second clause is about nothing else than the first. */
function pointsBack(second: Interpretation, a: SaidRecord | null, b: SaidRecord | null): boolean {
  if (second.carried === true) return true;
  if (b === null) {
    const required = second.reading?.command.inputs.filter((p) => p.required) ?? [];
    return !required.some((p) => p.name in (second.reading?.arguments ?? {}));
  }
  if (typeof b.said !== 'string') return false;
  const same = typeof a?.said === 'string' && a.said.toLowerCase() === b.said.toLowerCase();
  if (second.reading?.command.risk === 'read' && isAnaphora(b.said)) return true;
  return same || /^(?:it|its|they|them|their|he|she|him|his|her|他|她|它)$/i.test(b.said);
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
  if (reading.command.risk === 'read' || /\b(?:co|sons|partners)\b| & /i.test(said))
    return [interpretation];
  return namesIn(said).map((name) => ({
    ...interpretation,
    reading: { ...reading, arguments: { ...reading.arguments, [record.name]: name } },
  }));
}
