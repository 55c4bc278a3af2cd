import type { CrmContext } from '../crm/context.ts';
import { readFields } from '../crm/custom-fields.ts';
import type { Tell } from '../crm/imports.ts';
import { actorOfMember } from '../crm/members.ts';
import { organizationById } from '../crm/organization.ts';
import { newRecorder } from '../crm/recorder.ts';
import { type Claimed, Overtaken } from '../crm/work.ts';
import { dayIn } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import { type Log, reasonOf } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Phrase, type Reply, say } from '../reply/reply.ts';
import type { ElsewherePost } from './context.ts';
import type { House } from './people.ts';
import { mayUse } from './permission.ts';

/** How people are told of what goes on after their message was answered. */
export type Notices = {
  /** Whether people from outside read there by now. */
  outsidersRead: (tell: Tell) => Promise<boolean>;
  /** Writes a message with the transaction of its cause; `flush` posts it. Gives its id. */
  put: (tx: Transaction, organizationId: string, tell: Tell, reply: Reply) => Promise<string>;
  /** The same for what is told where nobody asked: in the thread of a message, or not for outsiders. */
  post: (tx: Transaction, organizationId: string, post: Omit<ElsewherePost, 'id'>) => Promise<void>;
  flush: (organizationId: string, tell: Pick<Tell, 'conversationKey'>) => Promise<void>;
  /** Changes a message that was posted; false where that is not possible. */
  change: (messageId: string, tell: Tell, reply: Reply) => Promise<boolean>;
};

/** A kind of work that goes on after the turn that asked for it, and after a crash. */
export type Work<Job extends Claimed> = {
  /** In the log: `import`. */
  name: string;
  /** The command by which it is asked for: whoever may not use it any more does not get it done. */
  command: (job: Job) => string;
  claim: (tx: Transaction, organizationId: string, now: Date, all: boolean) => Promise<Job | null>;
  /** Lets another process go on with it. */
  release: (tx: Transaction, id: string) => Promise<void>;
  /** Nothing more is done of it. */
  fail: (tx: Transaction, id: string) => Promise<void>;
  setMessage: (tx: Transaction, id: string, message: string) => Promise<void>;
  /** Does it, from where it stands. */
  perform: (job: Job, doing: Doing) => Promise<void>;
  /** Said instead of an outcome where people from outside read along by now. */
  withheld: Phrase;
  /** Said when it broke. */
  broken: Phrase;
};

/** What a piece of work is done with. */
export type Doing = {
  tell: Tell | null;
  /** Runs a short transaction in which the member acts whose work it is. */
  asMember: <T>(run: (ctx: CrmContext) => Promise<T>) => Promise<T>;
  /** Shows how far it is, of how much. Stops here when the process ends. */
  progress: (done: number, total: number, reply: () => Reply) => Promise<void>;
  /** Puts this in the place of the progress; nothing where none was shown. */
  settle: (reply: Reply) => Promise<void>;
  /** The last transaction: what it gives is told with it, where nobody from outside reads along; null tells nothing. */
  finish: (close: (ctx: CrmContext) => Promise<Reply | null>) => Promise<void>;
};

/** Does what goes on after the turns, each kind of work beside the others. */
export type Background = {
  /** There is work: begins it, if it has not begun. */
  wake: () => void;
  /** Takes up what other processes left. `all`: no other process lives. */
  sweep: (all: boolean) => Promise<void>;
  /** Resolves when nothing is left to do. */
  idle: () => Promise<void>;
  /** Stops after the rows that are being worked on; the rest is taken up later. */
  pause: () => void;
};

class Paused extends Error {}

type Rooms = House & { notices: Notices };

