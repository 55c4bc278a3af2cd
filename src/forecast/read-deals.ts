import type { OrganizationSettings } from '../crm/context.ts';
import type { Transaction } from '../platform/database.ts';
import { type Money, moneyFrom } from '../platform/money.ts';
import type { Decimal } from '../platform/sql.ts';
import type {
  DealRecord,
  DealSurroundings,
  StageEntry,
  StagePlace,
  ValueChange,
} from './deal-record.ts';
import type { DealSnapshot } from './deal-snapshot.ts';

type Reads = { tx: Transaction; organization: OrganizationSettings };

/** Which deals: all, those that are open, or some by id. */
export type WhichDeals = 'all' | 'open' | readonly string[];

/**
 * Deals with their whole history, however many: a statement for each kind of thing, none for each deal. Deleted ones are left out.
 * Not limited to whom anybody may see.
 */
export async function readDeals(ctx: Reads, which: WhichDeals): Promise<DealRecord[]> {
  const wanted = wantedSql(which);
  const ids = typeof which === 'string' ? null : which;
  const deals = await ctx.tx.sql<DealRow>(
    `SELECT d."id", d."number", d."accountId", d."pipelineId", d."stageId", d."ownerId", d."status"::text AS "status",
      d."amount"::text AS "amount", d."currency", d."rate"::text AS "rate", d."closeDate" - DATE '1970-01-01' AS "closeDate",
      d."closedOn" - DATE '1970-01-01' AS "closedOn", ${dayOf('d."createdAt"')} AS "createdOn", d."origin"::text AS "origin",
      d."forecastCategory"::text AS "category", d."nextStep" IS NOT NULL AS "nextStep", d."product", a."industry",
      (SELECT l."source" FROM "Lead" l WHERE l."organizationId" = d."organizationId" AND l."dealId" = d."id" LIMIT 1) AS "source"
    FROM "Deal" d JOIN "Account" a ON a."organizationId" = d."organizationId" AND a."id" = d."accountId"
    WHERE d."organizationId" = $1 AND $2::text IS NOT NULL AND d."deletedAt" IS NULL AND ${wanted} ORDER BY d."number"`,
    ...parametersOf(ctx, ids),
  );
  const [stages, changes, activities] = [
    await stageEntries(ctx, wanted, ids),
    await valueChanges(ctx, wanted, ids),
    await activityDays(ctx, wanted, ids),
  ];
  return deals.map((row) => {
    const own = changes.get(row.id) ?? { created: null, changes: [] };
    const createdOn = Number(row.createdOn);
    return {
      id: row.id,
      number: row.number,
      accountId: row.accountId,
      pipelineId: row.pipelineId,
      stageId: row.stageId,
      ownerId: row.ownerId,
      status: row.status,
      value: moneyOf(row.amount, row.currency),
      rate: row.rate,
      closeDate: row.closeDate,
      closedOn: row.closedOn,
      createdOn,
      category: row.category,
      nextStep: row.nextStep,
      product: row.product,
      source: row.source,
      industry: row.industry,
      knownFrom: row.origin === 'import' ? (own.created ?? createdOn) : createdOn,
      stages: stages.get(row.id) ?? [],
      changes: own.changes,
      activities: activities.get(row.id)?.days ?? [],
      contacts: activities.get(row.id)?.contacts ?? [],
    };
  });
}

/** Stages, teams, rates and what accounts have bought. */
export async function readSurroundings({ tx, organization }: Reads): Promise<DealSurroundings> {
  const stages = await tx.sql<StageRow>`
    SELECT "id", "pipelineId", "position", "kind"::text AS "kind", "probability", "forecastCategory"::text AS "category",
      "deletedAt" IS NOT NULL AS "gone" FROM "Stage" WHERE "organizationId" = ${organization.id} ORDER BY "pipelineId", "position"`;
  const members = await tx.sql<{ id: string; teamId: string | null }>`
    SELECT "id", "teamId" FROM "Member" WHERE "organizationId" = ${organization.id}`;
  const rates = await tx.sql<{ currency: string; day: number; rate: Decimal }>`
    SELECT "currency", "day" - DATE '1970-01-01' AS "day", "rate" FROM "CurrencyRate"
    WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL ORDER BY "currency", "day"`;
  const wins = await tx.sql<{ accountId: string; days: string }>`
    SELECT "accountId", string_agg(("closedOn" - DATE '1970-01-01')::text, ',' ORDER BY "closedOn") AS "days" FROM "Deal"
    WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL AND "status" = 'won' GROUP BY "accountId"`;
  const byCurrency = new Map<string, { from: number; rate: string }[]>();
  for (const { currency, day, rate } of rates) {
    const own = byCurrency.get(currency) ?? [];
    byCurrency.set(currency, own);
    own.push({ from: day, rate: rate.toFixed() });
  }
  return {
    baseCurrency: organization.baseCurrency,
    ...placesOf(stages),
    teams: new Map(members.map(({ id, teamId }) => [id, teamId])),
    rates: byCurrency,
    wins: new Map(wins.map(({ accountId, days }) => [accountId, numbersIn(days)])),
  };
}

