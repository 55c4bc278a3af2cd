import { setFlagsFromString } from 'node:v8';
import type { Slot } from '../../../commands/parameters.ts';
import {
  ANY_MARK,
  blockOfKind,
  blockOfParameter,
  type MarkKind,
  marksBesidesNames,
  marksOf,
  marksOfParameter,
} from './marks.ts';
import { WORD_SETS } from './word-sets.ts';

/**
 * A way of saying a command, written as data in the command's own file:
 *
 *     (move|push) {deal} [back] (to|into) {stage}
 *
 * `(a|b)` one of these, `[a|b]` one of these or nothing, `{deal}` a parameter, `{title#}` one in few words (a record: by its
 * number, or "that order"; a person: in one word), `{_}` a name that is left alone, `{*}` a value that is,
 * `_` a blank and « » quotes that must be there, `{kind=call}` a parameter whose value the words imply, `<show>` a shared set of

 * words, `{reason: (chose|picked) ...}` a parameter in given words, `"?` and `"?` quotes that may be there, `...` anything. Blanks between words are free, and other arguments
 * ("closing in May") may stand in every gap.
 */
export type Pattern = {
  /**
   * For a text in lower case; it tells where its groups lie. Made when first asked for: most patterns of a catalogue never are.
   * An expression that takes capitals for small letters compiles five times as long and runs half as fast.
   */
  readonly regex: RegExp;
  /** Parameters by capture group. */
  readonly slots: readonly { group: string; parameter: string; narrow: boolean }[];
  readonly implied: readonly { group: string; parameter: string; value: unknown }[];
  /** Of each of these at least one occurs in every text that matches, in lower case: a cheap first look. */
  needs: readonly (readonly string[])[];
  /** Whether it begins with one of the first of these. */
  leads: boolean;
  /** Of each of these blocks of marks at least one occurs in every marked text that matches. */
  readonly blocks: readonly (readonly number[])[];
};

/**
 * V8 makes byte code of an expression first, and machine code when it is used again. Both for thousands of long ones takes three
 * times as long as machine code at once, and past 16 MB of code it no longer optimises what it makes.
 */
setFlagsFromString('--no-regexp-tier-up');

type Node =
  | { kind: 'word'; text: string }
  | { kind: 'group'; options: readonly (readonly Node[])[]; optional: boolean }
  | { kind: 'slot'; parameter: string; narrow: boolean; inner: readonly Node[] | null }
  | { kind: 'implied'; parameter: string; value: string }
  | { kind: 'anything' };

/** What stands between two words: blanks, light punctuation and arguments that need no place of their own. */
const GAP = `[\\s,:;、·"'=/()|\\-~>@${marksBesidesNames()}]{0,12}`;
const BARE_GAP = `[\\s,:;、·"'=/()|\\-~>@]{0,12}`;
/** A gap holds no letters, so words with one of at least one character between them stand apart. */
const atLeastOne = (gap: string) => gap.replace('{0,12}', '{1,12}');
/** When it was, said besides: commands that hold no time let it pass. */
const WHEN =
  '(?:today|yesterday|this (?:morning|afternoon|week|month|quarter|year)|last (?:week|night|month)|next (?:week|month|quarter)|just now|earlier(?: today)?|right now|now|already|tomorrow|at the moment|currently|these days|so far|今天|昨天|刚才|刚刚|上午|下午|上周|这周|本周|上个月|最近|现在)';
const LATIN = 'a-z0-9\\u00C0-\\u024F';
/** A name does not end inside its brackets: 云帆科技(北京). */
const WHOLE = '(?!(?<=\\([^()\\n]{1,40})\\))';
const RECORD_NUMBER = '(?:[a-z]{1,2}-|#)\\d{1,9}(?: v\\d{1,2})?';
const ONE_PERSON = `[${marksOf('mention')}]|[${LATIN}'-]{1,30}|[\\u4e00-\\u9fff]{2,3}?`;
/** The dot behind an initial or "Co" belongs to the name: "E.M. Darby", "St. Ives". */
const AFTER_ABBREVIATION = `(?<=(?<![${LATIN}'])(?:[a-z]|st|dr|mr|mrs|ms|jr|sr|co|inc|ltd|corp|bros|mt|ft))`;
/** No name ends before it. */
const NOT_BEFORE_ITS_DOT = `(?!(?<=(?<![${LATIN}'])(?:[a-z]|st|dr|mr|mrs|ms))[.]\\s?[${LATIN}]|(?<=(?<![${LATIN}'])(?:co|inc|ltd|corp|jr|sr))[.]\\s?[${ANY_MARK}])`;
/** A name that no parameter takes. */
const SOMEONE = `(?<![${LATIN}])[^\\s,;:.!?。！？${ANY_MARK}][^,;:!?。！？\\n${ANY_MARK}]{0,40}?(?<!\\s)(?![${LATIN}])`;

