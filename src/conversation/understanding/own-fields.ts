import type { Catalogue } from '../../commands/catalogue.ts';
import type { Command } from '../../commands/command.ts';
import type { Parameter, Slot } from '../../commands/parameters.ts';
import type { PlannedCommand, Understanding } from '../../commands/plan.ts';
import { boundariesIn, isUnreal } from './clause.ts';
import { languageOf } from './language.ts';
import { isAnaphora, mentionIn, oddity } from './mention.ts';
import { normalise } from './normalise.ts';
import { type OwnNames, ownNamesOf } from './own-names.ts';
import { hasValue, nameOnly, type OwnPhrase, ownPhrasesIn } from './own-phrases.ts';
import { readValue } from './read-value.ts';
import { isWithin } from './slots/edit-distance.ts';
import type { Clues } from './span.ts';
import { typedSpansIn } from './typed-spans.ts';
import type { Understander } from './understand.ts';

const made = new WeakMap<Catalogue, Understander>();

/**
 * The understanding of an organization that has fields of its own. What the catalogue's commands are understood by is learnt once
 * for all organizations; here the phrases about own fields ("contract type is annual") are taken out of a message, the rest is
 * understood as ever, and the values are given to the command that takes them. Without own fields it is `base` itself.
 */
export function withOwnFields(base: Understander, catalogue: Catalogue): Understander {
  const names = ownNamesOf(catalogue);
  if (names === null) return base;
  const known = made.get(catalogue);
  if (known !== undefined) return known;
  const reader: Understander = {
    vary: base.vary,
    add: (name, args, utterance, clues) => {
      const text = normalise(utterance);
      const said = { ...clues, locale: languageOf(text) };
      const phrases = ownPhrasesIn(text, names, said).filter((phrase) => phrase.sure);
      if (phrases.length === 0) return base.add(name, args, utterance, clues);
      const reading = new OwnReading({ base, catalogue, names, clues, said });
      return reading.added(name, args, text, phrases);
    },
    understand: (utterance, clues) => {
      const text = normalise(utterance);
      const said = { ...clues, locale: languageOf(text) };
      const phrases = ownPhrasesIn(text, names, said);
      if (phrases.length === 0 || isUnreal(text)) return base.understand(utterance, clues);
      const reading = new OwnReading({ base, catalogue, names, clues, said });
      const plan = reading.planOf(text, phrases);
      return plan === null
        ? base.understand(utterance, clues)
        : { ...plan, text: utterance, language: said.locale };
    },
  };
  made.set(catalogue, reader);
  return reader;
}

type Parts = {
  base: Understander;
  catalogue: Catalogue;
  names: OwnNames;
  clues: Clues;
  /** The clues in the language of the message. */
  said: Clues;
};

const CONFIDENCE = 0.92;
/** Words of sentences about fields themselves. */
const DEFINES =
  /(?<![a-z])(?:fields?|attribute|options?|choices?|values?|required?|mandatory|optional|chinese|alias|synonym|also be)(?![a-z])|字段|选项|取值|可选|必填|选填|中文名|别名|还可以/i;
/** A field is to hold nothing any more. */
const EMPTIES =
  /^(?:(?:please|pls|can you|could you)\s+)*(?:clear|empty|unset|blank|reset|remove|delete|erase)(?![a-z])|^(?:请|帮我|把|将)*(?:清空|清除|去掉|删除|删掉)|(?:清空|清掉|去掉|删掉|删除)[了吧]?$/i;
/** From here on a sentence about fields themselves is one. */
const SURE_OF_FIELDS = 0.6;

