import { tokensOf } from './tokens.ts';

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
  for (const edge of edges)
    for (const node of [edge.from, edge.to]) byNode.set(node, [...(byNode.get(node) ?? []), edge]);
  return {
    things,
    edges,
    named: namesIn(things),
    at: (node) => byNode.get(node) ?? [],
    replaced: replacedIn(edges),
  };
}

/** Names are compared by the tokens that questions are made of, so that "robots" names the robot. */
function namesIn(things: readonly Thing[]): (text: string) => readonly string[] {
  const byFirst = new Map<string, { tokens: readonly string[]; node: string }[]>();
  for (const { key, kind, name, aliases } of things)
    for (const called of new Set([name.en, name.zh, ...aliases.en, ...aliases.zh])) {
      const tokens = tokensOf(called);
      const [first] = tokens;
      if (first === undefined) continue;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { tokens, node: `${kind}/${key}` }]);
    }
  return (text) => {
    const tokens = tokensOf(text);
    const found = new Set<string>();
    for (const [at, token] of tokens.entries())
      for (const { tokens: called, node } of byFirst.get(token) ?? [])
        if (called.every((one, i) => tokens[at + i] === one)) found.add(node);
    return [...found];
  };
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

/** Chosen on the even ones of our own labelled questions; the odd ones are scored (`bench retrieval`). */
export const GRAPH_WEIGHTS: GraphWeights = { about: 0.2, partOf: 0.1, article: 0.15, second: 0.5 };

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
