import type { Catalogue } from '../../commands/catalogue.ts';
import { type Command, missingIn } from '../../commands/command.ts';
import { kindOfNumber } from '../../commands/numbers.ts';
import type { Entity } from '../../commands/parameters.ts';
import type { PlannedCommand, Problem, Understanding } from '../../commands/plan.ts';
import { fieldAsked } from './asked-field.ts';
import { withBlanksAgain, withBlanksAsCommas } from './blanks.ts';
import { type Intents, intentsFor, NO_COMMAND } from './classifier/intents.ts';
import { asksWhatIf, asksWhy, isUnreal } from './clause.ts';
import { planClauses } from './clauses.ts';
import { type WithoutFileNames, withoutFileNames } from './file-names.ts';
import { createInterpreter, type Interpretation, type Interpreter } from './interpret.ts';
import { withIntroduced } from './introduced.ts';
import { labelledIn } from './labelled.ts';
import { languageOf } from './language.ts';
import { kindBeside, lastSpokenOf } from './mention.ts';
import { normalise } from './normalise.ts';
import { isProductQuestion } from './product-question.ts';
import { asAsked, withTagAsQuestion } from './question.ts';
import { type Shifted, withShiftsAsDays } from './shift.ts';
import { courtesyIn } from './small-talk.ts';
import type { Clues } from './span.ts';
import { verbatim } from './verbatim.ts';

/** The deterministic understanding of what people type: no model, no network, no database. */
export type Understander = {
  understand: (utterance: string, clues: Clues) => Understanding;
  /** The arguments of a command with what a text of mere values adds ("5k, closing Friday"); null when it adds nothing or more. */
  add: (
    command: string,
    args: Readonly<Record<string, unknown>>,
    text: string,
    clues: Clues,
  ) => Record<string, unknown> | null;
  /** The answer last given, asked for otherwise ("and last month?", "by owner"); null when a text does not say so. */
  vary: (
    shown: { command: string; arguments: Readonly<Record<string, unknown>> },
    text: string,
    clues: Clues,
  ) => PlannedCommand | null;
};

/** What was learned from a catalogue does not change: made once for all that read by it. */
const understanders = new WeakMap<Catalogue, Understander>();

/** Reads utterances as commands of a catalogue. What it reads them with is made when it is first needed. */
export function createUnderstanding(catalogue: Catalogue): Understander {
  const known = understanders.get(catalogue) ?? learn(catalogue);
  understanders.set(catalogue, known);
  return known;
}

