import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealNameKey, nameKey, plainName } from '../../src/crm/names.ts';

describe('the key of a name', () => {
  it.each([
    ['Acme', 'acme'],
    ['ACME', 'acme'],
    ['Acme, Inc.', 'acme'],
    ['ACME GmbH', 'acme'],
    ['Acme Co., Ltd.', 'acme'],
    ['Acme GmbH & Co. KG', 'acme'],
    ['The Acme Company', 'acme'],
    ['The', 'the'],
    ['Inc', 'inc'],
    ['Northwind Traders', 'northwind traders'],
    ['  Blue   Harbor  ', 'blue harbor'],
    ['Société Générale SA', 'societe generale'],
    ['Müller & Söhne AG', 'muller sohne'],
    ['L’Oréal', 'loreal'],
    ["O'Neil's", 'oneils'],
    ['AT&T', 'at t'],
    ['7-Eleven', '7 eleven'],
    ['ＡＣＭＥ　Ｃｏｒｐ', 'acme'],
    ['Ⅳ Partners LLP', 'iv partners'],
    ['Companyx', 'companyx'],
  ])('of “%s” is “%s”', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it.each([
    ['华为', '华为'],
    ['云帆科技有限公司', '云帆科技'],
    ['云帆科技', '云帆科技'],
    ['北京云帆科技股份有限公司', '北京云帆科技'],
    ['美的集团', '美的'],
    ['美的集团股份有限公司', '美的集团'],
    ['锐步物流有限责任公司', '锐步物流'],
    ['小米公司', '小米'],
    ['云帆（上海）科技有限公司', '云帆 上海 科技'],
    ['公司', '公司'],
    ['集团', '集团'],
    ['Acme 中国有限公司', 'acme 中国'],
    ['小王', '小王'],
  ])('of “%s” is “%s” in Chinese', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it.each(['🚀', '***', '—'])('of “%s”, which has no letters, is the name itself', (name) => {
    expect(nameKey(name)).toBe(name);
  });

  it('is never empty and stays what it is when it is taken again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(name.trim() !== '');
        expect(nameKey(name)).not.toBe('');
        expect(plainName(plainName(name))).toBe(plainName(name));
      }),
      { seed: 20_260_318 },
    );
  });
});

describe('a plain name', () => {
  it('keeps the legal form, so that Acme Inc is not Acme Ltd', () => {
    expect(plainName('Acme, Inc.')).toBe('acme inc');
    expect(plainName('Acme Ltd')).toBe('acme ltd');
    expect(plainName('云帆科技有限公司')).toBe('云帆科技有限公司');
  });
});

describe('the key of a deal’s name', () => {
  it.each([
    ['Acme renewal', 'acme renewal'],
    ['Acme renewal deal', 'acme renewal'],
    ['the Globex deal', 'globex'],
    ['Globex opportunity', 'globex'],
    ['Globex, Inc. deal', 'globex'],
    ['华为续约商机', '华为续约'],
    ['云帆科技这单', '云帆科技'],
    ['小米的单子', '小米的'],
    ['Deal', 'deal'],
    ['商机', '商机'],
    ['Ideal', 'ideal'],
    ['华为deal', '华为'],
    ['Acme opp', 'acme'],
    ['New Deal Partners', 'new deal partners'],
  ])('of “%s” is “%s”', (name, key) => {
    expect(dealNameKey(name)).toBe(key);
  });
});
