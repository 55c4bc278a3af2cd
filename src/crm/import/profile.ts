import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { COLUMNS_MAX, ROWS_MAX, SAMPLE_ROWS } from './limits.ts';
import { formatOf, rowsOf } from './table.ts';
import { dayOrderOf, decimalCommaOf } from './values.ts';

const FormatShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('csv'), encoding: z.string(), delimiter: z.string() }),
  z.object({ kind: z.literal('excel') }),
]);

const ProfileShape = z.object({
  format: FormatShape,
  /** The line of the header: titles may stand above it. */
  headerLine: z.number(),
  rows: z.number(),
  columns: z.array(
    z.object({
      header: z.string(),
      filled: z.number(),
      /** Different values, with how often each stands there; a part of them where they are many. */
      values: z.array(z.tuple([z.string(), z.number()])),
      dayOrder: z.enum(['dmy', 'mdy']).nullable(),
      /** Some days are written the one way and some the other. */
      mixedDays: z.boolean(),
      decimalComma: z.boolean(),
    }),
  ),
  sample: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
});

/** What was found in a table when it came in: the file is read once more only when it is imported. */
export type Profile = z.infer<typeof ProfileShape>;

/** @returns null when this is no profile. */
export function readProfile(json: unknown): Profile | null {
  return ProfileShape.safeParse(json).data ?? null;
}

const VALUES_KEPT = 200;

/**
 * Looks through a table once: its columns, how they write days and numbers, a sample of its rows.
 *
 * @throws Refusal `bad_file`.
 */
export async function profileOf(content: Uint8Array): Promise<Profile> {
  const format = formatOf(content);
  const first: { line: number; cells: string[] }[] = [];
  const sample: Profile['sample'] = [];
  let header: { line: number; cells: string[] } | null = null;
  let columns: Column[] = [];
  let rows = 0;
  for await (const row of rowsOf(content, format)) {
    if (header === null) {
      first.push(row);
      if (first.length < 2 && format.kind === 'csv' && filledIn(row.cells) < 2) continue;
      header = headerAmong(first);
      columns = header.cells.map(newColumn);
      if (columns.length > COLUMNS_MAX)
        throw new Refusal('bad_file', {
          problem: 'too_many_columns',
          count: columns.length,
          limit: COLUMNS_MAX,
        });
      if (header === row) continue;
    }
    if (row.line <= header.line) continue;
    rows += 1;
    if (rows > ROWS_MAX)
      throw new Refusal('bad_file', { problem: 'too_many_rows', count: rows, limit: ROWS_MAX });
    if (sample.length < SAMPLE_ROWS)
      sample.push({
        line: row.line,
        cells: row.cells.map((cell) => cell.slice(0, 500).replaceAll('\0', '\uFFFD')),
      });
    for (const [i, column] of columns.entries()) note(column, row.cells[i] ?? '');
  }
  if (rows === 0) throw new Refusal('bad_file', { problem: 'no_rows' });
  return {
    format,
    headerLine: header?.line ?? 1,
    rows,
    columns: columns.map(finished),
    sample,
  };
}

/** Above the header there may be a title, which has one cell where the header has many. */
function headerAmong(first: readonly { line: number; cells: string[] }[]): {
  line: number;
  cells: string[];
} {
  const [top, next] = first;
  if (top === undefined) throw new Refusal('bad_file', { problem: 'empty' });
  const titled = next !== undefined && filledIn(top.cells) === 1 && filledIn(next.cells) > 2;
  const { line, cells } = titled ? next : top;
  const end = cells.findLastIndex((cell) => cell !== '') + 1;
  return {
    line,
    cells: cells.slice(0, end).map((cell) => cell.slice(0, 100).replaceAll('\0', '')),
  };
}

function filledIn(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== '').length;
}

type Column = {
  header: string;
  filled: number;
  values: Map<string, number>;
  days: Set<string>;
  numbers: Set<string>;
};

function newColumn(header: string): Column {
  return { header, filled: 0, values: new Map(), days: new Set(), numbers: new Set() };
}

function note(column: Column, cell: string): void {
  if (cell === '') return;
  column.filled += 1;
  const known = column.values.get(cell);
  if (known !== undefined) column.values.set(cell, known + 1);
  else if (column.values.size < VALUES_KEPT && cell.length <= 200)
    column.values.set(cell.replaceAll('\0', '\uFFFD'), 1);
  if (column.days.size < 5000 && /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(cell))
    column.days.add(cell.slice(0, 10));
  if (column.numbers.size < 5000 && /\d[.,]\d/.test(cell) && cell.length < 30)
    column.numbers.add(cell);
}

function finished(column: Column): Profile['columns'][number] {
  const days = dayOrderOf([...column.days]);
  return {
    header: column.header,
    filled: column.filled,
    values: [...column.values].sort((a, b) => b[1] - a[1]),
    dayOrder: days.order,
    mixedDays: days.mixed,
    decimalComma: decimalCommaOf([...column.numbers]),
  };
}