class OwnReading {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  planOf(text: string, phrases: readonly OwnPhrase[]): Understanding | null {
    if (DEFINES.test(text)) {
      const whole = this.#understand(text);
      const [first] = whole.commands;
      if (first?.command.startsWith('field.') && first.confidence >= SURE_OF_FIELDS) return whole;
    }
    if (EMPTIES.test(text) && !phrases.some((phrase) => phrase.sure)) {
      const names = phrases.map(nameOnly);
      return this.#change(without(text, names), names);
    }
    const given = phrases.filter((phrase) => hasValue(phrase, text));
    if (given.length === 0) return this.#question(text, phrases.map(nameOnly));
    const rest = without(text, given);
    const described = given.some((phrase) => phrase.describes) ? this.#list(rest, given) : null;
    return (
      described ??
      this.#change(rest, given) ??
      this.#clause(text, given, true) ??
      this.#list(rest, given) ??
      this.#added(rest, given) ??
      this.#clause(text, given, false)
    );
  }

  /** The arguments of a command with what a text of mere values adds; null when it adds nothing or more. */
  added(
    name: string,
    args: Readonly<Record<string, unknown>>,
    text: string,
    phrases: readonly OwnPhrase[],
  ): Record<string, unknown> | null {
    const command = this.#parts.catalogue.find(name);
    const entity = command?.ownFields?.entity;
    if (command === null || entity === undefined) return null;
    const values = this.#values(command, entity, phrases);
    if (Object.keys(values).length !== phrases.length) return null;
    const rest = without(text, phrases);
    if (!/[\p{L}\p{N}]/u.test(rest)) return { ...args, ...values };
    const others = this.#parts.base.add(name, args, rest, this.#parts.clues);
    return others === null ? null : { ...others, ...values };
  }

