/** The codes a domain may refuse with and the facts of each; a domain adds its own with `declare module`. */
export interface RefusalFacts {
  /** `needs`: the least role that may, where a person of the organization could have it. */
  not_allowed: { command: string; needs?: string };
}

export type RefusalCode = keyof RefusalFacts;

/** An expected "no": a code and facts, no wording. Anything else thrown is a bug. */
export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  readonly code: Code;
  readonly facts: RefusalFacts[Code];

  constructor(code: Code, facts: RefusalFacts[Code]) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}

/** Whether an error is a refusal with this code: then its facts are known, too. */
export function isRefusal<Code extends RefusalCode>(
  error: unknown,
  code: Code,
): error is Refusal<Code> {
  return error instanceof Refusal && error.code === code;
}
