import { type Command, missingIn } from '../../../commands/command.ts';
import { kindOfNumber } from '../../../commands/numbers.ts';
import type { Parameter } from '../../../commands/parameters.ts';
import {
  isAnaphora,
  isCompound,
  isEveryday,
  isHollow,
  isNoName,
  kindBeside,
  mayBe,
  mentionIn,
  oddity,
  saysAnotherKind,
  suits,
} from '../mention.ts';
import type { MoneyValue } from '../slots/money.ts';
import type { TimeValue } from '../slots/time.ts';
import type { DayAhead } from '../typed-spans.ts';
import { type Misreading, meaningOf } from '../values.ts';
import type { CommandGrammar, CompiledPattern } from './command-grammar.ts';
import { type Mark, type Marked, unmarked } from './marks.ts';
import { markKindsOf } from './pattern.ts';

/** An utterance read as one command. */
export type Reading = {
  command: Command;
  arguments: Record<string, unknown>;
  misreadings: readonly Misreading[];
  /** How much of the utterance is explained, in words; compared between readings of the same utterance. */
  score: number;
  /** Whether it leaves words to a free text that could hold anything. */
  freeText: boolean;
  /** How unlike names its mentions are. */
  oddity: number;
};

/** Reads a marked utterance by the patterns of a command: the best reading, or null. */
export function readByPatterns(
  grammar: CommandGrammar,
  marked: Marked,
  patterns: readonly CompiledPattern[],
): Reading | null {
  let best: Reading | null = null;
  if (grammar.command.name.endsWith('.create') && OPENS_AN_OLD_ONE.test(marked.text)) return null;
  if (grammar.command.name === 'lead.update' && PRESENTS_A_LEAD.test(marked.text)) return null;
  const lower = inLowerCase(marked.text);
  for (const pattern of patterns) {
    const match = pattern.regex.exec(lower);
    if (match === null) continue;
    const said: Said = (group) => {
      const place = match.indices?.groups?.[group];
      return place === undefined ? undefined : marked.text.slice(...place);
    };
    const reading = readMatch(grammar, marked, pattern, said);
    if (reading !== null && (best === null || reading.score > best.score)) best = reading;
  }
  return best;
}

/** As long as before: the few capitals whose small letter is longer stay. */
function inLowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/./gsu, (char) => {
    const small = char.toLowerCase();
    return small.length === char.length ? small : char;
  });
}

/** What a group of a pattern stands for, as it was written. */
type Said = (group: string) => string | undefined;

function readMatch(
  grammar: CommandGrammar,
  marked: Marked,
  pattern: CompiledPattern,
  saidIn: Said,
): Reading | null {
  const filling = new Filling(grammar, marked);
  let captured = 0;
  for (const { group, parameter, narrow } of pattern.slots) {
    const said = saidIn(group);
    if (said === undefined) continue;
    if (parameter === '*') {
      filling.ignore(said);
      continue;
    }
    captured += said.length;
    if (!filling.fill(parameter, said, narrow)) return null;
  }
  for (const { group, parameter, value } of pattern.implied)
    if (saidIn(group) !== undefined) filling.imply(parameter, value);
  filling.takeRest();
  const words = marked.text.replace(MARKS, '');
  // A bare command in Chinese is few characters: 记个单子.
  if (captured === 0 && marked.marks.size === 0)
    return filling.reading((words.length + (words.match(/\p{Script=Han}/gu)?.length ?? 0)) / 4);
  return filling.reading((words.length - captured) / 4);
}