  #understand(text: string): Understanding {
    const { base, clues } = this.#parts;
    return base.understand(text, clues);
  }

  /** Nothing is said but a record and values: they are to be changed. */
  #change(rest: string, phrases: readonly OwnPhrase[]): Understanding | null {
    if (phrases.some((phrase) => phrase.describes || phrase.empty)) return null;
    const entities = this.#entitiesOf(phrases, 'change');
    const mention = this.#recordIn(rest);
    if (mention === null) return null;
    const entity = entityIn(rest, entities);
    if (entity === null) return null;
    const { change: command } = this.#parts.names.commandsOf(entity);
    if (command === undefined) return null;
    return this.#plan([this.#changeOf(command, entity, mention, phrases)]);
  }

  #changeOf(
    command: Command,
    entity: string,
    mention: string,
    phrases: readonly OwnPhrase[],
  ): PlannedCommand {
    const record = mention === '' ? {} : { [entity]: mention };
    return planned(command, { ...record, ...this.#values(command, entity, phrases) });
  }

  /** One clause of several is about own fields: "move Acme to proposal and set its contract type to annual". */
  #clause(text: string, phrases: readonly OwnPhrase[], named: boolean): Understanding | null {
    const start = Math.min(...phrases.map((phrase) => phrase.start));
    const end = Math.max(...phrases.map((phrase) => phrase.end));
    const boundaries = boundariesIn(text);
    const from = [0, ...boundaries.map((b) => b.end).filter((at) => at <= end && at > 0)].filter(
      (at) => phrases.every((phrase) => at <= Math.max(phrase.start + 2, phrase.end - 1)),
    );
    const to = [...boundaries.map((b) => b.start).filter((at) => at >= end), text.length];
    for (const left of from.filter((at) => at <= start + leadOf(text, start)).reverse())
      for (const right of to) {
        if (left === 0 && right === text.length) continue;
        const clause = text.slice(left, right);
        const inside = ownPhrasesIn(clause, this.#parts.names, this.#parts.said);
        if (inside.length !== phrases.length) continue;
        const change = this.#change(without(clause, inside), inside);
        const own = change?.commands[0];
        if (own === undefined) continue;
        const before = this.#others(text.slice(0, left));
        const after = this.#others(text.slice(right));
        if (before === null || after === null) continue;
        const completed = carried(own, before.at(-1));
        const record = own.command.split('.')[0] ?? '';
        const isNamed =
          typeof own.arguments[record] === 'string' && !isAnaphora(String(own.arguments[record]));
        if (named && !isNamed) continue;
        return this.#plan([...before, completed, ...after.map((next) => carried(next, completed))]);
      }
    return null;
  }

  /** The commands beside the clause; null when something there is not understood. */
  #others(text: string): readonly PlannedCommand[] | null {
    const words = text.replace(
      /^[\s,;.]+|(?:[\s,;.]|(?<![a-z])(?:and|then|also)(?![a-z]))+$/giu,
      '',
    );
    if (words === '') return [];
    const { commands } = this.#understand(words);
    return commands.length === 0 ? null : commands;
  }

  /** Records are asked for by what their own fields hold. */
  #list(rest: string, phrases: readonly OwnPhrase[]): Understanding | null {
    const entities = this.#entitiesOf(phrases, 'filter');
    const entity = entities.find((e) => PLURALS[e]?.test(rest) === true);
    if (entity === undefined) return null;
    const { filter: command } = this.#parts.names.commandsOf(entity);
    if (command === undefined) return null;
    const plain = rest.trim();
    const zh = this.#parts.said.locale === 'zh';
    for (const words of [plain, `${zh ? '列出' : 'show '}${plain}`]) {
      const understood = this.#understand(words);
      const at = understood.commands.findIndex((c) => c.command === command.name);
      const found = understood.commands[at];
      if (found !== undefined) return this.#given(understood, at, command, entity, phrases);
    }
    const bare = plain.replace(PLURALS[entity] ?? /$^/, '').replace(LIST_WORDS, '');
    if (/[\p{L}\p{N}]/u.test(bare)) return null;
    return this.#plan([planned(command, this.#values(command, entity, phrases))]);
  }

  /** The rest is a command of its own, which takes the values, or is about a record that does. */
  #added(rest: string, phrases: readonly OwnPhrase[]): Understanding | null {
    const understood = this.#understand(rest);
    for (const [at, { command: name, arguments: args }] of understood.commands.entries()) {
      const command = this.#parts.catalogue.find(name);
      const entity = command?.ownFields?.entity;
      if (
        command !== null &&
        entity !== undefined &&
        command.ownFields?.as !== 'asked' &&
        phrases.every((phrase) => phrase.name.fields.some((f) => f.entity === entity))
      )
        return this.#given(understood, at, command, entity, phrases);
      if (!phrases.every((phrase) => phrase.apart)) continue;
      const about = this.#entitiesOf(phrases, 'change').find((e) => typeof args[e] === 'string');
      const change = about === undefined ? undefined : this.#parts.names.commandsOf(about).change;
      if (about === undefined || change === undefined) continue;
      const more = this.#changeOf(change, about, String(args[about]), phrases);
      const commands = [...understood.commands];
      commands.splice(at + 1, 0, more);
      return { ...understood, commands };
    }
    return null;
  }

  /** "what is the contract type of Acme" shows the record. */
  #question(text: string, phrases: readonly OwnPhrase[]): Understanding | null {
    const entities = this.#entitiesOf(phrases, 'change');
    const neutral = without(text, phrases, this.#parts.said.locale === 'zh' ? '金额' : ' value ');
    const history = this.#understand(neutral);
    const [asked] = history.commands;
    if (asked?.command === 'record.history') {
      // Not the value is asked for, whose word only stood in for the field.
      const { record } = asked.arguments;
      return { ...history, commands: [{ ...asked, arguments: { record } }] };
    }
    const rest = without(text, phrases);
    if (!QUESTION.test(text)) return null;
    const mention = this.#recordIn(rest.replace(QUESTION_WORDS, ' '));
    const entity = entityIn(rest, entities);
    const command = entity === null ? null : this.#parts.catalogue.find(`${entity}.show`);
    if (mention === null || entity === null || command === null) return null;
    return this.#plan([planned(command, { [entity]: mention === '' ? 'it' : mention })]);
  }

  #given(
    understood: Understanding,
    at: number,
    command: Command,
    entity: string,
    phrases: readonly OwnPhrase[],
  ): Understanding {
    const values = this.#values(command, entity, phrases);
    const commands = understood.commands.map((one, i) =>
      i === at ? { ...one, arguments: { ...one.arguments, ...values } } : one,
    );
    return { ...understood, commands };
  }

  /** The kinds of records that have all of these fields, and a command that takes them so. */
  #entitiesOf(phrases: readonly OwnPhrase[], as: 'change' | 'filter'): string[] {
    const [first, ...others] = phrases.map(({ name }) => name.fields.map((f) => f.entity));
    return (first ?? []).filter(
      (entity) =>
        others.every((list) => list.includes(entity)) &&
        this.#parts.names.commandsOf(entity)[as] !== undefined,
    );
  }

  /** The record that words name, when they say nothing else: empty when they name none, null when they say more. */
  #recordIn(rest: string): string | null {
    const core = rest
      .trim()
      .replace(INSTEAD, '')
      .replace(LEAD, '')
      .replace(LEAD_ZH, '')
      .replace(TAIL, '')
      .trim();
    if (!/[\p{L}\p{N}]/u.test(core)) return '';
    if (MAKES_OR_LISTS.test(rest) || Object.values(PLURALS_EN).some((words) => words.test(core)))
      return null;
    const spans = typedSpansIn(core, this.#parts.said);
    if ((['money', 'time', 'stage', 'percent'] as const).some((kind) => spans.of(kind).length > 0))
      return null;
    const mention = mentionIn(core, ['deal']);
    if (mention === null) return NOUN_ONLY.test(core) ? '' : null;
    return oddity(mention) === 0 ? mention : null;
  }

  #values(
    command: Command,
    entity: string,
    phrases: readonly OwnPhrase[],
  ): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const phrase of phrases) {
      const field = phrase.name.fields.find((f) => f.entity === entity);
      const parameter = command.inputs.find((p) => p.name === field?.parameter);
      if (parameter === undefined) continue;
      const [name, value] = this.#valueOf(command, parameter, phrase);
      values[name] = value;
    }
    return values;
  }

  #valueOf(command: Command, parameter: Parameter, phrase: OwnPhrase): [string, unknown] {
    const { said: words, bound } = phrase;
    if (phrase.empty) return [`${parameter.name}.empty`, true];
    if (words === null) return [parameter.name, null];
    const { clues } = this.#parts;
    if (parameter.slot.kind === 'period' && bound !== null)
      return [parameter.name, openPeriod(words, bound, clues) ?? words];
    const bounded = command.inputs.find((p) => p.name === `${parameter.name}.${bound}`);
    return bounded === undefined
      ? [parameter.name, readOwn(parameter.slot, words, clues)]
      : [bounded.name, readOwn(bounded.slot, words, clues)];
  }

  #plan(commands: readonly PlannedCommand[]): Understanding {
    const language = this.#parts.said.locale;
    return { text: '', language, commands, alternatives: [], otherwise: null, problems: [] };
  }
}

