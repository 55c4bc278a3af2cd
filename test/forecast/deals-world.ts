import type { DealHistory, DealOutcome, DealSnapshot } from '../../src/forecast/deal-snapshot.ts';
import { seededRandom } from '../../src/forecast/deals/seeded.ts';
import { addDays, daysBetween } from '../../src/platform/clock.ts';

export function aSnapshot(given: Partial<DealSnapshot> = {}): DealSnapshot {
  return {
    dealId: 'deal',
    takenOn: '2026-02-01',
    createdOn: '2026-01-01',
    pipelineId: 'sales',
    stageId: 'stage 0',
    stagePosition: 0,
    stageEnteredOn: '2026-01-01',
    amount: 1000,
    expectedCloseOn: '2026-03-31',
    category: 'pipeline',
    ownerId: 'Ann',
    teamId: 'north',
    accountId: null,
    source: null,
    industry: null,
    product: null,
    activities7: 1,
    activities28: 3,
    daysSinceActivity: 2,
    contacts: 1,
    pushes: 0,
    amountChanges: 0,
    accountWonBefore: 0,
    nextStep: false,
    ...given,
  };
}

export function anOutcome(given: Partial<DealOutcome> = {}): DealOutcome {
  return {
    dealId: 'deal',
    status: 'won',
    createdOn: '2026-01-01',
    closedOn: '2026-02-15',
    value: 1000,
    pipelineId: 'sales',
    ownerId: 'Ann',
    teamId: 'north',
    accountId: null,
    source: null,
    industry: null,
    product: null,
    ...given,
  };
}

/** Deals of one to four months, weekly snapshots; late stages and Ann win more. So many days until `asOf`. */
export function aHistory(deals: number, days: number, seed = 1): DealHistory {
  const random = seededRandom(seed);
  const asOf = '2026-03-02';
  const first = addDays(asOf, -days);
  const snapshots: DealSnapshot[] = [];
  const outcomes: DealOutcome[] = [];
  for (let i = 0; i < deals; i++) {
    const createdOn = addDays(first, Math.floor(random() * days));
    const closedOn = addDays(createdOn, 20 + Math.floor(random() * 100));
    const ownerId = random() < 0.5 ? 'Ann' : 'Bob';
    const won = random() < (ownerId === 'Ann' ? 0.6 : 0.25);
    const amount = Math.round(Math.exp(7 + random() * 2));
    const deal = { dealId: `deal ${i}`, createdOn, ownerId };
    const life = daysBetween(createdOn, closedOn);
    for (let day = 3; day < life; day += 7) {
      const takenOn = mondayAfter(addDays(createdOn, day));
      if (takenOn > closedOn || takenOn > asOf) break;
      // A deal that will be lost seldom comes far.
      const stage =
        Math.min(3, Math.floor((4 * daysBetween(createdOn, takenOn)) / life)) * (won ? 1 : 0.5);
      const position = Math.floor(stage) / 3;
      snapshots.push(
        aSnapshot({
          ...deal,
          takenOn,
          amount,
          stageId: `stage ${position}`,
          stagePosition: position,
          stageEnteredOn: createdOn,
          expectedCloseOn: addDays(createdOn, 60),
        }),
      );
    }
    if (closedOn < asOf)
      outcomes.push(anOutcome({ ...deal, closedOn, status: won ? 'won' : 'lost', value: amount }));
  }
  return { snapshots, outcomes, asOf };
}

function mondayAfter(day: string): string {
  return addDays(day, (7 - (((daysBetween('2026-03-02', day) % 7) + 7) % 7)) % 7);
}
