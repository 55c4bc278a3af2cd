import type { Element, Nodes, Root } from 'hast';
import type { Root as Markdown } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import { unified } from 'unified';
import type { Block, Link } from './blocks.ts';
import { blocksOf } from './blocks.ts';

/** What a page says, and what its head tells of it: `parley:audience` as `audience`. */
export type Page = {
  front: Readonly<Record<string, string>>;
  blocks: readonly Block[];
  links: readonly Link[];
};

/** Around the text, not of it. */
const LEFT_OUT = new Set(
  'script style nav header footer aside noscript template iframe object embed form svg head'.split(
    ' ',
  ),
);

const parser = unified().use(rehypeParse);
const toMarkdown = unified().use(rehypeRemark);

/** Reads a page: its headings, paragraphs, lists and tables. Scripts, navigation and what is hidden are left out. */
export function readHtml(text: string): Page {
  const root = parser.parse(text);
  const front = frontOf(root);
  const markdown = toMarkdown.runSync(without(root)) as Markdown;
  return { front, ...blocksOf(markdown) };
}

function without(root: Root): Root {
  const kept = <T extends Nodes>(node: T): T =>
    'children' in node
      ? { ...node, children: node.children.filter((child) => !isLeftOut(child)).map(kept) }
      : node;
  return kept(root);
}

function isLeftOut(node: Nodes): boolean {
  if (node.type === 'comment') return true;
  if (node.type !== 'element') return false;
  const { hidden, ariaHidden, style } = node.properties;
  return (
    LEFT_OUT.has(node.tagName) ||
    hidden === true ||
    ariaHidden === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(String(style ?? ''))
  );
}

function frontOf(root: Root): Record<string, string> {
  const front: Record<string, string> = {};
  const language = elementsIn(root, 'html')[0]?.properties.lang;
  if (typeof language === 'string' && language !== '')
    front.language = language.toLowerCase().replace(/[-_].*/s, '');
  const [title] = [...elementsIn(root, 'title'), ...elementsIn(root, 'h1')]
    .map(wordsOf)
    .filter(Boolean);
  if (title !== undefined) front.title = title;
  for (const { properties } of elementsIn(root, 'meta')) {
    const name = /^parley:([a-z]+)$/i.exec(String(properties.name ?? ''))?.[1];
    if (name !== undefined) front[name.toLowerCase()] = String(properties.content ?? '').trim();
  }
  return front;
}

function elementsIn(node: Nodes, tag: string): Element[] {
  const own = node.type === 'element' && node.tagName === tag ? [node] : [];
  return 'children' in node
    ? [...own, ...node.children.flatMap((child) => elementsIn(child, tag))]
    : own;
}

function wordsOf(node: Nodes): string {
  if (node.type === 'text') return node.value.replace(/\s+/g, ' ').trim();
  return 'children' in node ? node.children.map(wordsOf).filter(Boolean).join(' ') : '';
}
