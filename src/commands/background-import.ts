import type { CrmContext } from '../crm/context.ts';
import { writeHistory } from '../crm/history.ts';
import {
  claimImport,
  failImport,
  type ImportWork,
  keepImport,
  measureTables,
  type Outcome,
  releaseImport,
  runImport,
  setProgressMessage,
} from '../crm/import-work.ts';
import type { Progress } from '../crm/imports.ts';
import { undoImportedSet } from '../crm/undo.ts';
import { reasonOf } from '../platform/log.ts';
import type { Reply } from '../reply/reply.ts';
import type { Doing, Work } from './background.ts';
import { outcomeReply, problemWords, progressReply, undoneReply } from './cards/import-card.ts';
import type { House } from './people.ts';

/** Imports, and imports that are taken back. */
export function importWork(house: House): Work<ImportWork> {
  return {
    name: 'import',
    command: ({ undoing }) => (undoing ? 'change.undo' : 'data.import'),
    claim: claimImport,
    release: releaseImport,
    fail: failImport,
    setMessage: setProgressMessage,
    withheld: WITHHELD,
    broken: BROKEN,
    perform: async (job, doing) => {
      const reply = job.undoing ? await takeBack(job, doing) : await bringIn(house, job, doing);
      await doing.finish(() => Promise.resolve(reply));
    },
  };
}

async function bringIn(house: House, job: ImportWork, doing: Doing): Promise<Reply> {
  const locale = doing.tell?.locale ?? 'en';
  const measure = tableMeasure(house);
  const outcome: Outcome = await runImport(
    (run) => recorded(job, doing, run),
    { batchId: job.id },
    {
      progress: async (now) => {
        await measure(now);
        await doing.progress(now.done, now.total, () => progressReply(now, locale));
      },
      words: (problem) => problemWords(problem, locale),
      why: locale === 'zh' ? '未导入原因' : 'Why it did not come in',
    },
  );
  const { created, updated, failed } = outcome;
  house.log.info('import.done', { import: job.id, created, updated, failed });
  return outcomeReply(outcome, locale);
}

async function takeBack(job: ImportWork, doing: Doing): Promise<Reply> {
  let records = 0;
  const kept: { label: string; field: string; by: string }[] = [];
  for (;;) {
    // It shows no progress, but it stops like the rest.
    await doing.progress(0, 0, () => undoneReply({ records, kept }, 'en'));
    const step = await recorded(job, doing, async (ctx) => {
      await keepImport(ctx, job.id);
      return undoImportedSet(ctx, job.id);
    });
    if (step === null) break;
    records += step.records;
    kept.push(...step.kept);
  }
  return undoneReply({ records, kept }, doing.tell?.locale ?? 'en');
}

/** A transaction of the import's member with its own change set. */
function recorded<T>(
  job: ImportWork,
  doing: Doing,
  run: (ctx: CrmContext) => Promise<T>,
): Promise<T> {
  return doing.asMember(async (ctx) => {
    const result = await run(ctx);
    await writeHistory(ctx, {
      commands: [job.undoing ? 'import.undo' : 'data.import'],
      conversationId: job.conversationId,
      origin: 'import',
      ...(job.undoing ? {} : { importBatchId: job.id }),
    });
    return result;
  });
}

/**
 * Lets the database measure the tables that grow, after the first rows and whenever these have become ten times as many. It plans
 * the check of a reference once a connection: by the size of an empty table it would read the whole of it for every row.
 */
function tableMeasure(house: House): (progress: Progress) => Promise<void> {
  let measured: number | null = null;
  return async ({ done, created }) => {
    if (measured !== null && done < measured * 10) return;
    measured = done;
    if (created === 0) return;
    await house.db
      .asSystem(measureTables)
      .catch((error: unknown) => house.log.warn('import.not_measured', { ...reasonOf(error) }));
  };
}

const WITHHELD = {
  en: 'The work on your file goes on, or is done. People from outside read along here by now, so I do not say what came of it: ask me about it elsewhere.',
  zh: '文件的处理已结束或仍在进行。现在这里有外部人员，我不在此说明结果，请到别处问我。',
} as const;

const BROKEN = {
  en: 'Something went wrong on my side and the import stopped. What came in so far stays; say “undo the import” to take it back.',
  zh: '我这边出错了，导入已中断。已导入的会保留；要撤回请说“撤销导入”。',
} as const;