/**
 * A piece of a regular expression. Latin words must not touch other letters; `opens` and `closes` say that this is still to be
 * asked before and after the piece. It is asked as far out as possible, once for a whole group: asked at each of a hundred
 * words it makes expressions that take milliseconds to compile.
 */
type Piece = { source: string; opens: boolean; closes: boolean };

/** The expressions of word sets, made once. */
const sharedPieces = new WeakMap<Node, Piece>();

const NOT_AFTER_LATIN = `(?<![${LATIN}])`;
const NOT_BEFORE_LATIN = `(?![${LATIN}])`;

function guarded({ source, opens, closes }: Piece): string {
  return `${opens ? NOT_AFTER_LATIN : ''}${source}${closes ? NOT_BEFORE_LATIN : ''}`;
}

function plainPiece(source: string): Piece {
  return { source, opens: false, closes: false };
}

/** One of several pieces, in their order; what neighbours ask alike is asked once. */
function oneOf(options: readonly Piece[]): Piece {
  const runs: Piece[] = [];
  for (const option of options) {
    const run = runs.at(-1);
    if (run?.opens === option.opens && run.closes === option.closes)
      runs[runs.length - 1] = { ...run, source: `${run.source}|${option.source}` };
    else runs.push(option);
  }
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return { ...only, source: `(?:${only.source})` };
  return plainPiece(
    `(?:${runs
      .map((run) =>
        run.opens || run.closes ? guarded({ ...run, source: `(?:${run.source})` }) : run.source,
      )
      .join('|')})`,
  );
}

/** Where a parameter stands among its command's, and what it holds. */
export type Place = {
  slot: Slot;
  position: number;
  rest: boolean;
  /** Only words with its cue around them are it. */
  marked: boolean;
};
export type SlotOf = (parameter: string) => Place | null;

function impliedValue({ kind }: Slot, value: string): string | number | boolean {
  if (kind === 'flag') return value === 'true';
  return kind === 'number' ? Number(value) : value;
}

/**
 * Compiles a pattern.
 *
 * @throws Error when the notation is wrong or a parameter is unknown: a mistake in a command file must not go unnoticed.
 */
export function compilePattern(source: string, slotOf: SlotOf): Pattern {
  const nodes = parse(source);
  checkParameters(nodes, source, slotOf);
  let made: Expression | null = null;
  let blocks: Pattern['blocks'] | null = null;
  const expression = (): Expression => {
    made ??= expressionOf(nodes, slotOf);
    return made;
  };
  return {
    get regex() {
      return expression().regex;
    },
    get slots() {
      return expression().slots;
    },
    get implied() {
      return expression().implied;
    },
    needs: needsOf(nodes),
    leads: nodes[0] !== undefined && isLeading(nodes[0]),
    get blocks() {
      blocks ??= blocksOf(nodes, slotOf);
      return blocks;
    },
  };
}

function checkParameters(nodes: readonly Node[], source: string, slotOf: SlotOf): void {
  for (const node of nodes) {
    if (node.kind === 'group' && !isShared(node))
      for (const option of node.options) checkParameters(option, source, slotOf);
    if (node.kind !== 'slot' && node.kind !== 'implied') continue;
    const isName = node.parameter !== '_' && node.parameter !== '*';
    if (isName && slotOf(node.parameter) === null)
      throw new Error(`pattern "${source}": no parameter ${node.parameter}`);
    if (node.kind === 'slot') checkParameters(node.inner ?? [], source, slotOf);
  }
}

/** What only a pattern that is tried needs: most of a catalogue's never are. */
type Expression = Pick<Pattern, 'regex' | 'slots' | 'implied'>;

