import type { Command } from '../../../commands/command.ts';
import type { Parameter } from '../../../commands/parameters.ts';
import {
  ANY_MARK,
  type Mark,
  type Marked,
  Marker,
  type MarkKind,
  marksOf,
  type TypedSpan,
  unmarked,
  withMarks,
} from './marks.ts';
import { compilePattern, markKindsOf, type Pattern } from './pattern.ts';

export type CompiledPattern = Pattern;

/** A command's patterns and cues, compiled. */
export type CommandGrammar = {
  command: Command;
  parameter: (name: string) => Parameter | null;
  patterns: Readonly<Record<'en' | 'zh', readonly CompiledPattern[]>>;
  /** How it is asked for once more with something else; null where it is not. */
  variations: Readonly<Record<'en' | 'zh', readonly CompiledPattern[]>> | null;
  /** The kinds of values that its parameters hold: others are words to it. */
  kinds: ReadonlySet<MarkKind>;
  /**
   * The text with its values marked, then with their cues ("closing next Friday" as one mark), then with texts and names
   * that a cue announces ("owner Dana"): each only where it differs from the one before.
   */
  mark: (text: string, spans: readonly TypedSpan[]) => readonly Marked[];
  /** Whether words hold a cue of another parameter ("Lumon called Lumon Renewal"): they are more than one value. */
  swallows: (words: string, parameter: string) => boolean;
  /** Whether words are nothing but a cue: "email" is no name. */
  isCue: (words: string) => boolean;
};

export function grammarOf(command: Command): CommandGrammar {
  const positions = new Map(command.inputs.map((p, position) => [p.name, position]));
  const parameter = (name: string) => command.inputs[positions.get(name) ?? -1] ?? null;
  const slotOf = (name: string) => {
    const found = parameter(name);
    return found === null
      ? null
      : {
          slot: found.slot,
          position: positions.get(name) ?? 0,
          rest: found.rest === true,
          marked: found.cues?.around !== undefined,
        };
  };
  const compiled = (sources: readonly string[] | undefined) =>
    (sources ?? []).map((source) => compilePattern(source, slotOf));
  const typed = command.inputs.flatMap((p, position) => typedCues(p, position));
  const spoken = spokenCues(command.inputs);
  const around = [...aroundCues(command.inputs), ...enclosingCues(command.inputs)];
  const known = wellKnownValues(command);
  const cues = command.inputs.flatMap((p) =>
    [...(p.cues?.en ?? []), ...(p.cues?.zh ?? [])]
      .filter((cue) => !LITTLE_WORDS.has(cue))
      .map((cue) => ({
        parameter: p.name,
        cue,
        regex: new RegExp(`.${words([cue])}${cue.includes(' ') ? '(?:.|$)' : '.'}`, 'i'),
      })),
  );
  return {
    command,
    parameter,
    swallows: (text, name) => cues.some((c) => c.parameter !== name && c.regex.test(text)),
    isCue: (text) => cues.some((c) => c.cue === text.trim().toLowerCase()),
    patterns: {
      en: compiled([...(command.patterns?.en ?? []), ...(command.followUps?.en ?? [])]),
      zh: compiled([...(command.patterns?.zh ?? []), ...(command.followUps?.zh ?? [])]),
    },
    variations:
      command.variations === undefined
        ? null
        : { en: compiled(command.variations.en), zh: compiled(command.variations.zh) },
    kinds: kindsOf(command),
    mark: (text, spans) => {
      const plain = withMarks(text, spans);
      const marking = new CueMarking(plain);
      marking.typed(typed);
      const cued = marking.marked();
      if (spoken !== null) marking.spoken(spoken);
      marking.known(around);
      marking.known(known);
      const said = marking.marked();
      return [plain, cued, said].filter((m, i, all) => i === 0 || m.text !== all[i - 1]?.text);
    },
  };
}

/** Of "on Monday" one command means the last, another the next. */
function kindsOf(command: Command): ReadonlySet<MarkKind> {
  const kinds = new Set(
    command.inputs.flatMap((p) => (p.silent === true ? [] : markKindsOf(p.slot))),
  );
  if (kinds.has('time'))
    kinds.delete(command.inputs.some((p) => p.past === true) ? 'time' : 'past-time');
  // Of the choices only roles are found by themselves: to another command "by rep" holds none.
  if (!command.inputs.some((p) => p.slot.kind === 'choice' && p.slot.options.some(isRole)))
    kinds.delete('choice');
  if (command.inputs.some((p) => p.slot.kind === 'record')) {
    kinds.add('anaphor');
    kinds.add('mention');
    kinds.add('name');
  }
  return kinds;
}

function isRole({ value }: { value: string }): boolean {
  return value === 'rep';
}

