import type { Catalogue } from '../../commands/catalogue.ts';
import { missingIn } from '../../commands/command.ts';
import { kindOfNumber } from '../../commands/numbers.ts';
import type { Entity } from '../../commands/parameters.ts';
import type { PlannedCommand, Problem, Understanding } from '../../commands/plan.ts';
import { type Intents, NO_COMMAND, trainIntents } from './classifier/intents.ts';
import { isUnreal } from './clause.ts';
import { planClauses } from './clauses.ts';
import { createInterpreter, type Interpretation } from './interpret.ts';
import { languageOf } from './language.ts';
import { kindBeside } from './mention.ts';
import { normalise } from './normalise.ts';
import { courtesyIn } from './small-talk.ts';
import type { Clues } from './span.ts';

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
};

/** What was learned from a catalogue does not change: made once for all that read by it. */
const understanders = new WeakMap<Catalogue, Understander>();

/** Reads utterances as commands of a catalogue. The classifier is trained when it is first needed. */
export function createUnderstanding(catalogue: Catalogue): Understander {
  const known = understanders.get(catalogue) ?? learn(catalogue);
  understanders.set(catalogue, known);
  return known;
}

function learn(catalogue: Catalogue): Understander {
  let trained: Intents | null = null;
  const intents = (): Intents => {
    trained ??= trainIntents(catalogue);
    return trained;
  };
  const interpreter = createInterpreter(catalogue, intents);

  return {
    add: (name, args, text, clues) => {
      const command = catalogue.find(name);
      if (command === null) return null;
      const before = { command, arguments: { ...args }, misreadings: [], score: 0 };
      const said = { ...before, freeText: false, oddity: 0 };
      return interpreter.extend(said, normalise(text), clues)?.arguments ?? null;
    },
    understand: (utterance, clues) => {
      const text = normalise(utterance);
      const language = languageOf(text);
      const nothing = { text: utterance, language, commands: [], alternatives: [], problems: [] };
      if (!/[\p{L}\p{N}?]/u.test(text)) return { ...nothing, otherwise: 'small-talk' };
      const courtesy = courtesyIn(text);
      if (courtesy !== null) return { ...nothing, otherwise: courtesy };
      const said = { ...clues, locale: language };
      if (isUnreal(text)) {
        const { predictions } = interpreter.interpret(text, said);
        return { ...nothing, alternatives: nearest(predictions, []), otherwise: 'unreal' };
      }
      const interpretations = planClauses(text, said, interpreter);
      const commands = interpretations.flatMap((i) => planned(i, catalogue));
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

function planned(
  { reading, confidence, clause }: Interpretation,
  catalogue: Catalogue,
): PlannedCommand[] {
  if (reading === null) return [];
  const { command, arguments: args } = ofNumberedKind(reading, catalogue);
  const kinds = kindsSaid({ command, arguments: args }, clause);
  return [
    {
      command: command.name,
      arguments: args,
      missing: missingIn(command, args).map((p) => p.name),
      confidence,
      ...(kinds === null ? {} : { kinds }),
    },
  ];
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
    const kind = kindBeside(mention, clause);
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
