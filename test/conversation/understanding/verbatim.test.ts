import { expect, it } from 'vitest';
import { verbatim } from '../../../src/conversation/understanding/verbatim.ts';

it.each([
  [
    '他们对价格没意见, 就是担心周期',
    '记录：他们对价格没意见，就是担心周期。',
    '他们对价格没意见，就是担心周期',
  ],
  ['no budget until 2027', 'reject lead Gus, no budget til 2027', 'no budget til 2027'],
  ['wait until tomorrow', 'task: wait til tmrw', 'wait til tmrw'],
  [
    'wants a demo (for 40 people)',
    'note: wants a demo （for 40 people）',
    'wants a demo （for 40 people）',
  ],
  ['send it', 'send it, then SEND IT again', 'send it'],
  ['', 'note', ''],
])('gives %s of %s back as it was typed', (read, utterance, typed) => {
  expect(verbatim(read, utterance)).toBe(typed);
});

it('leaves a text as it was read where its words stand twice', () => {
  expect(verbatim('a b', 'a, b and a; b')).toBe('a b');
});
