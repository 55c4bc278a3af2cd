import type { Shift } from '../platform/clock.ts';
import type { AskedField } from './asked-field.ts';
import type { Entity } from './parameters.ts';

/** One command as it was understood: JSON forms of commands.md, record mentions as said. */
export type PlannedCommand = {
  command: string;
  arguments: Record<string, unknown>;
  /** Required parameters that were not said. */
  missing: readonly string[];
  /** What kind of record a mention is, where the words around it say so: the deal in "delete the Acme deal". */
  kinds?: Readonly<Record<string, Entity>>;
  /** Days said as so much later than the record's own ("push it out two weeks"); in the arguments they count from today. */
  shifts?: Readonly<Record<string, Shift>>;
  /** What of the record a question asks for: "when does it close?" */
  asks?: AskedField;
  /** 0..1, calibrated: the share of such readings that are right. */
  confidence: number;
};

/** Something said that cannot be meant, such as 30 February or a price of -5: named back to the person, never guessed at. */
export type Problem = {
  kind: 'no-such-day' | 'negative-amount' | 'amount-too-large' | 'amount-range';
  text: string;
  /** The parameter it was said for. */
  parameter: string | null;
  /** Both ends of a range, as amounts. */
  low?: number;
  high?: number;
};

/** How an utterance was taken. `commands` is empty for small talk and for what was not understood. */
export type Understanding = {
  text: string;
  language: 'en' | 'zh';
  commands: readonly PlannedCommand[];
  alternatives: readonly { command: string; confidence: number }[];
  /** `small-talk` gets a polite answer, `unreal` (supposed, denied, hearsay) nothing done, `unknown` an honest "I did not understand". */
  otherwise: 'small-talk' | 'greeting' | 'thanks' | 'unreal' | 'unknown' | null;
  problems: readonly Problem[];
};
