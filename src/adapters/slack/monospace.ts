import type { Chart, Table } from '../../reply/reply.ts';
import { LIMITS, type SlackBlock } from './limits.ts';
import { clip } from './text.ts';

const BAR = 24;
const COLUMN = 32;
const WIDE =
  /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[！-｠、。]/u;

/** A table in aligned columns, for where Slack draws none. */
export function tableLines(table: Table): string[] {
  const cells = [table.columns.map(({ label }) => label), ...table.rows].map((row) =>
    table.columns.map((_, i) => oneLine(row[i] ?? '')),
  );
  const widths = table.columns.map((_, i) =>
    Math.max(...cells.map((row) => widthOf(row[i] ?? ''))),
  );
  return cells.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0, table.columns[i]?.align ?? 'left'))
      .join('  ')
      .trimEnd(),
  );
}

/** A chart of one series as bars of characters; null when bars would not show it. */
export function chartLines({ series, unit }: Chart): string[] | null {
  const points = series[0]?.points ?? [];
  const largest = Math.max(...points.map(({ value }) => value));
  if (series.length !== 1 || !(largest > 0) || !points.every(({ value }) => value >= 0))
    return null;
  const width = Math.max(...points.map(({ label }) => widthOf(oneLine(label))));
  return points.map(({ label, value }) => {
    const bar = '█'.repeat(Math.round((BAR * value) / largest)) || '▏';
    return `${pad(oneLine(label), width, 'left')}  ${bar} ${value} ${unit}`.trimEnd();
  });
}

/** Lines set in one width, as many blocks as they need. Text in a rich_text block is no markup. */
export function preformatted(lines: readonly string[]): { block: SlackBlock; says: string }[] {
  const groups: string[][] = [];
  let size = 0;
  for (const line of lines.map((text) => clip(text, LIMITS.section))) {
    size += line.length + 1;
    if (groups.length === 0 || size > LIMITS.section) {
      groups.push([]);
      size = line.length + 1;
    }
    groups.at(-1)?.push(line);
  }
  return groups.map((group) => {
    const text = group.join('\n');
    const element = { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] };
    return { block: { type: 'rich_text', elements: [element] }, says: text };
  });
}

function oneLine(text: string): string {
  return text.trim() === '' ? '' : clip(text.replace(/\s+/g, ' '), COLUMN);
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

/** Chinese characters are twice as wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0);
}
