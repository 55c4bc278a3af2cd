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
