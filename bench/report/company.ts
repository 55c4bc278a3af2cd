import type { Transaction } from '../../src/platform/database.ts';
import { onServer } from '../measure/places.ts';

/** How many people and accounts sell and buy: the rest of the company grows with its deals. */
const MEMBERS = 60;
const TEAMS = 6;

/** The day the bench happens on: the deals of five years lie before it. */
export const BENCH_NOW = new Date('2026-03-18T10:00:00Z');

/**
 * Fills an organization with `deals` deals of five years, the accounts, activities and leads that belong to them, and the
 * history of its last month. All of it by SQL from a seed: the same rows every time.
 */
export async function fillCompany(
  url: string,
  organizationId: string,
  deals: number,
): Promise<void> {
  for (const statement of [
    members(organizationId),
    accounts(organizationId, Math.max(100, Math.round(deals / 20))),
    dealRows(organizationId, deals, Math.max(100, Math.round(deals / 20))),
    stageChanges(organizationId),
    changeSets(organizationId),
    changes(organizationId),
    activities(organizationId, deals),
    leads(organizationId),
    rates(organizationId),
  ])
    for (const part of statement) await onServer(url, part);
  for (const table of ['Deal', 'StageChange', 'ChangeSet', 'Change', 'Activity', 'Lead', 'Account'])
    await onServer(url, `VACUUM ANALYZE "${table}"`);
}

/** The member that asks: an administrator, who sees all there is. */
export function anAdministrator(
  tx: Transaction,
  organizationId: string,
): Promise<{ id: string; name: string }> {
  return tx.member.findFirstOrThrow({ where: { organizationId, role: 'admin' } });
}

const idOf = (organizationId: string, kind: string, n: string): string =>
  `md5('${organizationId}/${kind}/' || ${n})::uuid`;

/** A repeatable share, 0 to 1, of a row's number: `salt` makes several of one number. */
const share = (n: string, salt: number): string =>
  `(((hashint8extended(${n}::bigint, ${salt}) % 1000003) + 1000003) % 1000003 / 1000003.0)`;

function members(organizationId: string): string[] {
  return [
    `INSERT INTO "Team" ("id", "organizationId", "name")
     SELECT ${idOf(organizationId, 'team', 'n')}, '${organizationId}', 'Team ' || n FROM generate_series(1, ${TEAMS}) n`,
    `INSERT INTO "Member" ("id", "organizationId", "name", "nameKey", "role", "teamId", "updatedAt")
     SELECT ${idOf(organizationId, 'member', 'n')}, '${organizationId}', 'Member ' || n, 'member ' || n,
       (CASE WHEN n = 1 THEN 'admin' ELSE 'rep' END)::"Role", ${idOf(organizationId, 'team', `(n % ${TEAMS} + 1)`)}, now()
     FROM generate_series(1, ${MEMBERS}) n`,
  ];
}

function accounts(organizationId: string, count: number): string[] {
  return [
    `INSERT INTO "Account" ("id", "organizationId", "number", "name", "nameKey", "industry", "region", "ownerId", "createdAt", "updatedAt")
     SELECT ${idOf(organizationId, 'account', 'n')}, '${organizationId}', n, 'Account ' || n, 'account ' || n,
       (ARRAY['Retail','Logistics','Health','Energy','Software','Food','Textiles','Banking'])[1 + n % 8],
       (ARRAY['EMEA','APAC','AMER','华东','华南'])[1 + n % 5], ${idOf(organizationId, 'member', `(n % ${MEMBERS} + 1)`)}, '2020-01-01', now()
     FROM generate_series(1, ${count}) n`,
  ];
}

function dealRows(organizationId: string, count: number, accountCount: number): string[] {
  return [
    `INSERT INTO "Deal" ("id", "organizationId", "number", "name", "nameKey", "accountId", "pipelineId", "stageId", "ownerId", "status",
       "amount", "currency", "rate", "rateOn", "closeDate", "closedOn", "lossReason", "product", "createdAt", "stageEnteredAt",
       "lastActivityAt", "updatedAt")
     SELECT ${idOf(organizationId, 'deal', 'n')}, '${organizationId}', n, 'Deal ' || n, 'deal ' || n,
       ${idOf(organizationId, 'account', `(1 + floor(${share('n', 1)} * ${accountCount})::int)`)}, s."pipelineId", s."id",
       ${idOf(organizationId, 'member', `(1 + floor(power(${share('n', 2)}, 1.5) * ${MEMBERS})::int)`)}, s."kind"::text::"DealStatus",
       amount, currency, CASE WHEN currency = 'USD' OR s."kind" = 'open' THEN NULL WHEN currency = 'EUR' THEN 1.0825 ELSE 0.1389 END,
       CASE WHEN currency = 'USD' OR s."kind" = 'open' THEN NULL ELSE ended END, ended,
       CASE WHEN s."kind" = 'open' THEN NULL ELSE ended END,
       CASE WHEN s."kind" = 'lost' THEN (ARRAY['Price too high','No budget','No decision','Competitor','Postponed','Missing feature','价格太高'])[1 + n % 7] END,
       'Product ' || (1 + floor(${share('n', 3)} * 24)::int), began,
       CASE WHEN s."kind" = 'open' THEN least(began + interval '1 day' * floor(${share('n', 4)} * 60), '2026-03-18 09:00Z') ELSE ended + time '12:00' END,
       least(began + interval '3 days', '2026-03-18 09:00Z'), now()
     FROM (
       SELECT n, CASE WHEN outcome < 0.12 THEN (ARRAY['prospecting','qualification','proposal','negotiation'])[1 + n % 4]
           WHEN outcome < 0.5 THEN 'won' ELSE 'lost' END AS key,
         round((500 * exp(${share('n', 5)} * 6))::numeric, 2) AS amount,
         CASE WHEN ${share('n', 6)} < 0.8 THEN 'USD' WHEN ${share('n', 6)} < 0.95 THEN 'EUR' ELSE 'CNY' END AS currency,
         CASE WHEN outcome < 0.12 THEN date '2026-03-18' + floor(${share('n', 7)} * 180)::int
           ELSE date '2026-03-18' - floor(${share('n', 7)} * 1825)::int END AS ended,
         CASE WHEN outcome < 0.12 THEN timestamptz '2026-03-18 09:00Z' - interval '1 day' * (${share('n', 8)} * 120)
           ELSE date '2026-03-18' - floor(${share('n', 7)} * 1825)::int - interval '1 day' * floor(5 + ${share('n', 8)} * 120) END AS began
       FROM (SELECT n, ${share('n', 9)} AS outcome FROM generate_series(1, ${count}) n) drawn
     ) d JOIN "Stage" s ON s."organizationId" = '${organizationId}' AND s."key" = d.key`,
  ];
}

