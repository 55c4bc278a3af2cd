import type { Catalogue } from '../commands/catalogue.ts';
import type { PlannedCommand, Understanding } from '../commands/plan.ts';
import { LONGEST_READ, normalise } from './understanding/normalise.ts';

/** The understanding reads this much of a clause for sure: a value shorter than this was not cut. */
const SURELY_WHOLE = 1000;
/** So much of a text says where it begins in the message. */
const BEGINNING = 60;
const ENDING = 20;

/**
 * What was understood, with the free text of its last command ("note on Acme: …") as it was typed, to the end of the
 * message: the understanding reads the beginning of a long message only, and a dictated note must not lose the rest.
 */
export function withWholeText(
  understood: Understanding,
  typed: string,
  catalogue: Catalogue,
): Understanding {
  const last = understood.commands.at(-1);
  const whole = last === undefined ? null : wholeTextOf(last, typed, catalogue);
  if (last === undefined || whole === null) return understood;
  return {
    ...understood,
    commands: [
      ...understood.commands.slice(0, -1),
      { ...last, arguments: { ...last.arguments, ...whole } },
    ],
  };
}

function wholeTextOf(
  { command, arguments: said }: PlannedCommand,
  typed: string,
  catalogue: Catalogue,
): Record<string, string> | null {
  for (const { name, slot, rest } of catalogue.find(command)?.inputs ?? []) {
    const read = said[name];
    if (slot.kind !== 'text' || rest !== true || typeof read !== 'string') continue;
    if (read.length < SURELY_WHOLE) continue;
    const start = startOf(read, typed);
    if (start !== null) return { [name]: typed.slice(start).trim() };
  }
  return null;
}

/** Where a text that was read begins in the message as it was typed; null when it is not found. */
function startOf(read: string, typed: string): number | null {
  const beginning = normalise(read.slice(0, BEGINNING + ENDING)).slice(0, BEGINNING);
  const last = Math.min(typed.length, LONGEST_READ);
  for (let at = 0; at < last; at += 1) {
    if (/\s/.test(typed.charAt(at))) continue;
    if (normalise(typed.slice(at, at + 3 * BEGINNING)).startsWith(beginning)) return at;
  }
  return null;
}

/** Whether a message was too long to be read whole, and its end came into no command. */
export function lostItsEnd(typed: string, planned: readonly PlannedCommand[]): boolean {
  const texts = planned
    .flatMap((plan) => Object.values(plan.arguments))
    .filter((value) => typeof value === 'string');
  if (typed.length <= LONGEST_READ && texts.every(({ length }) => length < SURELY_WHOLE))
    return false;
  const end = typed.trimEnd().slice(-ENDING);
  const read = normalise(end);
  return !texts.some((text) => text.endsWith(end) || text.endsWith(read));
}
