import { insertRows } from '../../src/crm/bulk.ts';
import { addDays, type CalendarDay } from '../../src/platform/clock.ts';
import type { Transaction } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import { quotient } from '../../src/platform/money.ts';
import { type Calendar, quarterEnd } from './calendar.ts';
import type { DealPlan } from './deals.ts';
import { type Random, randomFrom } from './random.ts';

/** The second pipeline, besides the one that every organization starts with. */
const RENEWALS = {
  name: 'Renewals 续约',
  stages: [
    ['upcoming', 'Upcoming', '即将到期', 'open', '0.50', 45],
    ['contacted', 'Contacted', '已联系', 'open', '0.70', 21],
    ['quoted', 'Quoted', '已报价续约', 'open', '0.85', 14],
    ['won', 'Won', '赢单', 'won', '1', null],
    ['lost', 'Lost', '输单', 'lost', '0', null],
  ],
} as const;

/** The way of a deal, stage by stage. */
const WAYS = {
  sales: ['prospecting', 'qualification', 'proposal', 'negotiation'],
  renewals: ['upcoming', 'contacted', 'quoted'],
} as const;

type Way = keyof typeof WAYS;
type OnePipeline = { pipelineId: string; stages: ReadonlyMap<string, string> };
type DatedRate = { currency: string; day: CalendarDay; rate: string };

/** What deals run through, and what their currencies are worth. */
export type Sales = Readonly<Record<Way, OnePipeline>> & {
  rates: readonly DatedRate[];
};

/** Adds the second pipeline and the exchange rates of the last three years, almost. */
export async function addPipelines(
  tx: Transaction,
  organization: { id: string; baseCurrency: string },
  calendar: Calendar,
): Promise<Sales> {
  const organizationId = organization.id;
  const standard = await tx.pipeline.findFirstOrThrow({
    where: { organizationId, isDefault: true },
    include: { stages: true },
  });
  const renewals = await tx.pipeline.create({
    data: {
      organizationId,
      name: RENEWALS.name,
      stages: {
        create: RENEWALS.stages.map(
          ([key, nameEn, nameZh, kind, probability, rotAfterDays], position) => ({
            key,
            nameEn,
            nameZh,
            kind,
            probability,
            rotAfterDays,
            position,
          }),
        ),
      },
    },
    include: { stages: true },
  });
  const rates = exchangeRates(organization.baseCurrency, calendar);
  await tx.currencyRate.createMany({
    data: rates.map(({ currency, day, rate }) => ({
      id: uuids.next(),
      organizationId,
      name: currency,
      currency,
      day: new Date(`${day}T00:00:00Z`),
      rate,
    })),
  });
  return {
    sales: onePipeline(standard),
    renewals: onePipeline(renewals),
    rates,
  };
}

function onePipeline(row: {
  id: string;
  stages: readonly { key: string; id: string }[];
}): OnePipeline {
  return { pipelineId: row.id, stages: new Map(row.stages.map(({ key, id }) => [key, id])) };
}

/** Thousandths of a dollar for one unit, believable rather than true. */
const DOLLARS: Readonly<Record<string, number>> = { USD: 1000, EUR: 1080, GBP: 1265, CNY: 139 };
const MONTHS = 33;

/** A rate for each month, drifting by some thousandths; none where the base currency is not among these. */
function exchangeRates(base: string, calendar: Calendar): DatedRate[] {
  const worth = DOLLARS[base];
  if (worth === undefined) return [];
  const random = randomFrom(31);
  const days = Array.from({ length: MONTHS }, (_, i) =>
    addDays(calendar.today, -30 * (MONTHS - 1 - i)),
  );
  return Object.entries(DOLLARS)
    .filter(([currency]) => currency !== base)
    .flatMap(([currency, dollars]) =>
      days.map((day) => {
        const drift = 10_000 + random.whole(-180, 180);
        return {
          currency,
          day,
          rate: quotient(String(dollars * drift), String(worth * 10_000), 6),
        };
      }),
    );
}

/** Where a deal runs. */
export function pipelineOf(sales: Sales, deal: DealPlan): OnePipeline {
  return sales[wayOf(deal)];
}

function wayOf(deal: DealPlan): Way {
  return WAYS.renewals.some((key) => key === deal.stage) ? 'renewals' : 'sales';
}

/** The rate that a closed deal keeps. */
export function frozenRateOf(
  sales: Sales,
  deal: DealPlan,
): { rate: string | null; rateOn: Date | null } {
  const { closedOn, currency } = deal;
  if (closedOn === null || deal.amount === null) return { rate: null, rateOn: null };
  const last = sales.rates.filter((r) => r.currency === currency && r.day <= closedOn).at(-1);
  return last === undefined
    ? { rate: null, rateOn: null }
    : { rate: last.rate, rateOn: new Date(`${last.day}T00:00:00Z`) };
}

/** What is near its end and closes this quarter is counted on; the rest is as its stage says. */
export function categoryOf(calendar: Calendar, deal: DealPlan): 'commit' | 'best_case' | null {
  const soon =
    deal.closeDate >= calendar.today && deal.closeDate <= quarterEnd(calendar, calendar.today);
  if (!soon || deal.closedOn !== null) return null;
  if (deal.stage === 'negotiation' || deal.stage === 'quoted') return 'commit';
  return deal.stage === 'proposal' ? 'best_case' : null;
}

/** Writes which stages each deal went through: from the first to its own, along the days between. */
export async function addStageChanges(
  tx: Transaction,
  organizationId: string,
  deals: readonly DealPlan[],
  ids: ReadonlyMap<string, string>,
  sales: Sales,
): Promise<void> {
  const random = randomFrom(32);
  const rows = deals.flatMap((deal) => {
    const { pipelineId, stages } = pipelineOf(sales, deal);
    return visitsOf(deal, random).map(({ from, to, at }) => ({
      id: uuids.next(),
      organizationId,
      dealId: ids.get(deal.name) ?? '',
      pipelineId,
      fromStageId: from === null ? null : (stages.get(from) ?? null),
      toStageId: stages.get(to) ?? '',
      at,
      amount: deal.amount,
      currency: deal.amount === null ? null : deal.currency,
    }));
  });
  await insertRows(tx, 'StageChange', rows);
}

function visitsOf(deal: DealPlan, random: Random): { from: string | null; to: string; at: Date }[] {
  const path = pathOf(deal, random);
  const [start, end] = [deal.createdAt.getTime(), deal.stageEnteredAt.getTime()];
  const shares = path.slice(1, -1).map(() => random.share());
  const between = shares
    .sort((a, b) => a - b)
    .map((share) => start + (0.1 + 0.85 * share) * (end - start));
  const moments = path.length === 1 ? [end] : [start, ...between, end];
  return path.map((to, i) => ({
    from: path[i - 1] ?? null,
    to,
    at: new Date(Math.round(moments[i] ?? end)),
  }));
}

/** The stages a deal went through, its own last. What was made in its stage was nowhere else; a loss can come from any stage. */
function pathOf(deal: DealPlan, random: Random): readonly string[] {
  const way = WAYS[wayOf(deal)];
  if (deal.stageEnteredAt.getTime() === deal.createdAt.getTime()) return [deal.stage];
  if (deal.stage === 'won') return [...way, 'won'];
  if (deal.stage === 'lost')
    return [...way.slice(0, deal.lostFrom ?? random.whole(1, way.length)), 'lost'];
  const own = way.map(String).indexOf(deal.stage);
  return own <= 0 ? [deal.stage] : way.slice(0, own + 1);
}
