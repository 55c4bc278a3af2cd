import { readFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { beforeAll, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import type { Command } from '../../src/commands/command.ts';
import type { TurnRecord } from '../../src/conversation/assistant.ts';
import type {
  ChatPlatform,
  Fetched,
  InboundContent,
  InboundMessage,
  OfferedFile,
  Post,
  Surroundings,
} from '../../src/conversation/message.ts';
import type { MemberRole } from '../../src/crm/context.ts';
import { actAs, ensureMember } from '../../src/crm/members.ts';
import { type Clock, clockFrom } from '../../src/platform/clock.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import type { LanguageModel } from '../../src/platform/language-model.ts';
import type { Log } from '../../src/platform/log.ts';
import type { Action, Button, Reply } from '../../src/reply/reply.ts';
import { templatePath } from './database-template.ts';

let shared: Promise<Database> | null = null;

/** The database of this worker: PostgreSQL where PARLEY_TEST_DATABASE_URL says so, else PGlite in memory. */
export function theDatabase(): Promise<Database> {
  const url = process.env.PARLEY_TEST_DATABASE_URL;
  shared ??=
    url === undefined
      ? openDatabase({
          kind: 'pglite',
          directory: 'memory',
          template: new Blob([readFileSync(templatePath())]),
        })
      : openDatabase({ kind: 'postgres', url, connections: 5 });
  return shared;
}

/** The first world of a worker opens its database and learns the catalogue, eight seconds of work: it is the start of no conversation. */
beforeAll(async () => (await aWorld()).app.warmUp());

/** The moment at which the conversations of the specification happen: a Wednesday. */
export const NOW = new Date('2026-03-18T10:00:00Z');

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const NOTHING = Promise.resolve({ kind: 'failed', reason: 'nothing' } as const);

export type World = {
  app: App;
  db: Database;
  organizationId: string;
  posts: Post[];
  /** The application as it starts again on the same data. */
  again: () => Promise<App>;
  person: (who: Who) => Promise<Person>;
};

export type Who = {
  name: string;
  role: MemberRole | 'customer';
  locale?: 'en' | 'zh';
  timeZone?: string;
};

export type Heard = { text: string; reply: Reply | null; record: TurnRecord | undefined };

export type Person = {
  name: string;
  says: (text: string) => Promise<Heard>;
  presses: (label: string | RegExp) => Promise<Heard>;
  sends: (content: InboundContent, eventKey?: string) => Promise<Heard>;
  /** The buttons of the last answer. */
  buttons: () => readonly Button[];
  message: (content: InboundContent, eventKey?: string) => InboundMessage;
};

/** An organization of its own in the shared database, with the whole assistant on it and a chat platform that records. */
export async function aWorld(
  options: {
    clock?: Clock;
    demo?: boolean;
    outsidersRead?: boolean;
    /** Where a person is told alone, as the platform finds it out. */
    aside?: NonNullable<Surroundings['aside']>;
    /** By the time that something is told after the answer. */
    outsidersReadLater?: () => boolean;
    log?: Log;
    commands?: readonly Command[];
    /** The folder of the knowledge base. */
    knowledge?: string;
    model?: LanguageModel;
    /** What the platform gives for a file that was dropped. */
    fetch?: (file: OfferedFile, limit: number) => Promise<Fetched>;
  } = {},
): Promise<World> {
  const db = await theDatabase();
  const slug = v7();
  const records = new Map<string, TurnRecord>();
  const start = () =>
    openApp({
      database: db,
      organization: { slug, name: 'Test company' },
      demo: options.demo ?? false,
      clock: options.clock ?? clockFrom(NOW),
      ids: uuids,
      log: options.log ?? quiet,
      commands: options.commands ?? [],
      knowledge: options.knowledge ?? null,
      model: options.model ?? null,
      watch: (record) => records.set(record.eventId, record),
    });
  const app = await start();
  const posts: Post[] = [];
  const people = new Map<string, Who>();
  const platform: ChatPlatform = {
    provider: 'console',
    look: async (message) => {
      const who = people.get(message.sender.key);
      return {
        sender: {
          name: who?.name ?? message.sender.key,
          email: null,
          locale: who?.locale ?? 'en',
          timeZone: who?.timeZone ?? 'UTC',
          outsider: who?.role === 'customer',
        },
        outsidersRead: options.outsidersRead ?? false,
        ...(options.aside !== undefined && { aside: options.aside }),
      };
    },
    outsidersRead: async () => options.outsidersReadLater?.() ?? options.outsidersRead ?? false,
    deliver: async (post) => {
      posts.push(post);
      return { kind: 'sent', ref: null };
    },
    ...(options.fetch === undefined
      ? {}
      : { fetch: (_message, file, limit) => options.fetch?.(file, limit) ?? NOTHING }),
  };
  await app.connect(platform, slug);
  await app.readKnowledge();
  const world: World = {
    app,
    db,
    organizationId: app.organization.id,
    posts,
    again: async () => {
      const next = await start();
      await next.connect(platform, slug);
      return next;
    },
    person: async (who) => {
      people.set(who.name, who);
      await db.inOrganization(app.organization.id, async (tx) => {
        const key = { provider: 'console' as const, tenantKey: slug, userKey: who.name };
        if (who.role === 'customer') {
          await actAs(tx, app.organization, key, { customer: who.name, contactId: null }, NOW);
        } else {
          const member = await ensureMember(tx, app.organization, who.name, who.role);
          await actAs(tx, app.organization, key, { memberId: member.id }, NOW);
        }
      });
      return personIn(world, slug, who, records);
    },
  };
  return world;
}

function personIn(
  world: World,
  tenantKey: string,
  who: Who,
  records: Map<string, TurnRecord>,
): Person {
  let last: Reply | null = null;
  const message = (content: InboundContent, eventKey: string = v7()): InboundMessage => ({
    provider: 'console',
    tenantKey,
    eventKey,
    conversation: { key: `dm/${who.name}`, kind: 'direct' },
    sender: { key: who.name },
    content,
    replyTo: { to: `dm/${who.name}` },
  });
  const sends = async (content: InboundContent, eventKey?: string): Promise<Heard> => {
    const receipt = await world.app.assistant.receive(message(content, eventKey));
    const reply = await world.app.assistant.answer(receipt);
    last = reply;
    return { text: reply?.text ?? '', reply, record: records.get(receipt.id) };
  };
  const buttons = (): readonly Button[] =>
    (last?.blocks ?? []).flatMap((b) =>
      b.kind === 'buttons' ? b.buttons : b.kind === 'menu' ? b.options : [],
    );
  return {
    name: who.name,
    message,
    sends,
    buttons,
    says: (text) => sends({ kind: 'text', text }),
    presses: (label) => {
      const found = buttons().find((b) =>
        typeof label === 'string' ? b.label === label : label.test(b.label),
      );
      if (found === undefined)
        throw new Error(
          `no button ${String(label)} among ${buttons()
            .map((b) => b.label)
            .join(', ')}`,
        );
      return sends({ kind: 'action', action: JSON.parse(JSON.stringify(found.action)) as Action });
    },
  };
}

/** One step of a conversation: what is typed or pressed, what is heard, and what is true then. */
export type Step = ({ says: string } | { presses: string | RegExp }) & {
  hears?: RegExp | readonly RegExp[];
  hearsNot?: RegExp;
  /** The changes of this turn, as `field: before → after` in JSON forms; all of them, in any order. */
  changes?: readonly string[];
};

/** A conversation as a specification, through the same door as Slack and Teams. */
export function transcript(
  name: string,
  who: Who,
  steps: readonly Step[],
  options: Parameters<typeof aWorld>[0] = {},
): void {
  it(name, async () => {
    const person = await (await aWorld(options)).person(who);
    await play(person, steps);
  });
}

/** Plays the steps of one person. */
export async function play(person: Person, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const label = 'says' in step ? step.says : `[${String(step.presses)}]`;
    const heard =
      'says' in step ? await person.says(step.says) : await person.presses(step.presses);
    for (const pattern of [step.hears ?? []].flat())
      expect(heard.text, `after “${label}”`).toMatch(pattern);
    if (step.hearsNot !== undefined)
      expect(heard.text, `after “${label}”`).not.toMatch(step.hearsNot);
    if (step.changes !== undefined) {
      expect(
        heard.record?.changes.map(changeLine).sort((a, b) => a.localeCompare(b)),
        `after “${label}”`,
      ).toEqual([...step.changes].sort((a, b) => a.localeCompare(b)));
    }
  }
}

/** `Deal.value: {"amount":50000,"currency":"USD"} → …`, with texts unquoted. */
function changeLine(change: TurnRecord['changes'][number]): string {
  const show = (value: unknown): string =>
    typeof value === 'string' ? value : JSON.stringify(value);
  return `${change.entity}.${change.field}: ${show(change.before)} → ${show(change.after)}`;
}