function expressionOf(nodes: readonly Node[], slotOf: SlotOf): Expression {
  const slots: { group: string; parameter: string; narrow: boolean }[] = [];
  const implied: { group: string; parameter: string; value: unknown }[] = [];
  const placeOf = (parameter: string): Place => {
    const found = slotOf(parameter);
    if (found === null) throw new Error(`no parameter ${parameter}`);
    return found;
  };

  const emit = (node: Node): Piece => {
    switch (node.kind) {
      case 'word':
        return wordPiece(node.text);
      case 'group': {
        const known = sharedPieces.get(node);
        if (known !== undefined) return known;
        const options = oneOf(longestFirst(node.options).map(sequence));
        const piece = node.optional ? plainPiece(`(?:${guarded(options)})?`) : options;
        if (isShared(node)) sharedPieces.set(node, piece);
        return piece;
      }
      case 'slot': {
        if (node.parameter === '_') return plainPiece(SOMEONE);
        if (node.parameter === '*') {
          slots.push({ group: `s${slots.length}`, parameter: '*', narrow: false });
          return plainPiece(`(?<s${slots.length - 1}>[${ANY_MARK}])`);
        }
        const group = `s${slots.length}`;
        slots.push({ group, parameter: node.parameter, narrow: node.narrow });
        if (node.inner === null)
          return plainPiece(`(?<${group}>${slotRegex(placeOf(node.parameter), node.narrow)})`);
        const inner = sequence(node.inner);
        return { ...inner, source: `(?<${group}>${inner.source})` };
      }
      case 'implied': {
        const { slot } = placeOf(node.parameter);
        const group = `i${implied.length}`;
        implied.push({
          group,
          parameter: node.parameter,
          value: impliedValue(slot, node.value),
        });
        return plainPiece(`(?<${group}>)`);
      }
      case 'anything':
        return plainPiece(`[^${ANY_MARK}]{0,60}?`);
      default:
        return node satisfies never;
    }
  };

  /** A text that runs to the end begins with the first word, be it a day. */
  const startsRest = (node: Node) =>
    node.kind === 'slot' && node.inner === null && slotOf(node.parameter)?.rest === true;
  function sequence(nodes: readonly Node[]): Piece {
    const [first, ...rest] = nodes;
    let joined = first === undefined ? plainPiece('') : emit(first);
    for (const node of rest) joined = after(joined, startsRest(node) ? BARE_GAP : GAP, emit(node));
    return joined;
  }

  const body = guarded(sequence(nodes));
  const regex = new RegExp(
    `^${GAP}(?:${WHEN}${GAP})?${body}${GAP}(?:${WHEN}${GAP})?[.!?。！？,;)\\s]{0,6}$`,
    'ds',
  );
  return { regex, slots, implied };
}

function after(before: Piece, gap: string, next: Piece): Piece {
  const between =
    before.closes && next.opens
      ? atLeastOne(gap)
      : `${before.closes ? NOT_BEFORE_LATIN : ''}${gap}${next.opens ? NOT_AFTER_LATIN : ''}`;
  return {
    source: `${before.source}${between}${next.source}`,
    opens: before.opens,
    closes: next.closes,
  };
}

/** 拜访了 before 拜访: a shorter word would leave its rest to the next name. */
function longestFirst(options: readonly (readonly Node[])[]): readonly (readonly Node[])[] {
  const length = (option: readonly Node[]) =>
    option.every((node) => node.kind === 'word')
      ? option.reduce((sum, node) => sum + node.text.length, 0)
      : 0;
  return [...options].sort((a, b) => length(b) - length(a));
}

function wordPiece(word: string): Piece {
  // Within "Kevin Luo" it sets nothing apart.
  if (word === '_') return plainPiece(`(?:(?<![${LATIN}])\\s|\\s(?![${LATIN}]))`);
  if (word === '«' || word === '»') return plainPiece('"');
  return {
    source: word.toLowerCase().replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
    opens: /^[a-z0-9]/i.test(word),
    closes: /[a-z0-9]$/i.test(word),
  };
}

const TYPED: Partial<Record<Slot['kind'], readonly MarkKind[]>> = {
  money: ['money', 'number'],
  number: ['number'],
  percent: ['percent'],
  date: ['time', 'past-time'],
  moment: ['time', 'past-time'],
  'date-or-moment': ['time', 'past-time'],
  period: ['time', 'past-time'],
  stage: ['stage'],
  email: ['email'],
  phone: ['phone'],
  domain: ['domain'],
  language: ['language'],
  'time-zone': ['time-zone'],
  choice: ['choice'],
  currency: ['currency'],
  'exchange-rate': ['exchange-rate'],
};

