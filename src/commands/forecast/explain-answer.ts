import { getDeal } from '../../crm/deals.ts';
import { stageName } from '../../crm/pipelines.ts';
import type { Period } from '../../crm/report-period.ts';
import { namesOf } from '../../crm/store.ts';
import { quarterOf } from '../../forecast/alerts.ts';
import { type DealOutlook, dealOutlook } from '../../forecast/deal-outlook.ts';
import {
  type Forecast,
  type ForecastDeal,
  forecast,
  readMaterial,
} from '../../forecast/forecast.ts';
import { forecastScope } from '../../forecast/forecast-scope.ts';
import { changesSince } from '../../forecast/since-snapshot.ts';
import { addDays } from '../../platform/clock.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import { type Block, replyOf, say } from '../../reply/reply.ts';
import { refOf, runButton } from '../cards/deal-card.ts';
import { signed, waterfallTable } from '../cards/forecast-card.ts';
import { modelNotes } from '../cards/forecast-notes.ts';
import { pointsText, reasonText } from '../cards/reason-words.ts';
import { percentText, periodText } from '../cards/report-parts.ts';
import type { CommandResult, RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { idMention } from '../references.ts';
import { whoseText } from './whose-forecast.ts';

type ExplainArguments = {
  period?: Period | undefined;
  deal?: RecordRef<'deal'> | undefined;
  owner?: RecordRef<'member'> | undefined;
};

/** Why: of a deal its chance and the reasons, of a period what it is made of and what moved it. */
export function explainAnswer(ctx: CommandContext, args: ExplainArguments): Promise<CommandResult> {
  return args.deal === undefined
    ? explainPeriod(ctx, args)
    : explainDeal(ctx, args.deal, args.period);
}

/** So many reasons are told one by one; the rest is one sum, so that all of it adds up. */
const TOLD = 7;

async function explainDeal(
  ctx: CommandContext,
  ref: RecordRef<'deal'>,
  period: Period | undefined,
): Promise<CommandResult> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const outlook = await dealOutlook(ctx, ref.id, await forecastScope(ctx, {}), period);
  const deal = await getDeal(ctx, ref.id);
  const about = [refOf(deal), { entity: 'account' as const, ...deal.account }];
  if (outlook.kind === 'closed') {
    const day = outlook.closedOn === null ? '' : dayText(outlook.closedOn, locale);
    const en = `${deal.name} is ${outlook.status === 'won' ? 'won' : 'lost'} already (${day}).`;
    const text = zh
      ? `${deal.name} 已经${outlook.status === 'won' ? '赢单' : '输单'}（${day}）。`
      : en;
    return { reply: say(text), about };
  }
  const of = {
    locale,
    stage: stageName(deal.stage, locale),
    owner: deal.owner.name,
    account: deal.account.name,
    product: deal.product,
    currency: ctx.organization.baseCurrency,
  };
  const told = outlook.reasons.filter(({ points }) => Math.abs(points) >= 0.005).slice(0, TOLD);
  const rest = outlook.reasons
    .filter((reason) => !told.includes(reason))
    .reduce((sum, { points }) => sum + points, 0);
  const list = (sign: 1 | -1) =>
    told.filter(({ points }) => points * sign > 0).map((reason) => `• ${reasonText(reason, of)}`);
  const [forIt, against] = [list(1), list(-1)];
  const end = dayText(outlook.period.end, locale);
  const chance = percentText(outlook.chance, locale);
  const lines = zh
    ? [
        `起点：一般商机在 ${end} 前赢单的概率 ${percentText(outlook.base, locale)}`,
        ...(forIt.length > 0 ? ['有利因素：', ...forIt] : []),
        ...(against.length > 0 ? ['不利因素：', ...against] : []),
        `其他因素合计：${pointsText(rest, locale)}`,
        `合计 = ${chance}`,
      ]
    : [
        `Start: a usual deal is won by ${end} with ${percentText(outlook.base, locale)}`,
        ...(forIt.length > 0 ? ['For it:', ...forIt] : []),
        ...(against.length > 0 ? ['Against it:', ...against] : []),
        `Everything else: ${pointsText(rest, locale)}`,
        `Together = ${chance}`,
      ];
  return {
    reply: replyOf(
      {
        kind: 'heading',
        text: zh ? `${deal.name}：赢单概率 ${chance}` : `${deal.name}: ${chance} to be won`,
      },
      { kind: 'text', text: whenText(ctx, outlook, chance) },
      { kind: 'text', text: lines.join('\n') },
      { kind: 'text', text: nextText(ctx, outlook, deal.nextStep) },
      ...modelNote(ctx, outlook),
      {
        kind: 'buttons',
        buttons: [
          runButton(zh ? '查看商机' : 'Show the deal', 'deal.show', {
            deal: idMention(refOf(deal)),
          }),
          runButton(zh ? '没有它的预测' : 'Forecast without it', 'forecast.show', {
            period: outlook.period,
            without: idMention(refOf(deal)),
          }),
        ],
      },
    ),
    about,
  };
}

