import type { Step } from './turn.ts';
import { LONGEST_READ, normalise } from './understanding/normalise.ts';

/** What is sent to people, or kept as they said it, by its command: it is read in one spelling, and handed on as it was typed. */
const WORDS_OF: Readonly<Record<string, string>> = {
  'ticket.reply': 'message',
  'ticket.note': 'message',
  'ticket.create': 'subject',
  'ticket.close': 'resolution',
};
/** Beyond so many characters the words of the command itself are over. */
const LEAD = 200;
/** So much of a text tells where it begins. */
const ENOUGH = 500;

/** The step with its words as they were typed: with their punctuation, emoji and lines, and all of them. */
export function verbatim(step: Step, typed: string): Step {
  const name = WORDS_OF[step.command];
  const read = name === undefined ? undefined : step.arguments[name];
  if (name === undefined || typeof read !== 'string') return step;
  const words = tailOf(typed, read);
  if (words === null) return step;
  const said = { ...step.said, [name]: words };
  return { ...step, arguments: { ...step.arguments, [name]: words }, said };
}

/** The end of a text that reads so, or begins so: "is it?" at the end of a question is not read. Null when none does. */
function tailOf(typed: string, read: string): string | null {
  const begins = normalise(read.slice(0, ENOUGH)).replace(/[\s?!.,]+$/u, '');
  for (let from = Math.min(typed.length, LEAD); from >= 0; from -= 1) {
    const tail = typed.slice(from);
    if (/^\s/u.test(tail) || !normalise(tail.slice(0, LONGEST_READ)).startsWith(begins)) continue;
    return tail.trim();
  }
  return null;
}
