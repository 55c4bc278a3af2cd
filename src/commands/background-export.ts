import { excelOf } from '../crm/excel-file.ts';
import {
  claimExport,
  dropExport,
  END,
  type ExportWork,
  exportPage,
  finishExport,
  releaseExport,
  setExportMessage,
  workbookOf,
} from '../crm/export-work.ts';
import type { ExportedField } from '../crm/exports.ts';
import { say } from '../reply/reply.ts';
import type { Doing, Work } from './background.ts';
import {
  exportedReply,
  exportName,
  exportProgressReply,
  exportWords,
  headersOf,
  STOPPED,
} from './cards/export-card.ts';
import type { House } from './people.ts';

/** Exports of many records. */
export function exportWork(house: House): Work<ExportWork> {
  return {
    name: 'export',
    command: () => 'data.export',
    claim: claimExport,
    release: releaseExport,
    fail: dropExport,
    setMessage: setExportMessage,
    withheld: WITHHELD,
    broken: BROKEN,
    perform: async (job, doing) => {
      const rows = await exportAll(job, doing);
      if (rows === null) await doing.settle(say(STOPPED[doing.tell?.locale ?? 'en']));
      else house.log.info('export.done', { export: job.id, rows });
    },
  };
}

/** Reads and hands over what an export holds: how many rows, null when it was stopped. */
async function exportAll(job: ExportWork, doing: Doing): Promise<number | null> {
  const { id, kind } = job;
  const locale = doing.tell?.locale ?? 'en';
  const headerOf = (fields: readonly ExportedField[]) => headersOf(fields, locale);
  for (let cursor = job.cursor; ; cursor = 0) {
    while (cursor !== END) {
      const from = cursor;
      const page = await doing.asMember((ctx) => exportPage(ctx, id, from, headerOf));
      if (page === null) return null;
      cursor = page.cursor;
      await doing.progress(page.ended ? page.total : page.done, page.total, () =>
        exportProgressReply(page, locale),
      );
    }
    const book = await doing.asMember((ctx) => workbookOf(ctx, id));
    const excel =
      book === null
        ? null
        : await excelOf(exportWords(kind, locale), headerOf(book.fields), book.rows);
    const came = { rows: null as number | null, anew: false };
    await doing.finish(async (ctx) => {
      const finished = await finishExport(ctx, id, { name: exportName(kind, ctx.today), excel });
      came.anew = finished.kind === 'anew';
      if (finished.kind !== 'done') return null;
      came.rows = finished.rows;
      return exportedReply({ ...finished, records: kind, asked: job.asked }, locale);
    });
    if (!came.anew) return came.rows;
  }
}

const WITHHELD = {
  en: 'People from outside read along here by now, so the export you asked for is not shown here: ask me for it elsewhere.',
  zh: '现在这里有外部人员，你要的导出不在此显示，请到别处让我重新导出。',
} as const;

const BROKEN = {
  en: 'The export stopped: something went wrong on my side, or you may not export any more. Nothing was changed; ask for it again.',
  zh: '导出已中断：我这边出错了，或者你已无导出权限。数据没有任何改动，请重新导出。',
} as const;
