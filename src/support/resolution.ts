import { CONTENT } from './feedback.ts';
import { groupedBy } from './grouped-by.ts';

/** A question as far as it matters what became of it. */
export type AskedOnce = {
  id: string;
  /** Who asked: a chat identity. */
  identityId: string;
  at: Date;
  outcome: string;
  /** What its asker thought of the answer, 1 to 5. */
  rating: number | null;
  /** Slugs of the articles shown, best first. */
  articles: readonly string[];
};

type Opened = { requesterId: string; createdAt: Date };

/**
 * What became of a question that was answered:
 * `confirmed` its asker said that it helped; `refuted` that it did not; `returned` he asked again or opened a ticket within 72 hours;
 * `assumed` he was silent for 72 hours; `open` these are not over yet. `none`: it was not answered.
 */
export type Resolution = 'confirmed' | 'assumed' | 'refuted' | 'returned' | 'open' | 'none';

export type Resolved<Q extends AskedOnce> = {
  question: Q;
  resolution: Resolution;
  /** He opened a ticket within 72 hours, and asked nothing else before. */
  escalated: boolean;
  /** Which topic was meant was asked back, and he chose one. */
  chosen: boolean;
};

export const SILENCE_MS = 72 * 60 * 60_000;
/** Who is asked which topic he means chooses soon, or not at all. */
const CHOSEN_WITHIN_MS = 30 * 60_000;

/**
 * What became of each question. Confirmed and assumed are told apart because the one is known and the other guessed.
 *
 * @param questions all of a span of time and of the 72 hours behind it, in any order.
 */
export function resolutionsOf<Q extends AskedOnce>(
  questions: readonly Q[],
  tickets: readonly Opened[],
  now: Date,
): Resolved<Q>[] {
  const byPerson = groupedBy(questions, ({ identityId }) => identityId);
  const ticketsOf = groupedBy(tickets, ({ requesterId }) => requesterId);
  return [...byPerson.values()].flatMap((own) => {
    const inOrder = own.toSorted(
      (a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1),
    );
    return inOrder.map((question, i) => {
      const next = inOrder[i + 1];
      const opened = (ticketsOf.get(question.identityId) ?? []).find(
        ({ createdAt }) => createdAt >= question.at && within(question.at, createdAt, SILENCE_MS),
      );
      const escalated = opened !== undefined && (next === undefined || next.at > opened.createdAt);
      const cameBack = next !== undefined && within(question.at, next.at, SILENCE_MS);
      return {
        question,
        escalated,
        chosen: isChoice(question, next),
        resolution: resolutionOf(question, { returned: cameBack || opened !== undefined, now }),
      };
    });
  });
}

function resolutionOf(
  { outcome, rating, at }: AskedOnce,
  { returned, now }: { returned: boolean; now: Date },
): Resolution {
  if (outcome !== 'answer') return 'none';
  if (rating !== null) return rating >= CONTENT ? 'confirmed' : 'refuted';
  if (returned) return 'returned';
  return now.getTime() - at.getTime() >= SILENCE_MS ? 'assumed' : 'open';
}

/** One of the topics offered was answered next. */
function isChoice(question: AskedOnce, next: AskedOnce | undefined): boolean {
  if (question.outcome !== 'clarify' || next?.outcome !== 'answer') return false;
  const [taken] = next.articles;
  return (
    taken !== undefined &&
    question.articles.includes(taken) &&
    within(question.at, next.at, CHOSEN_WITHIN_MS)
  );
}

function within(from: Date, to: Date, ms: number): boolean {
  return to.getTime() - from.getTime() < ms;
}