/** Cues that stand within names and texts as well. */
const LITTLE_WORDS = new Set(
  'for at of in on by with from to is about around say maybe size total price budget due until till before it now call owner amount value when 在 于 给 以 约 值 从 到 是 和 跟 前 后'.split(
    ' ',
  ),
);

type TypedCue = {
  parameter: string;
  position: number;
  kinds: readonly MarkKind[];
  regex: RegExp;
};
type SpokenCues = { regex: RegExp; parameters: readonly { name: string; position: number }[] };
type WellKnown = { parameter: string; position: number; regex: RegExp };

/** "in the Renewals pipeline" as one mark. What stands between is a name of few words. */
function aroundCues(inputs: readonly Parameter[]): WellKnown[] {
  return inputs.flatMap((p, position) => {
    const around = p.cues?.around;
    if (around === undefined) return [];
    const latin = `(?:[\\p{Lu}\\p{Ll}\\d&'.-]+\\s+){1,4}?`;
    return [
      new RegExp(
        `(?:${words(around.en.before)})\\s+(?:(?:the|our|my|a)\\s+)?"?(?<said>(?!(?:the|our|my|a|this|that|sales|whole|entire)\\s)${latin})"?\\s*${words(around.en.after)}(?:\\s+stage)?`,
        'giu',
      ),
      new RegExp(
        `(?:${words(around.zh.before)})\\s*"?(?<said>[^\\s,;:。，"的把到在${ANY_MARK}]{1,16}?)"?\\s*(?:这个|那个)?${words(around.zh.after)}(?:里面?|中)?(?:的)?`,
        'giu',
      ),
    ].map((regex) => ({ parameter: p.name, position, regex }));
  });
}

/** 归林薇负责 as one mark. */
function enclosingCues(inputs: readonly Parameter[]): WellKnown[] {
  return inputs.flatMap((p, position) => {
    const enclosing = p.cues?.enclosing;
    if (enclosing === undefined) return [];
    const said = `(?<said>[\\p{L}\\d][\\p{L}\\d .&'-]{0,15}?)`;
    const regex = new RegExp(
      `(?<=^|[\\s,;${ANY_MARK}])${words(enclosing.before)}\\s*${said}\\s*${words(enclosing.after)}(?=$|[\\s,;。.!${ANY_MARK}])`,
      'giu',
    );
    return [{ parameter: p.name, position, regex }];
  });
}

function wellKnownValues({ name, inputs }: Command): WellKnown[] {
  // What is new may be called so: 华南印务 is no 印务 in 华南.
  const endOf = (p: Parameter) =>
    name.endsWith('.create') && p.name === 'region' ? '(?!\\p{Script=Han})' : '';
  return inputs.flatMap((p, position) =>
    p.wellKnown === undefined
      ? []
      : [
          {
            parameter: p.name,
            position,
            // 华南区 and 华南地区 are 华南.
            regex: new RegExp(
              `(?<said>${words(p.wellKnown)})(?:(?<=\\p{Script=Han})[大地]?区)?${endOf(p)}`,
              'gu',
            ),
          },
        ],
  );
}

/** What may stand between a cue and its value. */
const CONNECTORS =
  'is|to|of|by|on|at|in|before|for|until|till|around|about|approx|roughly|the|maybe|~|now|在|为|是|到|大概|大约|约|有';

function typedCues(parameter: Parameter, position: number): TypedCue[] {
  const kinds = markKindsOf(parameter.slot);
  if (parameter.cues === undefined || kinds.length === 0 || parameter.silent === true) return [];
  const mark = `[${kinds.map(marksOf).join('')}]`;
  const before = [...parameter.cues.en, ...parameter.cues.zh];
  const after = [...(parameter.cues.after?.en ?? []), ...(parameter.cues.after?.zh ?? [])];
  const cues: TypedCue[] = [];
  const cue = (regex: string) =>
    cues.push({ parameter: parameter.name, position, kinds, regex: new RegExp(regex, 'giu') });
  const lead = `${words(before)}\\s*(?:(?:${CONNECTORS})\\s*)?[:=]?\\s*`;
  const tail = `\\s*(?:的)?${words(after)}`;
  if (before.length > 0 && after.length > 0) cue(`${lead}(?<value>${mark})${tail}`);
  if (before.length > 0) cue(`${lead}(?<value>${mark})`);
  if (after.length > 0) cue(`(?<value>${mark})${tail}`);
  return cues;
}