function learn(catalogue: Catalogue): Understander {
  let trained: Intents | null = null;
  const intents = (): Intents => {
    trained ??= intentsFor(catalogue);
    return trained;
  };
  let made: Interpreter | null = null;
  const interpreterOf = (): Interpreter => {
    made ??= createInterpreter(catalogue, intents);
    return made;
  };

  return {
    add: (name, args, text, clues) => {
      const command = catalogue.find(name);
      if (command === null) return null;
      const before = { command, arguments: { ...args }, misreadings: [], score: 0 };
      const said = { ...before, freeText: false, oddity: 0 };
      return interpreterOf().extend(said, normalise(text), clues)?.arguments ?? null;
    },
    vary: ({ command, arguments: before }, utterance, clues) => {
      const shown = catalogue.find(command);
      const text = normalise(utterance);
      const reading =
        shown === null
          ? null
          : interpreterOf().vary(shown, text, { ...clues, locale: languageOf(text) });
      if (reading === null || reading.misreadings.length > 0) return null;
      const args = { ...before, ...reading.arguments };
      return { command, arguments: args, missing: [], confidence: 0.9 };
    },
    understand: (utterance, clues) => {
      const files = withoutFileNames(utterance);
      const plain = normalise(files.text);
      const text = withBlanksAsCommas(withTagAsQuestion(plain));
      const language = languageOf(text);
      const nothing = { text: utterance, language, commands: [], alternatives: [], problems: [] };
      if (!/[\p{L}\p{N}?]/u.test(text)) return { ...nothing, otherwise: 'small-talk' };
      const courtesy = courtesyIn(text);
      if (courtesy !== null) return { ...nothing, otherwise: courtesy };
      const said = { ...clues, locale: language };
      const interpreter = interpreterOf();
      if (isUnreal(text)) {
        const interpretation = interpreter.interpret(text, said);
        const { predictions, reading, grammatical } = interpretation;
        // "Why is it so" asks for the history, "what if it slips" for a forecast; neither ever changes anything.
        const asks = asksWhy(text) || (reading?.command.answersWhatIf === true && asksWhatIf(text));
        if (asks && grammatical && reading?.command.risk === 'read') {
          const commands = planned(interpretation, catalogue);
          return { ...nothing, commands, alternatives: nearest(predictions, []), otherwise: null };
        }
        return { ...nothing, alternatives: nearest(predictions, []), otherwise: 'unreal' };
      }
      const labelled = labelledIn(plain, said, catalogue);
      if (labelled !== null)
        return {
          ...nothing,
          commands: [withFileNames(labelled, files)],
          otherwise: null,
        };
      const plan = planShifted(text, said, interpreter);
      const { shifts } = plan;
      const interpretations = withIntroduced(text, plan.interpretations).map((i) =>
        asAsked(i, catalogue),
      );
      const commands = forSupport(
        { text, utterance },
        interpretations
          .flatMap((i) => planned(i, catalogue))
          .map((command) => withShifts(command, shifts))
          .map((command) => withFileNames(command, files))
          .map((command) => inOwnWords(command, utterance, catalogue)),
        catalogue,
      );
      return {
        ...nothing,
        commands,
        alternatives: nearest(
          interpretations[0]?.predictions ?? [],
          commands.map((c) => c.command),
        ),
        otherwise: commands.length > 0 ? null : 'unknown',
        problems: interpretations.flatMap(problemsOf),
      };
    },
  };
}

function withFileNames(plan: PlannedCommand, { names, restore }: WithoutFileNames): PlannedCommand {
  if (names.length === 0) return plan;
  const args = Object.entries(plan.arguments).map(([name, value]) => [
    name,
    typeof value === 'string' ? restore(value) : value,
  ]);
  return { ...plan, arguments: Object.fromEntries(args) };
}

/** Notes, reasons, what is to do and the like keep the words that were typed. */
function inOwnWords(plan: PlannedCommand, utterance: string, catalogue: Catalogue): PlannedCommand {
  const free = (catalogue.find(plan.command)?.inputs ?? []).filter(
    (p) =>
      p.slot.kind === 'text' &&
      (p.rest === true || p.name === 'title') &&
      typeof plan.arguments[p.name] === 'string',
  );
  if (free.length === 0) return plan;
  const own = free.map((p) => [p.name, verbatim(String(plan.arguments[p.name]), utterance)]);
  return { ...plan, arguments: { ...plan.arguments, ...Object.fromEntries(own) } };
}

/** A plea for help is read by a pattern: what only resembles one may be a question about the product. */
const LEAST_FOR_HELP = 0.7;

/** What nothing in the CRM answers, or what looks like a question about Parley and is one about the product. */
function forSupport(
  { text, utterance }: { text: string; utterance: string },
  commands: readonly PlannedCommand[],
  catalogue: Catalogue,
): readonly PlannedCommand[] {
  const [first, second] = commands;
  const open =
    first === undefined ||
    (first.command === 'help' && ('topic' in first.arguments || first.confidence < LEAST_FOR_HELP));
  if (!open || second !== undefined || catalogue.find('support.ask') === null) return commands;
  if (!isProductQuestion(text)) return commands;
  const question = { question: utterance.trim() };
  return [{ command: 'support.ask', arguments: question, missing: [], confidence: 0.8 }];
}