/** Every deal began in the first stage, and most have moved on. */
function stageChanges(organizationId: string): string[] {
  const first = `(SELECT "id" FROM "Stage" WHERE "organizationId" = '${organizationId}' AND "key" = 'prospecting')`;
  return [
    `INSERT INTO "StageChange" ("id", "organizationId", "dealId", "pipelineId", "fromStageId", "toStageId", "at", "amount", "currency")
     SELECT md5('created/' || d."id")::uuid, d."organizationId", d."id", d."pipelineId", NULL, ${first}, d."createdAt", d."amount", d."currency"
     FROM "Deal" d WHERE d."organizationId" = '${organizationId}'`,
    `INSERT INTO "StageChange" ("id", "organizationId", "dealId", "pipelineId", "fromStageId", "toStageId", "at", "amount", "currency")
     SELECT md5('moved/' || d."id")::uuid, d."organizationId", d."id", d."pipelineId", ${first}, d."stageId", d."stageEnteredAt", d."amount", d."currency"
     FROM "Deal" d WHERE d."organizationId" = '${organizationId}' AND d."stageId" <> ${first} AND d."stageEnteredAt" > d."createdAt"`,
  ];
}

const REVALUED = `d."organizationId" = '%' AND d."number" % 50 = 0`;

/** Two in a hundred deals were given another value within the last month. */
function changeSets(organizationId: string): string[] {
  return [
    `INSERT INTO "ChangeSet" ("id", "organizationId", "actorId", "origin", "commands", "at")
     SELECT md5('set/' || d."id")::uuid, d."organizationId", d."ownerId", 'chat', ARRAY['deal.update'],
       timestamptz '2026-03-18 09:00Z' - interval '1 minute' * (d."number" % 43200)
     FROM "Deal" d WHERE ${REVALUED.replace('%', organizationId)}`,
  ];
}

function changes(organizationId: string): string[] {
  return [
    `INSERT INTO "Change" ("id", "organizationId", "changeSetId", "position", "entity", "recordId", "label", "operation", "before", "after")
     SELECT md5('change/' || d."id")::uuid, d."organizationId", md5('set/' || d."id")::uuid, 0, 'deal', d."id", d."name", 'update',
       jsonb_build_object('amount', round(d."amount" * 0.9, 2)::text, 'currency', d."currency"),
       jsonb_build_object('amount', d."amount"::text, 'currency', d."currency")
     FROM "Deal" d WHERE ${REVALUED.replace('%', organizationId)}`,
  ];
}

function activities(organizationId: string, count: number): string[] {
  return [
    `INSERT INTO "Activity" ("id", "organizationId", "number", "kind", "at", "authorId", "updatedAt")
     SELECT ${idOf(organizationId, 'activity', 'n')}, '${organizationId}', n,
       (ARRAY['call','email','meeting','note'])[1 + n % 4]::"ActivityKind",
       timestamptz '2026-03-18 09:00Z' - interval '1 day' * (${share('n', 11)} * 1825),
       ${idOf(organizationId, 'member', `(1 + floor(${share('n', 12)} * ${MEMBERS})::int)`)}, now()
     FROM generate_series(1, ${count}) n`,
  ];
}

/** One deal in ten came of a lead. */
function leads(organizationId: string): string[] {
  return [
    `INSERT INTO "Lead" ("id", "organizationId", "number", "name", "nameKey", "source", "status", "dealId", "convertedAt", "updatedAt")
     SELECT md5('lead/' || d."id")::uuid, d."organizationId", d."number", 'Lead ' || d."number", 'lead ' || d."number",
       (ARRAY['Web','Fair','Referral','Campaign','Cold call'])[1 + d."number" / 10 % 5], 'converted', d."id", d."createdAt", now()
     FROM "Deal" d WHERE d."organizationId" = '${organizationId}' AND d."number" % 10 = 0`,
  ];
}

function rates(organizationId: string): string[] {
  return [
    `INSERT INTO "CurrencyRate" ("id", "organizationId", "name", "currency", "day", "rate", "updatedAt")
     SELECT gen_random_uuid(), '${organizationId}', currency, currency, '2026-03-01', rate, now()
     FROM (VALUES ('EUR', 1.09), ('CNY', 0.138)) r(currency, rate)`,
  ];
}
