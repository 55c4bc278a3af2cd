import writeExcelFile from 'write-excel-file/node';
import type { Cell } from './csv.ts';

/** What an Excel workbook is called in a header. */
export const EXCEL_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A table as an Excel workbook. Texts are texts in it: nothing of them is run as a formula. */
export async function excelOf(
  sheet: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<Uint8Array> {
  const header = columns.map((value) => ({ value, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    row.map((value) =>
      value === null ? null : typeof value === 'number' ? { value } : { value, type: String },
    ),
  );
  return writeExcelFile([header, ...body], { sheet, stickyRowsCount: 1 }).toBuffer();
}
