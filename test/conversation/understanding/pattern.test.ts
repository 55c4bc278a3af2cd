import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/conversation/understanding/grammar/pattern.ts';
import { spellingOf } from '../../../src/conversation/understanding/spelling.ts';

const compiled = (source: string) =>
  compilePattern(source, (parameter) =>
    parameter === 'deal'
      ? { slot: { kind: 'record', entities: ['deal'] }, position: 0, rest: false, marked: false }
      : null,
  );

describe('a pattern', () => {
  it('leaves out what stands in brackets and takes one of the alternatives', () => {
    const { regex } = compiled('(close|finish) [the] {deal} [deal]');
    expect(regex.exec('finish the acme deal')?.groups?.s0).toBe('acme');
    expect(regex.test('open the acme deal')).toBe(false);
  });

  it('does not end a name inside a word', () => {
    expect(compiled('close {deal} deal').regex.test('close acmedeal')).toBe(false);
  });

  it('refuses unknown parameters and unbalanced brackets', () => {
    expect(() => compiled('close {account}')).toThrow('no parameter account');
    expect(() => compiled('close (the {deal}')).toThrow('unbalanced');
    expect(() => compiled('<nothing> {deal}')).toThrow('no word set');
  });
});

describe('the spelling', () => {
  const { correct } = spellingOf(['search', 'account', 'deal']);

  it('puts right swapped, missing and doubled letters', () => {
    expect(correct('serach the acount deaal')).toBe('search the account deal');
  });

  it('leaves names alone', () => {
    expect(correct('Serach Deel dial')).toBe('search Deel dial');
  });
});
