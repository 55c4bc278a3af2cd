import type { Catalogue } from '../../commands/catalogue.ts';
import { missingIn } from '../../commands/command.ts';
import type { PlannedCommand, Problem, Understanding } from '../../commands/plan.ts';
import { type Intents, NO_COMMAND, trainIntents } from './classifier/intents.ts';
import { isUnreal } from './clause.ts';
import { planClauses } from './clauses.ts';
import { createInterpreter, type Interpretation } from './interpret.ts';
import { languageOf } from './language.ts';
import { normalise } from './normalise.ts';
import { courtesyIn } from './small-talk.ts';
import type { Clues } from './span.ts';

/** The deterministic understanding of what people type: no model, no network, no database. */
export type Understander = {
  understand: (utterance: string, clues: Clues) => Understanding;
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
        return { ...nothing, alternatives: nearest(predictions, []), otherwise: 'unknown' };
      }
      const interpretations = planClauses(text, said, interpreter);
      const commands = interpretations.flatMap(planned);
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

function planned({ reading, confidence }: Interpretation): PlannedCommand[] {
  if (reading === null) return [];
  const { command } = reading;
  return [
    {
      command: command.name,
      arguments: reading.arguments,
      missing: missingIn(command, reading.arguments).map((p) => p.name),
      confidence,
    },
  ];
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
