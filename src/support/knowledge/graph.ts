import type { ArticleText } from './article.ts';
import type { EntityText } from './entities.ts';

export const EDGE_KINDS = ['part_of', 'about', 'requires', 'supersedes', 'links_to'] as const;

/** How two things belong together. An end is `article/SLUG` or `KIND/KEY`; `provenance` is where it is said. */
export type EdgeText = {
  from: string;
  kind: (typeof EDGE_KINDS)[number];
  to: string;
  provenance: string;
};

/** The edges that articles and entities tell of. What leads to nothing is left out: it is reported as a problem. */
export function edgesOf(
  articles: readonly ArticleText[],
  entities: readonly EntityText[],
): EdgeText[] {
  const ends = new Map([
    ...entities.map(({ key, kind }) => [key, `${kind}/${key}`] as const),
    ...articles.map(({ slug }) => [`article/${slug}`, `article/${slug}`] as const),
  ]);
  const edges = new Map<string, EdgeText>();
  for (const { from, kind, to, provenance } of [
    ...articles.flatMap(saidByArticle),
    ...entities.flatMap(saidByEntity),
  ]) {
    const [begin, end] = [ends.get(from), ends.get(to)];
    if (begin === undefined || end === undefined || begin === end) continue;
    const key = `${begin} ${kind} ${end}`;
    // The first place that says it is told.
    if (!edges.has(key)) edges.set(key, { from: begin, kind, to: end, provenance });
  }
  return [...edges.values()];
}

function saidByArticle({ slug, path, relations, links, products }: ArticleText): EdgeText[] {
  const to = (kind: EdgeText['kind'], ends: readonly string[], how: string): EdgeText[] =>
    ends.map((end) => ({
      from: `article/${slug}`,
      kind,
      to: kind === 'about' ? end : `article/${end}`,
      provenance: `${path}: ${how}`,
    }));
  return [
    ...to('about', relations.about, 'about'),
    ...to('about', products, 'product'),
    ...to('requires', relations.requires, 'requires'),
    ...to('supersedes', relations.supersedes, 'supersedes'),
    ...to('links_to', relations.related, 'related'),
    ...to(
      'links_to',
      links.map((link) => link.to),
      'link',
    ),
  ];
}

function saidByEntity({ key, path, partOf, requires }: EntityText): EdgeText[] {
  return [
    ...partOf.map((to) => ({
      from: key,
      kind: 'part_of' as const,
      to,
      provenance: `${path}: part_of`,
    })),
    ...requires.map((to) => ({
      from: key,
      kind: 'requires' as const,
      to,
      provenance: `${path}: requires`,
    })),
  ];
}
