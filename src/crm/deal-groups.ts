import { Prisma } from '../generated/prisma/client.ts';
import type { CrmContext } from './context.ts';
import type { TimeUnit } from './report-period.ts';

/** What deals are grouped by. `reason` is why they were lost. */
export type DealGroup =
  | TimeUnit
  | 'owner'
  | 'team'
  | 'account'
  | 'product'
  | 'region'
  | 'industry'
  | 'source'
  | 'reason';

/** How deals are told apart. */
export type Dimension = {
  /** What a deal itself has to be told apart by, and what it is joined with for that. */
  raw: Prisma.Sql;
  within: Prisma.Sql;
  /** The key of its group, from `i.raw`, and what that is joined with: far fewer rows than there are deals. */
  key: Prisma.Sql;
  joins: Prisma.Sql;
  /** Its key where nothing is told apart. */
  none: Prisma.Sql;
  /** How the group is written, where that is its key. */
  named: Prisma.Sql;
  /** What the group is called, where `k.key` is its key. */
  label: Prisma.Sql;
};

export const NO_DIMENSION: Dimension = {
  raw: Prisma.sql`NULL::text`,
  within: Prisma.empty,
  key: Prisma.sql`i.raw`,
  joins: Prisma.empty,
  none: Prisma.sql`NULL::text`,
  named: Prisma.sql`NULL::text`,
  label: Prisma.sql`NULL::text`,
};

export function dimensionOf(ctx: CrmContext, group: DealGroup): Dimension {
  const own = Prisma.sql`${ctx.organization.id}::uuid`;
  const byId = (raw: Prisma.Sql, table: Prisma.Sql): Dimension => ({
    ...NO_DIMENSION,
    raw,
    none: Prisma.sql`NULL::uuid`,
    label: Prisma.sql`(SELECT x."name" FROM ${table} x WHERE x."organizationId" = ${own} AND x."id" = k.key)`,
  });
  // Joined to each deal, as a table: the groups are few then, and the work can be divided among processors.
  const byAccount = (column: Prisma.Sql): Dimension => ({
    ...byText(column),
    within: Prisma.sql`LEFT JOIN "Account" a ON a."organizationId" = ${own} AND a."id" = d."accountId"`,
  });
  switch (group) {
    case 'week':
    case 'month':
    case 'quarter':
    case 'year':
      return { ...NO_DIMENSION, raw: unitSql(ctx, group, DEAL_DAY), none: Prisma.sql`NULL::date` };
    case 'owner':
      return byId(Prisma.sql`d."ownerId"`, Prisma.sql`"Member"`);
    case 'team':
      return {
        ...byId(Prisma.sql`d."ownerId"`, Prisma.sql`"Team"`),
        key: Prisma.sql`b."teamId"`,
        joins: Prisma.sql`JOIN "Member" b ON b."organizationId" = ${own} AND b."id" = i.raw`,
      };
    case 'account':
      return byId(Prisma.sql`d."accountId"`, Prisma.sql`"Account"`);
    case 'product':
      return byText(Prisma.sql`d."product"`);
    case 'reason':
      return byText(Prisma.sql`d."lossReason"`);
    case 'region':
      return byAccount(Prisma.sql`a."region"`);
    case 'industry':
      return byAccount(Prisma.sql`a."industry"`);
    case 'source':
      return {
        ...byText(Prisma.sql`b.named`),
        within: Prisma.sql`LEFT JOIN (
          SELECT "dealId", min("source") AS named FROM "Lead"
          WHERE "organizationId" = ${own} AND "dealId" IS NOT NULL AND "deletedAt" IS NULL GROUP BY "dealId"
        ) b ON b."dealId" = d."id"`,
      };
    default:
      return group satisfies never;
  }
}

/** The day a deal was closed, of an open one the day it is to be. */
const DEAL_DAY = Prisma.sql`coalesce(d."closedOn", d."closeDate")`;

/** Texts that people type: alike but for capitals and blanks they are one. */
function byText(raw: Prisma.Sql): Dimension {
  return {
    ...NO_DIMENSION,
    raw,
    key: textKey(Prisma.sql`i.raw`),
    named: Prisma.sql`btrim(i.raw)`,
    label: Prisma.sql`k.named`,
  };
}

function textKey(text: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`nullif(lower(btrim(${text})), '')`;
}

/** The first day of the week, month, quarter or year that a day is in, as `startOfUnit` has it. */
export function unitSql(ctx: CrmContext, unit: TimeUnit, day: Prisma.Sql): Prisma.Sql {
  const { fiscalYearStartMonth, weekStartsOnSunday } = ctx.organization;
  const month = Prisma.sql`date_trunc('month', ${day}::timestamp)`;
  const monthsIn = Prisma.sql`((extract(month FROM ${day})::int - ${fiscalYearStartMonth}::int + 12) % 12)`;
  switch (unit) {
    case 'week':
      return weekStartsOnSunday
        ? Prisma.sql`(${day} - extract(dow FROM ${day})::int)`
        : Prisma.sql`(${day} - (extract(isodow FROM ${day})::int - 1))`;
    case 'month':
      return Prisma.sql`${month}::date`;
    case 'quarter':
      return Prisma.sql`(${month} - make_interval(months => ${monthsIn} % 3))::date`;
    case 'year':
      return Prisma.sql`(${month} - make_interval(months => ${monthsIn}))::date`;
    default:
      return unit satisfies never;
  }
}
