import type { Period } from '../../crm/report-period.ts';
import { getTeam, ownTeam } from '../../crm/teams.ts';
import {
  listQuotas,
  type Quota,
  type QuotaOwner,
  seesEverybody,
  setQuota,
} from '../../forecast/quotas.ts';
import { Refusal } from '../../platform/refusal.ts';
import { moneyText } from '../../reply/format.ts';
import { type Locale, replyOf, say } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { periodText } from '../cards/report-parts.ts';
import type { CommandResult, RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';

type SetArguments = {
  owner?: RecordRef<'member'> | undefined;
  team?: string | undefined;
  whole?: boolean | undefined;
  period: Period;
  value: { amount: number; currency: string | null };
};

/** Sets a quota; what it was before is told. */
export async function setQuotaAnswer(
  ctx: CommandContext,
  args: SetArguments,
): Promise<CommandResult> {
  const owner = await ownerMeant(ctx, args);
  const { value, before } = await setQuota(ctx, owner, args.period, args.value);
  const { locale } = ctx;
  const who = ownerText(owner, ctx.organization.name);
  const when = periodText(args.period, locale);
  const now = moneyText(value, locale);
  const was = before === null ? '' : moneyText(before, locale);
  const text =
    locale === 'zh'
      ? `${who} ${when} 的指标：${now}${was === '' ? '' : `（之前 ${was}）`}。`
      : `The quota of ${who} for ${when} is ${now}${was === '' ? '' : ` (it was ${was})`}.`;
  return {
    reply: replyOf(
      { kind: 'text', text },
      {
        kind: 'buttons',
        buttons: [
          runButton(locale === 'zh' ? '预测' : 'Forecast', 'forecast.show', {
            period: args.period,
          }),
          runButton(locale === 'zh' ? '所有指标' : 'All quotas', 'quota.show', {
            period: args.period,
          }),
        ],
      },
    ),
    about: args.owner === undefined ? [] : [args.owner],
  };
}

async function ownerMeant(ctx: CommandContext, { owner, team }: SetArguments): Promise<QuotaOwner> {
  if (owner !== undefined) return { kind: 'member', id: owner.id, name: owner.name };
  if (team === undefined && (await seesEverybody(ctx))) return { kind: 'whole' };
  // Said by who leads a part of the company, "our" quota is that of his team.
  const meant = team === undefined ? await ownTeam(ctx) : await getTeam(ctx, team);
  if (meant === null) throw new Refusal('outside_scope', { entity: 'member' });
  return { kind: 'team', id: meant.id, name: meant.name };
}

/** The quotas that the person may see, of a period where one is asked for. */
export async function showQuotasAnswer(
  ctx: CommandContext,
  { owner, period }: { owner?: RecordRef<'member'> | undefined; period?: Period | undefined },
): Promise<CommandResult> {
  const { locale, actor } = ctx;
  const zh = locale === 'zh';
  // A rep's business is his own quota.
  const own = actor.kind === 'member' && actor.role === 'rep' ? actor.id : undefined;
  if (own !== undefined && owner !== undefined && owner.id !== own)
    throw new Refusal('outside_scope', { entity: 'member' });
  const quotas = await listQuotas(ctx, { period, ownerId: owner?.id ?? own });
  if (quotas.length === 0) {
    const text = zh
      ? '还没有设定指标。经理可以说“把小王本季度的指标定为 50万”。'
      : 'No quota is set. A manager may say “set Dana’s quota for this quarter to 250k”.';
    return { reply: say(text), about: [] };
  }
  const labels = zh ? ['谁', '时间段', '指标'] : ['Whose', 'Period', 'Quota'];
  const row = (quota: Quota) => [
    ownerText(quota.owner, ctx.organization.name),
    periodText(quota.period, locale),
    moneyText(quota.value, locale),
  ];
  return {
    reply: replyOf({
      kind: 'table',
      title: titleText(period, locale),
      columns: labels.map((label, i) => ({
        label,
        align: i === 2 ? ('right' as const) : ('left' as const),
      })),
      rows: quotas.slice(0, MOST).map(row),
    }),
    about: [],
  };
}

const MOST = 100;

function titleText(period: Period | undefined, locale: Locale): string {
  const title = locale === 'zh' ? '指标' : 'Quotas';
  return period === undefined
    ? title
    : `${title}${locale === 'zh' ? '：' : ': '}${periodText(period, locale)}`;
}

function ownerText(owner: QuotaOwner, organization: string): string {
  return owner.kind === 'whole' ? organization : owner.name;
}
