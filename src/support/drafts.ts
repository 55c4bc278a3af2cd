import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrmContext } from '../crm/context.ts';
import { dayIn } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Audience, Language } from './audience.ts';
import type { Gap } from './gaps.ts';
import { type KnowledgeReport, readKnowledge } from './knowledge.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_draft: Record<string, never>;
    draft_without_answer: Record<string, never>;
    draft_written: { path: string };
    knowledge_not_writable: { folder: string };
  }
}

/** An article that is proposed. `body` is Markdown without front matter, empty where nobody knows the answer yet. */
export type Draft = {
  id: string;
  language: Language;
  title: string;
  body: string;
  path: string | null;
};

const LONGEST_TITLE = 120;
/** "Approve it" is about a draft shown so short a time ago. */
const SHOWN_WITHIN_MS = 24 * 60 * 60_000;

/** Proposes an article for a gap: the question most often asked as its title, what solved it as its text. */
export async function draftFor(ctx: CrmContext, gap: Gap): Promise<Draft> {
  const { plainMarkdown } = await import('./knowledge/draft-file.ts');
  // A comment tells what is missing, not how it is done.
  const answer = gap.known !== null && gap.known.from !== 'comment' ? gap.known.text : '';
  const draft = {
    id: ctx.ids.next(),
    language: gap.language,
    title: titleOf(gap.wordings[0] ?? ''),
    body: answer === '' ? '' : plainMarkdown(answer),
  };
  await ctx.tx.knowledgeDraft.create({
    data: {
      ...draft,
      organizationId: ctx.organization.id,
      createdAt: ctx.clock.now(),
      createdById: memberOf(ctx),
    },
    select: { id: true },
  });
  return { ...draft, path: null };
}

function titleOf(wording: string): string {
  // Signs that nobody sees could hide in a title.
  const line = wording.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1)}…` : line;
}

/**
 * The draft named by its id, else the one shown last to whoever speaks.
 *
 * @throws Refusal `no_draft`, and `draft_written` where it is an article already.
 */
export async function draftMeant(ctx: CrmContext, id: string | null): Promise<Draft> {
  const since = new Date(ctx.clock.now().getTime() - SHOWN_WITHIN_MS);
  const row = await ctx.tx.knowledgeDraft.findFirst({
    where: {
      organizationId: ctx.organization.id,
      ...(id === null ? { createdById: memberOf(ctx), createdAt: { gt: since } } : { id }),
    },
    orderBy: { id: 'desc' },
    select: { id: true, language: true, title: true, body: true, path: true },
  });
  if (row === null) throw new Refusal('no_draft', {});
  if (row.path !== null) throw new Refusal('draft_written', { path: row.path });
  return { ...row, language: row.language === 'zh' ? 'zh' : 'en' };
}

/** What is changed of a draft before it becomes an article. */
export type Edited = {
  title?: string | undefined;
  body?: string | undefined;
  audience?: Audience | undefined;
};

/** The article that a draft becomes: its file, and where it is written, below the folder. */
export type Proposed = { path: string; text: string; title: string; audience: Audience };

/** What says nothing is for the people of the organization: nothing gets outside by oversight. */
const AUDIENCE: Audience = 'member';

/**
 * The file that a draft becomes, under a name that no article has.
 *
 * @throws Refusal `draft_without_answer` while nobody wrote one.
 */
export async function proposedFile(
  ctx: CrmContext,
  draft: Draft,
  edited: Edited,
): Promise<Proposed> {
  const { articleFile, fileNameOf } = await import('./knowledge/draft-file.ts');
  const body = (edited.body ?? draft.body).trim();
  if (body === '') throw new Refusal('draft_without_answer', {});
  const title = titleOf(edited.title ?? draft.title);
  const audience = edited.audience ?? AUDIENCE;
  const updated = dayIn(ctx.organization.timeZone, ctx.clock.now());
  const text = articleFile({ title, language: draft.language, audience, updated }, body);
  const slug = await freeSlug(ctx, fileNameOf(title), draft.language);
  return { path: `${draft.language}/answers/${slug}.md`, text, title, audience };
}

/** An article of another language with the same name would be taken for its translation. */
async function freeSlug(
  { tx, organization }: CrmContext,
  name: string,
  language: Language,
): Promise<string> {
  const rows = await tx.article.findMany({
    where: { organizationId: organization.id, slug: { startsWith: name } },
    select: { slug: true },
  });
  const taken = new Set(rows.map(({ slug }) => slug));
  if (!taken.has(name)) return name;
  for (let n = 2; ; n += 1) {
    const next = `${name}-${language}-${n}`;
    if (!taken.has(next)) return next;
  }
}

/**
 * Writes an article into the folder and has the knowledge base read again. A file that is there is never written over: the article
 * then goes beside it.
 *
 * @throws Refusal `knowledge_not_writable`, `knowledge_gone`.
 */
export async function writeArticle(
  ctx: CrmContext,
  folder: string,
  draft: Draft,
  proposed: Proposed,
): Promise<{ path: string; report: KnowledgeReport }> {
  const path = await writeBeside(folder, proposed);
  await ctx.tx.knowledgeDraft.updateMany({
    where: { organizationId: ctx.organization.id, id: draft.id, path: null },
    data: {
      ...{ path, title: proposed.title },
      ...{ approvedAt: ctx.clock.now(), approvedById: memberOf(ctx) },
    },
  });
  const report = await readKnowledge(ctx, ctx.organization, folder);
  if (report === null) throw new Refusal('knowledge_gone', {});
  return { path, report };
}

const MOST_NAMES = 50;

async function writeBeside(folder: string, { path, text }: Proposed): Promise<string> {
  for (let n = 1; n <= MOST_NAMES; n += 1) {
    const name = n === 1 ? path : path.replace(/\.md$/, `-${n}.md`);
    const written = await writeNew(join(folder, name), text);
    if (written) return name;
  }
  throw new Refusal('knowledge_not_writable', { folder });

  /** False where another file has the name. A turn that is tried again finds the one it wrote. */
  async function writeNew(file: string, content: string): Promise<boolean> {
    try {
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, content, { flag: 'wx', encoding: 'utf8' });
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw new Refusal('knowledge_not_writable', { folder });
      return (await readFile(file, 'utf8').catch(() => null)) === content;
    }
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

function memberOf({ actor }: CrmContext): string {
  if (actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'knowledge.draft' });
  return actor.id;
}
