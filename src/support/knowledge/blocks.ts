import type { List, ListItem, Nodes, Root, RootContent, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A piece of an article as plain lines, without markup. */
export type Block =
  /** `page` in a PDF. */
  | { kind: 'heading'; depth: number; text: string; page?: number }
  | { kind: 'text'; text: string }
  | { kind: 'steps'; text: string; steps: readonly string[] };

/** A link to another article: a relative address that ends in `.md`, `.html` or `.pdf`. */
export type Link = { to: string };

const markdown = unified().use(remarkParse).use(remarkGfm);

/** The blocks of a Markdown text in order, and its links to other articles. */
export function blocksIn(text: string): { blocks: Block[]; links: Link[] } {
  return blocksOf(markdown.parse(text));
}

export function blocksOf(root: Root): { blocks: Block[]; links: Link[] } {
  return { blocks: root.children.flatMap(blockOf), links: linksIn(root) };
}

function linksIn(node: Nodes): Link[] {
  if (node.type === 'link') {
    const file = /^(?![a-z]+:)(?:[^?#]*\/)?([^/?#]+)\.(?:md|html?|pdf)(?:[?#].*)?$/i.exec(
      node.url,
    )?.[1];
    return file === undefined ? [] : [{ to: decoded(file).toLowerCase() }];
  }
  return 'children' in node ? node.children.flatMap(linksIn) : [];
}

function blockOf(node: RootContent): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', depth: node.depth, text: plain(node) }];
    case 'list':
      return [listBlock(node)];
    case 'table':
      return [{ kind: 'text', text: tableText(node) }];
    case 'code':
      return [{ kind: 'text', text: node.value }];
    case 'blockquote':
      return node.children.flatMap(blockOf);
    // Markup is not shown, definitions of links neither.
    case 'html':
    case 'definition':
    case 'thematicBreak':
      return [];
    default: {
      const text = plain(node);
      return text === '' ? [] : [{ kind: 'text', text }];
    }
  }
}

/** Numbered items are steps, whatever number each was given. */
function listBlock(node: List): Block {
  const first = node.start ?? 1;
  const items = node.children.map(itemText);
  const text = items
    .map((item, i) => `${node.ordered === true ? `${first + i}.` : '•'} ${item}`)
    .join('\n');
  return node.ordered === true ? { kind: 'steps', text, steps: items } : { kind: 'text', text };
}

function itemText(item: ListItem): string {
  return item.children
    .flatMap(blockOf)
    .map((block) => block.text)
    .join('\n')
    .replaceAll('\n', '\n   ');
}

function tableText(node: Table): string {
  return node.children.map((row) => row.children.map(plain).join(' | ')).join('\n');
}

function plain(node: Parameters<typeof textOf>[0]): string {
  return textOf(node, { includeHtml: false, includeImageAlt: false })
    .replace(/[ \t]*\n[ \t]*/g, ' ')
    .trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
