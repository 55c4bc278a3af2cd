import type { Transaction } from '../../src/platform/database.ts';
import type { DealPlan } from './deals.ts';

const WAY = ['prospecting', 'qualification', 'proposal', 'negotiation'] as const;

/** The way each deal went: into the first stage when it was logged, and evenly through those between to the one it is in. */
export async function addStageChanges(
  tx: Transaction,
  organizationId: string,
  deals: readonly DealPlan[],
  known: {
    deal: ReadonlyMap<string, string>;
    stage: ReadonlyMap<string, string>;
    pipelineId: string;
  },
): Promise<void> {
  await tx.stageChange.createMany({
    data: deals.flatMap((deal) =>
      wayOf(deal).map(({ stage, at }, i, way) => {
        const before = way[i - 1];
        return {
          organizationId,
          dealId: known.deal.get(deal.name) ?? '',
          pipelineId: known.pipelineId,
          fromStageId: before === undefined ? null : (known.stage.get(before.stage) ?? null),
          toStageId: known.stage.get(stage) ?? '',
          at,
          amount: deal.amount,
          currency: deal.amount === null ? null : deal.currency,
        };
      }),
    ),
  });
}

function wayOf(deal: DealPlan): { stage: DealPlan['stage']; at: Date }[] {
  const ends = WAY.findIndex((stage) => stage === deal.stage);
  const passed = WAY.slice(0, ends === -1 ? WAY.length : ends);
  const [began, entered] = [deal.createdAt.getTime(), deal.stageEnteredAt.getTime()];
  const stages = [...passed, deal.stage];
  if (stages.length === 1) return [{ stage: deal.stage, at: deal.createdAt }];
  return stages.map((stage, i) => ({
    stage,
    at: new Date(began + ((entered - began) * i) / (stages.length - 1)),
  }));
}
