import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/platform/refusal.ts';

describe('a refusal', () => {
  it('is an error with a code and facts, and no wording', () => {
    const refusal = new Refusal('not_allowed', { command: 'deal.win' });
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal.name).toBe('Refusal');
    expect(refusal.code).toBe('not_allowed');
    expect(refusal.facts).toEqual({ command: 'deal.win' });
    expect(refusal.message).toBe('not_allowed');
  });
});
