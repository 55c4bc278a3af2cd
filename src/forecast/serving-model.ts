import type { CrmContext } from '../crm/context.ts';
import { dayIn } from '../platform/clock.ts';
import { trainDealModel, type TrainedDealModel } from './deal-model.ts';
import { modelInService } from './model-store.ts';
import { topDownOf } from './revenue-top-down.ts';
import { trainingHistory } from './snapshots.ts';

/** The model that forecasts are made with; without a number where none was trained yet. */
export type ServingModel = {
  readonly number: number | null;
  readonly trainedAt: Date | null;
  readonly model: TrainedDealModel;
};

/** With so few closed deals a model is trained in an instant. */
const TRAINED_AT_ONCE = 150;
/** The same history gives the same model, everywhere. */
export const SEED = 20_260_101;

/**
 * The model in service. Before one was trained: one learned from the few deals that have closed, at once; of an organization with many,
 * what is believed of stages before anything was learned, until the training that is under way ends.
 */
export async function servingModel(ctx: CrmContext): Promise<ServingModel> {
  const stored = await modelInService(ctx);
  if (stored !== null) return stored;
  const { organization } = ctx;
  const [row] = await ctx.tx.sql<{ closed: number }>`
    SELECT count(*)::int AS closed FROM "Deal" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL
      AND "status" <> 'open'`;
  const few = (row?.closed ?? 0) <= TRAINED_AT_ONCE;
  const asOf = dayIn(organization.timeZone, ctx.clock.now());
  const history = few ? await trainingHistory(ctx) : { snapshots: [], outcomes: [], asOf };
  const { fiscalYearStartMonth } = organization;
  const model = await trainDealModel(
    history,
    { seed: SEED, fiscalYearStartMonth },
    { topDown: topDownOf },
  );
  return { number: null, trainedAt: null, model };
}
