import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../src/support/clusters.ts';

const asked = (...texts: readonly string[]) =>
  texts.map((text, i) => ({ id: `q${String(i).padStart(4, '0')}`, text }));

const textsIn = (groups: readonly (readonly { text: string }[])[]) =>
  groups.map((group) => group.map(({ text }) => text).toSorted());

describe('questions', () => {
  it('about the same are one group, the largest first', () => {
    const groups = clustersOf(
      asked(
        'how do I pair the scanner?',
        'scanner pairing does not work',
        'can I pair my scanner',
        'do you lease robots?',
        'can we lease a robot',
        'is there a discount for schools?',
      ),
    );
    expect(textsIn(groups)).toEqual([
      ['can I pair my scanner', 'how do I pair the scanner?', 'scanner pairing does not work'],
      ['can we lease a robot', 'do you lease robots?'],
      ['is there a discount for schools?'],
    ]);
  });

  it('in Chinese, too', () => {
    const groups = clustersOf(
      asked('机器人可以租赁吗？', '能租赁机器人吗', '机器人租赁多少钱', '怎么导出发票'),
    );
    expect(textsIn(groups)).toEqual([
      ['机器人可以租赁吗？', '机器人租赁多少钱', '能租赁机器人吗'].toSorted(),
      ['怎么导出发票'],
    ]);
  });

  it('without a word of their own stay apart, and none is lost', () => {
    const groups = clustersOf(asked('what is it?', 'why?', '？？？', 'what is it?'));
    expect(groups.flat()).toHaveLength(4);
    expect(groups[0]).toHaveLength(2);
  });

  const WORDS = [
    'scanner',
    'pair',
    'robot',
    'lease',
    'print',
    'label',
    'login',
    '发票',
    '导出',
    'the',
  ];
  const questions = fc
    .array(fc.array(fc.constantFrom(...WORDS), { minLength: 0, maxLength: 5 }), { maxLength: 30 })
    .map((all) => asked(...all.map((words) => words.join(' '))));

  it('are in the same groups in whatever order they come, each in one', () => {
    fc.assert(
      fc.property(
        questions.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const groups = clustersOf(all);
          expect(clustersOf(shuffled)).toEqual(groups);
          expect(
            groups
              .flat()
              .map(({ id }) => id)
              .toSorted(),
          ).toEqual(all.map(({ id }) => id));
        },
      ),
    );
  });
});
