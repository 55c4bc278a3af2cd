import { parse as parseYaml } from 'yaml';
import { LANGUAGES, type Language } from '../audience.ts';
import { type ArticleText, articleOf, languageOfPath } from './article.ts';
import type { Block, Link } from './blocks.ts';
import type { KnowledgeFile } from './folder.ts';
import { onPage } from './pdf.ts';
import type { Problem } from './problems.ts';

/** What a file that is no Markdown says. */
type Said = {
  front: Readonly<Record<string, unknown>>;
  blocks: readonly Block[];
  links: readonly Link[];
};

/** Relations as `parley:about` tells them, or the file beside it: several divided by commas. */
const RELATIONS = ['about', 'requires', 'supersedes', 'related'] as const;

/** All PDF files of one reading: it happens in a transaction, and what is left is read the next time. */
const PDF_BUDGET_MS = 8000;
const MOST_KEPT = 200;

/** Reads HTML and PDF as articles. What a PDF says is kept, so that a large folder is read bit by bit. */
export function createImporter(
  now: () => number,
): (file: KnowledgeFile) => Promise<ArticleText | Problem> {
  const until = now() + PDF_BUDGET_MS;
  return async (file) => {
    const { path } = file;
    const beside = besideOf(file);
    if (beside === null) return { kind: 'bad-front-matter', path, detail: 'in the YAML beside it' };
    const said =
      file.bytes === undefined
        ? await readPage(file)
        : await readPages(file, beside, { now, until });
    if ('kind' in said) return said;
    const front = frontOf(path, { ...said.front, ...beside });
    const [first, ...rest] = said.blocks;
    const repeats = first?.kind === 'heading' && first.text === front.title;
    return articleOf(path, front, { blocks: repeats ? rest : said.blocks, links: said.links });
  };
}

/** What the file beside it tells; null when that cannot be read. */
function besideOf({ beside }: KnowledgeFile): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = parseYaml(beside ?? '', { schema: 'failsafe', maxAliasCount: 0 }) ?? {};
    return typeof read === 'object' && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}

/** As front matter has it: relations together, lists as lists; a file that tells no title is called by its name. */
function frontOf(path: string, said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(said).map(([name, value]): [string, unknown] => [
    name,
    isRelation(name) || name === 'product' ? listed(value) : value,
  ]);
  const relations = entries.filter(([name]) => isRelation(name));
  const front = Object.fromEntries(entries.filter(([name]) => !isRelation(name)));
  const title = typeof front.title === 'string' ? front.title.trim() : '';
  return {
    ...(relations.length > 0 && { relations: Object.fromEntries(relations) }),
    ...front,
    title: (title === '' ? nameOf(path) : title).slice(0, 200),
  };
}

function isRelation(name: string): boolean {
  return (RELATIONS as readonly string[]).includes(name);
}

function listed(value: unknown): unknown {
  return typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value;
}

function nameOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.replace(/\.\w+$/, '').replace(/[-_]+/g, ' ');
}

async function readPage({ text }: KnowledgeFile): Promise<Said> {
  const { readHtml } = await import('./html.ts');
  const { front, blocks, links } = readHtml(text);
  const known = (LANGUAGES as readonly string[]).includes(front.language ?? '');
  const { language: _, ...others } = front;
  return { front: known ? front : others, blocks, links };
}

const kept = new Map<string, Said>();

async function readPages(
  { path, digest, bytes = new Uint8Array() }: KnowledgeFile,
  beside: Readonly<Record<string, unknown>>,
  time: { now: () => number; until: number },
): Promise<Said | Problem> {
  const language: Language = beside.language === 'zh' ? 'zh' : (languageOfPath(path) ?? 'en');
  const key = `${language} ${digest}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (time.now() > time.until) return { kind: 'too-slow', path };
  const { readPdf } = await import('./pdf.ts');
  const pages = await readPdf(bytes, time);
  if (pages.kind !== 'read') return { kind: pages.kind, path };
  const blocks = pages.blocks.map((block) =>
    block.kind === 'heading' && block.page !== undefined
      ? { ...block, text: onPage(block.text, block.page, language) }
      : block,
  );
  const said: Said = {
    front: pages.title === null ? {} : { title: pages.title },
    blocks,
    links: [],
  };
  kept.set(key, said);
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
  return said;
}