function planned(command: Command, args: Record<string, unknown>): PlannedCommand {
  return {
    command: command.name,
    arguments: args,
    missing: command.inputs.filter((p) => p.required && !(p.name in args)).map((p) => p.name),
    confidence: CONFIDENCE,
  };
}

/** A change that names no record is about the one of the command before. */
function carried(own: PlannedCommand, before: PlannedCommand | undefined): PlannedCommand {
  const record = own.command.split('.')[0] ?? '';
  const said = own.arguments[record];
  const earlier = before?.arguments[record];
  if (own.command !== `${record}.update`) return own;
  if (typeof earlier !== 'string' || (typeof said === 'string' && !isAnaphora(said))) return own;
  return { ...own, arguments: { ...own.arguments, [record]: earlier }, missing: [] };
}

/** What was said as a value, or the words themselves: then the person is told what would be right. */
function readOwn(slot: Slot, said: string, clues: Clues): unknown {
  if (slot.kind === 'choice') return optionIn(slot, said) ?? said;
  if (slot.kind === 'flag') return flagIn(said) ?? said;
  if (slot.kind === 'number') {
    const plain = said.replace(/[,\s]/g, '');
    if (/^-?\d+(?:\.\d+)?$/.test(plain)) return Number(plain);
  }
  const read = readValue(slot, said, clues);
  if (read !== null && 'value' in read) return read.value;
  if (slot.kind === 'money' && read === null) {
    const number = readValue({ kind: 'number' }, said, clues);
    if (number !== null && 'value' in number) return { amount: number.value, currency: null };
  }
  return said;
}

