import type { Slot } from '../../commands/parameters.ts';
import type { Named, OwnName, OwnNames } from './own-names.ts';
import { isWithin } from './slots/edit-distance.ts';
import type { Clues } from './span.ts';
import { typedSpansIn } from './typed-spans.ts';

/** "contract type is annual" as found in a message: where it stands, and what it says. */
export type OwnPhrase = {
  /** What is taken out of the message: with the words that only lead to it. */
  start: number;
  end: number;
  name: OwnName;
  /** Where its name ends. */
  nameEnd: number;
  /** The words of the value; null when none was said. */
  said: string | null;
  bound: 'min' | 'max' | null;
  /** Words between the name and the value that are about the record: "the contract type of Acme to annual". */
  kept: string;
  /** The value is one of its kind, not only words where one should stand. */
  sure: boolean;
  /** A list asks for those that have none: "deals without a contract type". */
  empty: boolean;
  /** It describes what is named next: 合同类型是年付的商机. */
  describes: boolean;
  /** Set apart from what stands before, by a comma, an "and" or a verb. */
  apart: boolean;
};

const CONNECTOR =
  /^\s*(?:fields?\b|字段)?\s*(?:(?:(?:is now|is|are|was|has|(?:has been |was |got )?(?:moved|pushed|changed|set|updated|switched)(?= to)|should be|must be|to be|to|as|equals?|equal to|now|be|=>|==|=|:|->|→)(?![a-z])|,(?=\s*(?:改|换|设|调|更新|应))|(?:填|写|录|选|搞)错了|从.{1,20}?(?=改成|改为|换成|变成|调整为)|改成|改为|改到|换成|换为|变成|变更为|变为|设为|设成|设置为|设置成|设定为|调整为|更新为|更新成|填成|填写为|填|写成|写|选择|选|定为|等于|就是|应该是|应该为|应为|应是|是|为|在|改|换|调)\s*)*(?:了\s*)?/i;
const FROM_TO = /^\s*from\s+[^,;]{1,40}?\s+to\s+/i;
/** Before "yes", which in Chinese is the same word as "is". */
const FLAG_CONNECTOR =
  /^\s*(?:字段)?\s*(?:(?:(?:is now|is|are|should be|to|=|:)(?![a-z])|改成|改为|设为|设成|设置为|标记为|为)\s*)*/i;
/** "setup fee for Acme", before the value. */
const RECORD = /^\s+(?:of|for|on|at)\s+/i;
const OF_RECORD =
  /^\s*(?:field\s+)?(?:of|for|on|at|in)\s+(?<record>[^,;:=]{1,80}?)\s*(?:(?<![a-z])(?:from\s+[^,;]{1,40}?\s+to|to|as|is|should be)(?![a-z])|=|:)\s*/i;
const LITTLE =
  /^(?:(?:the|a|an|about|around|approximately|on|in|at|of|大概|大约|约)(?![a-z])\s*)+/i;
