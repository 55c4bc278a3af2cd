import { type Audience, type Language, mayRead } from './audience.ts';
import type { Article, KnowledgeBase } from './knowledge-base.ts';
import type { Edge } from './knowledge-graph.ts';
import { tokensOf } from './tokens.ts';

/** A node of the graph as it is shown: a thing, or an article in the asker's language where there is one. */
export type ShownNode = {
  node: string;
  kind: string;
  name: string;
  /** The article of this node. */
  article: Article | null;
  /** Replaced by another article. */
  replaced: boolean;
  /** How many edges away from the topic. */
  hops: number;
};

export type Neighbourhood = {
  nodes: readonly ShownNode[];
  /** Between the nodes shown; `provenance` says which file tells of it. */
  edges: readonly Edge[];
  /** Those of them that a picture needs: how each node is reached, and what has to come first or is replaced. */
  drawn: readonly Edge[];
  /** So many more belong to it. */
  left: number;
};

type Reader = { audience: Audience; language: Language };

const HOPS = 2;
const MOST_NODES = 24;
/** What everything hangs on, such as a product, would drag in all the rest. */
const HUB = 14;

/** What a reader may see of the graph. */
type View = {
  shown: (node: string) => Omit<ShownNode, 'hops'> | null;
  at: (node: string) => readonly Edge[];
};

/**
 * What hangs together with a topic, at most two edges away: only what the reader may read, in nodes, in edges and in the files
 * that tell of them.
 *
 * @returns null when nothing that he may read is called so.
 */
export function neighbourhoodOf(
  base: KnowledgeBase,
  topic: string,
  reader: Reader,
): Neighbourhood | null {
  const view = viewOf(base, reader);
  const roots = rootsOf(base, topic, view);
  if (roots.length === 0) return null;
  const found = reached(roots, view);
  const kept = [...found].slice(0, MOST_NODES);
  const nodes = kept.flatMap(([node, hops]) => {
    const shown = view.shown(node);
    return shown === null ? [] : [{ ...shown, hops }];
  });
  const drawn = new Set(nodes.map(({ node }) => node));
  const edges = nodes.flatMap(({ node }) =>
    view.at(node).filter(({ from, to }) => from === node && drawn.has(to)),
  );
  return { nodes, edges, drawn: toDraw(edges, found), left: found.size - nodes.length };
}

/** Of the ways from a node towards the topic so many are drawn; the others are in the table. */
const MOST_WAYS = 2;
const STRONG: ReadonlySet<string> = new Set(['part_of', 'requires', 'supersedes']);

function toDraw(edges: readonly Edge[], hops: ReadonlyMap<string, number>): Edge[] {
  const ways = new Map<string, number>();
  return edges.filter(({ from, kind, to }) => {
    const [a, b] = [hops.get(from) ?? 0, hops.get(to) ?? 0];
    if (STRONG.has(kind)) return true;
    if (a === b) return false;
    const farther = a > b ? from : to;
    const drawn = ways.get(farther) ?? 0;
    ways.set(farther, drawn + 1);
    return drawn < MOST_WAYS;
  });
}

/** Names of things and articles that are most like a topic that is not known; the most alike first. */
export function nearestNames(
  base: KnowledgeBase,
  topic: string,
  reader: Reader,
  { similarity, limit }: { similarity: (a: string, b: string) => number; limit: number },
): string[] {
  const view = viewOf(base, reader);
  const alike = base.graph.things
    .filter(({ kind, key }) => view.shown(`${kind}/${key}`) !== null)
    .map(({ name, aliases }) => {
      const called = [name.en, name.zh, ...aliases.en, ...aliases.zh];
      return {
        name: name[reader.language],
        score: Math.max(...called.map((one) => likeness(topic, one, similarity))),
      };
    })
    .filter(({ score }) => score >= ALIKE[/\p{Script=Han}/u.test(topic) ? 'han' : 'latin'])
    .sort((a, b) => b.score - a.score);
  const found = base.retrieval
    .search({ text: topic, earlier: [], ...reader }, { limit: limit * 2 })
    .found.flatMap(({ passage }) => base.passages.get(passage.id) ?? [])
    .filter(({ article }) => article.language === reader.language);
  return [
    ...new Set([...alike.map(({ name }) => name), ...found.map(({ article }) => article.title)]),
  ].slice(0, limit);
}

/** Of three Chinese characters two are alike; of Latin letters more have to be. */
const ALIKE = { han: 0.6, latin: 0.82 };

/**
 * Word by word by Jaro-Winkler, so that "the dok" is like "charging dock". It says little about Chinese: there, the share of
 * characters that both have.
 */
