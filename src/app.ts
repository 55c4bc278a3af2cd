import { seedDemoCompany } from '../prisma/seed/demo-company.ts';
import { type Background, backgroundOf, type Notices, together } from './commands/background.ts';
import { exportWork } from './commands/background-export.ts';
import {
  forecastAlertWork,
  forecastPostWork,
  trainingWork,
} from './commands/background-forecast.ts';
import { gapListWork } from './commands/background-gaps.ts';
import { importWork } from './commands/background-import.ts';
import { slaWatch } from './commands/background-sla.ts';
import { snapshotWatch } from './commands/background-snapshot.ts';
import { catalogueOf } from './commands/catalogue.ts';
import type { Command } from './commands/command.ts';
import { composedReply } from './commands/composed-reply.ts';
import type { House } from './commands/people.ts';
import {
  createAssistant,
  type RunningAssistant,
  type TurnRecord,
} from './conversation/assistant.ts';
import type { ChatPlatform, Provider } from './conversation/message.ts';
import { createUnderstanding } from './conversation/understanding/understand.ts';
import type { OrganizationSettings } from './crm/context.ts';
import { removeExpiredFiles } from './crm/files.ts';
import {
  ensureOrganization,
  installIn,
  isUntouched,
  renameOrganization,
} from './crm/organization.ts';
import { fillPinyin } from './crm/search/pinyin.ts';
import type { Clock } from './platform/clock.ts';
import { type Database, type DatabaseSettings, openDatabase } from './platform/database.ts';
import type { Ids } from './platform/ids.ts';
import { createInbox } from './platform/inbox.ts';
import type { LanguageModel } from './platform/language-model.ts';
import { type Log, reasonOf } from './platform/log.ts';
import { createOutbox } from './platform/outbox.ts';
import type { Reply } from './reply/reply.ts';
import { readKnowledge } from './support/knowledge.ts';
import { createKnowledge } from './support/knowledge-base.ts';
import { watchFolder } from './support/knowledge-watch.ts';

export type AppOptions = {
  database: DatabaseSettings | Database;
  organization: {
    slug: string;
    name: string;
    baseCurrency?: string;
    timeZone?: string;
    locale?: 'en' | 'zh';
  };
  /** Fills a new organization with the demo company. */
  demo: boolean;
  /** The folder of the knowledge base; none when absent. */
  knowledge?: string | null;
  /** Makes short answers of what the knowledge base says; without one it is quoted. */
  model?: LanguageModel | null;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** Commands that only this installation has. */
  commands?: readonly Command[];
  watch?: (record: TurnRecord) => void;
  progress?: (step: 'creating' | 'migrating' | 'seeding') => void;
};

export type App = {
  db: Database;
  assistant: RunningAssistant;
  /** What goes on after the turns that asked for it. */
  background: Background;
  organization: OrganizationSettings;
  /** Reads the knowledge base, if its folder holds something new; once sweeping has begun, whenever it changes. */
  readKnowledge: () => Promise<void>;
  /** Learns the wordings of the commands now, not at the first message: it takes most of a second. */
  warmUp: () => void;
  /** Makes a chat platform known, and that its tenant belongs to the organization. */
  connect: (platform: ChatPlatform, tenantKey: string) => Promise<void>;
  /** Answers and posts what a process that died left behind, now and every few seconds from here on. */
  startSweeping: () => Promise<void>;
  /** Ends the turns under way, then closes the database. */
  close: () => Promise<void>;
};

const SWEEP_EVERY_MS = 5000;
const TIDY_EVERY_MS = 60 * 60_000;
/** A turn of a living process takes far less. */
const LEFT_BEHIND_AFTER_MS = 15_000;
/** So does a post, although it may wait for its platform. */
const INTERRUPTED_AFTER_MS = 60_000;

