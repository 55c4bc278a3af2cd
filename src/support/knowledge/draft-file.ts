import type { Paragraph, Root, RootContent, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { stringify } from 'yaml';
import { inLatin } from '../../crm/names.ts';
import type { Audience, Language } from '../audience.ts';

const LIST_LINE = /^\s*(?:[-*•]|\d{1,3}[.)、])\s+/;

/**
 * What somebody wrote, as Markdown that says just that: paragraphs and lists are kept, everything else that could be markup, a link or
 * HTML is escaped.
 */
export function plainMarkdown(text: string): string {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  const root: Root = { type: 'root', children: blocks.flatMap(blockOf) };
  return toMarkdown(root, { extensions: [gfmToMarkdown()], bullet: '-' }).trim();
}

function blockOf(lines: readonly string[]): RootContent[] {
  if (lines.length > 1 && lines.every((line) => LIST_LINE.test(line))) {
    const ordered = lines.every((line) => /^\s*\d/.test(line));
    return [
      {
        type: 'list',
        ordered,
        spread: false,
        children: lines.map((line) => ({
          type: 'listItem',
          spread: false,
          children: [paragraph([line.replace(LIST_LINE, '')])],
        })),
      },
    ];
  }
  return [paragraph(lines)];
}

/** Neither a link nor a reference: what looks like an address stays words. */
function paragraph(lines: readonly string[]): Paragraph {
  const text: Text = { type: 'text', value: lines.map((line) => line.trim()).join('\n') };
  return { type: 'paragraph', children: [text] };
}

/** An article as its file: front matter, whose values are quoted as YAML wants it, and the body. */
export function articleFile(
  { title, language, audience, updated }: ArticleHead,
  body: string,
): string {
  const head = stringify({ title, language, kind: 'faq', audience, updated }, { lineWidth: 0 });
  return `---\n${head}---\n\n${body.trim()}\n`;
}

export type ArticleHead = {
  title: string;
  language: Language;
  audience: Audience;
  /** `2026-01-15` */
  updated: string;
};

const LONGEST_NAME = 60;
/** What Windows takes for a device, whatever follows the point. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A file name that every system takes: Latin letters, digits and hyphens; Chinese as it is typed. */
export function fileNameOf(title: string): string {
  const name = inLatin(title)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '');
  if (name === '') return 'article';
  return RESERVED.test(name) ? `${name}-article` : name;
}