/** The kinds of marks that may fill a slot; none for records and text, which are read as words. */
export function markKindsOf(slot: Slot): readonly MarkKind[] {
  return TYPED[slot.kind] ?? [];
}

function slotRegex({ slot, position, rest, marked }: Place, narrow: boolean): string {
  const kinds = markKindsOf(slot);
  const said = marksOfParameter(position);
  if (marked) return `[${said}]`;
  if (kinds.length > 0) return `[${kinds.map(marksOf).join('')}${said}]`;
  if (slot.kind === 'record') {
    if (narrow)
      return slot.entities.includes('member')
        ? `(?<![${LATIN}])(?:${ONE_PERSON})(?![${LATIN}-])`
        : `[${marksOf('anaphor')}]|(?<![${LATIN}])(?:${RECORD_NUMBER})(?![${LATIN}-])`;
    return `[${said}${marksOf('anaphor')}${marksOf('mention')}]|(?<![${LATIN}${marksOf('anaphor')}])(?![\\s,.:;'"\\-])(?:[^,;:!?.。！？\\n${ANY_MARK}]|[${marksOf('mention')}${marksOf('name')}]|[.:](?=[^\\s.])|${AFTER_ABBREVIATION}[.]|, ?(?=(?:inc|ltd|llc|co)\\b)){1,80}?(?<!\\s)(?![${LATIN}]|-[${LATIN}])${NOT_BEFORE_ITS_DOT}${WHOLE}`;
  }
  if (narrow)
    return `(?<![${LATIN}])(?![\\s,.:;])(?:[^,;:!?.。！？\\n${ANY_MARK}]|[${marksOf('mention')}${marksOf('name')}${marksOf('number')}]|[.](?=[^\\s.])|${AFTER_ABBREVIATION}[.]){1,60}?(?<!\\s)(?![${LATIN}])${NOT_BEFORE_ITS_DOT}${WHOLE}`;
  return `(?<![${LATIN}])(?![\\s,.:;])[^]{1,4000}${rest ? '' : '?'}(?![${LATIN}])`;
}

/** The words that every match must contain, as far as the pattern's top level says. */
function needsOf(nodes: readonly Node[]): string[][] {
  return nodes.flatMap((node) => {
    const known = sharedNeeds.get(node) ?? needsOfNode(node);
    if (isShared(node)) sharedNeeds.set(node, known);
    return known;
  });
}

/** Whether a piece begins with a word, whichever of its options is taken. */
function isLeading(node: Node): boolean {
  if (node.kind === 'word') return !/^[_«»]$/.test(node.text);
  return (
    node.kind === 'group' &&
    !node.optional &&
    node.options.every(([first]) => first !== undefined && isLeading(first))
  );
}

/** The values that every match must contain, as far as the pattern's top level says. */
function blocksOf(nodes: readonly Node[], slotOf: SlotOf): number[][] {
  return nodes.flatMap((node) => {
    if (node.kind === 'slot') {
      if (node.inner !== null) return blocksOf(node.inner, slotOf);
      const found = slotOf(node.parameter);
      const kinds = found === null ? [] : markKindsOf(found.slot);
      if (found === null || (kinds.length === 0 && !found.marked)) return [];
      const own = blockOfParameter(found.position);
      return [found.marked ? [own] : [...kinds.map(blockOfKind), own]];
    }
    if (node.kind !== 'group' || node.optional) return [];
    const first = node.options.map((option) => blocksOf(option, slotOf)[0]);
    return first.some((blocks) => blocks === undefined) ? [] : [first.flat() as number[]];
  });
}

const BEFORE_ALL = new RegExp(`^${GAP}(?:${WHEN}${GAP})?`, 'i');

/** How far into a marked text the first word of a pattern may stand at most. */
export function latestStartIn(text: string): number {
  return BEFORE_ALL.exec(text)?.[0].length ?? 0;
}

const sharedNeeds = new WeakMap<Node, string[][]>();

function needsOfNode(node: Node): string[][] {
  if (node.kind === 'word') return [[/^[_«»]$/.test(node.text) ? '' : node.text.toLowerCase()]];
  if (node.kind === 'slot' && node.inner !== null) return needsOf(node.inner);
  if (node.kind !== 'group' || node.optional) return [];
  const first = node.options.map((option) => needsOf(option)[0]);
  return first.some((words) => words === undefined) ? [] : [first.flat() as string[]];
}

