import type { CrmContext } from '../crm/context.ts';
import type { Period } from '../crm/report-period.ts';
import { addDays, startOfDay } from '../platform/clock.ts';
import type { Language } from './audience.ts';
import { clustersOf } from './clusters.ts';
import { groupedBy } from './grouped-by.ts';
import { type AskedOnce, type Resolved, resolutionsOf, SILENCE_MS } from './resolution.ts';
import { type TicketSeen, ticketsOpened } from './tickets-seen.ts';
import { tokensOf } from './tokens.ts';

/** Why questions are in a gap, and how many of them for each reason. */
export type Reasons = {
  unanswered: number;
  /** Which topic is meant was asked back, and none was chosen. */
  notChosen: number;
  votedDown: number;
  /** Neither a command nor a question. */
  notUnderstood: number;
};

/** What people look for and do not find. */
export type Gap = {
  /** The question that stands for it, and all of them. */
  id: string;
  questions: readonly string[];
  language: Language;
  volume: number;
  people: number;
  reasons: Reasons;
  /** How it was said, the most frequent first, each once. */
  wordings: readonly string[];
  /** What a person wrote that solved it, or what a person missed. */
  known: { text: string; from: { ticket: number } | 'comment' } | null;
};

type Asked = AskedOnce & {
  text: string;
  language: string;
  /** Who is behind the chat identity: the same person in two chats is one. */
  person: string;
  comment: string | null;
};

type Missed = Asked & { reason: keyof Reasons };

/** Two stars are no help; with three somebody got by. */
const VOTED_DOWN = 2;
/** More are not read: the latest count. */
const MOST_READ = 10_000;

/**
 * What is missing in the knowledge base, by what was asked in a period: what most people missed most often first. Days are those of
 * the organization's time zone.
 */
export async function gapsIn(ctx: CrmContext, period: Period): Promise<Gap[]> {
  const { timeZone } = ctx.organization;
  const from = startOfDay(period.start, timeZone);
  const to = startOfDay(addDays(period.end, 1), timeZone);
  const later = new Date(to.getTime() + SILENCE_MS);
  const asked = await questionsAsked(ctx, from, later);
  const tickets = await ticketsOpened(ctx, { from, to: later });
  const missed = resolutionsOf(asked, tickets, ctx.clock.now())
    .filter(({ question }) => question.at < to)
    .flatMap((one): Missed[] => {
      const reason = reasonOf(one);
      return reason === null ? [] : [{ ...one.question, reason }];
    });
  return clustersOf(missed)
    .map((cluster) => gapOf(cluster, tickets))
    .toSorted(
      (a, b) =>
        b.volume * b.people - a.volume * a.people || b.volume - a.volume || (a.id < b.id ? -1 : 1),
    );
}

function questionsAsked({ tx, organization }: CrmContext, from: Date, to: Date): Promise<Asked[]> {
  return tx.sql<Asked>`
    SELECT q."id", q."identityId", q."at", q."text", q."language", q."outcome", q."articles", f."rating", f."comment",
      coalesce(i."memberId", i."contactId", q."identityId")::text AS "person"
    FROM "AskedQuestion" q
    LEFT JOIN "ExternalIdentity" i ON i."organizationId" = q."organizationId" AND i."id" = q."identityId"
    LEFT JOIN "Feedback" f ON f."organizationId" = q."organizationId" AND f."questionId" = q."id" AND f."deletedAt" IS NULL
    WHERE q."organizationId" = ${organization.id}::uuid AND q."at" >= ${from} AND q."at" < ${to}
    ORDER BY q."at" DESC, q."id" DESC LIMIT ${MOST_READ}`;
}

function reasonOf({ question, chosen }: Resolved<Asked>): keyof Reasons | null {
  switch (question.outcome) {
    case 'abstain':
      return 'unanswered';
    case 'clarify':
      return chosen ? null : 'notChosen';
    case 'unknown':
      return 'notUnderstood';
    default:
      return question.rating !== null && question.rating <= VOTED_DOWN ? 'votedDown' : null;
  }
}

function gapOf(cluster: readonly Missed[], tickets: readonly TicketSeen[]): Gap {
  const count = (reason: keyof Reasons) => cluster.filter((one) => one.reason === reason).length;
  const first = cluster.reduce((a, b) => (b.id < a.id ? b : a));
  return {
    id: first.id,
    questions: cluster.map(({ id }) => id),
    language: languageOf(cluster),
    volume: cluster.length,
    people: new Set(cluster.map(({ person }) => person)).size,
    reasons: {
      unanswered: count('unanswered'),
      notChosen: count('notChosen'),
      votedDown: count('votedDown'),
      notUnderstood: count('notUnderstood'),
    },
    wordings: wordingsOf(cluster),
    known: solutionOf(cluster, tickets) ?? commentOf(cluster),
  };
}

function languageOf(cluster: readonly Missed[]): Language {
  const chinese = cluster.filter(({ language }) => language === 'zh').length;
  return chinese * 2 > cluster.length ? 'zh' : 'en';
}

function wordingsOf(cluster: readonly Missed[]): string[] {
  const said = groupedBy(cluster, ({ text }) => text.replace(/\s+/g, ' ').trim());
  return [...said]
    .toSorted(([a, all], [b, others]) => others.length - all.length || (a < b ? -1 : 1))
    .map(([text]) => text);
}

/** What the desk answered to one who opened a ticket after such a question: best where he confirmed it, then the latest. */
function solutionOf(cluster: readonly Missed[], tickets: readonly TicketSeen[]): Gap['known'] {
  const [best] = tickets
    .filter(
      ({ requesterId, createdAt, closedAt, answer }) =>
        closedAt !== null &&
        (answer ?? '').trim() !== '' &&
        cluster.some(
          (asked) =>
            asked.identityId === requesterId &&
            createdAt >= asked.at &&
            createdAt.getTime() - asked.at.getTime() < SILENCE_MS,
        ),
    )
    .toSorted(
      (a, b) =>
        Number(b.outcome === 'confirmed') - Number(a.outcome === 'confirmed') ||
        b.number - a.number,
    );
  return best === undefined
    ? null
    : { text: (best.answer ?? '').trim(), from: { ticket: best.number } };
}

/** What was missing, as the last one says who voted it down. */
function commentOf(cluster: readonly Missed[]): Gap['known'] {
  const [last] = cluster
    .filter(({ comment }) => (comment ?? '').trim() !== '')
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  return last === undefined ? null : { text: (last.comment ?? '').trim(), from: 'comment' };
}

/** The gap that is meant: by a question in it, its place in the list, or words of it; null where there is none. */
export function gapMeant(gaps: readonly Gap[], said: string): Gap | null {
  const byId = gaps.find(({ questions }) => questions.includes(said));
  if (byId !== undefined) return byId;
  const place = /^(?:gap|缺口|第)?\s*(?:#|no\.?|number)?\s*(\d{1,3})\s*(?:个|条|项)?$/iu.exec(
    said.trim(),
  );
  if (place !== null) return gaps[Number(place[1]) - 1] ?? null;
  const asked = new Set(tokensOf(said));
  const shared = gaps.map(({ wordings }) => {
    const tokens = new Set(wordings.flatMap((wording) => tokensOf(wording)));
    return [...asked].filter((token) => tokens.has(token)).length;
  });
  const most = Math.max(0, ...shared);
  return most === 0 || most * 2 < asked.size ? null : (gaps[shared.indexOf(most)] ?? null);
}
