import type { CrmContext } from '../crm/context.ts';
import { readFields } from '../crm/custom-fields.ts';
import { writeHistory } from '../crm/history.ts';
import {
  claimImport,
  failImport,
  keepImport,
  measureTables,
  type Outcome,
  Overtaken,
  releaseImport,
  runImport,
  setProgressMessage,
} from '../crm/import-work.ts';
import type { Progress, Tell } from '../crm/imports.ts';
import { actorOfMember } from '../crm/members.ts';
import { organizationById } from '../crm/organization.ts';
import { newRecorder } from '../crm/recorder.ts';
import { undoImportedSet } from '../crm/undo.ts';
import { dayIn } from '../platform/clock.ts';
import { reasonOf } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Locale, type Reply, say } from '../reply/reply.ts';
import { outcomeReply, problemWords, progressReply, undoneReply } from './cards/import-card.ts';
import type { House } from './people.ts';
import { mayUse } from './permission.ts';

/** How people are told of what goes on after their message was answered. */
export type Notices = {
  /** Whether people from outside read there by now. */
  outsidersRead: (tell: Tell) => Promise<boolean>;
  /** Posts a message; gives its id. */
  post: (organizationId: string, tell: Tell, reply: Reply) => Promise<string>;
  /** Changes a message that was posted; false where that is not possible. */
  change: (messageId: string, tell: Tell, reply: Reply) => Promise<boolean>;
};

/** Does imports and takes them back, after the turn that asked for it, and after a crash. */
export type ImportRunner = {
  /** There is work: begins it, if it has not begun. */
  wake: () => void;
  /** Takes up what other processes left. `all`: no other process lives. */
  sweep: (all: boolean) => Promise<void>;
  /** Resolves when nothing is left to do. */
  idle: () => Promise<void>;
  /** Stops after the rows that are being written; the rest is taken up later. */
  pause: () => void;
};

class Paused extends Error {}

type Claimed = NonNullable<Awaited<ReturnType<typeof claimImport>>>;