/** All words of a pattern, for the spelling check. */
export function wordsOf(source: string): string[] {
  const collect = (nodes: readonly Node[]): string[] =>
    nodes.flatMap((node) => {
      if (node.kind === 'word') return [node.text.toLowerCase()];
      if (node.kind === 'slot') return collect(node.inner ?? []);
      return node.kind === 'group' ? node.options.flatMap(collect) : [];
    });
  return collect(parse(source));
}

/** Some sentences that a pattern stands for, parameters written as `{name}`: more to learn from for the classifier. */
export function sentencesOf(source: string, pick: (options: number) => number): string {
  const say = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => {
        if (node.kind === 'word') return node.text;
        if (node.kind === 'slot')
          return node.inner === null ? `{${node.parameter}}` : say(node.inner);
        if (node.kind !== 'group') return '';
        const option = pick(node.options.length + (node.optional ? 1 : 0));
        return say(node.options[option] ?? []);
      })
      .filter(Boolean)
      .join(' ');
  return say(parse(source));
}

/** A pattern is looked at for its expression, its words and its sentences. */
const parsed = new Map<string, readonly Node[]>();

function parse(source: string): readonly Node[] {
  const known = parsed.get(source) ?? parseAnew(source);
  parsed.set(source, known);
  return known;
}

function parseAnew(source: string): Node[] {
  // A word set is a token of its own, wherever it stands.
  const spaced = source.replace(WORD_SET, ' <$1> ');
  const tokens = spaced.match(/\.\.\.|\{\w+:|\{[^}:]*\}|[()[\]|}]|"\?|[^\s()[\]|{}"]+/gu) ?? [];
  let at = 0;

  const sequence = (): Node[] => {
    const nodes: Node[] = [];
    while (at < tokens.length) {
      const token = tokens[at] ?? '';
      if (token === '|' || token === ')' || token === ']' || token === '}') break;
      at += 1;
      if (token === '(' || token === '[') nodes.push(group(token));
      else if (token.endsWith(':') && token.startsWith('{')) nodes.push(worded(token.slice(1, -1)));
      else nodes.push(wordSet(token, source) ?? leaf(token));
    }
    return nodes;
  };
  const group = (open: string): Node => {
    const options = [sequence()];
    while (tokens[at] === '|') {
      at += 1;
      options.push(sequence());
    }
    if (tokens[at] !== (open === '(' ? ')' : ']'))
      throw new Error(`pattern "${source}": unbalanced`);
    at += 1;
    return { kind: 'group', options, optional: open === '[' };
  };

  const worded = (parameter: string): Node => {
    const inner = sequence();
    if (tokens[at] !== '}') throw new Error(`pattern "${source}": unbalanced`);
    at += 1;
    return { kind: 'slot', parameter, narrow: false, inner };
  };

  const nodes = sequence();
  if (at < tokens.length) throw new Error(`pattern "${source}": unbalanced`);
  return nodes;
}

function leaf(token: string): Node {
  if (token === '...') return { kind: 'anything' };
  if (token === '"?') return { kind: 'group', options: [[]], optional: true };
  if (!token.startsWith('{')) return { kind: 'word', text: token };
  const [parameter = '', value] = token.slice(1, -1).split('=');
  return value === undefined
    ? {
        kind: 'slot',
        parameter: parameter.replace('#', ''),
        narrow: parameter.endsWith('#'),
        inner: null,
      }
    : { kind: 'implied', parameter, value };
}

const WORD_SET = /<([^<>\s]+)>/g;

/** Parsed once: hundreds of patterns share the long ones. */
const wordSets = new Map<string, Node>();

function wordSet(token: string, source: string): Node | null {
  const name = /^<([^<>\s]+)>$/.exec(token)?.[1];
  if (name === undefined) return null;
  const known = wordSets.get(name);
  if (known !== undefined) return known;
  const words = WORD_SETS[name];
  if (words === undefined) throw new Error(`pattern "${source}": no word set <${name}>`);
  const [node] = parse(`(${words})`);
  if (node === undefined) throw new Error(`pattern "${source}": word set <${name}> is empty`);
  wordSets.set(name, node);
  if (isPlain(node)) shared.add(node);
  return node;
}

/** Word sets that hold nothing but words: what is made of them is the same in every pattern. */
const shared = new WeakSet<Node>();

function isShared(node: Node): boolean {
  return shared.has(node);
}

function isPlain(node: Node): boolean {
  if (node.kind === 'group') return node.options.every((option) => option.every(isPlain));
  return node.kind === 'word';
}
