import { describe, expect, it } from 'vitest';
import { type AskedOnce, resolutionsOf } from '../../src/support/resolution.ts';

const NOW = new Date('2026-03-18T10:00:00Z');
const HOUR = 60 * 60_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);

const asked = (more: Partial<AskedOnce> & { at: Date }): AskedOnce => ({
  id: more.at.toISOString(),
  identityId: 'cleo',
  outcome: 'answer',
  rating: null,
  articles: [],
  ...more,
});

const becameOf = (
  questions: readonly AskedOnce[],
  tickets: readonly { requesterId: string; createdAt: Date }[] = [],
) => resolutionsOf(questions, tickets, NOW).map(({ resolution }) => resolution);

describe('an answer', () => {
  it('is confirmed or refuted by what its asker says, however soon', () => {
    expect(becameOf([asked({ at: ago(1), rating: 5 })])).toEqual(['confirmed']);
    expect(becameOf([asked({ at: ago(1), rating: 3 })])).toEqual(['refuted']);
  });

  it('is taken to have helped after 72 hours of silence, not before', () => {
    expect(becameOf([asked({ at: ago(72) })])).toEqual(['assumed']);
    expect(becameOf([asked({ at: ago(71) })])).toEqual(['open']);
  });

  it('is not when its asker came back or opened a ticket meanwhile', () => {
    expect(becameOf([asked({ at: ago(100) }), asked({ at: ago(99), outcome: 'abstain' })])).toEqual(
      ['returned', 'none'],
    );
    expect(
      becameOf([asked({ at: ago(100) })], [{ requesterId: 'cleo', createdAt: ago(50) }]),
    ).toEqual(['returned']);
  });

  it('is not touched by what others do, or by what came later than that', () => {
    const questions = [
      asked({ at: ago(200) }),
      asked({ at: ago(199), identityId: 'otto', outcome: 'abstain' }),
      asked({ at: ago(100), outcome: 'abstain' }),
    ];
    expect(
      resolutionsOf(questions, [], NOW).find((r) => r.question === questions[0])?.resolution,
    ).toBe('assumed');
  });
});

describe('a question', () => {
  it('was handed over where a ticket follows with nothing asked between', () => {
    const questions = [asked({ at: ago(10) }), asked({ at: ago(9), outcome: 'abstain' })];
    const tickets = [{ requesterId: 'cleo', createdAt: ago(8) }];
    expect(resolutionsOf(questions, tickets, NOW).map(({ escalated }) => escalated)).toEqual([
      false,
      true,
    ]);
  });

  it('that was asked back was clear once one of the topics was answered', () => {
    const clarify = { outcome: 'clarify', articles: ['battery', 'charger'] };
    const chosen = (next: Partial<AskedOnce> & { at: Date }) =>
      resolutionsOf([asked({ at: ago(10), ...clarify }), asked(next)], [], NOW)[0]?.chosen;
    expect(chosen({ at: new Date(ago(10).getTime() + 60_000), articles: ['charger'] })).toBe(true);
    expect(chosen({ at: new Date(ago(10).getTime() + 60_000), articles: ['wifi'] })).toBe(false);
    expect(chosen({ at: ago(8), articles: ['charger'] })).toBe(false);
  });
});
