import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Audience } from '../../src/support/audience.ts';
import { createRetrieval, type Question } from '../../src/support/retrieval.ts';
import { conceptsOf } from '../../src/support/synonyms.ts';
import { languageOf } from '../../src/support/tokens.ts';
import { aPassage, SHELF } from './shelf.ts';

const retrieval = createRetrieval(SHELF);
const asks = (text: string, more: Partial<Question> = {}): Question => ({
  text,
  audience: 'customer',
  language: languageOf(text),
  ...more,
});
const found = (question: Question, by = retrieval): string[] =>
  by.search(question).found.map(({ passage }) => passage.id);

describe('finding the passage that answers', () => {
  it.each([
    ['my robot does not find the dock', 'dock-en'],
    ['How do refunds work?', 'refund-en'],
    ['where can I download an old invoice', 'invoice-en'],
    ['what is new in v2.4.1', 'update-en'],
    ['What does E-1042 mean?', 'dock-en'],
    ['机器人找不到充电座', 'dock-zh'],
    ['怎么申请退款', 'refund-zh'],
    ['电池保修多久', 'warranty-zh'],
    ['E1042 是什么意思', 'dock-zh'],
  ])('"%s" finds %s first', (text, id) => {
    expect(found(asks(text))[0]).toBe(id);
  });

  it('puts the language of the asker first when the question itself has none', () => {
    expect(found(asks('E1042', { language: 'zh' })).slice(0, 2)).toEqual(['dock-zh', 'dock-en']);
    expect(found(asks('E1042', { language: 'en' })).slice(0, 2)).toEqual(['dock-en', 'dock-zh']);
  });

  it('understands a follow-up from what was said before', () => {
    const followUp = asks('and how many working days does it take?', {
      earlier: ['You can ask for one within 30 days.', 'can I get a refund'],
    });
    expect(found(followUp)[0]).toBe('refund-en');
  });

  it('lets the last turn change the subject', () => {
    const earlier = ['You can ask for one within 30 days.', 'can I get a refund'];
    expect(found(asks('where do I download invoices', { earlier }))[0]).toBe('invoice-en');
  });

  it('finds articles of the other language by the names in the graph', () => {
    const concepts = conceptsOf([{ key: 'product/mop', names: ['Swabby', 'mop robot', '拖地机'] }]);
    const mop = aPassage({ id: 'mop-zh', language: 'zh', title: '拖地机', text: '每周擦一次。' });
    const found2 = (by: typeof retrieval) => found(asks('is there a Swabby'), by);
    expect(found2(createRetrieval([...SHELF, mop]))).toEqual([]);
    expect(found2(createRetrieval([...SHELF, mop], { concepts }))[0]).toBe('mop-zh');
  });

  it.each([
    ['I want my money back', 'refund-en'],
    ['could you reimburse me', 'refund-en'],
    ['怎么把钱退给我', 'refund-zh'],
    ['小车的电瓶坏了给修吗', 'warranty-zh'],
  ])('knows what people say in other words: "%s" finds %s first', (text, id) => {
    expect(found(asks(text))[0]).toBe(id);
  });

  it('finds an article by how it says that it is asked for, and shows the passage that this is about', () => {
    const questions = ['who gets a rebate on tuba lessons', 'when are tubas tuned'];
    const tubas = createRetrieval([
      aPassage({ id: 'a', document: 'brass', text: 'Lessons cost ten euros.', questions }),
      aPassage({ id: 'b', document: 'brass', text: 'Instruments are tuned in May.', questions }),
      aPassage({ id: 'c', text: 'A piano is tuned by somebody else.' }),
    ]);
    expect(found(asks('tubas tuned, when?'), tubas)[0]).toBe('b');
    expect(found(asks('rebate on a tuba'), tubas)[0]).toBe('a');
  });

  it('prefers words that stand side by side as in the question', () => {
    const two = createRetrieval([
      aPassage({ id: 'apart', text: 'The dock has a light. Charging takes an hour.' }),
      aPassage({ id: 'beside', text: 'The charging dock has a light, it takes an hour.' }),
    ]);
    expect(found(asks('charging dock'), two)).toEqual(['beside', 'apart']);
  });

  it('answers nothing to nothing', () => {
    for (const text of ['', '   ', '???', 'the of and', '的了吗'])
      expect(retrieval.search(asks(text))).toMatchObject({ found: [], evidence: { score: 0 } });
    expect(found(asks('refund'), createRetrieval([]))).toEqual([]);
  });

  it('takes a question of any length', () => {
    expect(found(asks('refund '.repeat(10_000)))[0]).toBe('refund-en');
  });
});

const WORDS = ['refund', 'dock', 'robot', 'invoice', 'E1042', '退款', '充电座', '电池', 'v2.4.1'];
const audience = fc.constantFrom<Audience>('customer', 'member', 'support');
const someText = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((w) => w.join(' '));
const somePassages = fc
  .array(
    fc.record({
      title: someText,
      text: someText,
      audience,
      document: fc.constantFrom('a', 'b', 'c'),
      questions: fc.array(someText, { maxLength: 2 }),
    }),
  )
  .map((all) => all.map((given, i) => aPassage({ id: `p${i}`, ...given })));

describe('any collection', () => {
  it('answers as if what the asker may not read did not exist, to the last digit of a score', () => {
    const readable: Record<Audience, readonly Audience[]> = {
      customer: ['customer'],
      member: ['customer', 'member'],
      support: ['customer', 'member', 'support'],
    };
    fc.assert(
      fc.property(somePassages, someText, audience, (passages, text, who) => {
        const may = passages.filter((p) => readable[who].includes(p.audience));
        const question = asks(text, { audience: who });
        const all = createRetrieval(passages).search(question);
        expect(all.found.every(({ passage }) => may.includes(passage))).toBe(true);
        expect(all.found).toEqual(createRetrieval(may).search(question).found);
      }),
    );
  });

  it('answers the same in whatever order its passages were given', () => {
    fc.assert(
      fc.property(somePassages, someText, (passages, text) => {
        const question = asks(text, { audience: 'support' });
        expect(createRetrieval(passages.toReversed()).search(question)).toEqual(
          createRetrieval(passages).search(question),
        );
      }),
    );
  });

  it('finds a passage by its own words', () => {
    fc.assert(
      fc.property(somePassages, fc.nat(), (passages, n) => {
        const own = passages[n % Math.max(passages.length, 1)];
        if (own === undefined || own.text === '') return;
        const { found: all } = createRetrieval(passages).search(
          asks(own.text, { audience: 'support' }),
          { limit: passages.length },
        );
        expect(all.map(({ passage }) => passage.id)).toContain(own.id);
      }),
    );
  });
});
