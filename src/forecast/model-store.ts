import { dayColumn, dayOf } from '../crm/columns.ts';
import type { CrmContext, OrganizationSettings } from '../crm/context.ts';
import type { Period } from '../crm/report-period.ts';
import { findRow, updateRecord } from '../crm/store.ts';
import { type CalendarDay, dayIn } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { DealModelFacts, TrainedDealModel } from './deal-model.ts';
import { dealModelFromBytes, dealModelToBytes } from './deal-model-bytes.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_such_model: { models: string };
    model_in_service: { number: number };
  }
}

type Reads = { tx: Transaction; organization: OrganizationSettings };

/** A model as it is listed: what it was trained on and how good it was, without the model itself. */
export type StoredModel = {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly window: { readonly from: CalendarDay; readonly to: CalendarDay };
  readonly closedDeals: number;
  readonly seed: number;
  readonly facts: DealModelFacts;
  readonly trainedAt: Date;
  readonly trainedBy: string | null;
  readonly inService: boolean;
};

/** The model in service; null when none was trained yet. It is read once by a process. */
export async function modelInService({ tx, organization }: Reads): Promise<{
  id: string;
  number: number;
  trainedAt: Date;
  model: TrainedDealModel;
} | null> {
  const [row] = await tx.sql<{ id: string; number: number; trainedAt: Date }>`
    SELECT "id", "number", "trainedAt" FROM "ForecastModel" WHERE "organizationId" = ${organization.id} AND "inService"`;
  if (row === undefined) return null;
  const known = opened.get(row.id);
  if (known !== undefined) return { ...row, model: known };
  const [stored] = await tx.sql<{ content: Uint8Array }>`
    SELECT "content" FROM "ForecastModel" WHERE "organizationId" = ${organization.id} AND "id" = ${row.id}::uuid`;
  if (stored === undefined) return null;
  const model = dealModelFromBytes(new Uint8Array(stored.content));
  // A model is never changed: what was opened stays right. One organization has one in service, and a process few organizations.
  if (opened.size >= MOST_OPEN) opened.clear();
  opened.set(row.id, model);
  return { ...row, model };
}

const MOST_OPEN = 8;
const opened = new Map<string, TrainedDealModel>();

/** The models of the organization, the newest first. */
export async function listModels({ tx, organization }: Reads): Promise<StoredModel[]> {
  const rows = await tx.forecastModel.findMany({
    where: { organizationId: organization.id },
    omit: { content: true },
    include: { trainedBy: { select: { name: true } } },
    orderBy: { number: 'desc' },
  });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    window: { from: dayOf(row.windowStart) ?? '', to: dayOf(row.windowEnd) ?? '' },
    closedDeals: row.closedDeals,
    seed: row.seed,
    facts: row.metrics as unknown as DealModelFacts,
    trainedAt: row.trainedAt,
    trainedBy: row.trainedBy?.name ?? null,
    inService: row.inService,
  }));
}

/** Keeps a model and puts it in service, the one before out of it; both at once. Gives its number. */
export async function keepModel(
  ctx: Reads & Pick<CrmContext, 'clock' | 'ids'>,
  model: TrainedDealModel,
  trainedById: string | null,
): Promise<number> {
  const { tx, organization, clock, ids } = ctx;
  const own = { organizationId: organization.id };
  // Two trainings that end at once get two numbers.
  await tx.sql`SELECT pg_advisory_xact_lock(hashtext(${`forecast-model/${organization.id}`}))`;
  const { _max } = await tx.forecastModel.aggregate({ where: own, _max: { number: true } });
  const number = (_max.number ?? 0) + 1;
  await tx.forecastModel.updateMany({
    where: { ...own, inService: true },
    data: { inService: false },
  });
  const { facts } = model;
  await tx.forecastModel.create({
    data: {
      ...own,
      id: ids.next(),
      number,
      name: `Model ${number}`,
      kind: facts.chosen,
      windowStart: dayColumn(facts.from ?? facts.trainedOn),
      windowEnd: dayColumn(facts.trainedOn),
      closedDeals: facts.closedDeals,
      seed: facts.seed,
      metrics: JSON.parse(JSON.stringify(facts)),
      content: new Uint8Array(dealModelToBytes(model)),
      trainedAt: clock.now(),
      trainedById,
      inService: true,
    },
  });
  return number;
}

/**
 * Puts an earlier model back in service: the one with a number, the last one that was trained in a period or before its end, else the
 * one before today's.
 *
 * @throws Refusal `no_such_model` with the numbers there are, `model_in_service` when it is in service already.
 */
export async function putInService(
  ctx: CrmContext,
  which: { number?: number | undefined; period?: Period | undefined },
): Promise<StoredModel> {
  const models = await listModels(ctx);
  const now = models.find(({ inService }) => inService);
  const { timeZone } = ctx.organization;
  const wanted = models.find((model) => {
    if (which.number !== undefined) return model.number === which.number;
    if (which.period !== undefined) return dayIn(timeZone, model.trainedAt) <= which.period.end;
    return model.number < (now?.number ?? 0);
  });
  if (wanted === undefined)
    throw new Refusal('no_such_model', {
      models: models.map(({ number }) => String(number)).join(', '),
    });
  if (wanted.inService) throw new Refusal('model_in_service', { number: wanted.number });
  const [before, after] = [
    now === undefined ? null : await findRow(ctx, 'forecastModel', now.id),
    await findRow(ctx, 'forecastModel', wanted.id),
  ];
  if (after === null) throw new Error('a model that was listed is there');
  if (before !== null) await updateRecord(ctx, 'forecastModel', before, { inService: false });
  await updateRecord(ctx, 'forecastModel', after, { inService: true });
  return wanted;
}