function optionIn(slot: Extract<Slot, { kind: 'choice' }>, said: string): string | null {
  const plain = said.trim().toLowerCase();
  const named = (fits: (word: string) => boolean) =>
    slot.options.find(({ value, label }) =>
      [value, label.en, label.zh].some((word) => fits(word.toLowerCase())),
    )?.value ?? null;
  return (
    named((word) => word === plain) ??
    (plain.length < 5 ? null : named((word) => isWithin(1, plain, word)))
  );
}

function flagIn(said: string): boolean | null {
  if (/^(?:yes|y|true|on|是|是的|有|对|真)$/i.test(said.trim())) return true;
  return /^(?:no|n|false|off|否|不是|没有|假)$/i.test(said.trim()) ? false : null;
}

/** "before June": all days up to it. */
function openPeriod(
  said: string,
  bound: 'min' | 'max',
  clues: Clues,
): { start: string; end: string } | null {
  const read = readValue({ kind: 'period' }, said, clues);
  if (read === null || !('value' in read)) return null;
  const { start, end } = read.value as { start: string; end: string };
  return bound === 'min' ? { start, end: '9999-12-31' } : { start: '1000-01-01', end };
}

/** A message without what was said of own fields. */
function without(text: string, phrases: readonly OwnPhrase[], instead = ' '): string {
  let rest = '';
  let from = 0;
  for (const { start, end, kept } of [...phrases].sort((a, b) => a.start - b.start)) {
    rest += text.slice(from, start) + (kept === '' ? instead : ` ${kept} `);
    from = end;
  }
  return (rest + text.slice(from))
    .replace(/(?<=^|\s)的\s*/gu, '')
    .replace(/\s+([,.;])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** How far a phrase's own leading words reach into it. */
function leadOf(text: string, start: number): number {
  return (
    /^(?:[\s,;]|(?<![a-z])(?:and|then|also|plus|with|set|change|update|make|its|the)(?![a-z])|并且?|同时|然后|把|将|它的)+/i.exec(
      text.slice(start),
    )?.[0].length ?? 0
  );
}

const LEAD =
  /^(?:(?:please|pls|plz|can (?:you|u)|could (?:you|u)|would you|can we|oh|ah|um|hmm|whoops|my bad|correction|yeah|hey|hi|ok|okay|also|and|now|just|actually|no|nope|wait|oops|sorry|btw|fyi|then|so|right|well|yes|thanks|quick update|update|i want to|i need to|i'd like to|let's|we need to|we should)(?![a-z])[\s,]*)*(?:(?:set|change|update|make|put|switch|edit|modify|correct|fix|fill in|enter|mark|record|note|add|adjust|move|push|bump|bring|shift|pull|delay|extend|reschedule|clear|empty|unset|reset|remove|delete|erase|assign|give)(?![a-z])\s*)?(?:(?:on|for|of|to|at|in|the|that|with)(?![a-z])\s*)*/i;
const LEAD_ZH =
  /^(?:请|麻烦|其实|对了|哦|那|再|顺便|不对|不是|好的|嗯|,|帮我|帮忙|给我|把|将|给|在|清空|清除|去掉|删除|删掉|更新一?下?|修改一?下?|改一?下?|设置?一?下?|设定|填一?下?|\s)+/;
/** What it is not is no part of what it is. */
const INSTEAD =
  /\s*,?\s*(?:(?<![a-z])(?:not|instead of|rather than)\s+\S+|(?:而?不是|不是)\S+)\s*$/i;
const TAIL =
  /(?:[\s,.!?:;'"]|(?<![a-z])(?:please|pls|thanks|thx|now|to|for|on|is|are|of|as|from|deal)(?![a-z])|'s(?![a-z])|的|吧|了|一下|谢谢|清空|清掉|去掉|删掉|删除)+$/i;
const NOUN_ONLY =
  /^(?:the |this |that )?(?:deal|account|contact|lead|product|order|company|customer|商机|单子|客户|联系人|线索|产品|订单)$/i;
const MAKES_OR_LISTS =
  /(?<![a-z])(?:add|create|register|record|enter|save)\s+(?:(?:an?|the)\s+)?(?:\w+\s+)?(?:account|contact|deal|customer|company|client|lead|product|order|person|opportunity|opp)(?![a-z])|(?<![a-z])(?:new|another|log|create|list|show|which|find|any|all|every|how many|how much|count|my|open)(?![a-z])|登记|新建|新增|创建|录入|记一|建个|加个|加一|哪些|哪个|几个|多少|列出|列一|有没有|查一|查看|所有|全部|我的/i;

const PLURALS_EN: Readonly<Record<string, RegExp>> = {
  deal: /(?<![a-z])(?:deals|opportunities|opps)(?![a-z])/i,
  account: /(?<![a-z])(?:accounts|customers|companies|clients)(?![a-z])/i,
  contact: /(?<![a-z])(?:contacts|people|persons)(?![a-z])/i,
  lead: /(?<![a-z])leads(?![a-z])/i,
  product: /(?<![a-z])products(?![a-z])/i,
  order: /(?<![a-z])orders(?![a-z])/i,
};

/** Words for several records of a kind. Chinese has no plural. */
const PLURALS: Readonly<Record<string, RegExp>> = {
  deal: /(?<![a-z])(?:deals|opportunities|opps)(?![a-z])|商机|单子|项目|(?<=哪些)单/i,
  account: /(?<![a-z])(?:accounts|customers|companies|clients)(?![a-z])|客户|公司/i,
  contact: /(?<![a-z])(?:contacts|people|persons)(?![a-z])|联系人/i,
  lead: /(?<![a-z])leads(?![a-z])|线索/i,
  product: /(?<![a-z])products(?![a-z])|产品/i,
  order: /(?<![a-z])orders(?![a-z])|订单/i,
};
const LIST_WORDS =
  /(?<![a-z])(?:show|list|find|give|get|me|us|all|every|the|our|which|what|any|are|there|do|we|have|please|pls|open|see)(?![a-z])|列出|列一下|查一下|查找|看看|看一下|显示|给我|所有|全部|有哪些|哪些|有|的|是|我们|[?？.!,]/giu;

const QUESTION =
  /\?|(?<![a-z])(?:what|which|who|when|how|show|tell)(?![a-z])|什么|多少|哪|谁|几|吗|呢|看/i;
const QUESTION_WORDS =
  /(?<![a-z])(?:what's|what is|what are|what|which|who's|who is|who|when's|when is|when|how much is|how many|tell me|show me|show|is|does|do|have|has|there)(?![a-z])|是?什么|是?多少|是?哪一?天|是?谁|是?哪个|看看|看一下|查一下|\?/giu;

/** The kind of record that words speak of, among these. */
function entityIn(text: string, entities: readonly string[]): string | null {
  const said = KINDS.find(({ entity, words }) => entities.includes(entity) && words.test(text));
  return said?.entity ?? entities.find((e) => e === 'deal') ?? entities[0] ?? null;
}

const KINDS: readonly { entity: string; words: RegExp }[] = [
  { entity: 'order', words: /(?<![a-z])(?:orders?|so-\d+)(?![a-z])|订单/i },
  {
    entity: 'deal',
    words: /(?<![a-z])(?:deals?|opportunity|opp|d-\d+)(?![a-z])|商机|单子|这单|那单/i,
  },
  {
    entity: 'account',
    words: /(?<![a-z])(?:account|customer|company|client|a-\d+)(?![a-z])|客户|公司/i,
  },
  { entity: 'contact', words: /(?<![a-z])(?:contact|person|c-\d+)(?![a-z])|联系人/i },
  { entity: 'lead', words: /(?<![a-z])(?:lead|l-\d+)(?![a-z])|线索/i },
  { entity: 'product', words: /(?<![a-z])(?:product|p-\d+)(?![a-z])|产品/i },
];
