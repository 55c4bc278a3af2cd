import type { CrmContext } from '../crm/context.ts';
import type { Tell } from '../crm/imports.ts';
import { type Claimed, LEASE_MS, Overtaken } from '../crm/work.ts';
import type { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { DealModelFacts } from './deal-model.ts';

export type Training = Claimed & { readonly automatic: boolean };

/** So often a training is begun anew after a crash; then it is given up. */
const MOST_ATTEMPTS = 3;

/** Asks for a training; false where one is under way already. */
export async function requestTraining(
  ctx: Pick<CrmContext, 'tx' | 'organization'> & { clock: Clock; ids: Ids },
  by: { actorId: string; conversationId: string | null; tell: Tell | null; automatic: boolean },
): Promise<boolean> {
  const rows = await ctx.tx.sql`
    INSERT INTO "ForecastTraining" ("id", "organizationId", "createdAt", "actorId", "conversationId", "automatic", "tell")
    VALUES (${ctx.ids.next()}, ${ctx.organization.id}, ${ctx.clock.now()}, ${by.actorId}, ${by.conversationId}, ${by.automatic},
      ${JSON.stringify(by.tell ?? {})}::jsonb)
    ON CONFLICT ("organizationId") DO NOTHING RETURNING "id"`;
  return rows.length > 0;
}

/** Takes the training that waits, for a minute; null where none does. `all`: also one that another process had. */
export async function claimTraining(
  tx: Transaction,
  organizationId: string,
  now: Date,
  all: boolean,
): Promise<Training | null> {
  await tx.sql`DELETE FROM "ForecastTraining" WHERE "organizationId" = ${organizationId}::uuid AND "attempts" >= ${MOST_ATTEMPTS}
    AND ("leasedUntil" IS NULL OR "leasedUntil" < ${now})`;
  const [row] = await tx.sql<Training>`
    UPDATE "ForecastTraining" SET "leasedUntil" = ${new Date(now.getTime() + LEASE_MS)}, "attempts" = "attempts" + 1
    WHERE "id" = (
      SELECT "id" FROM "ForecastTraining" WHERE "organizationId" = ${organizationId}::uuid
        AND (${all} OR "leasedUntil" IS NULL OR "leasedUntil" < ${now}) FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "actorId", "conversationId", "tell", "progressId", "automatic"`;
  return row ?? null;
}

/** Keeps it for another minute. @throws Overtaken when another process has taken it over. */
export async function holdTraining(tx: Transaction, id: string, now: Date): Promise<void> {
  const rows = await tx.sql`
    UPDATE "ForecastTraining" SET "leasedUntil" = ${new Date(now.getTime() + LEASE_MS)}
    WHERE "id" = ${id}::uuid RETURNING "id"`;
  if (rows.length === 0) throw new Overtaken();
}

export async function releaseTraining(tx: Transaction, id: string): Promise<void> {
  await tx.sql`UPDATE "ForecastTraining" SET "leasedUntil" = NULL, "attempts" = "attempts" - 1 WHERE "id" = ${id}::uuid`;
}

/** The training is over, whatever came of it; false where it was over before. */
export async function endTraining(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.sql`DELETE FROM "ForecastTraining" WHERE "id" = ${id}::uuid RETURNING "id"`;
  return rows.length > 0;
}

export async function setTrainingMessage(
  tx: Transaction,
  id: string,
  message: string,
): Promise<void> {
  await tx.sql`UPDATE "ForecastTraining" SET "progressId" = ${message}::uuid WHERE "id" = ${id}::uuid`;
}

/** A model is trained anew when a tenth more has closed than it knew of, or after a week when anything has. */
const MORE = 0.1;
const LEAST_MORE = 10;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Why a model is due to be trained anew. */
export type Due = 'first' | 'closed' | 'week' | 'drift';

/**
 * Whether a model is due to be trained by itself: there is none yet and deals have closed, enough has closed since, a week has passed,
 * or what was forecast is no longer what happens. Null where it is not.
 */
export function trainingDue(
  model: { trainedAt: Date; facts: Pick<DealModelFacts, 'closedDeals'> } | null,
  closed: number,
  now: Date,
  drifts: boolean,
): Due | null {
  if (model === null) return closed > 0 ? 'first' : null;
  const more = closed - model.facts.closedDeals;
  if (more >= Math.max(LEAST_MORE, model.facts.closedDeals * MORE)) return 'closed';
  if (more <= 0) return null;
  if (drifts) return 'drift';
  return now.getTime() - model.trainedAt.getTime() >= WEEK_MS ? 'week' : null;
}

/** Of so many deals that closed last, whether more or fewer were won than their chances said: beyond three standard deviations. */
export function drifted(closed: readonly { chance: number; won: boolean }[]): boolean {
  if (closed.length < LEAST_JUDGED) return false;
  const expected = closed.reduce((sum, { chance }) => sum + chance, 0);
  const won = closed.filter((deal) => deal.won).length;
  const variance = closed.reduce((sum, { chance }) => sum + chance * (1 - chance), 0);
  return Math.abs(won - expected) > 3 * Math.sqrt(variance);
}

const LEAST_JUDGED = 50;
