import type { ExportProgress } from '../../crm/export-work.ts';
import type { ExportedField, ExportFormat, ExportKind } from '../../crm/exports.ts';
import type { FileRef } from '../../crm/files.ts';
import type { CalendarDay } from '../../platform/clock.ts';
import { type Block, type Locale, type Reply, replyOf } from '../../reply/reply.ts';
import { barText, fieldText, KIND_WORDS } from './import-card.ts';

export const STOPPED = { en: 'The export is stopped.', zh: '导出已停止。' } as const;

/** The records of an export in a sentence: several of them, or so many. */
export function exportWords(kind: ExportKind, locale: Locale, count = 2): string {
  return count === 1 && locale === 'en' ? ONE[kind] : (KIND_WORDS[kind]?.[locale] ?? kind);
}

/** The first row of an export: what its fields are called, so that an import knows them again. */
export function headersOf(fields: readonly ExportedField[], locale: Locale): string[] {
  return fields.map(({ field, name }) => name?.[locale] ?? fieldText(field, locale));
}

/** The name of an export's file, without its ending. */
export function exportName(kind: ExportKind, day: CalendarDay): string {
  return `${kind}-${day}`;
}

/** Said at once of an export that takes longer. */
export function exportBegunReply(
  { kind, total }: { kind: ExportKind; total: number },
  locale: Locale,
): Reply {
  const n = new Intl.NumberFormat(locale).format(total);
  const what = exportWords(kind, locale);
  const text =
    locale === 'zh'
      ? `正在导出 ${n} 条${what}，完成后文件会发到这里。`
      : `Exporting ${n} ${what}. The file comes here when it is ready.`;
  return replyOf({ kind: 'text', text }, stopButton(locale));
}

/** How far an export is, as a bar. */
export function exportProgressReply(
  { kind, done, total, ended }: ExportProgress,
  locale: Locale,
): Reply {
  const n = (number: number) => new Intl.NumberFormat(locale).format(number);
  const what = exportWords(kind, locale);
  const line =
    locale === 'zh'
      ? `正在导出${what}：${n(done)} / ${n(total)} 条`
      : `Exporting ${what}: ${n(done)} of ${n(total)}`;
  const text = `${line}\n${barText(ended ? 1 : done / total)}`;
  return replyOf({ kind: 'text', text }, ...(ended ? [] : [stopButton(locale)]));
}

/** What was exported, with its file. */
export function exportedReply(
  {
    records,
    rows,
    asked,
    file,
  }: { records: ExportKind; rows: number; asked: ExportFormat; file: FileRef },
  locale: Locale,
): Reply {
  const zh = locale === 'zh';
  const n = new Intl.NumberFormat(locale).format(rows);
  const what = exportWords(records, locale, rows);
  const instead = asked === 'excel' && file.mediaType === 'text/csv';
  return replyOf(
    { kind: 'text', text: zh ? `已导出 ${n} 条${what}。` : `Exported ${n} ${what}.` },
    ...(instead
      ? [
          {
            kind: 'note' as const,
            text: zh ? '行数太多，改用 CSV。' : 'So many rows come as CSV.',
          },
        ]
      : []),
    { kind: 'file', file },
  );
}

function stopButton(locale: Locale): Block {
  return {
    kind: 'buttons',
    buttons: [
      {
        label: locale === 'zh' ? '停止' : 'Stop',
        action: { kind: 'run', command: 'export.cancel', arguments: {} },
      },
    ],
  };
}

const ONE: Readonly<Record<ExportKind, string>> = {
  accounts: 'account',
  contacts: 'contact',
  leads: 'lead',
  deals: 'deal',
  products: 'product',
  orders: 'order',
  activities: 'activity',
  tasks: 'task',
};
