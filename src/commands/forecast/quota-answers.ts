import type { Period } from '../../crm/report-period.ts';
import { findTeam, getTeam, ownTeam } from '../../crm/teams.ts';
import {
  listQuotas,
  possibleOwners,
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
import type { Ask, CommandResult, RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { sureOnes } from '../references.ts';

type SetArguments = {
  owner?: RecordRef<'member'> | undefined;
  team?: string | undefined;
  whole?: boolean | undefined;
  whose?: string | undefined;
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

/** Whose quota, where nobody was named and there is more than one to choose. */
export async function askWhose(
  ctx: CommandContext,
  { owner, team, whole, whose }: SetArguments,
): Promise<Ask | null> {
  if (owner !== undefined || team !== undefined || whole !== undefined) return null;
  if (whose !== undefined && (await answered(ctx, whose)) !== null) return null;
  const all = await possibleOwners(ctx);
  const people = all.filter(({ kind }) => kind === 'member');
  if (people.length < 2 && all.some(({ kind }) => kind === 'whole')) return null;
  const zh = ctx.locale === 'zh';
  const me = ctx.actor.kind === 'member' ? ctx.actor.id : null;
  const choices = all.map((one) => {
    if (one.kind === 'whole') return { label: zh ? '全公司' : 'The whole company', value: WHOLE };
    if (one.id === me) return { label: zh ? '我' : 'Me', value: 'me' };
    const label = one.kind === 'member' ? one.name : zh ? `${one.name}团队` : `${one.name} team`;
    return { label, value: `${one.kind}:${one.id}` };
  });
  const mine = choices.filter(({ value }) => value === 'me');
  const others = choices.filter(({ value }) => value !== 'me');
  return {
    parameter: 'whose',
    why:
      whose === undefined
        ? ''
        : zh
          ? `我不知道“${whose}”是谁。`
          : `I know neither a person nor a team called “${whose}”.`,
    choices: [...mine, ...others].slice(0, MOST_CHOICES),
  };
}

const MOST_CHOICES = 12;
const WHOLE = 'company';
/** How people answer that it is everybody's. */
const EVERYBODY =
  /^(?:(?:for )?(?:the |our )?(?:whole |entire )?(?:company|organi[sz]ation|business|firm)|(?:all of )?us(?: all)?|ours|everybody|everyone|all|overall|(?:整个|全|我们)?公司(?:的)?|全公司|整体|所有人|大家|全体|我们(?:的)?)[.!。！]?$/i;

/** The person, team or company that an answer means; null where there is none. */
async function answered(ctx: CommandContext, whose: string): Promise<QuotaOwner | null> {
  const said = whose.trim();
  if (EVERYBODY.test(said)) return { kind: 'whole' };
  const byId = /^team:(.+)$/.exec(said)?.[1];
  const all = await possibleOwners(ctx);
  const chosen = all.find((one) => one.kind === 'team' && one.id === byId);
  if (chosen !== undefined) return chosen;
  const team = await findTeam(ctx, said);
  if (team !== null) return { kind: 'team', id: team.id, name: team.name };
  const [person, other] = await sureOnes(ctx, ['member'], MINE.test(said) ? 'me' : said);
  if (person === undefined || other !== undefined) return null;
  return { kind: 'member', id: person.id, name: person.name };
}

const MINE = /^(?:for )?(?:me|mine|my own|myself|我的?|我自己的?|本人)[.!。！]?$/i;

async function ownerMeant(
  ctx: CommandContext,
  { owner, team, whose }: SetArguments,
): Promise<QuotaOwner> {
  const told = whose === undefined ? null : await answered(ctx, whose);
  if (told !== null) return told;
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
