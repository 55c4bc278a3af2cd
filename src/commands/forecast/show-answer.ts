import { findPipeline, getPipeline, type Pipeline } from '../../crm/pipelines.ts';
import { type Period, wholeMonths } from '../../crm/report-period.ts';
import { namesOf } from '../../crm/store.ts';
import { getTeam, type Team } from '../../crm/teams.ts';
import { quarterOf } from '../../forecast/alerts.ts';
import { type Forecast, forecast, readMaterial, type WhatIf } from '../../forecast/forecast.ts';
import { forecastScope } from '../../forecast/forecast-scope.ts';
import { changesSince, inOtherCurrency } from '../../forecast/since-snapshot.ts';
import { addDays, addMonths, type CalendarDay } from '../../platform/clock.ts';
import { dayText } from '../../reply/format.ts';
import { type Block, type Button, replyOf, say } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { forecastBlocks, periodAfter } from '../cards/forecast-card.ts';
import type { CommandResult, RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { idMention } from '../references.ts';
import { whoseText } from './whose-forecast.ts';

type DealRef = RecordRef<'deal'>;

export type ShowArguments = {
  period?: Period | undefined;
  owner?: RecordRef<'member'> | undefined;
  team?: string | undefined;
  pipeline?: string | undefined;
  currency?: string | undefined;
  without?: DealRef | undefined;
  wins?: DealRef | undefined;
  slips?: DealRef | undefined;
  slipsTo?: CalendarDay | undefined;
  since?: CalendarDay | undefined;
};

/** The forecast of a period, for whom it is asked. */
export async function showForecastAnswer(
  ctx: CommandContext,
  args: ShowArguments,
): Promise<CommandResult> {
  const period = args.period ?? quarterOf(ctx, ctx.today);
  const team = args.team === undefined ? undefined : await teamMeant(ctx, args.team);
  const scope = await forecastScope(ctx, { owner: args.owner, team });
  const pipeline = args.pipeline === undefined ? null : await pipelineMeant(ctx, args.pipeline);
  const material = await readMaterial(ctx);
  const pipelineId = pipeline?.id;
  const made = await forecast(
    ctx,
    { period, scope, pipelineId, currency: args.currency, whatIf: whatIfOf(args, period) },
    material,
  );
  if (nothingIn(made)) return { reply: say(NOTHING[ctx.locale](period, made)), about: [] };
  const changes =
    period.end < made.today
      ? null
      : await changesSince(
          ctx,
          { period, scope, pipelineId, since: args.since },
          material.pipeline,
        );
  const names = await namesOf(
    ctx,
    'deal',
    made.deciding.map(({ id }) => id),
  );
  const people = await namesOf(
    ctx,
    'member',
    made.owners.flatMap(({ ownerId }) => ownerId ?? []),
  );
  const deal = args.without ?? args.wins ?? args.slips;
  const blocks = forecastBlocks(made, {
    locale: ctx.locale,
    whose: whoseText(scope, ctx.locale, pipeline),
    names: new Map([...names, ...people].map(({ id, name }) => [id, name])),
    changes:
      changes === null || made.currency === changes.currency
        ? changes
        : await inOtherCurrency(ctx, changes, made.currency),
    supposed: supposedText(ctx, args),
  });
  const notes = [...currencyNote(ctx, args.currency, made), ...outsideNote(ctx, deal, made)];
  return {
    reply: replyOf(...blocks, ...notes, { kind: 'buttons', buttons: buttonsOf(ctx, args, period) }),
    about: deal === undefined ? [] : [deal],
    listed: names.map(({ id, name }) => ({ entity: 'deal' as const, id, name })),
  };
}

function whatIfOf(
  { without, wins, slips, slipsTo }: ShowArguments,
  period: Period,
): WhatIf | undefined {
  if (without !== undefined) return { kind: 'without', dealId: without.id };
  if (wins !== undefined) return { kind: 'wins', dealId: wins.id };
  if (slips === undefined) return undefined;
  return { kind: 'slips', dealId: slips.id, to: slipsTo ?? addDays(period.end, 1) };
}

function supposedText({ locale }: CommandContext, args: ShowArguments): string | null {
  const zh = locale === 'zh';
  if (args.without !== undefined)
    return zh ? `不含 ${args.without.name}` : `Without ${args.without.name}`;
  if (args.wins !== undefined)
    return zh ? `如果赢下 ${args.wins.name}` : `If ${args.wins.name} is won`;
  if (args.slips === undefined) return null;
  const { name } = args.slips;
  if (args.slipsTo === undefined)
    return zh ? `如果 ${name} 推迟到这段时间之后` : `If ${name} slips out of the period`;
  const day = dayText(args.slipsTo, locale);
  return zh ? `如果 ${name} 推迟到 ${day}` : `If ${name} slips to ${day}`;
}

/** A team by its name; the asker's own where "my team" is said. */
async function teamMeant(ctx: CommandContext, said: string): Promise<Team | undefined> {
  const everybody =
    /^(?:my|our|the|whole|entire|all)?\s*(?:team|teams)?$|^(?:我的?|我们的?|本|全|整个)?(?:团队|组)?$/i;
  return everybody.test(said.trim()) ? undefined : getTeam(ctx, said);
}

async function pipelineMeant(ctx: CommandContext, said: string): Promise<Pipeline> {
  return (await findPipeline(ctx, said)) ?? getPipeline(ctx, said);
}

function nothingIn({ deals, closedSoFar, fromNewBusiness }: Forecast): boolean {
  return deals.length === 0 && closedSoFar.deals === 0 && fromNewBusiness.minor === 0n;
}

const NOTHING = {
  en: (period: Period, { today }: Forecast) =>
    period.end < today
      ? 'Nothing was won in this period.'
      : 'There is nothing to forecast from: no open deal, and none that was won before. Log a deal first.',
  zh: (period: Period, { today }: Forecast) =>
    period.end < today
      ? '这段时间没有赢单。'
      : '没有可以用来预测的数据：没有进行中的商机，也没有赢过单。请先记录商机。',
} as const;

function currencyNote(
  { locale }: CommandContext,
  asked: string | undefined,
  { currency }: Forecast,
): Block[] {
  if (asked === undefined || asked === currency) return [];
  const text =
    locale === 'zh'
      ? `没有 ${asked} 的汇率，所以用 ${currency} 显示。`
      : `There is no rate for ${asked}, so this is in ${currency}.`;
  return [{ kind: 'note', text }];
}

/** That what is supposed of a deal changes nothing, since it is none of those that count. */
function outsideNote(
  { locale }: CommandContext,
  deal: DealRef | undefined,
  { deals }: Forecast,
): Block[] {
  if (deal === undefined || deals.some(({ id }) => id === deal.id)) return [];
  const text =
    locale === 'zh'
      ? `${deal.name} 不是这个预测里的进行中商机，所以没有影响。`
      : `${deal.name} is not among the open deals of this forecast, so it changes nothing.`;
  return [{ kind: 'note', text }];
}

function buttonsOf(ctx: CommandContext, args: ShowArguments, period: Period): Button[] {
  const zh = ctx.locale === 'zh';
  const same = {
    ...(args.owner === undefined ? {} : { owner: idMention(args.owner) }),
    ...(args.team === undefined ? {} : { team: args.team }),
    ...(args.currency === undefined ? {} : { currency: args.currency }),
  };
  const next = periodAfter(period, wholeMonths(period), addMonths);
  return [
    runButton(zh ? '下一期' : 'Next period', 'forecast.show', { ...same, period: next }),
    runButton(zh ? '为什么' : 'Why?', 'forecast.explain', {
      period,
      ...(args.owner === undefined ? {} : { owner: idMention(args.owner) }),
    }),
    ...(ctx.actor.kind === 'member' && (ctx.actor.role === 'manager' || ctx.actor.role === 'admin')
      ? [runButton(zh ? '有多准' : 'How accurate?', 'forecast.accuracy', {})]
      : []),
  ];
}
