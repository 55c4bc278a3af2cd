import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Assistant, ChatPlatform } from '../../conversation/message.ts';
import { type Clock, dayIn } from '../../platform/clock.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import { readActivity, type TeamsActivity, tenantOf } from './activity.ts';
import { isLoopback, readAddress, threadOf } from './address.ts';
import type { LinkTo } from './card.ts';
import { connect, type TeamsSettings } from './connection.ts';
import { fetchFile } from './files.ts';
import { createLook } from './look.ts';
import { createOutgoing } from './outgoing.ts';
import { isFromThisMachine, type Outcome, readJson, reply } from './request.ts';
import { createTurns } from './turns.ts';

type TeamsOptions = {
  /** Null for local mode: no authentication, this machine only, nobody is an outsider. */
  settings: TeamsSettings | null;
  assistant: Assistant;
  log: Log;
  clock: Clock;
  /** Where a file of a reply can be fetched. */
  linkTo?: LinkTo;
  /** How long a press may take before it is answered with "working on it". Teams gives up after 15 s. */
  patienceMs?: number;
  /** How long the connector service may take for one request. */
  timeoutMs?: number;
};

export type TeamsAdapter = {
  platform: ChatPlatform;
  /** Serves POST /api/messages. Always answers, never throws. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Resolves when no work is left of the messages taken so far: for a graceful stop. */
  idle: () => Promise<void>;
};

/** The Microsoft Teams adapter: activities in, InboundMessages to the assistant, replies out as Adaptive Cards. */
export function createTeamsAdapter(options: TeamsOptions): TeamsAdapter {
  const { settings, log, clock } = options;
  const connection = connect(settings, options.timeoutMs ?? 15_000);
  const linkTo = options.linkTo ?? (() => null);
  const outgoing = createOutgoing({ connection, local: settings === null, linkTo });
  const turns = createTurns({
    assistant: options.assistant,
    outgoing,
    linkTo,
    log,
    patienceMs: options.patienceMs ?? 10_000,
    period: () => (settings === null ? minuteOf(clock.now()) : dayIn('UTC', clock.now())),
  });
  const running = new Set<Promise<void>>();

  async function answer(request: IncomingMessage): Promise<Outcome> {
    const refused = refusedAtTheDoor(request, settings === null);
    if (refused !== null) return { status: refused };
    const body = await readJson(request);
    if (body.kind === 'refused') return { status: body.status };
    if (typeof body.value.type !== 'string') return { status: 400 };
    const activity = settings === null ? readLocal(body.value) : readTenants(body.value);
    return authenticated(request.headers.authorization ?? '', activity);
  }

  /** Whoever may not come in does not learn what is wrong with an activity. */
  async function authenticated(
    authorization: string,
    activity: TeamsActivity | null,
  ): Promise<Outcome> {
    let outcome: Outcome = { status: 400 };
    const known = await connection.receive(authorization, activity, async () => {
      if (activity !== null) outcome = await turns.take(activity);
    });
    if (known) return outcome;
    log.warn('teams.request_refused', { signed: authorization !== '' });
    return { status: 401 };
  }

  function runAfter(work: () => Promise<void>): void {
    const promise = work()
      .catch((error: unknown) => log.error('teams.answer_failed', reasonOf(error)))
      .finally(() => running.delete(promise));
    running.add(promise);
  }

  const { look, lookAt, readByOthers } = createLook({
    homeTenant: settings?.tenantId ?? null,
    clock,
    inConversation: connection.inConversation,
    alone: connection.alone,
    log,
  });
  return {
    platform: {
      provider: 'teams',
      look,
      lookAt,
      outsidersRead: readByOthers,
      deliver: outgoing.deliver,
      threadOf: (replyTo, ref) => {
        const address = readAddress(replyTo);
        return address === null ? null : threadOf(address, ref);
      },
      update: ({ id, ref, replyTo, reply }) => outgoing.replace(replyTo, ref, reply, id),
      fetch: (_message, file, limit) => fetchFile(file, { limit, local: settings === null }),
    },
    async handle(request, response) {
      try {
        const outcome = await answer(request);
        reply(response, outcome);
        if (outcome.after !== undefined) runAfter(outcome.after);
      } catch (error) {
        log.error('teams.request_failed', reasonOf(error));
        reply(response, { status: 500 });
      }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** The playground begins an empty chat at every start, and expects a hello in it. */
function minuteOf(moment: Date): string {
  return moment.toISOString().slice(0, 16);
}

function refusedAtTheDoor(request: IncomingMessage, local: boolean): number | null {
  if (request.method !== 'POST') return 405;
  return local && !isFromThisMachine(request) ? 403 : null;
}

/** Without authentication, an activity may not have its answers sent to another machine. */
function readLocal(body: unknown): TeamsActivity | null {
  const activity = readActivity(body);
  return activity !== null && isLoopback(activity.serviceUrl) ? activity : null;
}

/** Everything that Teams sends names its tenant; what did not would belong to the local organization. */
function readTenants(body: unknown): TeamsActivity | null {
  const activity = readActivity(body);
  return activity !== null && tenantOf(activity) !== null ? activity : null;
}