type Open = Extract<DealOutlook, { kind: 'open' }>;

function whenText({ locale }: CommandContext, outlook: Open, chance: string): string {
  const zh = locale === 'zh';
  const end = dayText(outlook.period.end, locale);
  const half = percentText(outlook.chanceInHalfAYear, locale);
  const { likely } = outlook;
  const week =
    likely === null
      ? ''
      : zh
        ? `如果赢单，最可能在 ${dayText(likely.from, locale)} 至 ${dayText(addDays(likely.from, 6), locale)} 这一周前后。`
        : ` If it is won, most likely around the week of ${dayText(likely.from, locale)}.`;
  return zh
    ? `在 ${end} 前赢单的概率为 ${chance}，半年内为 ${half}。${week}`
    : `${chance} to be won by ${end}, ${half} within half a year.${week}`;
}

/** What would help most, of what is in the owner's hands. */
function nextText({ locale }: CommandContext, outlook: Open, nextStep: string | null): string {
  const zh = locale === 'zh';
  const { snapshot } = outlook;
  const silent = snapshot.daysSinceActivity;
  const advice: string[] = [];
  if (nextStep === null)
    advice.push(zh ? '定下一步，并写上日期' : 'agree on a next step with a date');
  if (silent === null || silent > 14)
    advice.push(
      silent === null
        ? zh
          ? '联系客户：还没有任何活动记录'
          : 'get in touch: no activity is recorded yet'
        : zh
          ? `联系客户：已经 ${silent} 天没有动静`
          : `get in touch: nothing has happened for ${silent} days`,
    );
  if (snapshot.expectedCloseOn === null) advice.push(zh ? '填写预计成交日' : 'set a close date');
  else if (snapshot.expectedCloseOn < snapshot.takenOn)
    advice.push(
      zh ? '预计成交日已过，与客户重新确认' : 'the close date is past: agree on a new one',
    );
  if ((snapshot.contacts ?? 0) < 2)
    advice.push(zh ? '再接触一位决策相关的联系人' : 'bring in a second contact');
  if (advice.length === 0 && nextStep !== null)
    advice.push(zh ? `按下一步推进：${nextStep}` : `go on with the next step: ${nextStep}`);
  return zh ? `下一步建议：${advice.join('；')}。` : `What to do next: ${advice.join('; ')}.`;
}

