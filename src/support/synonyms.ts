import { EVERYDAY } from './tokens/everyday.ts';
import { unitsOf } from './tokens.ts';

/** Something that has names, in whatever languages. `…` in a name stands for up to three units of others. */
export type Named = { key: string; names: readonly string[] };

/** What a text names: the keys, each as often as it is named, in order. */
export type Finder = (text: string) => readonly Mention[];
/** `from` and `to` count units. */
export type Mention = { key: string; from: number; to: number };

const GAP = '…';
const WIDEST_GAP = 3;

/** Finds names in a text: by stem in English, so that "robots" names the robot, by character in Chinese. */
export function finderOf(things: readonly Named[]): Finder {
  const find = finderInUnits(things);
  return (text) => find(unitsOf(text));
}

function finderInUnits(things: readonly Named[]): (units: readonly string[]) => Mention[] {
  const byFirst = new Map<string, { units: readonly string[]; key: string }[]>();
  for (const { key, names } of things)
    for (const units of new Map(names.map((name) => [name, partsOf(name)])).values()) {
      const [first] = units;
      if (first === undefined || first === GAP) continue;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { units, key }]);
    }
  return (units) => {
    const mentions: Mention[] = [];
    for (let from = 0; from < units.length; from += 1)
      for (const { units: called, key } of byFirst.get(units[from] ?? '') ?? []) {
        const to = endOf(called, units, from);
        if (to !== null) mentions.push({ key, from, to });
      }
    return mentions;
  };
}

function partsOf(name: string): string[] {
  return name.split(GAP).flatMap((part, i) => (i === 0 ? unitsOf(part) : [GAP, ...unitsOf(part)]));
}

/** Where the name that begins here ends; null when it is another one. */
function endOf(called: readonly string[], units: readonly string[], from: number): number | null {
  let at = from;
  for (let i = 0; i < called.length; i += 1) {
    if (called[i] !== GAP) {
      if (units[at] !== called[i]) return null;
      at += 1;
      continue;
    }
    const next = units.indexOf(called[i + 1] ?? '', at);
    if (next < 0 || next > at + WIDEST_GAP) return null;
    at = next;
  }
  return at;
}

/** Without names that are a part of a longer one: "robot battery" names the battery. */
export function longest(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    ({ from, to }) =>
      !mentions.some(
        (other) => other.from <= from && other.to >= to && other.to - other.from > to - from,
      ),
  );
}

/** What a text speaks of, whatever words it uses and in either language. */
export type Concepts = (text: string) => readonly string[];

/**
 * A thesaurus: what people say for the same thing in general, and the names and aliases of the graph. Instead of a translation, so
 * that a question finds articles in other words, and in the other language.
 */
export function conceptsOf(things: readonly Named[]): Concepts {
  const find = finderInUnits(things);
  return (text) => {
    const units = unitsOf(text);
    return [...everyday()(units), ...find(units)].map(({ key }) => key);
  };
}

let thesaurus: ReturnType<typeof finderInUnits> | null = null;

function everyday(): ReturnType<typeof finderInUnits> {
  thesaurus ??= finderInUnits(
    EVERYDAY.map((line, i) => ({
      key: `everyday/${i}`,
      names: line.split(/[,|]/).map((name) => name.trim()),
    })),
  );
  return thesaurus;
}
