import { Refusal } from '../platform/refusal.ts';
import type { CrmContext, MemberRole, OrganizationSettings } from './context.ts';
import { findRow, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    base_currency_in_use: { currency: string };
  }
}

export type SettingsPatch = {
  name?: string | undefined;
  baseCurrency?: string | undefined;
  timeZone?: string | undefined;
  locale?: 'en' | 'zh' | undefined;
  /** 1..12 */
  fiscalYearStartMonth?: number | undefined;
  weekStartsOnSunday?: boolean | undefined;
  repSees?: OrganizationSettings['repSees'] | undefined;
  qualifiedLeadsOnly?: boolean | undefined;
  newMemberRole?: MemberRole | undefined;
};

/** The organization's settings as they are now: those in the context may be of a moment ago. */
export async function settingsOf(
  ctx: CrmContext,
): Promise<OrganizationSettings & { newMemberRole: MemberRole }> {
  return ctx.tx.organization.findUniqueOrThrow({ where: { id: ctx.organization.id } });
}

/**
 * Changes settings of the organization.
 *
 * @throws Refusal `nothing_to_change`; `base_currency_in_use` once there are exchange rates, which are counted in it.
 */
export async function updateSettings(ctx: CrmContext, patch: SettingsPatch): Promise<void> {
  const row = await findRow(ctx, 'organization', ctx.organization.id);
  if (row === null) throw new Error('the organization is gone');
  if (patch.baseCurrency !== undefined && patch.baseCurrency !== row.baseCurrency)
    await refuseWithRates(ctx, row);
  const before = ctx.history.changes.length;
  await updateRecord(ctx, 'organization', row, patch);
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name ?? '' });
}

/** @throws Refusal `base_currency_in_use` once there are rates, also ones that a closed deal or an order keeps. */
export async function refuseWithRates(ctx: CrmContext, row: Row): Promise<void> {
  const own = { organizationId: ctx.organization.id };
  const rates = await ctx.tx.currencyRate.count({ where: { ...own, deletedAt: null } });
  const frozen = { ...own, rate: { not: null } };
  const kept =
    (await ctx.tx.deal.count({ where: frozen })) + (await ctx.tx.order.count({ where: frozen }));
  if (rates + kept > 0)
    throw new Refusal('base_currency_in_use', { currency: String(row.baseCurrency) });
}
