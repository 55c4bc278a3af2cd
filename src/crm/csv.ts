import Papa from 'papaparse';

/** A cell of a table to write: numbers stay numbers. */
export type Cell = string | number | null;

/**
 * What a spreadsheet program would run as a formula, also after stripping blanks or reading full-width signs as plain ones. A plain
 * number is none.
 */
const FORMULA = /^(?:[\t\r\n]|\s*(?:[=@＝＠]|[+\-＋－](?!\d+(?:\.\d+)?$)))/;

/**
 * A table as CSV: UTF-8 with a byte order mark, so that Excel reads Chinese, lines ending in CR LF (RFC 4180). A cell that a
 * spreadsheet program would run as a formula gets an apostrophe in front; `withoutApostrophe` takes it away again.
 */
export function csvOf(columns: readonly string[], rows: Iterable<readonly Cell[]>): Uint8Array {
  return Buffer.from(`\uFEFF${linesOf([columns, ...rows])}`, 'utf8');
}

/** Rows that follow in such a table. */
export function csvRows(rows: Iterable<readonly Cell[]>): Uint8Array {
  return Buffer.from(linesOf([...rows]), 'utf8');
}

function linesOf(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => [...row]);
  return `${Papa.unparse(cells, { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}

/** A cell as it was before `csvOf` made it safe. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
