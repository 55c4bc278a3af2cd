import { DEFAULT_STAGES, type StageWords } from '../../../commands/stage-words.ts';
import { asWrittenIn, type Span, spansOf, withoutOverlaps } from '../span.ts';
import { isWithin } from './edit-distance.ts';
import { withoutAddresses } from './mask.ts';

/**
 * The stages named in the text, by key. English names may hold a typing error: one in a word of five letters and
 * more, two from nine letters on (adjacent letters swapped count as one).
 */
export function findStages(
  text: string,
  stages: readonly StageWords[] = DEFAULT_STAGES,
): Span<string>[] {
  const names = prepared(stages);
  const searched = withoutAddresses(text);
  const han = names.pattern
    ? spansOf(searched, names.pattern, (match) =>
        isPlan(searched, match) ? null : (names.han.get(match[0].toLowerCase()) ?? null),
      )
    : [];
  return asWrittenIn(text, withoutOverlaps([...han, ...inWords(searched, names)]));
}

/** An organization's stage names, made ready once: those with Chinese characters, and those in words. */
type Prepared = {
  han: ReadonlyMap<string, string>;
  pattern: RegExp | null;
  /** Key by name; a name is its words in lower case with single blanks. */
  words: ReadonlyMap<string, string>;
  /** The same names by their first letter. */
  byLetter: ReadonlyMap<string, readonly { words: readonly string[]; key: string }[]>;
  longest: number;
};

const known = new WeakMap<readonly StageWords[], Prepared>();

function prepared(stages: readonly StageWords[]): Prepared {
  const names = known.get(stages) ?? prepare(stages);
  known.set(stages, names);
  return names;
}

function prepare(stages: readonly StageWords[]): Prepared {
  const all = stages.flatMap(({ key, names }) =>
    [key, ...names].map((name) => [plain(name), key] as const),
  );
  const inHan = all.filter(([name]) => /\p{Script=Han}/u.test(name));
  const inWords = all.filter(([name]) => name !== '' && !/\p{Script=Han}/u.test(name));
  const longestFirst = inHan.map(([name]) => name).sort((a, b) => b.length - a.length);
  const words = firstOfEach(inWords);
  const byLetter = new Map<string, { words: readonly string[]; key: string }[]>();
  for (const [name, key] of words) {
    const letter = name[0] ?? '';
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), { words: name.split(' '), key }]);
  }
  return {
    han: firstOfEach(inHan),
    pattern: inHan.length > 0 ? new RegExp(longestFirst.map(escaped).join('|'), 'giu') : null,
    words,
    byLetter,
    longest: Math.max(1, ...inWords.map(([name]) => name.split(' ').length)),
  };
}

/** Of a name that two stages share, the earlier stage has it. */
function firstOfEach(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map([...pairs].reverse());
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, ' ');
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

const PLANNED =
  /(?:预计|预期|预估|计划|争取|有望|希望|可能|打算|准备|什么时候|何时|要|会|能|将|快|[年月季]底|季度?末|下个?月|下周|下个?季度?|明年|月份|前)[^,。，;；、]{0,12}$/u;
const CLOSING = /^(?:成交|签单|中标|赢单)$/u;
/** 4月10号成交 says when it is to close. */
const ON_A_DAY =
  /(?:\d ?[号日]|[一二三四五六七八九十][号日]|\d{1,2}[月/.-]\d{1,2}|月[初中底末]|月份|(?:周|星期|礼拜)[一二三四五六日天末]|[天周月年季度]之?[后内]|明天|后天) ?$/u;

/** 预计下月成交 is a close date, 赢单率 a share, 报价5万 an amount, 报价单 a document: no stage. */
function isPlan(text: string, match: RegExpExecArray): boolean {
  const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 3);
  if (/^(?:日期?|时间|金?额|价|率|概率|量|周期)/u.test(behind)) return true;
  if (match[0] === '报价') return /^ ?(?:单|[\d¥$€£一二三四五六七八九十两百千为是:])/u.test(behind);
  const before = text.slice(Math.max(0, match.index - 18), match.index);
  const isOver = /^ ?[了啦]/u.test(behind);
  return CLOSING.test(match[0]) && (PLANNED.test(before) || (!isOver && ON_A_DAY.test(before)));
}

function inWords(text: string, names: Prepared): Span<string>[] {
  const words = spansOf(text, /(?:(?!\p{Script=Han})[\p{L}\p{N}'])+/gu, (match) =>
    match[0].toLowerCase(),
  );
  return words.flatMap((_, first) =>
    longestAt(text, words.slice(first, first + names.longest), names),
  );
}

/** The longest stage name that starts with the first of these words. */
function longestAt(text: string, words: readonly Span<string>[], names: Prepared): Span<string>[] {
  const [first] = words;
  for (let count = words.length; first && count > 0; count -= 1) {
    const end = words[count - 1]?.end ?? first.end;
    const said = text.slice(first.start, end);
    const key = /^[\p{L}\p{N}'\s_-]+$/u.test(said) ? keyOf(plain(said), names) : null;
    if (key !== null && !isThing(said, text.slice(Math.max(0, first.start - 24), first.start))) {
      return [{ start: first.start, end, text: said, value: key }];
    }
  }
  return [];
}

const THING = /^(?:quote|quotation|price quote|proposal|demo)$/iu;
const GIVEN =
  /(?<![a-z])(?:an?|another|send|sent|sending|schedule[ds]?|book(?:ed)?|give|gave|do|did|had|have|request(?:ed)?|asked for|wants?|need)(?: (?:a|an|the|our|them|him|her|new|first|product))? $/iu;

/** "send a quote" and "had a demo" speak of a thing, not of a stage. */
function isThing(said: string, before: string): boolean {
  return THING.test(said) && GIVEN.test(before);
}

function keyOf(name: string, names: Prepared): string | null {
  const exact = names.words.get(name);
  if (exact !== undefined) return exact;
  // First letters are never taken for a slip, so only names with the same one are looked at.
  for (const { words, key } of names.byLetter.get(name[0] ?? '') ?? [])
    if (isNearly(name, words)) return key;
  return null;
}

/** Words that are near a stage name and mean something else. */
const OTHER_WORDS = new Set(
  'quite quota quotas quotes prospects prospective prospector proposals propose quality quantify quantified quantifying qualifier qualifies discover discovered discovers rotation negotiator negotiators contact contract evacuation evaluate'.split(
    ' ',
  ),
);

/** Word by word, because "closed on" is one letter from "closed won"; first letters are seldom mistyped. */
function isNearly(name: string, meant: readonly string[]): boolean {
  const said = name.split(' ');
  return said.length === meant.length && said.every((word, i) => isTypoOf(word, meant[i] ?? ''));
}

function isTypoOf(word: string, meant: string): boolean {
  if (word === meant) return true;
  if (word[0] !== meant[0] || meant.length < 5 || OTHER_WORDS.has(word)) return false;
  return isWithin(meant.length < 9 ? 1 : 2, word, meant);
}