/** The one place that wires everything: settings in, an assistant out. `main.ts`, the terminal and the tests use it. */
export async function openApp(options: AppOptions): Promise<App> {
  const { clock, ids, log } = options;
  const opened = clock.now();
  const progress = options.progress ?? (() => undefined);
  const owned =
    'inOrganization' in options.database ? null : await openDatabase(options.database, progress);
  const db = owned ?? (options.database as Database);
  const { settings, fresh } = await ensureOrganization(db, options.organization);
  const organization = options.demo ? await withDemo(db, settings, fresh, options) : settings;
  const platforms = new Map<Provider, ChatPlatform>();
  const platform = (provider: Provider): ChatPlatform => {
    const found = platforms.get(provider);
    if (found === undefined) throw new Error(`${provider} is not connected`);
    return found;
  };
  const catalogue = catalogueOf(options.commands);
  const understander = createUnderstanding(catalogue);
  const { model = null } = options;
  const compose = model && ((reply: Reply) => composedReply({ model, log }, reply));
  const outbox = createOutbox({
    db,
    clock,
    log,
    post: async ({ id, provider, replyTo, reply, under, internal }) => {
      const { deliver, threadOf, outsidersRead } = platform(provider);
      const to = replyTo as Record<string, unknown>;
      // People from outside may have come since it was written.
      if (internal === true && (await outsidersRead?.(to)) === true)
        return { kind: 'failed', reason: 'outsiders_read' };
      // A message whose thread is not known is posted by itself: better there than not at all.
      const place = under === null ? null : (threadOf?.(to, under) ?? null);
      const said = reply as Reply;
      return deliver({
        id,
        replyTo: place ?? to,
        reply: compose === null ? said : await compose(said),
      });
    },
  });
  const notices: Notices = {
    outsidersRead: async ({ provider, replyTo }) =>
      (await platform(provider).outsidersRead?.(replyTo as Record<string, unknown>)) ?? false,
    put: async (tx, organizationId, { provider, conversationKey, replyTo }, reply) => {
      const id = ids.next();
      await outbox.put(tx, { id, organizationId, provider, conversationKey, replyTo, reply });
      return id;
    },
    post: (tx, organizationId, { to, ...post }) =>
      outbox.put(tx, { ...post, ...to, id: ids.next(), organizationId }),
    flush: (organizationId, { conversationKey }) => outbox.flush(organizationId, conversationKey),
    change: async (id, { provider, replyTo }, reply) => {
      const ref = await outbox.refOf(id);
      const { update } = platform(provider);
      if (ref === null || update === undefined) return false;
      const to = replyTo as Record<string, unknown>;
      const delivery = await update({ id, ref, replyTo: to, reply });
      return delivery.kind === 'sent' || delivery.kind === 'retry';
    },
  };
  const knowledge = createKnowledge(options.knowledge ?? null);
  const house = { db, clock, ids, log, catalogue, knowledge };
  const working = { ...house, notices };
  const training = backgroundOf(working, organization.id, trainingWork(working));
  const background = together([
    backgroundOf(working, organization.id, importWork(working)),
    backgroundOf(working, organization.id, exportWork(working)),
    backgroundOf(working, organization.id, gapListWork(working)),
    slaWatch(working, organization.id),
    snapshotWatch(working, organization.id, training.wake),
    training,
    backgroundOf(working, organization.id, forecastPostWork(working)),
    backgroundOf(working, organization.id, forecastAlertWork(working)),
  ]);
  const assistant = createAssistant({
    ...house,
    compose,
    wake: background.wake,
    inbox: createInbox({ db, clock, ids }),
    outbox,
    understander,
    platform,
    ...(options.watch === undefined ? {} : { watch: options.watch }),
  });
  let timer: NodeJS.Timeout | null = null;
  let watching: (() => Promise<void>) | null = null;
  let reading: Promise<void> = Promise.resolve();
  const readAgain = (): Promise<void> => {
    reading = reading.then(() => bringUpToDate(house, organization));
    return reading;
  };
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = (leftBefore: Date, interruptedBefore: Date): Promise<void> =>
    assistant
      .sweep(leftBefore, interruptedBefore)
      .then(() => fillAllPinyin(db))
      .catch((error: unknown) => log.error('sweep.failed', { ...reasonOf(error) }));
  const sweepOthers = (): Promise<void> => {
    const now = clock.now().getTime();
    return sweep(new Date(now - LEFT_BEHIND_AFTER_MS), new Date(now - INTERRUPTED_AFTER_MS));
  };
  let tidied = clock.now().getTime();
  const tidyUp = async (): Promise<void> => {
    if (clock.now().getTime() - tidied < TIDY_EVERY_MS) return;
    tidied = clock.now().getTime();
    await db
      .asSystem((tx) => removeExpiredFiles({ tx, clock }))
      .catch((error: unknown) => log.error('files.not_removed', { ...reasonOf(error) }));
  };
  return {
    db,
    background,
    assistant,
    organization,
    warmUp: () => {
      understander.understand('show my deals', {
        now: clock.now(),
        timeZone: organization.timeZone,
        locale: organization.locale,
        baseCurrency: organization.baseCurrency,
        fiscalYearStartMonth: organization.fiscalYearStartMonth,
        weekStartsOn: 'monday',
        dateOrder: 'mdy',
      });
    },
    connect: async (connected, tenantKey) => {
      platforms.set(connected.provider, connected);
      await db.asSystem((tx) => installIn(tx, organization.id, connected.provider, tenantKey));
    },
    readKnowledge: readAgain,
    startSweeping: async () => {
      // Alone on its directory, all that is older than this process was left by the one before it.
      const alone = db.kind === 'pglite';
      await (alone ? sweep(opened, opened) : sweepOthers());
      void background.sweep(alone);
      if (house.knowledge.folder !== null)
        watching = await watchFolder(house.knowledge.folder, () => void readAgain());
      timer = setInterval(() => {
        sweeping = sweeping.then(sweepOthers).then(tidyUp);
        void background.sweep(false);
      }, SWEEP_EVERY_MS);
    },
    close: async () => {
      if (timer !== null) clearInterval(timer);
      await watching?.();
      await sweeping;
      await reading;
      await assistant.idle();
      background.pause();
      await background.idle();
      if (owned !== null) await owned.close();
    },
  };
}

