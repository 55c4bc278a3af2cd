import { describe, expect, it } from 'vitest';
import { questionsIn } from '../../src/support/questions-in.ts';

describe('the questions of a message', () => {
  it.each([
    ['How do I get a refund?', ['How do I get a refund?']],
    ['My robot shows E1042. What now?', ['My robot shows E1042. What now?']],
    [
      'How do I get a refund? And how long does it take? Why?',
      ['How do I get a refund?', 'And how long does it take? Why?'],
    ],
    ['1. reset the scanner\n2) refunds\n- warranty', ['reset the scanner', 'refunds', 'warranty']],
    ['怎么退款？保修多久？', ['怎么退款？', '保修多久？']],
    ['The robot stands still.\nNo light is on.', ['The robot stands still.\nNo light is on.']],
    ['', ['']],
  ])('of %j are %j', (message, questions) => {
    expect(questionsIn(message)).toEqual(questions);
  });
});
