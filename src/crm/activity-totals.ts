import { Prisma } from '../generated/prisma/client.ts';
import { addDays, startOfDay } from '../platform/clock.ts';
import type { CrmContext } from './context.ts';
import { unitSql } from './deal-groups.ts';
import { overMany, ownersSql } from './deal-totals.ts';
import type { Period, TimeUnit } from './report-period.ts';

export type ActivityGroup = TimeUnit | 'owner' | 'team' | 'account' | 'kind';

export type ActivityTotal = {
  span: string;
  kind: 'call' | 'email' | 'meeting' | 'note';
  /** Of a time unit its first day, else an id; null where there is none. */
  key: string | null;
  label: string | null;
  activities: number;
};

/** Counts the activities of the people the actor may see, by kind and group; days are the actor's. */
export async function activityTotals(
  ctx: CrmContext,
  query: {
    spans: readonly { name: string; period: Period; grouped: boolean }[];
    groupBy: ActivityGroup;
    ownerId?: string | undefined;
  },
): Promise<ActivityTotal[]> {
  const { timeZone } = ctx.actor;
  const own = Prisma.sql`${ctx.organization.id}::uuid`;
  const mine = await ownersSql(ctx, Prisma.sql`a."authorId"`, query.ownerId);
  const { key, none, label } = groupOf(ctx, query.groupBy);
  const parts = query.spans.map(
    ({ name, period, grouped }) => Prisma.sql`
      SELECT ${name}::text AS span, a."kind", ${grouped ? key : none} AS key, count(*) AS activities
      FROM "Activity" a
      WHERE a."organizationId" = ${own} AND a."deletedAt" IS NULL ${mine}
        AND a."at" >= ${startOfDay(period.start, timeZone)}::timestamptz
        AND a."at" < ${startOfDay(addDays(period.end, 1), timeZone)}::timestamptz
      GROUP BY 2, 3`,
  );
  return overMany(
    ctx,
    () => ctx.tx.$queryRaw<ActivityTotal[]>`
    WITH counted AS MATERIALIZED (${Prisma.join(parts, ' UNION ALL ')}),
    called AS MATERIALIZED (SELECT t.span, t."kind", ${label.key} AS key, sum(t.activities)::int AS activities
      FROM counted t ${label.joins} GROUP BY 1, 2, 3)
    SELECT k.span, k."kind"::text AS kind, k.key::text AS key, ${label.name} AS label, k.activities FROM called k`,
  );
}

type Label = { key: Prisma.Sql; joins: Prisma.Sql; name: Prisma.Sql };

function groupOf(
  ctx: CrmContext,
  group: ActivityGroup,
): { key: Prisma.Sql; none: Prisma.Sql; label: Label } {
  const own = Prisma.sql`${ctx.organization.id}::uuid`;
  const named = (table: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`(SELECT x."name" FROM ${table} x WHERE x."organizationId" = ${own} AND x."id" = k.key)`;
  const id = Prisma.sql`NULL::uuid`;
  const plain: Label = {
    key: Prisma.sql`t.key`,
    joins: Prisma.empty,
    name: Prisma.sql`NULL::text`,
  };
  switch (group) {
    case 'week':
    case 'month':
    case 'quarter':
    case 'year': {
      const day = Prisma.sql`(a."at" AT TIME ZONE ${ctx.actor.timeZone})::date`;
      return { key: unitSql(ctx, group, day), none: Prisma.sql`NULL::date`, label: plain };
    }
    case 'owner':
      return {
        key: Prisma.sql`a."authorId"`,
        none: id,
        label: { ...plain, name: named(Prisma.sql`"Member"`) },
      };
    case 'team':
      return {
        key: Prisma.sql`a."authorId"`,
        none: id,
        label: {
          key: Prisma.sql`m."teamId"`,
          joins: Prisma.sql`LEFT JOIN "Member" m ON m."organizationId" = ${own} AND m."id" = t.key`,
          name: named(Prisma.sql`"Team"`),
        },
      };
    case 'account':
      return {
        key: Prisma.sql`a."accountId"`,
        none: id,
        label: { ...plain, name: named(Prisma.sql`"Account"`) },
      };
    case 'kind':
      return { key: Prisma.sql`NULL::text`, none: Prisma.sql`NULL::text`, label: plain };
    default:
      return group satisfies never;
  }
}
