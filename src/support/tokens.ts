import { PorterStemmer } from 'natural/lib/natural/stemmers/index.js';
import { baseForm } from './tokens/forms.ts';
import { STOP_WORDS } from './tokens/stop-words.ts';

/**
 * What an article and a question are compared by; both go through here, or they would not meet. In order of the text:
 * stems of English words; in Chinese the words and the pairs of neighbouring characters that are not just a word; numbers,
 * versions and error codes whole (`2.4.1`, `e1042`, also from "E-1042"). Function words of both languages are left out.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of normalise(text).matchAll(RUN)) {
    if (HAN.test(run)) chinese(run, tokens);
    else latin(run, tokens);
  }
  return tokens;
}

/** The language that most of the text is in; null when it has no words, as "E1042?". */
export function languageOf(text: string): 'en' | 'zh' | null {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  // A Chinese word has about two characters: product names do not make a Chinese question English.
  const words = text.match(/\b[a-z]{2,}\b/gi)?.length ?? 0;
  if (han === 0 && words === 0) return null;
  return han >= words * 2 ? 'zh' : 'en';
}

const HAN = /^\p{Script=Han}/u;
/** A run of one script; a point between digits and a hyphen between parts do not end it. */
const RUN =
  /\p{Script=Han}+|\d+(?:\.\d+)+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:[-_.](?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+)*/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b[a-z]+n['’]t\b|['’](?:s|ll|ve|re|d|m)\b/g, ' ')
    .replace(/(?<=\d),(?=\d{3}\b)/g, '');
}

function latin(run: string, tokens: string[]): void {
  const whole = wholeOf(run);
  if (whole !== null) {
    tokens.push(whole);
    return;
  }
  const parts = run.split(/[-_.]/);
  // "E-1042" and "covid-19" are also written without the hyphen.
  if (parts.length > 1 && /^\p{L}{1,8}[-_]?\d+$/u.test(run)) tokens.push(parts.join(''));
  for (const part of parts) if (!STOP_WORDS.has(part)) tokens.push(stemOf(part));
}

/** `2.4.1` for "2.4.1" and "v2.4.1"; null when it is no version or number with a point. */
function wholeOf(run: string): string | null {
  return /^v?(\d+(?:\.\d+)+)$/.exec(run)?.[1] ?? null;
}

function chinese(run: string, tokens: string[]): void {
  const segments = Array.from(segmenter.segment(run), ({ segment }) => segment);
  const words = new Set(segments);
  let stretch = '';
  for (const word of [...segments, END]) {
    if (word === END || STOP_WORDS.has(word)) {
      tokens.push(...pairsOf(stretch).filter((pair) => !words.has(pair)));
      stretch = '';
    } else {
      tokens.push(word);
      stretch += word;
    }
  }
}

const END = '';

/** Pairs still match where the words were cut differently. */
function pairsOf(stretch: string): string[] {
  return Array.from({ length: Math.max(stretch.length - 1, 0) }, (_, i) => stretch.slice(i, i + 2));
}

const stems = new Map<string, string>();

/**
 * What names are compared by: stems of English words, function words too, Chinese character by character, because where its
 * words are cut depends on their neighbours.
 */
export function unitsOf(text: string): string[] {
  return Array.from(normalise(text).matchAll(UNIT), ([unit]) =>
    HAN.test(unit) ? unit : (wholeOf(unit) ?? stemOf(unit)),
  ).filter((unit) => !ARTICLES.has(unit));
}

const UNIT = /\p{Script=Han}|\d+(?:\.\d+)+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
/** Left out, so that "turn the robot on" is not farther apart than it sounds. */
const ARTICLES = new Set(['a', 'an', 'the', 'my', 'our', 'your', 'this', 'that', 'it', 'its']);

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = /^[a-z]{3,}$/.test(word) ? PorterStemmer.stem(baseForm(word)) : word;
  if (stems.size < 50_000) stems.set(word, stem);
  return stem;
}
