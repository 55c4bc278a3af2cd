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
  const lines = Papa.unparse(
    { fields: [...columns], data: Array.from(rows, (row) => [...row]) },
    { escapeFormulae: FORMULA, newline: '\r\n' },
  );
  return Buffer.from(`\uFEFF${lines}\r\n`, 'utf8');
}

/** A cell as it was before `csvOf` made it safe. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