export function createImportRunner(house: House & { notices: Notices }): ImportRunner {
  let paused = false;
  let running: Promise<void> = Promise.resolve();

  /** Who reads along may have changed since the import was asked for. */
  async function fitToRead(tell: Tell, reply: Reply): Promise<Reply> {
    const outside = await house.notices.outsidersRead(tell).catch((error: unknown) => {
      house.log.warn('import.readers_unknown', { ...reasonOf(error) });
      return true;
    });
    return outside ? say(WITHHELD[tell.locale]) : reply;
  }

  async function workThrough(all: boolean): Promise<void> {
    while (!paused) {
      const claimed = await house.db.asSystem((tx) => claimImport(tx, house.clock.now(), all));
      if (claimed === null) return;
      await work(claimed);
    }
  }

  async function work(claimed: Claimed): Promise<void> {
    const { batchId } = claimed;
    const tell = tellIn(claimed.tell);
    try {
      const reply = claimed.undoing ? await takeBack(claimed, tell) : await bringIn(claimed, tell);
      if (tell !== null)
        await house.notices.post(claimed.organizationId, tell, await fitToRead(tell, reply));
    } catch (error) {
      if (error instanceof Paused) {
        await house.db.asSystem((tx) => releaseImport(tx, batchId));
        return;
      }
      if (error instanceof Overtaken) {
        house.log.warn('import.overtaken', { import: batchId });
        return;
      }
      house.log.error('import.failed', { import: batchId, ...reasonOf(error) });
      await house.db.asSystem((tx) => failImport(tx, batchId));
      if (tell !== null)
        await house.notices.post(claimed.organizationId, tell, say(BROKEN[tell.locale]));
    }
  }

  async function bringIn(claimed: Claimed, tell: Tell | null): Promise<Reply> {
    const locale: Locale = tell?.locale ?? 'en';
    const progress = tell === null ? null : progressBar(claimed, tell);
    const measure = tableMeasure();
    const outcome: Outcome = await runImport((run) => asMember(claimed, run), claimed, {
      progress: async (now) => {
        if (paused) throw new Paused();
        await measure(now);
        await progress?.(now);
      },
      words: (problem) => problemWords(problem, locale),
      why: locale === 'zh' ? '未导入原因' : 'Why it did not come in',
    });
    house.log.info('import.done', {
      import: claimed.batchId,
      created: outcome.created,
      updated: outcome.updated,
      failed: outcome.failed,
    });
    return outcomeReply(outcome, locale);
  }

  async function takeBack(claimed: Claimed, tell: Tell | null): Promise<Reply> {
    let records = 0;
    const kept: { label: string; field: string; by: string }[] = [];
    for (;;) {
      if (paused) throw new Paused();
      const step = await asMember(claimed, async (ctx) => {
        await keepImport(ctx, claimed.batchId);
        return undoImportedSet(ctx, claimed.batchId);
      });
      if (step === null) break;
      records += step.records;
      kept.push(...step.kept);
    }
    return undoneReply({ records, kept }, tell?.locale ?? 'en');
  }

  /**
   * Lets the database measure the tables that grow, after the first rows and whenever these have become ten times as many. It plans
   * the check of a reference once a connection: by the size of an empty table it would read the whole of it for every row.
   */
  function tableMeasure(): (progress: Progress) => Promise<void> {
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

  /** Shows how far an import is: one message that changes, or where that is not possible a few. */
  function progressBar(claimed: Claimed, tell: Tell): (progress: Progress) => Promise<void> {
    let message: string | null = null;
    let changes = true;
    let shown = 0;
    return async (progress) => {
      const share = progress.total === 0 ? 1 : progress.done / progress.total;
      if (progress.total < SHOWN_FROM || (message !== null && share - shown < 0.05 && share < 1))
        return;
      const reply = await fitToRead(tell, progressReply(progress, tell.locale));
      if (message === null) {
        message = await house.notices.post(claimed.organizationId, tell, reply);
        const posted = message;
        await house.db.asSystem((tx) => setProgressMessage(tx, claimed.batchId, posted));
        shown = share;
      } else if (changes) {
        changes = await house.notices.change(message, tell, reply);
        shown = share;
      } else if (Math.floor(share * 4) > Math.floor(shown * 4) && share < 1) {
        await house.notices.post(claimed.organizationId, tell, reply);
        shown = share;
      }
    };
  }

  /** A transaction in which the import's member acts, with its own change set. */
  function asMember<T>(claimed: Claimed, run: (ctx: CrmContext) => Promise<T>): Promise<T> {
    return house.db.inOrganization(claimed.organizationId, async (tx) => {
      const organization = await organizationById(tx, claimed.organizationId);
      const actor = await actorOfMember(tx, organization, claimed.actorId);
      const name = claimed.undoing ? 'change.undo' : 'data.import';
      const command = house.catalogue.find(name);
      // His role may be another one by now.
      if (actor === null || command === null || !mayUse(actor, command))
        throw new Refusal('not_allowed', { command: name });
      const ctx: CrmContext = {
        tx,
        organization,
        actor,
        today: dayIn(actor.timeZone, house.clock.now()),
        clock: house.clock,
        ids: house.ids,
        log: house.log,
        history: newRecorder(house.ids.next()),
        ownFields: await readFields(tx, organization.id),
      };
      const result = await run(ctx);
      await writeHistory(ctx, {
        commands: [claimed.undoing ? 'import.undo' : 'data.import'],
        conversationId: claimed.conversationId,
        origin: 'import',
        ...(claimed.undoing ? {} : { importBatchId: claimed.batchId }),
      });
      return result;
    });
  }

  const begin = (all: boolean): Promise<void> => {
    running = running
      .then(() => workThrough(all))
      .catch((error: unknown) => house.log.error('import.not_taken_up', { ...reasonOf(error) }));
    return running;
  };
  return {
    wake: () => void begin(false),
    sweep: begin,
    idle: async () => {
      for (let last: Promise<void> | null = null; last !== running; ) {
        last = running;
        await last;
      }
    },
    pause: () => {
      paused = true;
    },
  };
}

/** A smaller import is done before anybody looks. */
const SHOWN_FROM = 3000;

const WITHHELD = {
  en: 'The work on your file goes on, or is done. People from outside read along here by now, so I do not say what came of it: ask me about it elsewhere.',
  zh: '文件的处理已结束或仍在进行。现在这里有外部人员，我不在此说明结果，请到别处问我。',
} as const;

const BROKEN = {
  en: 'Something went wrong on my side and the import stopped. What came in so far stays; say “undo the import” to take it back.',
  zh: '我这边出错了，导入已中断。已导入的会保留；要撤回请说“撤销导入”。',
} as const;

function tellIn(stored: unknown): Tell | null {
  return typeof stored === 'object' && stored !== null && 'conversationKey' in stored
    ? (stored as Tell)
    : null;
}