/** Cues of texts and names; the words up to the next cue, mark or comma belong to them. */
function spokenCues(inputs: readonly Parameter[]): SpokenCues | null {
  const spoken = inputs
    .map((p, position) => ({ p, position }))
    .filter(
      ({ p }) =>
        (p.slot.kind === 'text' || p.slot.kind === 'record') &&
        p.cues !== undefined &&
        p.cues.en.length > 0,
    );
  if (spoken.length === 0) return null;
  const cuesOf = (p: Parameter) => words([...(p.cues?.en ?? []), ...(p.cues?.zh ?? [])]);
  const any = `(?:${spoken.map(({ p }) => cuesOf(p)).join('|')})`;
  const options = spoken.map(({ p }, i) => `(?<c${i}>${cuesOf(p)})`).join('|');
  // A number that belongs to a name goes on with it: "called Line 4 Retrofit".
  const said = `(?<said>(?:[^,;。;\\n${ANY_MARK}]|[${marksOf('name')}]){1,200}?)`;
  const end = `(?=\\s*(?:[,;。;\\n]|(?![${marksOf('name')}])[${ANY_MARK}]|\\.(?:\\s|$)|$|(?:and\\s+|with\\s+)?${any}))`;
  return {
    regex: new RegExp(
      `(?:${options})\\s*(?:(?:is|to|=|:|是|为|改成|改为|换成)\\s*)?${said}${end}`,
      'giu',
    ),
    parameters: spoken.map(({ p, position }) => ({ name: p.name, position })),
  };
}

/** One of these words, the longest first. That Latin ones stand apart is asked once for all of a kind, which is faster. */
function words(cues: readonly string[]): string {
  const sorted = [...cues].sort((a, b) => b.length - a.length);
  const alternatives = WORD_EDGES.flatMap(({ opens, closes }) => {
    const own = sorted
      .filter((cue) => /^[a-z0-9]/i.test(cue) === opens && /[a-z0-9]$/i.test(cue) === closes)
      .map((cue) => cue.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    if (own.length === 0) return [];
    return [`${opens ? '(?<![a-z0-9])' : ''}(?:${own.join('|')})${closes ? '(?![a-z0-9])' : ''}`];
  });
  return `(?:${alternatives.join('|')})`;
}

/** What begins with a Latin letter and goes on in Chinese comes before its beginning alone. */
const WORD_EDGES = [
  { opens: true, closes: false },
  { opens: true, closes: true },
  { opens: false, closes: true },
  { opens: false, closes: false },
];

/** Puts marks in the place of values and words with their cues, one kind of cue after the other. */
class CueMarking {
  readonly #marker = new Marker();
  readonly #marks: Map<string, Mark>;
  readonly #kinds: ReadonlySet<MarkKind>;
  #text: string;

  constructor(plain: Marked) {
    this.#text = plain.text;
    this.#marks = new Map(plain.marks);
    this.#kinds = new Set([...plain.marks.values()].map((mark) => mark.kind));
  }

  marked(): Marked {
    return { text: this.#text, marks: new Map(this.#marks) };
  }

  typed(cues: readonly TypedCue[]): void {
    for (const { parameter, position, kinds, regex } of cues) {
      // A cue without a value it could announce is not looked for.
      if (!kinds.some((kind) => this.#kinds.has(kind))) continue;
      this.#replace(regex, (whole, { value = '' }) => {
        const mark = this.#marks.get(value);
        return mark === undefined
          ? whole
          : this.#put({ ...mark, text: whole, parameter }, position);
      });
    }
  }

  spoken({ regex, parameters }: SpokenCues): void {
    this.#replace(regex, (whole, groups) => {
      const parameter = parameters.find((_, i) => groups[`c${i}`] !== undefined);
      return parameter === undefined
        ? whole
        : this.#putSaid(whole, groups.said ?? '', parameter.name, parameter.position);
    });
  }

  known(values: readonly WellKnown[]): void {
    for (const { parameter, position, regex } of values)
      this.#replace(regex, (whole, { said }) =>
        this.#putSaid(whole, said?.trim() ?? whole, parameter, position),
      );
  }

  #replace(regex: RegExp, by: (whole: string, groups: Groups) => string): void {
    this.#text = this.#text.replace(regex, (whole: string, ...rest: unknown[]) => {
      const groups = rest.at(-1);
      return by(whole, typeof groups === 'object' && groups !== null ? (groups as Groups) : {});
    });
  }

  #putSaid(text: string, words: string, parameter: string, position: number): string {
    const value = unmarked(words, this.#marks);
    return this.#put({ text, words: value, parameter, kind: 'said', value }, position);
  }

  /** @returns the text as it is when no mark is left. */
  #put(mark: Mark, position: number): string {
    const char = this.#marker.mark(mark, position);
    if (char === null) return mark.text;
    this.#marks.set(char, mark);
    return char;
  }
}

type Groups = Readonly<Record<string, string | undefined>>;
