import { syllablesOf } from './search/pinyin.ts';

/** Words that say what legal form a company has, not which company it is. */
const LEGAL_FORMS = new Set(
  'inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag kg se sa sas sarl srl spa bv nv oy ab as aps pty pte kk'.split(
    ' ',
  ),
);
const CHINESE_FORMS = /(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|集团|公司)$/;

/**
 * A name as names are compared: lower case, full width made half, accents and punctuation gone, without "the" and without the
 * legal form ("Acme, Inc." and "ACME GmbH" are both `acme`; 云帆科技有限公司 is 云帆科技).
 */
export function nameKey(name: string): string {
  const plain = plainName(name);
  const words = plain.split(' ');
  if (words[0] === 'the' && words.length > 1) words.shift();
  while (words.length > 1 && LEGAL_FORMS.has(words.at(-1) ?? '')) words.pop();
  const key = words.join(' ');
  const short = key.replace(CHINESE_FORMS, '').trim();
  return short === '' ? key : short;
}

/**
 * Whether two names with one key may well be those of one company: with the same legal form, or one of them without any. "Acme Inc"
 * and "Acme GmbH" may be two, "Acme" and "Acme Inc" are hardly.
 */
export function formsAgree(one: string, other: string): boolean {
  const [a, b] = [legalFormsOf(one), legalFormsOf(other)];
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return few.every((form) => many.includes(form));
}

const SAME_FORM: Readonly<Record<string, string>> = {
  incorporated: 'inc',
  corporation: 'corp',
  limited: 'ltd',
  company: 'co',
  有限责任公司: '有限公司',
  股份公司: '股份有限公司',
  集团公司: '集团',
};

function legalFormsOf(name: string): string[] {
  const words = plainName(name).split(' ');
  const forms: string[] = [];
  while (words.length > 1 && LEGAL_FORMS.has(words.at(-1) ?? '')) forms.push(words.pop() ?? '');
  const chinese = CHINESE_FORMS.exec(words.join(' '))?.[0];
  if (chinese !== undefined && chinese !== '公司') forms.push(chinese);
  return forms.map((form) => SAME_FORM[form] ?? form);
}

/** The whole name, lower case, without punctuation and accents: tells "Acme Inc" from "Acme Ltd". */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return plain === '' ? name.normalize('NFKC').toLowerCase().trim() : plain;
}

/** A deal's name as it is compared: also without the word "deal" at its end. */
export function dealNameKey(name: string): string {
  const key = nameKey(name);
  const short = key
    .replace(/(?:(?<![\p{Script=Latin}\p{N}])(?:deals?|opportunity|opp)|商机|单子|项目|这单)$/u, '')
    .trim();
  return short === '' ? key : nameKey(short);
}

/** A text with its Chinese as it is typed on Latin keys, syllable by syllable: `sao miao` for 扫描. */
export function inLatin(text: string): string {
  return text.replace(/\p{Script=Han}+/gu, (han) => ` ${syllablesOf(han).join(' ')} `);
}