/**
 * Moves the demo company in while nobody has written anything: also where a tool that does not (`npm run chat`) was first to
 * open the directory.
 */
async function withDemo(
  db: Database,
  organization: OrganizationSettings,
  fresh: boolean,
  options: AppOptions,
): Promise<OrganizationSettings> {
  return db.asSystem(async (tx) => {
    const { id } = organization;
    if (!fresh && !(await isUntouched(tx, id))) return organization;
    options.progress?.('seeding');
    await seedDemoCompany(tx, { organizationId: id, now: options.clock.now() });
    return fresh ? organization : renameOrganization(tx, id, options.organization.name);
  });
}

/** The articles as the folder has them now. A folder that cannot be read leaves what is in service. */
async function bringUpToDate(
  { db, clock, ids, log, knowledge }: House,
  organization: OrganizationSettings,
): Promise<void> {
  const { folder } = knowledge;
  if (folder === null) return;
  try {
    const report = await db.inOrganization(organization.id, (tx) =>
      readKnowledge({ tx, clock, ids }, organization, folder),
    );
    if (report === null) log.warn('knowledge.not_found', { organization: organization.id });
    else
      log.info('knowledge.read', {
        organization: organization.id,
        version: report.version,
        articles: report.articles.en + report.articles.zh,
        problems: report.problems.length,
      });
  } catch (error) {
    log.error('knowledge.not_read', { organization: organization.id, ...reasonOf(error) });
  }
}

/** What an import in bulk, or an older version, left without: turns go on between one batch and the next. */
async function fillAllPinyin(db: Database): Promise<void> {
  while ((await db.asSystem((tx) => fillPinyin(tx, null))) > 0);
}