/** One kind of work of an organization, its jobs one after the other. */
export function backgroundOf<Job extends Claimed>(
  house: Rooms,
  organizationId: string,
  work: Work<Job>,
): Background {
  let paused = false;
  let running: Promise<void> = Promise.resolve();

  async function workThrough(all: boolean): Promise<void> {
    while (!paused) {
      const job = await house.db.asSystem((tx) =>
        work.claim(tx, organizationId, house.clock.now(), all),
      );
      if (job === null) return;
      await doJob(job);
    }
  }

  async function doJob(job: Job): Promise<void> {
    const tell = tellIn(job.tell);
    try {
      await work.perform(
        job,
        doingOf(house, work, job, () => paused),
      );
    } catch (error) {
      if (error instanceof Paused) {
        await house.db.asSystem((tx) => work.release(tx, job.id));
        return;
      }
      if (error instanceof Overtaken) {
        house.log.warn(`${work.name}.overtaken`, { [work.name]: job.id });
        return;
      }
      house.log.error(`${work.name}.failed`, { [work.name]: job.id, ...reasonOf(error) });
      await house.db.asSystem(async (tx) => {
        await work.fail(tx, job.id);
        if (tell !== null)
          await house.notices.put(tx, job.organizationId, tell, say(work.broken[tell.locale]));
      });
      if (tell !== null) await house.notices.flush(job.organizationId, tell);
    }
  }

  const begin = (all: boolean): Promise<void> => {
    running = running
      .then(() => workThrough(all))
      .catch((error: unknown) =>
        house.log.error(`${work.name}.not_taken_up`, { ...reasonOf(error) }),
      );
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

/** Several kinds of work, side by side. */
export function together(all: readonly Background[]): Background {
  return {
    wake: () => {
      for (const each of all) each.wake();
    },
    sweep: async (others) => {
      await Promise.all(all.map((each) => each.sweep(others)));
    },
    idle: async () => {
      await Promise.all(all.map((each) => each.idle()));
    },
    pause: () => {
      for (const each of all) each.pause();
    },
  };
}

function doingOf<Job extends Claimed>(
  house: Rooms,
  work: Work<Job>,
  job: Job,
  paused: () => boolean,
): Doing {
  const { notices } = house;
  const { organizationId } = job;
  const tell = tellIn(job.tell);
  let message = job.progressId;
  let changes = true;
  let shown = 0;

  /** Who reads along may have changed since it was asked for. */
  async function withheld(to: Tell): Promise<Reply | null> {
    const outside = await notices.outsidersRead(to).catch((error: unknown) => {
      house.log.warn(`${work.name}.readers_unknown`, { ...reasonOf(error) });
      return true;
    });
    return outside ? say(work.withheld[to.locale]) : null;
  }

  async function post(to: Tell, reply: Reply): Promise<string> {
    const id = await house.db.asSystem(async (tx) => {
      const posted = await notices.put(tx, organizationId, to, reply);
      if (message === null) await work.setMessage(tx, job.id, posted);
      return posted;
    });
    await notices.flush(organizationId, to);
    return id;
  }

  /** One message that changes, or where that is not possible a few. */
  async function show(to: Tell, share: number, make: () => Reply): Promise<void> {
    if (message !== null && share - shown < 0.05 && share < 1) return;
    const reply = (await withheld(to)) ?? make();
    if (message === null) message = await post(to, reply);
    else if (changes) changes = await notices.change(message, to, reply);
    else if (Math.floor(share * 4) > Math.floor(shown * 4) && share < 1) await post(to, reply);
    else return;
    shown = share;
  }

  /** A transaction in which the member acts whose work it is. */
  function asMember<T>(run: (ctx: CrmContext) => Promise<T>): Promise<T> {
    return house.db.inOrganization(organizationId, async (tx) => {
      const organization = await organizationById(tx, organizationId);
      const actor = await actorOfMember(tx, organization, job.actorId);
      const name = work.command(job);
      const command = house.catalogue.find(name);
      // His role may be another one by now.
      if (actor === null || command === null || !mayUse(actor, command))
        throw new Refusal('not_allowed', { command: name });
      return run({
        tx,
        organization,
        actor: tell === null ? actor : { ...actor, locale: tell.locale },
        today: dayIn(actor.timeZone, house.clock.now()),
        clock: house.clock,
        ids: house.ids,
        log: house.log,
        history: newRecorder(house.ids.next()),
        ownFields: await readFields(tx, organization.id),
      });
    });
  }

  return {
    tell,
    asMember,
    progress: async (done, total, reply) => {
      if (paused()) throw new Paused();
      const share = total === 0 ? 1 : Math.min(1, done / total);
      if (tell !== null && total >= SHOWN_FROM) await show(tell, share, reply);
    },
    settle: async (reply) => {
      if (tell === null || message === null || !changes) return;
      await notices.change(message, tell, (await withheld(tell)) ?? reply);
    },
    finish: async (close) => {
      const instead = tell === null ? null : await withheld(tell);
      await asMember(async (ctx) => {
        const reply = await close(ctx);
        if (tell !== null && reply !== null)
          await notices.put(ctx.tx, organizationId, tell, instead ?? reply);
      });
      if (tell !== null) await notices.flush(organizationId, tell);
    },
  };
}

/** Less is done before anybody looks. */
const SHOWN_FROM = 3000;

function tellIn(stored: unknown): Tell | null {
  return typeof stored === 'object' && stored !== null && 'conversationKey' in stored
    ? (stored as Tell)
    : null;
}

/** What is looked at with every sweep, one look after the other; a failure is logged as `failed`, and the next sweep looks again. */
export function watching(
  log: Log,
  failed: string,
  look: (isPaused: () => boolean) => Promise<void>,
): Background {
  let paused = false;
  let running: Promise<void> = Promise.resolve();
  return {
    wake: () => undefined,
    sweep: () => {
      if (!paused)
        running = running
          .then(() => look(() => paused))
          .catch((error: unknown) => log.error(failed, { ...reasonOf(error) }));
      return running;
    },
    idle: () => running,
    pause: () => {
      paused = true;
    },
  };
}
