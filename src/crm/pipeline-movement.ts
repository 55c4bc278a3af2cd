import type { CrmContext } from './context.ts';
import type { DealGroup } from './deal-groups.ts';
import { type DealTotals, totalsOf } from './deal-totals.ts';
import { movementRows, type Row } from './movement/rows.ts';
import type { Rate } from './rates.ts';
import type { Period } from './report-period.ts';

/**
 * What happens to an open pipeline. Of these the value at the start and at the end differ by exactly: new, reopened, returned, up
 * and in, less down, won, lost, gone and out.
 */
export type MovementKind =
  /** Logged within the period, also where they were won or lost within it. */
  | 'new'
  /** Were won or lost before. */
  | 'reopened'
  /** Restored, or handed over to somebody in scope. */
  | 'returned'
  | 'up'
  | 'down'
  | 'won'
  | 'lost'
  /** Deleted, or handed over to somebody out of scope. */
  | 'gone'
  /** From group to group, where deals are grouped: from owner to owner. What happened to a deal is told of the group it came from. */
  | 'in'
  | 'out'
  /** From stage to stage within the pipeline: this changes no sum. */
  | 'forward'
  | 'back';

/** An open stage; of the default pipeline, or of the one named. */
export type OpenStage = { id: string; nameEn: string; nameZh: string; pipeline: string | null };

export type PipelineMovement = {
  from: Date;
  until: Date;
  /** The open pipeline by stage, then and at the end. */
  stages: readonly { stage: OpenStage; start: DealTotals; end: DealTotals }[];
  moves: ReadonlyMap<MovementKind, DealTotals>;
};

/** One owner, one product and so on; `key` as that of `DealTotalsRow`. */
export type MovementGroup = {
  key: string | null;
  label: string | null;
  /** What did not come among the greatest. */
  others: boolean;
  start: DealTotals;
  end: DealTotals;
  moves: ReadonlyMap<MovementKind, DealTotals>;
};

/**
 * How the pipeline was at the start and at the end of a period, and what changed between: from the stage changes and the
 * history, in one statement. A deal's state at a moment is its present one with the first change after that moment taken back.
 */
export async function pipelineMovement(
  ctx: CrmContext,
  period: Period,
  filter: { ownerId?: string | undefined } = {},
): Promise<PipelineMovement> {
  const { rates, between, rows } = await movementRows(ctx, period, filter, null);
  const stages = await openStages(ctx, new Set(rows.map((row) => row.stageId)));
  return movementOf(ctx, rates, between, stages, rows);
}

/**
 * The same by something else than the stage. A deal counts where it was then: with the owner, the account, the product and the close
 * date of the moment. Teams, and the region, industry and source of accounts and leads, are those of today.
 *
 * @param filter.most so many groups are told apart, the greatest at the end; the rest comes as one.
 */
export async function groupedMovement(
  ctx: CrmContext,
  period: Period,
  filter: { groupBy: DealGroup; most: number; ownerId?: string | undefined },
): Promise<{ from: Date; until: Date; groups: readonly MovementGroup[] }> {
  const { rates, between, rows } = await movementRows(ctx, period, filter, filter);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = JSON.stringify([row.key, row.others]);
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return { ...between, groups: [...groups.values()].map((own) => groupOf(ctx, rates, own)) };
}

function groupOf(
  ctx: CrmContext,
  rates: ReadonlyMap<string, Rate>,
  rows: readonly Row[],
): MovementGroup {
  const of = (kind: 'start' | 'end') => rows.filter((row) => row.kind === kind);
  const moved = rows.filter((row) => row.kind !== 'start' && row.kind !== 'end');
  return {
    key: rows[0]?.key ?? null,
    label: rows.find((row) => row.label !== null)?.label ?? null,
    others: rows[0]?.others ?? false,
    start: totalsOf(ctx, rates, of('start')),
    end: totalsOf(ctx, rates, of('end')),
    moves: movesOf(ctx, rates, moved),
  };
}

function movementOf(
  ctx: CrmContext,
  rates: ReadonlyMap<string, Rate>,
  between: Pick<PipelineMovement, 'from' | 'until'>,
  stages: readonly OpenStage[],
  rows: readonly Row[],
): PipelineMovement {
  const totals = (which: (row: Row) => boolean) => totalsOf(ctx, rates, rows.filter(which));
  return {
    ...between,
    stages: stages.map((stage) => ({
      stage,
      start: totals((row) => row.kind === 'start' && row.stageId === stage.id),
      end: totals((row) => row.kind === 'end' && row.stageId === stage.id),
    })),
    moves: movesOf(
      ctx,
      rates,
      rows.filter((row) => row.stageId === null),
    ),
  };
}

function movesOf(
  ctx: CrmContext,
  rates: ReadonlyMap<string, Rate>,
  rows: readonly Row[],
): ReadonlyMap<MovementKind, DealTotals> {
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return new Map(
    kinds.map((kind) => [
      kind as MovementKind,
      totalsOf(
        ctx,
        rates,
        rows.filter((row) => row.kind === kind),
      ),
    ]),
  );
}

/** The open stages of the default pipeline in their order, then those of others that hold or held a deal. */
async function openStages(ctx: CrmContext, used: ReadonlySet<string | null>): Promise<OpenStage[]> {
  const rows = await ctx.tx.stage.findMany({
    where: { organizationId: ctx.organization.id, kind: 'open' },
    include: { pipeline: { select: { name: true, isDefault: true } } },
    orderBy: [{ pipeline: { isDefault: 'desc' } }, { pipelineId: 'asc' }, { position: 'asc' }],
  });
  return rows
    .filter((row) => used.has(row.id) || (row.pipeline.isDefault && row.deletedAt === null))
    .map(({ id, nameEn, nameZh, pipeline }) => ({
      id,
      nameEn,
      nameZh,
      pipeline: pipeline.isDefault ? null : pipeline.name,
    }));
}
