import { type Audience, type Language, mayRead } from './audience.ts';
import type { Article, KnowledgeBase } from './knowledge-base.ts';

/** How two things of the graph hang together: what leads from one to the other, each step with where it is said. */
export type Relation = {
  ends: readonly [string, string];
  steps: readonly RelationStep[];
  /** The slugs of the articles on the way. */
  through: readonly string[];
};

/** Ends as they are called in the asker's language; an article by its title. */
export type RelationStep = {
  from: string;
  kind: string;
  to: string;
  /** The file that says so. */
  source: string;
};

const ASKS_FOR_RELATION =
  /\b(?:to do with|relat(?:e|es|ed|ion|ionship)|connection between|connected (?:to|with)|link between|linked (?:to|with)|affects?|depends? on|influence|impact|belong together|hang together)\b|关系|有关|相关|关联|影响|联系|牵连|扯上/iu;

/** The first two things that a question names which asks what they have to do with each other; null when it asks something else. */
export function relationAsked({ graph }: KnowledgeBase, text: string): [string, string] | null {
  if (!ASKS_FOR_RELATION.test(text)) return null;
  const named = graph.named(text);
  // A product is named in passing: "what has E1042 on the robot to do with SSO".
  const narrow = named.filter((node) => !node.startsWith('product/'));
  const [one, other] = narrow.length >= 2 ? narrow : named;
  return one === undefined || other === undefined ? null : [one, other];
}

/** So much way makes no relation. */
const LONGEST = 6;
/** Everything of a product is about it: a way through it tells nothing. */
const THROUGH_PRODUCT = 2;
/** An article that fits the question is the better way, best of all one whose title names both ends. */
const UNRANKED = 0.5;
const NAMES_BOTH = 0.3;

/**
 * The shortest way between two nodes (Dijkstra), through articles that this reader may read and things that such an article is
 * about; of equal ones through the articles that fit best.
 *
 * @param ranked slugs of articles, best first
 */
export function relationBetween(
  base: KnowledgeBase,
  [start, end]: readonly [string, string],
  { audience, language }: { audience: Audience; language: Language },
  ranked: readonly string[],
): Relation | null {
  const articles = readable(base, audience, language);
  const visible = (node: string): boolean =>
    node.startsWith('article/')
      ? articles.has(node) && !base.graph.replaced.has(node)
      : node === start ||
        node === end ||
        base.graph.at(node).some(({ kind, from }) => kind === 'about' && articles.has(from));
  const costOf = (node: string): number => {
    if (node.startsWith('product/')) return 1 + THROUGH_PRODUCT;
    if (!node.startsWith('article/')) return 1;
    const place = ranked.indexOf(node.slice('article/'.length));
    const named = base.graph.named(articles.get(node)?.title ?? '');
    const both = named.includes(start) && named.includes(end) ? NAMES_BOTH : 0;
    return 1 + (place < 0 ? UNRANKED : Math.min(UNRANKED, place / 20)) - both;
  };
  const ways = new Map([[start, { cost: 0, nodes: [start] }]]);
  const open = new Set([start]);
  while (open.size > 0) {
    const node = [...open].reduce((a, b) => (costIn(ways, b) < costIn(ways, a) ? b : a));
    open.delete(node);
    if (node === end) break;
    const way = ways.get(node);
    for (const edge of base.graph.at(node)) {
      const next = edge.from === node ? edge.to : edge.from;
      const cost = costIn(ways, node) + (next === end ? 1 : costOf(next));
      if (way === undefined || cost > LONGEST || cost >= costIn(ways, next) || !visible(next))
        continue;
      ways.set(next, { cost, nodes: [...way.nodes, next] });
      open.add(next);
    }
  }
  const nodes = ways.get(end)?.nodes;
  return nodes === undefined ? null : told(base, nodes, articles, language);
}

function costIn(ways: ReadonlyMap<string, { cost: number }>, node: string): number {
  return ways.get(node)?.cost ?? Number.POSITIVE_INFINITY;
}

/** Articles by their nodes, in the reader's language where there is one. */
function readable(
  { articles }: KnowledgeBase,
  audience: Audience,
  language: Language,
): ReadonlyMap<string, Article> {
  const may = articles.filter((article) => mayRead(audience, article.audience));
  const own = may.filter((article) => article.language === language);
  return new Map([...may, ...own].map((article) => [`article/${article.slug}`, article]));
}

function told(
  { graph }: KnowledgeBase,
  nodes: readonly string[],
  articles: ReadonlyMap<string, Article>,
  language: Language,
): Relation {
  const names = new Map(graph.things.map(({ key, kind, name }) => [`${kind}/${key}`, name]));
  const called = (node: string): string =>
    articles.get(node)?.title ?? names.get(node)?.[language] ?? node;
  const steps = nodes.slice(1).flatMap((node, i): RelationStep[] => {
    const before = nodes[i] ?? node;
    const edge = graph
      .at(node)
      .find(({ from, to }) => (from === before ? to : to === before ? from : null) === node);
    if (edge === undefined) return [];
    const said = articles.get(edge.from) ?? articles.get(edge.to);
    const source = said?.path ?? edge.provenance.split(':')[0] ?? '';
    return [{ from: called(edge.from), kind: edge.kind, to: called(edge.to), source }];
  });
  return {
    ends: [called(nodes[0] ?? ''), called(nodes.at(-1) ?? '')],
    steps,
    through: nodes.flatMap((node) =>
      node.startsWith('article/') ? [node.slice('article/'.length)] : [],
    ),
  };
}