function likeness(a: string, b: string, similarity: (a: string, b: string) => number): number {
  if (/\p{Script=Han}/u.test(a + b)) {
    const [one, other] = [new Set(a), new Set(b)];
    const shared = [...one].filter((character) => other.has(character)).length;
    return shared / Math.max(one.size, other.size);
  }
  const [words, others] = [tokensOf(a), tokensOf(b)];
  const best = words.map((word) => Math.max(0, ...others.map((one) => similarity(word, one))));
  return best.length === 0 ? 0 : best.reduce((sum, one) => sum + one, 0) / best.length;
}

function viewOf(base: KnowledgeBase, { audience, language }: Reader): View {
  const readable = base.articles.filter((article) => mayRead(audience, article.audience));
  const bySlug = new Map<string, Article>();
  for (const article of readable)
    if (!bySlug.has(article.slug) || article.language === language)
      bySlug.set(article.slug, article);
  const secret = new Set(
    base.articles.filter((one) => !readable.includes(one)).map(({ path }) => path),
  );
  const open = openThings(base, bySlug);
  const things = new Map(base.graph.things.map((thing) => [`${thing.kind}/${thing.key}`, thing]));
  const shown: View['shown'] = (node) => {
    const article = bySlug.get(node.replace(/^article\//, ''));
    if (node.startsWith('article/')) {
      const replaced = base.graph.replaced.has(node);
      return article === undefined
        ? null
        : { node, kind: 'article', name: article.title, article, replaced };
    }
    const thing = things.get(node);
    if (thing === undefined || (audience === 'customer' && !open.has(node))) return null;
    return { node, kind: thing.kind, name: thing.name[language], article: null, replaced: false };
  };
  return {
    shown,
    at: (node) =>
      base.graph
        .at(node)
        .filter(
          ({ from, to, provenance }) =>
            !secret.has(provenance.replace(/: [a-z_]+$/, '')) &&
            shown(from) !== null &&
            shown(to) !== null,
        ),
  };
}

/** Things that a readable article is about, and what these are part of: of others their mere name could tell too much. */
function openThings(base: KnowledgeBase, bySlug: ReadonlyMap<string, Article>): Set<string> {
  const open = new Set<string>();
  const add = (node: string): void => {
    if (open.has(node)) return;
    open.add(node);
    for (const { from, kind, to } of base.graph.at(node))
      if (kind === 'part_of' && from === node) add(to);
  };
  for (const slug of bySlug.keys())
    for (const { from, kind, to } of base.graph.at(`article/${slug}`))
      if (kind === 'about' && from === `article/${slug}`) add(to);
  return open;
}

/** The things that the topic names; else the article that is called so. */
function rootsOf(base: KnowledgeBase, topic: string, view: View): string[] {
  const named = base.graph.named(topic).filter((node) => view.shown(node) !== null);
  const title = tokensOf(topic).join(' ');
  const article = base.articles.find(
    (one) => one.slug === topic.trim().toLowerCase() || tokensOf(one.title).join(' ') === title,
  );
  const ofArticle = article === undefined ? null : `article/${article.slug}`;
  if (ofArticle !== null && title !== '' && view.shown(ofArticle) !== null) return [ofArticle];
  const called = base.graph.things.find(({ name, aliases }) =>
    [name.en, name.zh, ...aliases.en, ...aliases.zh].some(
      (one) => tokensOf(one).join(' ') === title,
    ),
  );
  const thing = called === undefined ? null : `${called.kind}/${called.key}`;
  return thing !== null && named.includes(thing) ? [thing] : named;
}

/** What can be reached, the nearest first; of what is equally near, things before articles. */
function reached(roots: readonly string[], view: View): ReadonlyMap<string, number> {
  const found = new Map(roots.map((root) => [root, 0]));
  for (let hops = 1; hops <= HOPS; hops += 1) {
    const border = [...found]
      .filter(([node, far]) => far === hops - 1 && (far === 0 || view.at(node).length <= HUB))
      .map(([node]) => node)
      .sort((a, b) => view.at(a).length - view.at(b).length);
    for (const other of border.flatMap((node) => neighbours(node, view)))
      if (!found.has(other)) found.set(other, hops);
  }
  return found;
}

function neighbours(node: string, view: View): string[] {
  const others = view.at(node).map(({ from, to }) => (from === node ? to : from));
  const rank = (other: string): number =>
    (other.startsWith('article/') ? 1000 : 0) + (view.shown(other)?.replaced === true ? 500 : 0);
  return [...new Set(others)].sort((a, b) => rank(a) - rank(b));
}
