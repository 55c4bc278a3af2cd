import type { CrmContext } from '../crm/context.ts';
import { dayIn } from '../platform/clock.ts';
import { type TrainedDealModel, trainDealModel } from './deal-model.ts';
import { modelInService } from './model-store.ts';
import { trainingHistory } from './snapshots.ts';

/** The model that forecasts are made with; without a number where none was trained yet. */
export type ServingModel = {
  readonly number: number | null;
  readonly trainedAt: Date | null;
  readonly model: TrainedDealModel;
};

/** So many closed deals are learned from in an instant. */
const AT_ONCE = 120;
/** The same history gives the same model, everywhere. */
export const SEED = 20_260_101;

/**
 * The model in service. Before one was trained, one that is learned at once from the deals that closed last: it serves until a
 * training ends.
 */
export async function servingModel(ctx: CrmContext): Promise<ServingModel> {
  const stored = await modelInService(ctx);
  if (stored !== null) return stored;
  const { organization } = ctx;
  const [row] = await ctx.tx.sql<{ deals: number; last: Date | null }>`
    SELECT count(*)::int AS deals, max("updatedAt") AS last FROM "Deal"
    WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL`;
  const asOf = dayIn(organization.timeZone, ctx.clock.now());
  const key = `${organization.id}/${asOf}/${row?.deals}/${row?.last?.getTime()}`;
  const known = provisional.get(key);
  if (known !== undefined) return known;
  const { fiscalYearStartMonth } = organization;
  const model = await trainDealModel(await trainingHistory(ctx, { latest: AT_ONCE }), {
    seed: SEED,
    fiscalYearStartMonth,
  });
  const made = { number: null, trainedAt: null, model };
  provisional.clear();
  provisional.set(key, made);
  return made;
}

/** The last one that was made at once: the next question is mostly about the same deals. */
const provisional = new Map<string, ServingModel>();
