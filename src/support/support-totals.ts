import type { CrmContext } from '../crm/context.ts';
import { type Period, startOfUnit } from '../crm/report-period.ts';
import { addDays, type CalendarDay, dayIn, startOfDay } from '../platform/clock.ts';
import { CONTENT } from './feedback.ts';
import { groupedBy } from './grouped-by.ts';
import { type AskedOnce, type Resolved, resolutionsOf, SILENCE_MS } from './resolution.ts';
import { type TicketSeen, ticketsOpened } from './tickets-seen.ts';

/** How many were rated, and how many of them well. */
export type Rate = { rated: number; content: number };

/** What support did in a span of time. */
export type SupportTotals = {
  asked: number;
  answered: number;
  /** Asked back which topic is meant; in so many of them one was chosen. */
  askedBack: number;
  chosen: number;
  abstained: number;
  escalated: number;
  /** What was neither a command nor a question. */
  notUnderstood: number;
  /** Questions and tickets whose person said that they are solved, and those that are taken to be. */
  confirmed: { answers: number; tickets: number };
  assumed: { answers: number; tickets: number };
  /** Answers of the last 72 hours that nobody spoke of yet. */
  open: number;
  helpful: Rate;
  /** Customer satisfaction: of tickets and of support as a whole. */
  csat: Rate;
  weeks: readonly { start: CalendarDay; helpful: Rate; csat: Rate }[];
  articles: readonly (Rate & { slug: string; title: string; shown: number; confirmed: number })[];
  agents: readonly (Rate & { name: string; tickets: number; closed: number; confirmed: number })[];
};

type Asked = AskedOnce & { language: string };
type Rating = { at: Date; rating: number; agentId: string | null; agent: string | null };

/** Days are those of the organization's time zone. */
export async function supportTotals(ctx: CrmContext, period: Period): Promise<SupportTotals> {
  const { timeZone } = ctx.organization;
  const from = startOfDay(period.start, timeZone);
  const to = startOfDay(addDays(period.end, 1), timeZone);
  const later = new Date(to.getTime() + SILENCE_MS);
  const questions = await questionsAsked(ctx, from, later);
  const opened = await ticketsOpened(ctx, { from, to: later });
  const ratings = await ticketRatings(ctx, from, to);
  const resolved = resolutionsOf(questions, opened, ctx.clock.now()).filter(
    ({ question }) => question.at < to,
  );
  const tickets = opened.filter(({ createdAt }) => createdAt < to);
  const known = resolved.filter(({ question }) => question.outcome !== 'unknown');
  const count = (of: (one: Resolved<Asked>) => boolean) => known.filter(of).length;
  const closed = (outcome: TicketSeen['outcome']) =>
    tickets.filter((one) => one.closedAt !== null && one.outcome === outcome).length;
  return {
    asked: known.length,
    answered: count(({ question }) => question.outcome === 'answer'),
    askedBack: count(({ question }) => question.outcome === 'clarify'),
    chosen: count(({ chosen }) => chosen),
    abstained: count(({ question }) => question.outcome === 'abstain'),
    escalated: count(({ escalated }) => escalated),
    notUnderstood: resolved.length - known.length,
    confirmed: {
      answers: count(({ resolution }) => resolution === 'confirmed'),
      tickets: closed('confirmed'),
    },
    assumed: {
      answers: count(({ resolution }) => resolution === 'assumed'),
      tickets: closed('assumed'),
    },
    open: count(({ resolution }) => resolution === 'open'),
    helpful: rateOf(known.map(({ question }) => question.rating)),
    csat: rateOf(ratings.map(({ rating }) => rating)),
    weeks: weeksOf(ctx, known, ratings),
    articles: await articlesOf(ctx, known),
    agents: agentsOf(tickets, ratings),
  };
}

export function rateOf(ratings: readonly (number | null)[]): Rate {
  const given = ratings.filter((rating) => rating !== null);
  return { rated: given.length, content: given.filter((rating) => rating >= CONTENT).length };
}

