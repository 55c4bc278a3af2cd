import { Unzip, UnzipInflate } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { Refusal } from '../../platform/refusal.ts';
import { COLUMNS_MAX } from './limits.ts';

/** What the parts of a workbook may hold when they are unpacked: far more than any list of records needs. */
const UNPACKED_MAX = 100_000_000;
const ROWS_MAX = 300_000;
const CELLS_MAX = 5_000_000;

/**
 * The rows of the first sheet, every cell as text: a day as 2026-03-31.
 *
 * @throws Refusal `bad_file` for a zip bomb, a sheet that is too large, and what is no workbook.
 */
export async function excelRows(content: Uint8Array): Promise<string[][]> {
  measure(content);
  try {
    const rows = await readSheet(Buffer.from(content));
    return rows.map((row) => row.map(cellText));
  } catch {
    throw new Refusal('bad_file', { problem: 'no_workbook' });
  }
}

/** Unpacks without keeping anything, to know how large it is: the sizes that a zip file declares may be lies. */
function measure(content: Uint8Array): void {
  let unpacked = 0;
  let rows = 0;
  let columns = 0;
  const unzip = new Unzip((file) => {
    const isSheet = /^xl\/worksheets\/[^/]+\.xml$/.test(file.name);
    let tail = '';
    file.ondata = (error, chunk) => {
      // What is thrown in here comes back in here as an error.
      if (unpacked > UNPACKED_MAX || error !== null) throw error ?? new Error('too large');
      unpacked += chunk.length;
      if (unpacked > UNPACKED_MAX) throw new Error('too large');
      if (!isSheet) return;
      const text = tail + Buffer.from(chunk).toString('latin1');
      // One cell in the last column of the last row makes an empty sheet as large as a full one.
      for (const [, letters = '', number = ''] of text.matchAll(/\br="([A-Z]{1,3})(\d{1,7})"/g)) {
        rows = Math.max(rows, Number(number));
        columns = Math.max(columns, columnNumber(letters));
      }
      tail = text.slice(-20);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In pieces: a bomb is seen before it has gone off.
    for (let at = 0; at < content.length; at += 16_384)
      unzip.push(content.subarray(at, at + 16_384), at + 16_384 >= content.length);
  } catch {
    throw unpacked > UNPACKED_MAX
      ? new Refusal('bad_file', { problem: 'unpacks_too_large', limit: UNPACKED_MAX })
      : new Refusal('bad_file', { problem: 'no_workbook' });
  }
  if (columns > COLUMNS_MAX)
    throw new Refusal('bad_file', {
      problem: 'too_many_columns',
      count: columns,
      limit: COLUMNS_MAX,
    });
  if (rows > ROWS_MAX || rows * columns > CELLS_MAX)
    throw new Refusal('bad_file', { problem: 'too_many_rows', count: rows, limit: ROWS_MAX });
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
  }
  return String(cell).trim();
}