function placesOf(rows: readonly StageRow[]): Pick<DealSurroundings, 'stages' | 'firstStages'> {
  const stages = new Map<string, StagePlace>();
  const firstStages = new Map<string, string>();
  for (const pipelineId of new Set(rows.map((row) => row.pipelineId))) {
    const own = rows.filter((row) => row.pipelineId === pipelineId);
    const open = own.filter((row) => row.kind === 'open' && !row.gone);
    const last = Math.max(1, open.length - 1);
    for (const row of own) {
      const ahead = open.filter((other) => other.position < row.position).length;
      stages.set(row.id, {
        position: Math.min(1, ahead / last),
        probability: row.probability.toNumber(),
        category: row.category,
        open: row.kind === 'open',
      });
    }
    const [first] = open;
    if (first !== undefined) firstStages.set(pipelineId, first.id);
  }
  return { stages, firstStages };
}

async function stageEntries(
  ctx: Reads,
  wanted: string,
  ids: readonly string[] | null,
): Promise<Map<string, StageEntry[]>> {
  const rows = await ctx.tx.sql<{
    dealId: string;
    days: string;
    pipelines: string;
    stages: string;
  }>(
    `SELECT c."dealId", string_agg(${dayOf('c."at"')}::text, ',' ORDER BY c."at", c."id") AS "days",
      string_agg(c."pipelineId"::text, ',' ORDER BY c."at", c."id") AS "pipelines",
      string_agg(c."toStageId"::text, ',' ORDER BY c."at", c."id") AS "stages"
    FROM "StageChange" c JOIN "Deal" d ON d."organizationId" = c."organizationId" AND d."id" = c."dealId"
    WHERE c."organizationId" = $1 AND d."deletedAt" IS NULL AND ${wanted} GROUP BY c."dealId"`,
    ...parametersOf(ctx, ids),
  );
  return new Map(
    rows.map(({ dealId, days, pipelines, stages }) => {
      const [pipelineIds, stageIds] = [pipelines.split(','), stages.split(',')];
      return [
        dealId,
        numbersIn(days).map((on, i) => ({
          on,
          pipelineId: pipelineIds[i] ?? '',
          stageId: stageIds[i] ?? '',
        })),
      ];
    }),
  );
}

type Changed = { created: number | null; changes: ValueChange[] };

async function valueChanges(
  ctx: Reads,
  wanted: string,
  ids: readonly string[] | null,
): Promise<Map<string, Changed>> {
  const rows = await ctx.tx.sql<{ dealId: string; on: number; created: boolean; before: unknown }>(
    `SELECT c."recordId" AS "dealId", ${dayOf('s."at"')} AS "on", c."operation" = 'create' AS "created",
      CASE WHEN c."operation" = 'create' THEN NULL ELSE c."before" END AS "before"
    FROM "Change" c JOIN "ChangeSet" s ON s."organizationId" = c."organizationId" AND s."id" = c."changeSetId"
    JOIN "Deal" d ON d."organizationId" = c."organizationId" AND d."id" = c."recordId"
    WHERE c."organizationId" = $1 AND c."entity" = 'deal' AND d."deletedAt" IS NULL AND ${wanted}
      AND (c."operation" = 'create' OR jsonb_exists_any(c."before", '{amount,closeDate,ownerId,forecastCategory,nextStep}'))
    ORDER BY s."at", c."changeSetId", c."position"`,
    ...parametersOf(ctx, ids),
  );
  const found = new Map<string, Changed>();
  for (const { dealId, on, created, before } of rows) {
    const own = found.get(dealId) ?? { created: null, changes: [] };
    found.set(dealId, own);
    if (created) own.created ??= on;
    else own.changes.push({ on, ...changedIn(before as Readonly<Record<string, unknown>>) });
  }
  return found;
}

