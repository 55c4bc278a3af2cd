import type { Language } from '../audience.ts';
import type { Block } from './blocks.ts';

/** What a PDF says; a heading names its page. */
export type Pages =
  | { kind: 'read'; title: string | null; blocks: readonly Block[] }
  | { kind: 'encrypted' | 'broken' | 'too-slow' };

type Line = { text: string; size: number; y: number; page: number };

const MOST_PAGES = 300;
const LONGEST_HEADING = 120;
/** Letters so much larger than most are those of a heading. */
const LARGER = 1.15;
/** Lines farther apart than this, in heights of a line, are of two paragraphs. */
const APART = 1.7;
/** What stands on so many pages, numbers aside, is a header or a footer. */
const REPEATED = 3;

/** Reads the text of a PDF, page by page, until `until` (in milliseconds of `now`). */
export async function readPdf(
  bytes: Uint8Array,
  { now, until }: { now: () => number; until: number },
): Promise<Pages> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    // The library takes the bytes for itself.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      isEvalSupported: false,
    });
    try {
      const lines: Line[] = [];
      for (let page = 1; page <= Math.min(pdf.numPages, MOST_PAGES); page += 1) {
        if (now() > until) return { kind: 'too-slow' };
        const { items } = await (await pdf.getPage(page)).getTextContent();
        lines.push(...linesOf(items as readonly Item[], page));
      }
      const { info } = await pdf.getMetadata();
      const { Title: title } = info as { Title?: unknown };
      const said = typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
      return { kind: 'read', title: said, blocks: blocksOf(withoutMargins(lines)) };
    } finally {
      await pdf.destroy();
    }
  } catch (error) {
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    return { kind: encrypted ? 'encrypted' : 'broken' };
  }
}

/** `Safety (page 2)` */
export function onPage(heading: string, page: number, language: Language): string {
  if (heading === '') return language === 'zh' ? `第 ${page} 页` : `Page ${page}`;
  return language === 'zh' ? `${heading}（第 ${page} 页）` : `${heading} (page ${page})`;
}

type Item = { str: string; transform: readonly number[]; height: number; hasEOL: boolean };

function linesOf(items: readonly Item[], page: number): Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  for (const { str, transform, height, hasEOL } of items) {
    // A NUL cannot be kept in the database.
    const text = str.replaceAll('\0', '');
    const y = transform[5] ?? 0;
    if (open === null && text.trim() !== '') {
      open = { text: '', size: 0, y, page };
      lines.push(open);
    }
    if (open !== null) {
      open.text += text;
      open.size = Math.max(open.size, height);
    }
    if (hasEOL) open = null;
  }
  return lines.map((line) => ({ ...line, text: line.text.replace(/\s+/g, ' ').trim() }));
}

function withoutMargins(lines: readonly Line[]): Line[] {
  const key = ({ text }: Line): string => text.replace(/\d+/g, '#');
  const pages = new Map<string, Set<number>>();
  for (const line of lines)
    pages.set(key(line), (pages.get(key(line)) ?? new Set()).add(line.page));
  return lines.filter((line) => (pages.get(key(line))?.size ?? 0) < REPEATED);
}

function blocksOf(lines: readonly Line[]): Block[] {
  const usual = usualSize(lines);
  const sizes = [...new Set(lines.map(({ size }) => Math.round(size)))].sort((a, b) => b - a);
  const isHeading = ({ text, size }: Line): boolean =>
    size >= usual * LARGER && text.length <= LONGEST_HEADING;
  const blocks: Block[] = [];
  let before: Line | null = null;
  for (const line of lines) {
    if (isHeading(line)) {
      const depth = 1 + sizes.indexOf(Math.round(line.size));
      blocks.push({ kind: 'heading', depth, text: line.text, page: line.page });
    } else addText(blocks, before, line);
    before = line;
  }
  return withSteps(blocks);
}

function addText(blocks: Block[], before: Line | null, line: Line): void {
  const turned = before?.page !== line.page;
  const last = blocks.at(-1);
  if (turned && !(last?.kind === 'heading' && last.page === line.page))
    blocks.push(continued(blocks, line.page));
  const goesOn = before !== null && !turned && !beginsAnew(before, line);
  if (last?.kind === 'text' && goesOn)
    blocks[blocks.length - 1] = { kind: 'text', text: joined(last.text, line.text) };
  else blocks.push({ kind: 'text', text: line.text });
}

/** The heading that goes on on the next page. */
function continued(blocks: readonly Block[], page: number): Block {
  const last = blocks.findLast((block) => block.kind === 'heading');
  return last?.kind === 'heading'
    ? { ...last, page }
    : { kind: 'heading', depth: 9, text: '', page };
}

const ITEM = /^(?:\d{1,2}[.)、]|[•·–-])\s*/u;
const STEP = /^\d{1,2}[.)、]\s*/u;

function beginsAnew(before: Line, line: Line): boolean {
  return (
    ITEM.test(line.text) || Math.abs(before.y - line.y) > Math.max(before.size, line.size) * APART
  );
}

/** Chinese goes on without a space; a word that was divided is one again. */
function joined(a: string, b: string): string {
  if (/[\p{Script=Han}，。：；、]$/u.test(a) && /^[\p{Script=Han}，。：；、]/u.test(b))
    return a + b;
  return /\p{Ll}-$/u.test(a) && /^\p{Ll}/u.test(b) ? a.slice(0, -1) + b : `${a} ${b}`;
}

/** Numbered paragraphs that follow each other are the steps of a procedure. */
function withSteps(blocks: readonly Block[]): Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (block.kind !== 'text' || !STEP.test(block.text)) all.push(block);
    else {
      const step = block.text.replace(STEP, '');
      if (last?.kind === 'steps')
        all[all.length - 1] = {
          ...last,
          text: `${last.text}\n${block.text}`,
          steps: [...last.steps, step],
        };
      else all.push({ kind: 'steps', text: block.text, steps: [step] });
    }
  }
  return all;
}

/** The size that most letters have. */
function usualSize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0];
}
