import { finderOf, longest, type Named } from './synonyms.ts';

/** A thing of the graph: a product, a feature, an error code, a plan, a policy, a procedure. */
export type Thing = {
  key: string;
  kind: string;
  name: { en: string; zh: string };
  aliases: { en: readonly string[]; zh: readonly string[] };
};

export type Edge = { from: string; kind: string; to: string; provenance: string };

/** What belongs together, in memory. Nodes are `article/SLUG` or `KIND/KEY`. */
export type KnowledgeGraph = {
  things: readonly Thing[];
  edges: readonly Edge[];
  /** The things that a text names, as nodes; the longest name wins. */
  named: (text: string) => readonly string[];
  /** The edges at a node, in both directions. */
  at: (node: string) => readonly Edge[];
  /** Articles that another one, in service, replaces. */
  replaced: ReadonlySet<string>;
};

export function graphOf(things: readonly Thing[], edges: readonly Edge[]): KnowledgeGraph {
  const byNode = new Map<string, Edge[]>();
  const find = finderOf(namesOf(things));
  for (const edge of edges)
    for (const node of [edge.from, edge.to]) byNode.set(node, [...(byNode.get(node) ?? []), edge]);
  return {
    things,
    edges,
    named: (text) => [...new Set(longest(find(text)).map(({ key }) => key))],
    at: (node) => byNode.get(node) ?? [],
    replaced: replacedIn(edges),
  };
}

/** Every name of the things, in both languages, by their nodes. */
export function namesOf(things: readonly Thing[]): Named[] {
  return things.map(({ key, kind, name, aliases }) => ({
    key: `${kind}/${key}`,
    names: [...new Set([name.en, name.zh, ...aliases.en, ...aliases.zh])],
  }));
}

/** In a ring none is replaced. */
function replacedIn(edges: readonly Edge[]): ReadonlySet<string> {
  const by = new Map<string, string[]>();
  for (const { from, kind, to } of edges)
    if (kind === 'supersedes') by.set(to, [...(by.get(to) ?? []), from]);
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (by.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return new Set([...by.keys()].filter((old) => !reaches(old, old, new Set())));
}

/** How much nearness in the graph counts, as shares of the best score: by the kind of edge, and for the second step. */
export type GraphWeights = { about: number; partOf: number; article: number; second: number };

/** Chosen on the development half of our own labelled questions, for the first five articles (`bench answers`). */
export const GRAPH_WEIGHTS: GraphWeights = { about: 0.7, partOf: 0.1, article: 0.4, second: 0.4 };

/**
 * Articles that are near to what a question names: about it, about a part of it, required or replaced or linked by such an
 * article. As shares of the best score, by slug.
 */
export function nearTo(
  graph: KnowledgeGraph,
  named: readonly string[],
  found: readonly string[],
  weights: GraphWeights = GRAPH_WEIGHTS,
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  const add = (node: string, share: number): void => {
    if (!node.startsWith('article/')) return;
    const slug = node.slice('article/'.length);
    shares.set(slug, Math.max(shares.get(slug) ?? 0, share));
  };
  for (const thing of named) {
    // A product has dozens of articles: that a question names it says little about which of them is meant.
    const about = graph.at(thing).filter((edge) => edge.kind === 'about');
    const share = weights.about / Math.sqrt(Math.max(1, about.length));
    for (const edge of about) add(edge.from, share);
    for (const edge of graph.at(thing)) {
      if (edge.kind === 'about') continue;
      const other = edge.from === thing ? edge.to : edge.from;
      const theirs = graph.at(other).filter((next) => next.kind === 'about');
      for (const next of theirs)
        add(next.from, weights.partOf / Math.sqrt(Math.max(1, theirs.length)));
    }
  }
  for (const [at, slug] of found.entries())
    for (const edge of graph.at(`article/${slug}`)) {
      if (edge.kind === 'about') continue;
      add(
        edge.from === `article/${slug}` ? edge.to : edge.from,
        weights.article * weights.second ** at,
      );
    }
  return shares;
}