function changedIn(before: Readonly<Record<string, unknown>>): Omit<ValueChange, 'on'> {
  const text = (column: string) => {
    const value = before[column];
    return typeof value === 'string' ? value : null;
  };
  const day = text('closeDate');
  return {
    ...('amount' in before ? { value: moneyOf(text('amount'), text('currency')) } : {}),
    ...('closeDate' in before
      ? { closeDate: day === null ? null : Math.floor(Date.parse(day.slice(0, 10)) / 86_400_000) }
      : {}),
    ...(text('ownerId') === null ? {} : { ownerId: text('ownerId') ?? '' }),
    ...('forecastCategory' in before ? { category: categoryIn(text('forecastCategory')) } : {}),
    ...('nextStep' in before ? { nextStep: text('nextStep') !== null } : {}),
  };
}

function categoryIn(text: string | null): DealSnapshot['category'] {
  return text === 'omitted' || text === 'pipeline' || text === 'best_case' || text === 'commit'
    ? text
    : null;
}

/** What is logged later than it happened was not known before it was logged; of imports and the demo only when it happened is known. */
async function activityDays(
  ctx: Reads,
  wanted: string,
  ids: readonly string[] | null,
): Promise<Map<string, { days: number[]; contacts: number[] }>> {
  const rows = await ctx.tx.sql<{ dealId: string; days: string; contacts: string | null }>(
    `SELECT k."dealId", string_agg(k."on"::text, ',' ORDER BY k."on") AS "days",
      string_agg(k."first"::text, ',' ORDER BY k."on") FILTER (WHERE k."first" IS NOT NULL) AS "contacts"
    FROM (
      SELECT a."dealId", e."on", CASE WHEN a."contactId" IS NOT NULL AND e."on" = min(e."on") OVER w
        AND row_number() OVER (PARTITION BY a."dealId", a."contactId" ORDER BY e."on", a."id") = 1 THEN e."on" END AS "first"
      FROM "Activity" a JOIN "Deal" d ON d."organizationId" = a."organizationId" AND d."id" = a."dealId"
      CROSS JOIN LATERAL (SELECT ${dayOf(`CASE WHEN a."origin" IN ('import', 'seed') THEN a."at" ELSE GREATEST(a."at", a."createdAt") END`)} AS "on") e
      WHERE a."organizationId" = $1 AND a."deletedAt" IS NULL AND d."deletedAt" IS NULL AND ${wanted}
      WINDOW w AS (PARTITION BY a."dealId", a."contactId")
    ) k GROUP BY k."dealId"`,
    ...parametersOf(ctx, ids),
  );
  return new Map(
    rows.map(({ dealId, days, contacts }) => [
      dealId,
      { days: numbersIn(days), contacts: contacts === null ? [] : numbersIn(contacts) },
    ]),
  );
}

type DealRow = {
  id: string;
  number: number;
  accountId: string;
  pipelineId: string;
  stageId: string;
  ownerId: string;
  status: 'open' | 'won' | 'lost';
  amount: string | null;
  currency: string | null;
  rate: string | null;
  closeDate: number | null;
  closedOn: number | null;
  createdOn: number;
  origin: string;
  category: DealSnapshot['category'];
  nextStep: boolean;
  product: string | null;
  source: string | null;
  industry: string | null;
};

type StageRow = {
  id: string;
  pipelineId: string;
  position: number;
  kind: 'open' | 'won' | 'lost';
  probability: Decimal;
  category: NonNullable<DealSnapshot['category']>;
  gone: boolean;
};

/** A moment as a day since 1970 in the organization's time zone, the second parameter. */
function dayOf(moment: string): string {
  return `((${moment} AT TIME ZONE $2)::date - DATE '1970-01-01')`;
}

function wantedSql(which: WhichDeals): string {
  if (which === 'all') return 'true';
  return which === 'open' ? `d."status" = 'open'` : 'd."id" = ANY($3::uuid[])';
}

function parametersOf({ organization }: Reads, ids: readonly string[] | null) {
  const own = [organization.id, organization.timeZone];
  return ids === null ? own : [...own, ids];
}

/** Amounts are stored with four digits behind the point. */
function moneyOf(amount: string | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : moneyFrom(amount, currency);
}

function numbersIn(list: string): number[] {
  return list.split(',').map(Number);
}
