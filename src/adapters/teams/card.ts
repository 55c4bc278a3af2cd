import type { Locale } from '../../reply/reply.ts';
import { clean, escapeMarkdown } from './plain-text.ts';

/** A piece of an Adaptive Card. */
export type Element = { type: string; [property: string]: unknown };

export type Card = Element & { type: 'AdaptiveCard'; body: readonly Element[] };

/** How much of each thing a card may show; made smaller until the message fits. */
export type Room = {
  /** Rows of a table, facts, options of a menu, points of a chart's series. */
  rows: number;
  /** Characters of a cell, a label or a value. */
  cell: number;
  /** Characters of a paragraph. */
  text: number;
  blocks: number;
};

/** Where a file can be fetched; null when no address is known. */
export type LinkTo = (fileId: string) => string | null;

export type Drawing = { room: Room; language: Locale; nonce: string; linkTo: LinkTo };

/** Lines of plain text, as it stands: each line its own block, because clients disagree on what a line break is. */
export function paragraphs(text: string, room: Room, style: object = {}): Element[] {
  const lines = clean(text, room.text).split('\n').slice(0, 200);
  return lines.flatMap((line, i) =>
    line.trim() === ''
      ? []
      : [textBlock(line, i === 0 ? style : { spacing: gapBefore(lines, i), ...style })],
  );
}

function gapBefore(lines: readonly string[], i: number): string {
  return lines[i - 1]?.trim() === '' ? 'Small' : 'None';
}

function textBlock(text: string, style: object = {}): Element {
  return { type: 'TextBlock', text: escapeMarkdown(text), wrap: true, ...style };
}

/** A headline of one line; none when there is nothing to see. */
export function heading(text: string, room: Room): Element[] {
  const line = clean(text, room.cell).replaceAll('\n', ' ').trim();
  const style = { weight: 'Bolder', size: 'Medium', style: 'heading' };
  return line === '' ? [] : [textBlock(line, style)];
}

export function note(text: string): Element {
  return textBlock(text, { isSubtle: true, size: 'Small' });
}

type Cell = { text: string; align: 'left' | 'right' };

/** A table with a header. */
export function grid(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  room: Room,
): Element {
  const shown = [header, ...rows].map((row) => row.map((cell) => clean(cell.text, room.cell)));
  return {
    type: 'Table',
    firstRowAsHeader: true,
    showGridLines: false,
    columns: header.map((cell, i) => ({
      width: widthOf(shown.map((row) => row[i] ?? '')),
      ...(cell.align === 'right' ? { horizontalCellContentAlignment: 'Right' } : {}),
    })),
    rows: shown.map((row) => ({
      type: 'TableRow',
      cells: row.map((text) => ({ type: 'TableCell', items: [textBlock(text)] })),
    })),
  };
}

/** A column's share of the width: what cannot be broken, such as an amount, fits; longer texts wrap. */
function widthOf(texts: readonly string[]): number {
  const shares = texts.map((text) => {
    const longestWord = Math.max(...text.split(/[\s\p{Script=Han}]+/u).map((word) => word.length));
    return Math.max(longestWord + 2, Math.min(charactersWide(text), 16));
  });
  return Math.min(Math.max(4, ...shares), 24);
}

/** A Chinese character is two Latin ones wide. */
function charactersWide(text: string): number {
  return text.replace(/[^\p{ASCII}]/gu, 'xx').length;
}