/** A text to the end explains its words a little: it keeps them together where the next clause is hardly a command. */
function restWorth(text: string): number {
  return Math.min(1.3, 0.3 + 0.12 * (text.match(/[a-z0-9']+|\p{Script=Han}{2}/giu)?.length ?? 0));
}

function holdsAny(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  const own: readonly string[] = lower.match(/[a-z]+/g) ?? [];
  return words.some((word) => (/^[a-z]/.test(word) ? own.includes(word) : lower.includes(word)));
}

const MARKS = /[\uE000-\uF8FF]/g;
/** 下周要跟进哪些客户 and "why we do this" ask; they are no task to do. Nor is 啥 a next step. */
function asks(content: string, whole: boolean): boolean {
  if (whole && ASKS_EN.test(content)) return true;
  return ASKS_WHAT.test(content) || (whole && ASKS_WHICH.test(content));
}

/** "Jane chose the salad" is no lost deal. */
const CHOICE = /^(?:went|gone|going|chose|choosing|picked|selected|opted|preferred|decided on)\b/i;
/** Words before what is mine or any, but no record by its name. */
const NOT_A_CERTAIN_ONE = /^(?:my|your|his|her|an?|some)\s/i;
const NOT_A_CERTAIN_ONE_BEFORE = /\b(?:my|your|his|her|an?|some)\s+$/i;
const ASKS_EN =
  /^(?:(?:why|who|what|where|whether)(?! to\b)|how come|anyone|anybody|someone|everyone|probably|maybe|perhaps)\b/i;
const COST_OF_A_PAST_PLAN = 3;
/** What has a name of its own. */
const CALLED = /^(?:account|contact|lead|product|team)$/;
/** "Open the task X" looks at one that there is. */
const OPENS_AN_OLD_ONE =
  /^[^\p{L}]*(?:(?:please|pls|can you) )?(?:re)?open (?:the|that|this|my|our) /iu;
/** "Lead: Aiko Tan, 37 Pixels" is a new one. */
const PRESENTS_A_LEAD = /^\s*(?:new )?(?:lead|线索)\s*:/i;
/** More than any words explain. */
const CONTRADICTION = 20;
/** "Make a new account, name is Pellucid Labs". */
const NAMED =
  /^(?:(?:the |its |their )?name(?:'s| is|:)|(?:it'?s |which is )?(?:called|named)|(?:名字|名称)(?:叫做?|是|为))\s*/iu;
/** Before what an e-mail said. */
const INTRODUCTION = /^(?:主要)?内容(?:主要)?(?:是|为|:)\s*/u;
/** 跟普林开了会 is nothing left to do. */
const HAS_HAPPENED =
  /^(?:我|我们|刚|刚刚|已经)*(?:跟|和|与|给|向)?[^,，;]{1,16}?(?:[开通打发见聊谈回](?:了|过|完)|拜访[了过]|吃(?:了|完)[个顿]?(?:早|午|晚)?饭|沟通[了过完])(?:一?[个次通封])?(?:会|电话|视频会|邮件|面|话)?了?(?:$|[,，])/u;
/** "Ardent is at 2.2m" gives nobody a title. */
const AN_AMOUNT = /^(?:at|around|about)\s+[$€£¥]?\d[\d.,]*\s*(?:k|m|mm|bn)?$/iu;
/** "Note it down" is what to do with what was said, no part of it. */
const ONLY_A_REQUEST =
  /^(?:请|麻烦|帮我|帮忙|你)*(?:记|记录|登记|录|录入|更新|改|修改|备注|补录|存|保存|看|查)(?:一?下|上|一笔)[吧哈啊]?$/u;
const ASKS_WHAT = /^(?:啥|什么|多少|哪里|哪儿|哪天|几号|谁|哪个|怎么走)[呢呀啊?\s]*$/u;
/** "Review the contract, it's due Friday": what leads over to the day is no part of what is to do. */
const ITS_DAY_BEHIND = /,? (?:and )?(?:it's|it is|its|which is|that's)(?: due)?$/iu;
const NOTHING = /(?!)/u;
const OPENS_A_CLAUSE = /^(?:that|which|who|with|should|will|as|and|closing)(?![a-z])/iu;
const HOLDS_AN_ORDER =
  / and (?:assign|set|make|give|put|log|add|create|move|mark|remind|send|hand) (?:it|them|him|her|me|an?|the|that|this|their|its)(?![a-z])/iu;

const ASKS_WHICH =
  /^(?!.*(?:问|确认|了解|搞清|核实|弄清)).*(?:哪些|哪几|哪个(?:客户|单|人)|哪家|什么(?:客户|单子|任务|事)|(?:联系|拜访|找|见|给)谁)/u;

/** Collects the arguments of one reading and what speaks against it. */
export class Filling {
  readonly #grammar: CommandGrammar;
  readonly #marked: Marked;
  readonly #arguments: Record<string, unknown> = {};
  readonly #misreadings: Misreading[] = [];
  readonly #used = new Set<string>();
  /** What was said as the title, with its marks. */
  #titleSaid: string | null = null;
  #score = 0;
  #freeText = false;
  #oddity = 0;

  constructor(grammar: CommandGrammar, marked: Marked, before: Reading | null = null) {
    this.#grammar = grammar;
    this.#marked = marked;
    Object.assign(this.#arguments, before?.arguments);
    this.#misreadings.push(...(before?.misreadings ?? []));
  }

  /** @returns false when what was said cannot be this parameter. */
  fill(name: string, said: string, narrow = false): boolean {
    const parameter = this.#grammar.parameter(name);
    if (parameter === null) return false;
    if (parameter.rest === true) return this.#fillRest(parameter, said);
    const marks = [...said].filter((char) => this.#marked.marks.has(char));
    for (const char of marks) this.#used.add(char);
    const only = said.length === 1 ? this.#marked.marks.get(said) : undefined;
    if (only !== undefined) return this.#fillFromMark(parameter, only);
    const text = this.#withLegalForm(unmarked(said, this.#marked.marks).trim(), said);
    if (this.#grammar.isCue(text)) return false;
    if (this.#grammar.swallows(text, parameter.name)) this.#score -= 2;
    if (parameter.slot.kind === 'record') {
      const mention = mentionIn(text, parameter.slot.entities);
      if (mention === null)
        return !saysAnotherKind(text, parameter.slot.entities) && this.#isArticleOnly(text);
      if (!mayBe(mention, parameter.slot.entities) || isHollow(mention, parameter.slot.entities))
        return false;
      if (this.#isChatter(said, mention)) return false;
      this.#set(parameter.name, mention);
      this.#oddity += oddity(mention);
      const isTask = parameter.slot.entities.every((entity) => entity === 'task');
      this.#score += (mention === 'me' ? 0.1 : 1) - oddity(mention) * (isTask ? 0.3 : 1.5);
      if (kindOfNumber(mention) === parameter.slot.entities[0]) this.#score += 0.1;
      if (saysAnotherKind(text, parameter.slot.entities)) this.#score -= 1.5;
      this.#score += suits(mention, parameter.slot.entities);
      if (!isTask && /^[给跟和向发]/.test(text)) this.#score -= 1;
      return true;
    }
    if (narrow && (isHollow(text, ['task']) || / @ /.test(text))) return false;
    if (!this.#fillText(parameter, text)) return false;
    if (parameter.name === 'title') this.#titleSaid = said;
    return true;
  }

  /** Patterns take 公司 as their own word: 海川物流有限 is not all of 海川物流有限公司. */
  #withLegalForm(text: string, said: string): string {
    if (!/有限(?:责任)?$|股份$/u.test(text)) return text;
    const end = this.#marked.text.indexOf(said) + said.length;
    return this.#marked.text.startsWith('公司', end) ? `${text}公司` : text;
  }

  /** "My dentist", "a boat", "the lottery": what no record is called, unless its kind is said beside it ("the coffee deal"). */
  #isChatter(said: string, mention: string): boolean {
    const isTask = this.#grammar.command.name.startsWith('task.');
    if (this.#grammar.command.risk === 'read') return this.#isAnyOne(said, mention);
    const at = this.#marked.text.indexOf(said);
    const named = Math.max(at, this.#marked.text.toLowerCase().indexOf(mention.toLowerCase()));
    const personal =
      NOT_A_CERTAIN_ONE.test(said) ||
      NOT_A_CERTAIN_ONE_BEFORE.test(this.#marked.text.slice(0, named));
    const idiom =
      /^(?:this|that|these|those|[a-z]+ed)$/.test(mention) &&
      /\b(?:got|have)\s+$/i.test(this.#marked.text.slice(0, at));
    const chatter = idiom || isEveryday(mention) || (personal && !/[\p{Lu}\d]/u.test(mention));
    if (isTask || !chatter) return false;
    return kindBeside(mention, unmarked(this.#marked.text, this.#marked.marks)) === null;
  }

  /** "Get me a large pepperoni pizza": what is shown is a certain one. */
  #isAnyOne(said: string, mention: string): boolean {
    const before = this.#marked.text.slice(0, this.#marked.text.indexOf(said));
    const any = /^(?:an?|some)\s/i.test(said) || /\b(?:an?|some)\s+$/i.test(before);
    return any && !/[\p{Lu}\d\p{Script=Han}]/u.test(mention) && !isAnaphora(mention);
  }

  #fillText(parameter: Parameter, text: string): boolean {
    const plain = text.replace(/^[\s,:;"'-]+|[\s,;"'.。]+$/g, '');
    const content =
      parameter.rest === true
        ? plain.replace(INTRODUCTION, '')
        : parameter.name === 'name'
          ? plain.replace(NAMED, '')
          : parameter.name === 'industry'
            ? plain.replace(/^(?:the\s+|属于|主要做)/iu, '')
            : parameter.name === 'company'
              ? plain.replace(/(?<=\p{Script=Han}{2})的$/u, '')
              : plain.replace(parameter.name === 'title' ? ITS_DAY_BEHIND : NOTHING, '');
    // L-7 is no lead called L.
    if (parameter.name === 'name' && /^(?:[a-z]|[a-z]{1,2}-\d+)$/i.test(content)) return false;
    // "For 35k that should close in June" names no product, "Nimbus and assign it to Priya" is more than a name.
    if (parameter.name === 'product' && OPENS_A_CLAUSE.test(content)) return false;
    if (parameter.name === 'name' && HOLDS_AN_ORDER.test(content)) return false;
    if (content === '' || /^(?:a|an|the|it|to|for|with|and|new|的|了|一?下)$/i.test(content))
      return false;
    if (this.#grammar.command.risk !== 'read') {
      if (asks(content, parameter.required)) return false;
      if (parameter.name === 'name' && isEveryday(content)) return false;
      if (this.#isNoNameOfIts(parameter, content)) return false;
      // "Set an alarm for 7" says nothing to do.
      if (parameter.name === 'title' && !/\p{L}/u.test(content)) return false;
      const reason =
        parameter.name === 'reason' && (CHOICE.test(content) || !content.includes(' '));
      if (reason && isEveryday(content)) return false;
    }
    if (parameter.typical !== undefined && !this.#mayBeTitle(content, parameter.typical))
      return false;
    if (this.#grammar.command.name === 'task.create' && HAS_HAPPENED.test(content)) return false;
    if (ONLY_A_REQUEST.test(content) || AN_AMOUNT.test(content)) return false;
    this.#freeText = true;
    this.#set(parameter.name, content);
    this.#score += parameter.rest === true ? restWorth(content) : 0.3;
    if (parameter.typical !== undefined)
      this.#score += holdsAny(content, parameter.typical) ? 0.8 : -0.4;
    return true;
  }

  /** Stages may be "on hold" or "in review"; what is sold, and who buys it, may not. */
  #isNoNameOfIts(parameter: Parameter, content: string): boolean {
    const [noun = '', verb] = this.#grammar.command.name.split('.');
    if (verb === 'create' && noun === 'task') return isCompound(content, noun);
    return parameter.name === 'name' && CALLED.test(noun) && isNoName(content, noun);
  }

  /** "She's the best" and "it is at 2.2m" say no title. */
  #mayBeTitle(content: string, typical: readonly string[]): boolean {
    if (/^(?:at|in|on|with|to)\s/i.test(content)) return false;
    const pronoun = /^(?:he|she)$/i.test(String(this.#arguments.contact));
    return !pronoun || holdsAny(content, typical);
  }

  /** A short topic leaves the day after it to the command: "about pricing yesterday". */
  #fillRest(parameter: Parameter, said: string): boolean {
    const topic = /^(?<topic>[^,;:]{1,30}?)\s*(?:on|at|in)?\s*(?<day>[\uE000-\uF8FF])[\s.!]*$/.exec(
      said,
    )?.groups;
    const mark = this.#marked.marks.get(topic?.day ?? '');
    const announced = /:\s*$/.test(this.#marked.text.slice(0, this.#marked.text.indexOf(said)));
    const behind =
      !announced &&
      mark?.kind === 'past-time' &&
      (mark.value as TimeValue).kind === 'time' &&
      (mark.value as { past?: boolean }).past === true &&
      (topic?.topic ?? '').trim().split(' ').length <= 3;
    const text = behind ? (topic?.topic ?? '') : said;
    for (const char of text) this.#used.add(char);
    return this.#fillText(parameter, unmarked(text, this.#marked.marks).trim());
  }

  /** A value that the words take up: "not touched in a month". */
  ignore(mark: string): void {
    this.#used.add(mark);
  }

  imply(name: string, value: unknown): void {
    if (!(name in this.#arguments)) this.#arguments[name] = value;
    this.#score += 0.3;
  }

  /** Gives the marks that no slot took to the parameters they name or fit; what fits nowhere counts against the reading. */
  takeRest(): void {
    const rest = [...this.#marked.text].filter(
      (char) => this.#marked.marks.has(char) && !this.#used.has(char),
    );
    for (const char of rest) {
      const mark = this.#marked.marks.get(char);
      if (mark === undefined) continue;
      if (this.#fillRange(mark)) continue;
      const parameter = this.#parameterFor(mark);
      if (parameter === null && this.#goesOnTitle(char, mark)) continue;
      if (parameter === null || !this.#fillFromMark(parameter, mark)) this.#score -= 1.5;
    }
  }

  /** "Remind me Friday to tell Bob the demo is on Monday": the second day is part of what is to do. */
  #goesOnTitle(char: string, mark: Mark): boolean {
    const at = this.#marked.text.indexOf(char);
    if (this.#titleSaid === null || mark.kind !== 'time') return false;
    const start = this.#marked.text.indexOf(this.#titleSaid);
    const end = start + this.#titleSaid.length;
    if (start < 0 || at < end || /[^\s]/u.test(this.#marked.text.slice(end, at))) return false;
    const whole = this.#marked.text.slice(start, at + 1);
    this.#titleSaid = whole;
    this.#arguments['title'] = unmarked(whole, this.#marked.marks).trim();
    return true;
  }

  reading(words: number): Reading {
    const needed = missingIn(this.#grammar.command, this.#arguments).length;
    // A bare command ("new field") leaves everything to be asked, one by one: that speaks against it once.
    const missing = Object.keys(this.#arguments).length === 0 ? Math.min(needed, 1) : needed;
    return {
      command: this.#grammar.command,
      arguments: this.#arguments,
      misreadings: this.#misreadings,
      score: this.#score + words - missing * 0.8,
      freeText: this.#freeText,
      oddity: this.#oddity,
    };
  }

  /** "the deal" is no name, but says that a record is meant. */
  #isArticleOnly(text: string): boolean {
    this.#score -= 0.5;
    if (/^(?:for|with|of|by|at|in|on)$/i.test(text)) return false;
    return /^(?:the|a|an|我的|这|那)?\s*\p{L}*$/iu.test(text);
  }

  /** "between 20k and 80k" fills a lower and an upper bound where the command has both. */
  #fillRange(mark: Mark): boolean {
    if (mark.kind !== 'money') return false;
    const money = mark.value as MoneyValue;
    if (money.kind !== 'problem' || money.low === undefined || money.high === undefined)
      return false;
    const ends = this.#grammar.command.inputs.filter((p) => p.cues?.end !== undefined);
    const currency = money.currency ?? null;
    for (const p of ends)
      this.#set(p.name, { amount: p.cues?.end === 'low' ? money.low : money.high, currency });
    if (ends.length > 0) this.#score += 2;
    return ends.length > 0;
  }

  #parameterFor(mark: Mark): Parameter | null {
    if (mark.parameter !== null) {
      const named = this.#grammar.parameter(mark.parameter);
      return named !== null && !(named.name in this.#arguments) ? named : null;
    }
    return (
      this.#grammar.command.inputs.find(
        (p) =>
          !(p.name in this.#arguments) &&
          !p.cues?.needed &&
          p.silent !== true &&
          (markKindsOf(p.slot).includes(mark.kind) ||
            (mark.kind === 'anaphor' && p.slot.kind === 'record' && p.required) ||
            (mark.kind === 'mention' && p.slot.kind === 'record')),
      ) ?? null
    );
  }

  #fillFromMark(parameter: Parameter, mark: Mark): boolean {
    if (mark.kind === 'said' || mark.kind === 'anaphor' || mark.kind === 'mention') {
      const text = String(mark.value);
      const value =
        parameter.slot.kind === 'record'
          ? mentionIn(text, parameter.slot.entities)
          : text.replace(/^"([^"]+)"$/, '$1');
      if (value === null) return false;
      if (parameter.slot.kind === 'record' && !mayBe(value, parameter.slot.entities)) return false;
      this.#set(parameter.name, value);
      this.#score += 1;
      return true;
    }
    const read = meaningOf(parameter.slot, mark);
    // What is to close on a day to come has not been won.
    if (mark.kind === 'past-time' && (mark.value as TimeValue | DayAhead).kind === 'ahead')
      this.#score -= CONTRADICTION;
    if (read === null) return false;
    // A change is seldom about a plan for a day that lies behind: that has happened. Unless its year is said.
    const isBehind =
      mark.kind === 'time' &&
      (mark.value as { past?: boolean }).past === true &&
      !/\d{4}/.test(mark.words);
    if (isBehind && this.#grammar.command.risk !== 'read') this.#score -= COST_OF_A_PAST_PLAN;
    this.#score += mark.parameter === null ? 1.5 : 1.9;
    // It holds the words between its currencies, too.
    if (mark.kind === 'exchange-rate') this.#score += Math.min(3, mark.words.length / 4);
    if ('problem' in read) {
      this.#misreadings.push({ ...read.problem, parameter: parameter.name });
      return true;
    }
    const checked = parameter.schema.safeParse(read.value);
    if (!checked.success) return false;
    if (parameter.unlikely?.some((value) => value === read.value)) this.#score -= 2;
    this.#set(parameter.name, read.value);
    return true;
  }

  #set(name: string, value: unknown): void {
    if (!(name in this.#arguments)) this.#arguments[name] = value;
  }
}
