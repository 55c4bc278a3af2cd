import { tokensOf } from './tokens.ts';

/** Something in the graph and what people call it. */
export type Named = {
  name: { en: string; zh: string };
  aliases?: { en?: readonly string[]; zh?: readonly string[] };
};

export type Synonyms = {
  /** The other names, in both languages, of everything that the text names. */
  otherNames(text: string): readonly string[];
};

export const NO_SYNONYMS: Synonyms = { otherNames: () => [] };

/**
 * The names and aliases of the graph as a table of synonyms: "refund" also finds 退款. Instead of a translation, so that
 * a question in one language finds products, codes and policies in the other.
 */
export function synonymsOf(things: readonly Named[]): Synonyms {
  const byFirst = new Map<string, { units: readonly string[]; names: readonly string[] }[]>();
  for (const { name, aliases } of things) {
    const names = [...new Set([name.en, name.zh, ...(aliases?.en ?? []), ...(aliases?.zh ?? [])])];
    for (const called of names) {
      const units = unitsOf(called);
      const [first] = units;
      if (first === undefined) continue;
      const others = names.filter((other) => other !== called);
      byFirst.set(first, [...(byFirst.get(first) ?? []), { units, names: others }]);
    }
  }
  return {
    otherNames(text) {
      const units = unitsOf(text);
      const found = units.flatMap((unit, i) =>
        (byFirst.get(unit) ?? []).filter((entry) =>
          entry.units.every((u, k) => units[i + k] === u),
        ),
      );
      return [...new Set(found.flatMap(({ names }) => names))];
    },
  };
}

/** Where the words of a Chinese name are cut depends on its neighbours: compare by character there, by stem elsewhere. */
function unitsOf(text: string): string[] {
  return (text.match(/\p{Script=Han}|[^\p{Script=Han}]+/gu) ?? []).flatMap((part) =>
    /\p{Script=Han}/u.test(part) ? [part] : tokensOf(part),
  );
}