function modelNote({ locale }: CommandContext, { model }: Open): Block[] {
  const { scores, closedDeals, prior } = model.model.facts;
  const zh = locale === 'zh';
  const tested =
    scores === null
      ? zh
        ? '还没有足够的历史来检验这些概率。'
        : 'There is not enough history yet to test these probabilities.'
      : zh
        ? `在更晚的日子上检验：概率平均偏差 ${percentText(scores.calibrationError, locale)}。`
        : `Tested on later days than it learned from: probabilities are off by ${percentText(scores.calibrationError, locale)} on average.`;
  const basis = zh ? `基于 ${closedDeals} 个已关闭的商机。` : `From ${closedDeals} closed deals.`;
  const early = prior ? (zh ? '不到 200 个，更多是先验。' : ' Under 200 that is a prior.') : '';
  return [{ kind: 'note', text: zh ? `${basis}${early}${tested}` : `${basis}${early} ${tested}` }];
}

async function explainPeriod(ctx: CommandContext, args: ExplainArguments): Promise<CommandResult> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const period = futureOf(ctx, args.period) ?? quarterOf(ctx, ctx.today);
  // "Since last week" is a time behind: what moved since then.
  const since =
    args.period !== undefined && args.period.start < ctx.today && args.period.end <= ctx.today
      ? args.period.start
      : undefined;
  const scope = await forecastScope(ctx, { owner: args.owner });
  const material = await readMaterial(ctx);
  const made = await forecast(ctx, { period, scope }, material);
  const changes = await changesSince(ctx, { period, scope, since }, material.pipeline);
  const names = new Map(
    (
      await namesOf(ctx, 'deal', [
        ...idsIn(made),
        ...changes.steps.flatMap(({ deals }) => deals.slice(0, 3)),
      ])
    ).map(({ id, name }) => [id, name]),
  );
  const who = whoseText(scope, locale);
  const title = zh ? '预测的原因' : 'Why the forecast is what it is';
  return {
    reply: replyOf(
      {
        kind: 'heading',
        text: `${title}${zh ? '：' : ': '}${periodText(period, locale)}${who === null ? '' : `${zh ? '，' : ', '}${who}`}`,
      },
      { kind: 'text', text: partsText(ctx, made) },
      { kind: 'text', text: weightsText(ctx, made, names) },
      { kind: 'text', text: movedText(ctx, changes, names) },
      ...waterfallTable(changes, locale),
      ...doNext(ctx, made, names),
      ...modelNotes(made, locale),
    ),
    about: [],
    listed: made.deciding.map(({ id }) => ({
      entity: 'deal' as const,
      id,
      name: names.get(id) ?? '',
    })),
  };
}

function futureOf({ today }: CommandContext, period: Period | undefined): Period | undefined {
  return period !== undefined && period.end > today ? period : undefined;
}

function idsIn(made: Forecast): string[] {
  return [...made.deciding, ...heavy(made), ...doubtful(made)].map(({ id }) => id);
}

/** What the mean is made of: parts that add up to it. */
function partsText({ locale }: CommandContext, made: Forecast): string {
  const zh = locale === 'zh';
  const money = (of: typeof made.mean) => moneyText(of, locale);
  const gap =
    made.quota === null
      ? ''
      : zh
        ? `指标 ${money(made.quota.value)}，P50 ${made.quota.gap.minor > 0n ? '还差' : '超出'} ${money(sizeOf(made.quota.gap))}。`
        : ` The quota is ${money(made.quota.value)}: P50 ${made.quota.gap.minor > 0n ? 'falls short by' : 'is above it by'} ${money(sizeOf(made.quota.gap))}.`;
  return zh
    ? `平均预计 ${money(made.mean)} = 已赢单 ${money(made.closedSoFar.worth)} + 进行中商机 ${money(made.fromDeals)} + 新增业务 ${money(made.fromNewBusiness)}；P50 为 ${money(made.range.p50)}。${gap}`
    : `Expected on average ${money(made.mean)} = ${money(made.closedSoFar.worth)} closed + ${money(made.fromDeals)} from open deals + ${money(made.fromNewBusiness)} new business; P50 is ${money(made.range.p50)}.${gap}`;
}

function sizeOf(money: Forecast['mean']): Forecast['mean'] {
  return money.minor < 0n ? { ...money, minor: -money.minor } : money;
}

