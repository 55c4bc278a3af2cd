import { PorterStemmer } from 'natural/lib/natural/stemmers/index.js';

/**
 * An utterance as a bag of features: stems, pairs of stems and pieces of words in English; words and pairs of characters in
 * Chinese. Values and names are to be replaced by `_money_`, `_name_` before: the wording counts, not whom it is about.
 */
export function featuresOf(delexicalised: string, isKnown: (stem: string) => boolean): string[] {
  const features: string[] = [];
  const words = delexicalised.match(/_[a-z-]+_|[a-z0-9]+(?:'[a-z]+)?|[?]/gi) ?? [];
  const stems = words.map((word) => {
    const stem = stemOf(word);
    return isKnown(stem) || stem.startsWith('_') ? stem : '_name_';
  });
  let previous = '^';
  for (const [i, stem] of stems.entries()) {
    features.push(`w:${stem}`, `b:${previous} ${stem}`);
    if (i > 1) features.push(`s:${stems[i - 2]} * ${stem}`);
    if (!stem.startsWith('_')) pieces(stem, features);
    previous = stem;
  }
  if (stems.length > 0) features.push(`b:${previous} $`);
  if (/\p{Script=Han}/u.test(delexicalised)) chinese(delexicalised, features);
  features.push(stems.length > 8 ? 'long' : stems.length > 3 ? 'middling' : 'short');
  return features;
}

const stems = new Map<string, string>();

export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const lower = word.toLowerCase();
  const stem = /^[a-z]{3,}$/.test(lower) ? PorterStemmer.stem(lower) : lower;
  if (stems.size < 20_000) stems.set(word, stem);
  return stem;
}

/** Pieces of a word still match when it is misspelt. */
function pieces(stem: string, features: string[]): void {
  const padded = `<${stem}>`;
  for (let i = 0; i + 3 <= padded.length; i += 1) features.push(`c:${padded.slice(i, i + 3)}`);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function chinese(text: string, features: string[]): void {
  for (const run of text.match(/[\p{Script=Han}]+|_[a-z-]+_/gu) ?? []) {
    if (run.startsWith('_')) continue;
    for (const { segment } of segmenter.segment(run)) features.push(`z:${segment}`);
  }
  const flat = text.replace(/_[a-z-]+_/g, '_').replace(/[^\p{Script=Han}_?？]/gu, '');
  const characters = [...`^${flat}$`];
  for (let i = 0; i + 2 <= characters.length; i += 1)
    features.push(`h:${characters[i]}${characters[i + 1]}`);
}