function questionsAsked({ tx, organization }: CrmContext, from: Date, to: Date): Promise<Asked[]> {
  return tx.sql<Asked>`
    SELECT q."id", q."identityId", q."at", q."outcome", q."articles", q."language", f."rating"
    FROM "AskedQuestion" q
    LEFT JOIN "Feedback" f ON f."organizationId" = q."organizationId" AND f."questionId" = q."id" AND f."deletedAt" IS NULL
    WHERE q."organizationId" = ${organization.id}::uuid AND q."at" >= ${from} AND q."at" < ${to}
    ORDER BY q."at", q."id"`;
}

/** What people thought of tickets, and of support as a whole. */
function ticketRatings({ tx, organization }: CrmContext, from: Date, to: Date): Promise<Rating[]> {
  return tx.sql<Rating>`
    SELECT f."updatedAt" AS "at", f."rating", f."agentId", m."name" AS "agent"
    FROM "Feedback" f
    LEFT JOIN "Member" m ON m."organizationId" = f."organizationId" AND m."id" = f."agentId"
    WHERE f."organizationId" = ${organization.id}::uuid AND f."questionId" IS NULL AND f."deletedAt" IS NULL
      AND f."updatedAt" >= ${from} AND f."updatedAt" < ${to}
    ORDER BY f."updatedAt", f."id"`;
}

function weeksOf(
  ctx: CrmContext,
  known: readonly Resolved<Asked>[],
  ratings: readonly Rating[],
): SupportTotals['weeks'] {
  const { organization } = ctx;
  const weekOf = (at: Date) => startOfUnit(dayIn(organization.timeZone, at), 'week', organization);
  const answers = groupedBy(known, ({ question }) => weekOf(question.at));
  const others = groupedBy(ratings, ({ at }) => weekOf(at));
  return [...new Set([...answers.keys(), ...others.keys()])].toSorted().map((start) => ({
    start,
    helpful: rateOf((answers.get(start) ?? []).map(({ question }) => question.rating)),
    csat: rateOf((others.get(start) ?? []).map(({ rating }) => rating)),
  }));
}

async function articlesOf(
  { tx, organization }: CrmContext,
  known: readonly Resolved<Asked>[],
): Promise<SupportTotals['articles']> {
  const shown = groupedBy(
    known.filter(({ question }) => question.outcome === 'answer'),
    ({ question }) => question.articles[0] ?? '',
  );
  const rows = await tx.article.findMany({
    where: { organizationId: organization.id, slug: { in: [...shown.keys()] } },
    select: { slug: true, language: true, title: true },
  });
  return [...shown]
    .map(([slug, all]) => {
      const titles = rows.filter((row) => row.slug === slug);
      const language = all[0]?.question.language;
      const title = (titles.find((row) => row.language === language) ?? titles[0])?.title ?? slug;
      return {
        ...rateOf(all.map(({ question }) => question.rating)),
        ...{ slug, title, shown: all.length },
        confirmed: all.filter(({ resolution }) => resolution === 'confirmed').length,
      };
    })
    .toSorted((a, b) => b.shown - a.shown || (a.slug < b.slug ? -1 : 1));
}

function agentsOf(
  tickets: readonly TicketSeen[],
  ratings: readonly Rating[],
): SupportTotals['agents'] {
  const names = new Map<string, string>();
  for (const { agentId, agent } of [...tickets, ...ratings])
    if (agentId !== null) names.set(agentId, agent ?? '');
  return [...names]
    .map(([id, name]) => {
      const own = tickets.filter((ticket) => ticket.agentId === id);
      return {
        ...rateOf(ratings.filter(({ agentId }) => agentId === id).map(({ rating }) => rating)),
        ...{ name, tickets: own.length },
        closed: own.filter(({ closedAt }) => closedAt !== null).length,
        confirmed: own.filter(({ outcome }) => outcome === 'confirmed').length,
      };
    })
    .toSorted((a, b) => b.tickets - a.tickets || (a.name < b.name ? -1 : 1));
}