/** The deals that bring most to the mean, and those that are worth much and unlikely. */
function weightsText(
  { locale }: CommandContext,
  made: Forecast,
  names: ReadonlyMap<string, string>,
): string {
  const zh = locale === 'zh';
  const line = (deal: ForecastDeal) =>
    `${names.get(deal.id) ?? ''} (${percentText(deal.chance, locale)} × ${moneyText(deal.worth, locale)})`;
  const [carry, weak] = [heavy(made).map(line), doubtful(made).map(line)];
  const parts = [
    ...(carry.length === 0
      ? []
      : [`${zh ? '主要来自：' : 'Carried by: '}${carry.join(zh ? '，' : ', ')}${zh ? '。' : '.'}`]),
    ...(weak.length === 0
      ? []
      : [
          `${zh ? '金额大但不太可能：' : 'Large but unlikely: '}${weak.join(zh ? '，' : ', ')}${zh ? '。' : '.'}`,
        ]),
  ];
  return parts.length === 0 ? (zh ? '没有进行中的商机。' : 'No deal is open.') : parts.join('\n');
}

const weight = ({ chance, worth }: ForecastDeal) => chance * Number(worth.minor);

function heavy({ deals }: Forecast): ForecastDeal[] {
  return deals
    .filter((deal) => weight(deal) > 0)
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, 3);
}

const missing = ({ chance, worth }: ForecastDeal) => (1 - chance) * Number(worth.minor);

function doubtful({ deals, period }: Forecast): ForecastDeal[] {
  return deals
    .filter(
      ({ chance, snapshot: { expectedCloseOn: day } }) =>
        chance < 0.35 && day !== null && day <= period.end,
    )
    .toSorted((a, b) => missing(b) - missing(a))
    .slice(0, 3);
}

function movedText(
  { locale }: CommandContext,
  changes: Awaited<ReturnType<typeof changesSince>>,
  names: ReadonlyMap<string, string>,
): string {
  const zh = locale === 'zh';
  const day = dayText(changes.since, locale);
  if (changes.steps.length === 0)
    return zh
      ? `自 ${day} 以来，这段时间的管道没有变化。`
      : `Nothing has moved in the pipeline of the period since ${day}.`;
  const total = signed({ minor: changes.end - changes.start, currency: changes.currency }, locale);
  const [largest] = [...changes.steps].sort((a, b) => Number(abs(b.amount) - abs(a.amount)));
  const whose = (largest?.deals ?? []).slice(0, 3).flatMap((id) => names.get(id) ?? []);
  const by =
    whose.length === 0
      ? ''
      : zh
        ? `，主要是 ${whose.join('、')}`
        : `, mostly by ${whose.join(', ')}`;
  return zh
    ? `自 ${day} 以来管道变化 ${total}${by}。`
    : `Since ${day} the pipeline of the period moved by ${total}${by}.`;
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** What can be done about it: deals that are worth much, due, and silent. */
function doNext(
  { locale }: CommandContext,
  made: Forecast,
  names: ReadonlyMap<string, string>,
): Block[] {
  const zh = locale === 'zh';
  const silent = made.deciding
    .filter(({ snapshot }) => (snapshot.daysSinceActivity ?? 99) > 14 || !snapshot.nextStep)
    .slice(0, 3)
    .map(({ id, snapshot }) => {
      const name = names.get(id) ?? '';
      const days = snapshot.daysSinceActivity;
      if (days !== null && days > 14)
        return zh ? `${name}（${days} 天没有动静）` : `${name} (silent for ${days} days)`;
      return zh ? `${name}（没有下一步）` : `${name} (no next step)`;
    });
  if (silent.length === 0) return [];
  return [
    {
      kind: 'text',
      text: zh ? `先处理：${silent.join('，')}。` : `Look after first: ${silent.join(', ')}.`,
    },
  ];
}