const BOUNDS: readonly (readonly ['min' | 'max', RegExp])[] = [
  [
    'min',
    /^(?:(?:is|are|of)\s+)?(?:over|above|more than|greater than|bigger than|higher than|at least|no less than|after|since|later than|from|>=?|大于|超过|高于|多于|至少|不低于|不少于|晚于)\s*/i,
  ],
  [
    'max',
    /^(?:(?:is|are|of)\s+)?(?:under|below|less than|fewer than|smaller than|lower than|at most|no more than|up to|before|until|till|by|earlier than|<=?|小于|低于|少于|不到|至多|最多|不超过|不高于|早于)\s*/i,
  ],
];
const AFTER_VALUE: readonly (readonly ['min' | 'max', RegExp])[] = [
  ['min', /^\s*(?:or more|and up|or above|or later|以上|之后|以后|起)/i],
  ['max', /^\s*(?:or less|or below|or earlier|以下|以内|之前|以前)/i],
];
/** Words that lead to a field and mean nothing without it. */
const LEADING =
  /(?:[\s,;]|(?<![a-z])(?:and|with|whose|where|which|that|have|having|has|the|its|their|his|her|a|an|also|then|plus|set|change|update|make|put|by|only|for which|our|filter|filtered)(?![a-z'])|并且|并|以及|还有|同时|设置|设定|填写|填上|写上|加上|补上|填|把|将|它的|其|(?<!我)的(?=\s*$)|,)+$/i;
const SETS_APART = /[,;]|\b(?:and|then|plus|also|with|set|change|update|make)\b|并|同时|把|将/i;
/** Where a text ends that has no quotes: the next clause. */
const TEXT_ENDS =
  /[,;。;\n]|\.(?=\s|$)|\s+(?:and|then|with|closing|closes|worth|by the way|please|pls)\s|\s*(?:并且|然后|,|吧$)/i;

/** Every place where an own field is spoken of, with the value said for it. */
export function ownPhrasesIn(text: string, names: OwnNames, clues: Clues): OwnPhrase[] {
  const named = names.in(text);
  return named.map((one, i) => {
    const limit = named[i + 1]?.start ?? text.length;
    const before = named[i - 1]?.end ?? 0;
    const none = emptyAt(text, one, before);
    if (none !== null) return none;
    const phrase = phraseAt(text, one, { before, limit }, clues);
    return {
      ...phrase,
      describes: /^\s*的\s*(?=\p{L})/u.test(text.slice(phrase.end)),
      empty: false,
    };
  });
}

const WITHOUT =
  /(?:(?<![a-z])(?:without|with no|have no|has no|missing|lacking)(?:\s+(?:an?|the|any))?|(?<!有)没有填?|没填|缺少|缺|未填)\s*$/i;
const IS_EMPTY =
  /^\s*(?:(?:is|are)\s+)?(?:empty|missing|blank|not set|unset|not filled in)(?![a-z])|^\s*(?:为空|是空的|空着|没填|没有填|未填)的?/i;

/** A field that is to be empty. */
function emptyAt(text: string, { start, end, name }: Named, from: number): OwnPhrase | null {
  const before = WITHOUT.exec(text.slice(from, start))?.[0];
  const after = IS_EMPTY.exec(text.slice(end))?.[0];
  if (before === undefined && after === undefined) return null;
  const begin = start - (before?.length ?? 0);
  const lead = LEADING.exec(text.slice(from, begin))?.[0].length ?? 0;
  return {
    start: begin - lead,
    end: end + (after?.length ?? 0),
    name,
    nameEnd: end,
    said: '',
    bound: null,
    sure: true,
    kept: '',
    apart: false,
    describes: false,
    empty: true,
  };
}

function phraseAt(
  text: string,
  { start, end, name }: Named,
  { before, limit }: { before: number; limit: number },
  clues: Clues,
): Omit<OwnPhrase, 'describes' | 'empty'> {
  const slot = name.fields[0]?.slot ?? { kind: 'text' };
  const lead = LEADING.exec(text.slice(before, start))?.[0] ?? '';
  const apart = SETS_APART.test(lead) || start - lead.length === 0;
  const common = { start: start - lead.length, name, nameEnd: end, apart };
  const tail = text.slice(end, limit);
  // "accounts with NDA signed": to name it is to say yes.
  const isSo = slot.kind === 'flag' && /^\s*(?:[,.;!。]|$|(?:for|on|at|with)\s)/i.test(tail);
  for (const exact of isSo ? [true] : [true, false]) {
    for (const { skip, kept } of leadsTo(slot, tail, exact)) {
      const read = valueAt(slot, tail.slice(skip), clues, exact);
      if (read === null) continue;
      const close = end + skip + read.length;
      return { ...common, end: close, said: read.said, sure: exact, bound: read.bound, kept };
    }
    const ahead = exact ? valueBefore(slot, text.slice(before, start)) : null;
    if (ahead === null) continue;
    const from = start - ahead.length;
    const words = LEADING.exec(text.slice(before, from))?.[0] ?? '';
    return {
      ...common,
      start: from - words.length,
      end,
      said: ahead.said,
      sure: true,
      bound: ahead.bound,
      kept: '',
    };
  }
  return { ...common, end, said: isSo ? 'yes' : null, sure: isSo, bound: null, kept: '' };
}

/** Where the value may begin after the name, the longer way first. */
function leadsTo(slot: Slot, tail: string, exact: boolean): { skip: number; kept: string }[] {
  const flag = slot.kind === 'flag' ? FLAG_CONNECTOR.exec(tail) : null;
  const of = OF_RECORD.exec(tail);
  const from = FROM_TO.exec(tail);
  const plain = CONNECTOR.exec(tail)?.[0].length ?? 0;
  return [
    ...(of === null ? [] : [{ skip: of[0].length, kept: of.groups?.record ?? '' }]),
    ...(from === null ? [] : [{ skip: from[0].length, kept: '' }]),
    ...(flag === null ? [] : [{ skip: flag[0].length, kept: '' }]),
    { skip: plain, kept: '' },
    ...(exact ? afterRecord(tail) : []),
  ];
}

/** The places behind the first words of a record's name: a value may stand there without any word before it. */
function afterRecord(tail: string): { skip: number; kept: string }[] {
  const from = RECORD.exec(tail)?.[0].length ?? 0;
  if (from === 0) return [];
  return [...tail.slice(from).matchAll(/(?<=[^\s,;])[\s:]+/g)]
    .slice(0, MOST_WORDS)
    .map((blank) => ({
      skip: from + blank.index + blank[0].length,
      kept: tail.slice(from, from + blank.index),
    }));
}

const MOST_WORDS = 5;

/** "an annual contract type", "more than 100 seats". */
function valueBefore(slot: Slot, text: string): Read | null {
  if (slot.kind === 'number') {
    const number = /(?<![\w.,])-?\d[\d,]*(?:\.\d+)?\s*$/.exec(text)?.[0];
    if (number === undefined) return null;
    const before = text.slice(0, text.length - number.length);
    for (const [bound, words] of BOUNDS) {
      const at = new RegExp(`(?<![a-z])${words.source.slice(1)}$`, 'i').exec(before)?.[0] ?? '';
      if (at !== '') return { said: number.trim(), length: number.length + at.length, bound };
    }
    return { said: number.trim(), length: number.length, bound: null };
  }
  if (slot.kind === 'record') {
    const found =
      /(?:make|set|assign|put)\s+(?<who>[^\s,;][^,;]{0,40}?)\s+(?:(?:as\s+)?(?:the|our)|as)\s*$/i.exec(
        text,
      );
    const who = found?.groups?.who;
    return who === undefined ? null : { said: who, length: found?.[0].length ?? 0, bound: null };
  }
  if (slot.kind !== 'choice') return null;
  for (const option of optionWords(slot)) {
    const opens = /^[a-z0-9]/i.test(option) ? '(?<![a-z0-9])' : '';
    const found = new RegExp(
      `(?:(?<![a-z])from\\s+[^,;]{1,30}?\\s+to\\s+(?:an?\\s+)?)?${opens}${escaped(option)}(?:\\s+|的)${/\p{Script=Han}$/u.test(option) ? '?' : ''}$`,
      'i',
    ).exec(text)?.[0];
    if (found !== undefined) return { said: option, length: found.length, bound: null };
  }
  return null;
}

type Read = { said: string; length: number; bound: 'min' | 'max' | null };

/** The value a text begins with; unless `exact`, also what is none of its kind. */
function valueAt(slot: Slot, tail: string, clues: Clues, exact: boolean): Read | null {
  const bound = BOUNDS.find(([, words]) => words.test(tail));
  const skipped = (bound === undefined ? '' : (bound[1].exec(tail)?.[0] ?? '')).length;
  const little = LITTLE.exec(tail.slice(skipped))?.[0].length ?? 0;
  const at = skipped + little;
  const rest = tail.slice(at);
  const said = exact ? typedWords(slot, rest, clues) : wordsOf(slot, rest, clues);
  if (said === null) return null;
  const length = at + said.length;
  const after = AFTER_VALUE.find(([, words]) => words.test(tail.slice(length)));
  const more = after === undefined ? 0 : (after[1].exec(tail.slice(length))?.[0].length ?? 0);
  const plain = said.trim().replace(/^"|"$/g, '');
  const isBounded = slot.kind === 'number' || slot.kind === 'money' || slot.kind === 'date';
  return {
    said: plain,
    length: length + more,
    bound: isBounded ? (bound?.[0] ?? after?.[0] ?? null) : null,
  };
}

/** The words at the beginning of a text that are a value of this kind. What is none is taken up to the end of the clause. */
function wordsOf(slot: Slot, text: string, clues: Clues): string | null {
  const typed = typedWords(slot, text, clues);
  if (typed !== null) return typed;
  const quoted = /^\s*"[^"]{1,200}"/.exec(text)?.[0];
  if (quoted !== undefined) return quoted;
  const clause = text.slice(0, TEXT_ENDS.exec(`${text} `)?.index ?? text.length);
  const words = slot.kind === 'text' ? clause : (/^\s*\S+(?: \S+){0,2}/.exec(clause)?.[0] ?? '');
  return words.replace(/[\s?!？！]+$/u, '') === '' ? null : words.replace(/[\s?!？！]+$/u, '');
}

const YES_NO = /^\s*(?:yes|no|true|false|y|n|on|off|是的|是|否|不是|有|没有|对|真|假)(?![a-z0-9])/i;

function typedWords(slot: Slot, text: string, clues: Clues): string | null {
  const first = (kinds: Parameters<ReturnType<typeof typedSpansIn>['of']>[0][]): string | null => {
    const spans = typedSpansIn(text, clues);
    for (const kind of kinds) {
      const span = spans.of(kind).find((s) => text.slice(0, s.start).trim() === '');
      if (span !== undefined) return text.slice(0, span.end);
    }
    return null;
  };
  switch (slot.kind) {
    case 'choice':
      return optionAt(slot, text);
    case 'date':
    case 'period':
      return first(['time']);
    case 'money':
      return first(['money', 'number']);
    case 'number':
      return signed(text) ?? first(['number']);
    case 'flag':
      return YES_NO.exec(text)?.[0] ?? null;
    case 'record':
      return first(['mention']);
    default:
      return null;
  }
}

/** A number as it is typed: a sign, digits, a fraction. */
function signed(text: string): string | null {
  return /^\s*-?\d[\d,]*(?:\.\d+)?(?![\d.,]*[a-z%万亿千百])/i.exec(text)?.[0] ?? null;
}

function optionWords(slot: Extract<Slot, { kind: 'choice' }>): string[] {
  const words = slot.options.flatMap(({ value, label }) => [value, label.en, label.zh]);
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

function optionAt(slot: Extract<Slot, { kind: 'choice' }>, text: string): string | null {
  const words = optionWords(slot);
  for (const word of words) {
    const closes = /[a-z0-9]$/i.test(word) ? '(?![a-z0-9])' : '';
    const found = new RegExp(`^\\s*"?${escaped(word)}${closes}"?`, 'i').exec(text)?.[0];
    if (found !== undefined) return found;
  }
  const said = /^\s*[a-z]{5,}(?![a-z0-9])/i.exec(text)?.[0];
  const near = words.find((word) =>
    isWithin(1, (said ?? '').trim().toLowerCase(), word.toLowerCase()),
  );
  return near === undefined || said === undefined ? null : said;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Whether a value was said for it: what only stands where one should stand is none in a question. */
export function hasValue({ said, sure }: OwnPhrase, text: string): boolean {
  return said !== null && !ASKS_WHICH.test(said) && (sure || !ASKS.test(text));
}

const ASKS_WHICH = /^\s*(?:what|which|who|when|why|how|什么|谁|哪|多少|几)/i;
const ASKS =
  /^(?:what|what's|who|who's|when|when's|which|how|where|is|does|has)(?![a-z])|\?\s*$|[吗呢]\s*$/i;

/** The name of a field alone: where no value was said for it. */
export function nameOnly(phrase: OwnPhrase): OwnPhrase {
  return { ...phrase, end: phrase.nameEnd, said: null, bound: null, kept: '' };
}