/** Reads a text with its shifts said as days; as it is, where such a day would end up in somebody's words. */
function planShifted(
  text: string,
  clues: Clues,
  interpreter: Interpreter,
): { interpretations: readonly Interpretation[]; shifts: Shifted['shifts'] } {
  const shifted = withShiftsAsDays(text, clues);
  if (shifted.shifts.size > 0) {
    const interpretations = planClauses(shifted.text, clues, interpreter);
    const args = interpretations.flatMap(({ reading }) => Object.values(reading?.arguments ?? {}));
    const days = [...shifted.shifts.keys()];
    const quoted = args.some(
      (value) => typeof value === 'string' && days.some((d) => value !== d && value.includes(d)),
    );
    if (!quoted && days.every((day) => args.includes(day)))
      return { interpretations, shifts: shifted.shifts };
  }
  return { interpretations: planClauses(text, clues, interpreter), shifts: new Map() };
}

/** Which days of a deal or a task are shifts of its own day. */
function withShifts(plan: PlannedCommand, shifts: Shifted['shifts']): PlannedCommand {
  const own = SHIFTED[plan.command];
  const shift = own === undefined ? undefined : shifts.get(String(plan.arguments[own]));
  return own === undefined || shift === undefined ? plan : { ...plan, shifts: { [own]: shift } };
}

const SHIFTED: Readonly<Record<string, string>> = {
  'deal.update': 'closeDate',
  'task.update': 'due',
};

function planned(
  { reading, confidence, clause }: Interpretation,
  catalogue: Catalogue,
): PlannedCommand[] {
  if (reading === null) return [];
  const { command, arguments: said } = ofNumberedKind(reading, catalogue);
  const args = Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, withBlanksAgain(value)]),
  );
  const kinds = kindsSaid({ command, arguments: args }, clause);
  const asks = fieldAsked(command.name, clause);
  return [
    {
      command: command.name,
      arguments: withIt(command, args),
      missing: missingIn(command, args).map((p) => p.name),
      confidence,
      ...(kinds === null ? {} : { kinds }),
      ...(asks === null ? {} : { asks }),
    },
  ];
}

/** One word for the record last spoken of, whatever it was called: "this deal", 这单. */
function withIt(
  command: Command,
  args: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const records = new Set(
    command.inputs.filter((p) => p.slot.kind === 'record').map((p) => p.name),
  );
  return Object.fromEntries(
    Object.entries(args).map(([name, said]) => {
      const points = records.has(name) && typeof said === 'string' && lastSpokenOf(said) !== null;
      return [name, points ? 'it' : said];
    }),
  );
}

/** The kinds of record that the words beside their names say. */
function kindsSaid(
  { command, arguments: args }: Planned,
  clause: string,
): Record<string, Entity> | null {
  const kinds: Record<string, Entity> = {};
  for (const { name, slot } of command.inputs) {
    const mention = args[name];
    if (slot.kind !== 'record' || typeof mention !== 'string') continue;
    const kind = lastSpokenOf(mention)?.kind ?? kindBeside(mention, clause);
    if (kind !== null && slot.entities.includes(kind)) kinds[name] = kind;
  }
  return Object.keys(kinds).length === 0 ? null : kinds;
}

type Planned = Pick<NonNullable<Interpretation['reading']>, 'command' | 'arguments'>;

/** A number says what kind of record is meant: "merge D-7 into D-3" is about deals. */
function ofNumberedKind(reading: Planned, catalogue: Catalogue): Planned {
  const [noun, verb] = reading.command.name.split('.');
  const [first] = reading.command.inputs;
  if (first?.slot.kind !== 'record' || verb !== 'merge') return reading;
  const kinds = Object.values(reading.arguments).map((value) => kindOfNumber(String(value)));
  const [kind] = kinds;
  if (kind === undefined || kind === null || kind === noun || kinds.some((k) => k !== kind))
    return reading;
  const sibling = catalogue.find(`${kind}.${verb}`);
  return sibling === null ? reading : { ...reading, command: sibling };
}

function problemsOf({ reading }: Interpretation): Problem[] {
  return (reading?.misreadings ?? []).map((m) => ({ ...m, parameter: m.parameter ?? null }));
}

function nearest(
  predictions: Interpretation['predictions'],
  taken: readonly string[],
): Understanding['alternatives'] {
  return predictions
    .filter((p) => p.label !== NO_COMMAND && !taken.includes(p.label))
    .slice(0, 2)
    .map((p) => ({ command: p.label, confidence: p.probability }));
}
