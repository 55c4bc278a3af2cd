import { describe, expect, it } from 'vitest';
import { bandOf, confidenceOf } from '../../src/support/confidence.ts';
import { createRetrieval } from '../../src/support/retrieval.ts';
import { languageOf } from '../../src/support/tokens.ts';
import { SHELF } from './shelf.ts';

const retrieval = createRetrieval(SHELF);
const confidence = (text: string): number =>
  confidenceOf(
    retrieval.search({ text, audience: 'customer', language: languageOf(text) }).evidence,
  );

describe('how sure an answer is', () => {
  it.each([
    ['How do refunds work?', 'refund for a stolen bicycle in Madrid'],
    ['robot cannot find its charging dock', 'which robot won the football match'],
    ['怎么申请退款', '今天北京的天气适合申请签证吗'],
  ])('is more for "%s" than for "%s"', (covered, notCovered) => {
    expect(confidence(covered)).toBeGreaterThan(confidence(notCovered));
  });

  it('is none when nothing was found', () => {
    expect(confidence('quantum chromodynamics')).toBe(0);
    expect(bandOf(0, { answer: 0.8, clarify: 0.5 })).toBe('abstain');
  });

  it('decides between an answer, a question back and "I do not know"', () => {
    const thresholds = { answer: 0.8, clarify: 0.5 };
    expect([0.9, 0.8, 0.6, 0.4].map((c) => bandOf(c, thresholds))).toEqual([
      'answer',
      'answer',
      'clarify',
      'abstain',
    ]);
  });
});
