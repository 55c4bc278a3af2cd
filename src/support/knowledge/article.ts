import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { AUDIENCES, type Audience, LANGUAGES, type Language } from '../audience.ts';
import { VERSION } from '../versions.ts';
import { type Block, blocksIn, type Link } from './blocks.ts';
import { type PassageText, passagesOf } from './passages.ts';
import type { Problem } from './problems.ts';

/** How an article stands to others and to what the graph names; articles by their slug, other things by their key. */
export type Relations = Readonly<
  Record<'about' | 'requires' | 'supersedes' | 'related', readonly string[]>
>;

/** An article as its file says it. */
export type ArticleText = {
  slug: string;
  path: string;
  language: Language;
  title: string;
  kind: 'error' | 'procedure' | 'policy' | 'concept' | 'faq';
  audience: Audience;
  products: readonly string[];
  /** `3.2`, `4.x`; none where it holds for all. */
  versions: readonly string[];
  /** `2026-01-15` */
  updated: string | null;
  relations: Relations;
  /** How else people ask for it. */
  questions: readonly string[];
  links: readonly Link[];
  passages: readonly PassageText[];
};

const list = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((value) => (value == null ? [] : [value].flat()));

const Relations = z
  .strictObject({ about: list, requires: list, supersedes: list, related: list })
  .partial();

const Question = z
  .string()
  .max(300)
  .transform((text) => text.replace(/\s+/g, ' ').trim());

const FrontMatter = z.strictObject({
  title: z.string().trim().min(1).max(200),
  language: z.enum(LANGUAGES).optional(),
  kind: z.enum(['error', 'procedure', 'policy', 'concept', 'faq']).default('concept'),
  product: list,
  versions: list.refine((all) => all.every((one) => VERSION.test(one)), {
    message: 'are no versions, such as 3.2 or 4.x',
  }),
  // What says nothing is not shown to people outside.
  audience: z.enum(AUDIENCES).default('member'),
  updated: z.iso.date('is no day, such as 2026-01-15').optional(),
  relations: Relations.optional(),
  questions: list.pipe(z.array(Question).max(50)),
});

/**
 * Reads an article: YAML front matter between lines of `---`, then Markdown. HTML in it is left out, so that nothing of it can
 * become markup where the text is shown.
 *
 * @returns the article, or what is wrong with its file.
 */
export function readArticle(file: { path: string; text: string }): ArticleText | Problem {
  const { path, text } = file;
  const [, head, body] = /^\uFEFF?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n(.*))?$/s.exec(text) ?? [];
  if (head === undefined) return { kind: 'no-front-matter', path };
  let yaml: unknown;
  try {
    // Dates stay text; an alias could blow up the document.
    yaml = parseYaml(head, { schema: 'failsafe', maxAliasCount: 0 });
  } catch (error) {
    return { kind: 'bad-front-matter', path, detail: firstLine(error) };
  }
  return articleOf(path, yaml, blocksIn(body ?? ''));
}

/** An article of what its file says of itself and in itself; or what is wrong with it. */
export function articleOf(
  path: string,
  front: unknown,
  { blocks, links }: { blocks: readonly Block[]; links: readonly Link[] },
): ArticleText | Problem {
  const read = FrontMatter.safeParse(front);
  if (!read.success) {
    const detail = read.error.issues
      .map((issue) => `${issue.path.join('.')} ${issue.message}`.trim())
      .join('; ');
    return { kind: 'bad-front-matter', path, detail };
  }
  if (!blocks.some((block) => block.kind !== 'heading')) return { kind: 'empty', path };
  return article(path, read.data, blocks, links);
}

function article(
  path: string,
  front: z.infer<typeof FrontMatter>,
  blocks: readonly Block[],
  links: readonly Link[],
): ArticleText {
  const { title, kind, product, versions, audience, updated, relations, questions } = front;
  return {
    slug: slugOf(path),
    path,
    language: front.language ?? languageOfPath(path) ?? 'en',
    title,
    kind,
    audience,
    products: product,
    versions,
    updated: updated ?? null,
    relations: {
      about: relations?.about ?? [],
      requires: relations?.requires ?? [],
      supersedes: relations?.supersedes ?? [],
      related: relations?.related ?? [],
    },
    questions: questions.filter((question) => question !== ''),
    links,
    passages: passagesOf(blocks),
  };
}

/** An article is called by its file's name: `en/hardware/clean-the-dock.md` is `clean-the-dock`. */
export function slugOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(ENDING, '').toLowerCase();
}

const ENDING = /\.(?:md|html?|pdf)$/i;

export function languageOfPath(path: string): Language | null {
  return LANGUAGES.find((language) => path.startsWith(`${language}/`)) ?? null;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
