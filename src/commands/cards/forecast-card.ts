import type { Period } from '../../crm/report-period.ts';
import type { Forecast, ForecastDeal, Range } from '../../forecast/forecast.ts';
import type { ChangesSince } from '../../forecast/since-snapshot.ts';
import type { WaterfallKind } from '../../forecast/waterfall.ts';
import { addDays } from '../../platform/clock.ts';
import type { Money } from '../../platform/money.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import type { Block, Field, Locale, Phrase } from '../../reply/reply.ts';
import { categoryText } from '../labels.ts';
import { modelNotes } from './forecast-notes.ts';
import { dealsText, numberOf, percentText, periodText } from './report-parts.ts';

/** What a forecast is shown with besides itself. */
export type ForecastShown = {
  readonly locale: Locale;
  /** Whose deals it is made of, where not everybody's. */
  readonly whose: string | null;
  readonly names: ReadonlyMap<string, string>;
  readonly changes: ChangesSince | null;
  /** What is supposed: "without Hooli robots". */
  readonly supposed: string | null;
};

/** A forecast: the range, what it is made of, quota, what is supposed, the picture, the deals that decide it, what changed. */
export function forecastBlocks(forecast: Forecast, shown: ForecastShown): Block[] {
  const { locale, whose, changes } = shown;
  const zh = locale === 'zh';
  const title = zh ? '预测' : 'Forecast';
  const who = whose === null ? '' : `${zh ? '，' : ', '}${whose}`;
  return [
    {
      kind: 'heading',
      text: `${title}${zh ? '：' : ': '}${periodText(forecast.period, locale)}${who}`,
    },
    { kind: 'text', text: rangeText(forecast, locale) },
    ...supposedBlock(forecast, shown),
    { kind: 'fields', fields: fieldsOf(forecast, locale) },
    ...picture(forecast, locale),
    ...ownerTable(forecast, shown),
    ...decidingTable(forecast, shown),
    ...(changes === null ? [] : waterfallTable(changes, locale)),
    ...modelNotes(forecast, locale),
  ];
}

function rangeText({ range, period, today, closedSoFar }: Forecast, locale: Locale): string {
  const zh = locale === 'zh';
  const [p10, p50, p90] = [range.p10, range.p50, range.p90].map((money) =>
    moneyText(money, locale),
  );
  if (period.end < today) {
    const won = `${moneyText(closedSoFar.worth, locale)}${zh ? '，' : ', '}${dealsText(closedSoFar.deals, locale)}`;
    return zh ? `这段时间已经结束，赢单 ${won}。` : `This period is over: ${won} won.`;
  }
  return zh
    ? `P50 ${p50}（超过与不到的可能各半），P10 ${p10}（十次有九次会超过），P90 ${p90}（十次有一次会超过）。`
    : `P50 ${p50}, as likely exceeded as not. P10 ${p10} is exceeded nine times of ten, P90 ${p90} once.`;
}

function supposedBlock(
  { whatIf, range, quota }: Forecast,
  { supposed, locale }: ForecastShown,
): Block[] {
  if (whatIf === null || supposed === null) return [];
  const zh = locale === 'zh';
  const difference = whatIf.range.p50.minor - range.p50.minor;
  const p50 = moneyText(whatIf.range.p50, locale);
  const change = signed({ ...range.p50, minor: difference }, locale);
  const within = `P10 ${moneyText(whatIf.range.p10, locale)}${zh ? '，' : ', '}P90 ${moneyText(whatIf.range.p90, locale)}`;
  const chance =
    whatIf.quotaChance === null || quota === null
      ? ''
      : zh
        ? `达成指标的概率 ${percentText(whatIf.quotaChance, locale)}（原来 ${percentText(quota.chance, locale)}）。`
        : ` Chance to reach the quota ${percentText(whatIf.quotaChance, locale)} (it was ${percentText(quota.chance, locale)}).`;
  const text = zh
    ? `${supposed}：P50 ${p50}（${change}），${within}。${chance}`
    : `${supposed}: P50 ${p50} (${change}), ${within}.${chance}`;
  return [{ kind: 'text', text }];
}

function fieldsOf(forecast: Forecast, locale: Locale): Field[] {
  const zh = locale === 'zh';
  const { closedSoFar, fromDeals, fromNewBusiness, open, quota, period, today } = forecast;
  const over = period.end < today;
  const closed = {
    label: zh ? '已赢单' : 'Closed so far',
    value: `${moneyText(closedSoFar.worth, locale)}${zh ? '，' : ', '}${dealsText(closedSoFar.deals, locale)}`,
  };
  const quotaFields =
    quota === null
      ? [{ label: zh ? '指标' : 'Quota', value: zh ? '未设定' : 'none set' }]
      : [
          { label: zh ? '指标' : 'Quota', value: moneyText(quota.value, locale) },
          { label: gapLabel(quota.gap, zh), value: moneyText(size(quota.gap), locale) },
          ...(over
            ? []
            : [
                {
                  label: zh ? '达成指标的概率' : 'Chance to reach it',
                  value: percentText(quota.chance, locale),
                },
              ]),
        ];
  if (over) return [closed, ...quotaFields];
  return [
    closed,
    ...open.map(({ category, deals, worth }) => ({
      label: `${zh ? '进行中：' : 'Open, '}${zh ? categoryText(category, locale) : categoryText(category, locale).toLowerCase()}`,
      value: `${moneyText(worth, locale)}${zh ? '，' : ', '}${dealsText(deals, locale)}`,
    })),
    {
      label: zh ? '进行中商机的期望值' : 'Expected from open deals',
      value: moneyText(fromDeals, locale),
    },
    {
      label: zh ? '预计新增业务' : 'New business still to come',
      value: moneyText(fromNewBusiness, locale),
    },
    ...quotaFields,
  ];
}

function gapLabel(gap: Money, zh: boolean): string {
  if (gap.minor > 0n) return zh ? 'P50 距指标还差' : 'P50 falls short by';
  return zh ? 'P50 超出指标' : 'P50 is above it by';
}

/** The range by week or month, with the quota as a line. */
function picture({ steps, currency, quota }: Forecast, locale: Locale): Block[] {
  if (steps.length < 2) return [];
  const zh = locale === 'zh';
  const line = (name: string, value: (step: Range) => Money) => ({
    name,
    points: steps.map((step) => ({
      label: dayText(step.end, locale),
      value: numberOf(value(step)),
    })),
  });
  return [
    {
      kind: 'chart',
      chart: 'line',
      title: zh ? '累计赢单的预测区间' : 'Won by then: the range',
      unit: currency,
      series: [
        line('P10', ({ p10 }) => p10),
        line('P50', ({ p50 }) => p50),
        line('P90', ({ p90 }) => p90),
        ...(quota === null ? [] : [line(zh ? '指标' : 'Quota', () => quota.value)]),
      ],
    },
  ];
}

/** Whose it is: shown where it is more than one person's. */
function ownerTable(
  { owners, mean, closedSoFar }: Forecast,
  { names, locale }: ForecastShown,
): Block[] {
  if (owners.length < 2) return [];
  const zh = locale === 'zh';
  const labels = zh
    ? ['负责人', '已赢单', '平均预计', 'P10', 'P50', 'P90']
    : ['Owner', 'Closed', 'Expected', 'P10', 'P50', 'P90'];
  const money = (amount: Money) => moneyText(amount, locale);
  const nobody = zh ? '（未分配）' : '(nobody yet)';
  const some = owners.filter((owner) => owner.ownerId !== null || owner.mean.minor !== 0n);
  const shown = some.slice(0, MOST_OWNERS);
  const left = some.length - shown.length;
  return [
    {
      kind: 'table',
      title: zh ? '按负责人' : 'By owner',
      columns: labels.map((label, i) => ({
        label,
        align: i === 0 ? ('left' as const) : ('right' as const),
      })),
      rows: [
        ...shown.map((owner) => [
          owner.ownerId === null ? nobody : (names.get(owner.ownerId) ?? nobody),
          money(owner.closedSoFar),
          money(owner.mean),
          money(owner.p10),
          money(owner.p50),
          money(owner.p90),
        ]),
        ...(left === 0
          ? [[zh ? '合计' : 'Total', money(closedSoFar.worth), money(mean), '', '', '']]
          : [[zh ? `另有 ${left} 人` : `and ${left} more`, '', '', '', '', '']]),
      ],
    },
  ];
}

const MOST_OWNERS = 15;

function decidingTable({ deciding }: Forecast, { names, locale }: ForecastShown): Block[] {
  if (deciding.length === 0) return [];
  const zh = locale === 'zh';
  const labels = zh
    ? ['商机', '赢单概率', '金额', '预计成交']
    : ['Deal', 'Chance', 'Value', 'Expected close'];
  const cells = ({ id, chance, worth, snapshot }: ForecastDeal) => [
    names.get(id) ?? '',
    percentText(chance, locale),
    moneyText(snapshot.value ?? worth, locale),
    snapshot.expectedCloseOn === null ? '–' : dayText(snapshot.expectedCloseOn, locale),
  ];
  return [
    {
      kind: 'table',
      title: zh ? '最影响结果的商机' : 'The deals that decide it',
      columns: labels.map((label, i) => ({
        label,
        align: i === 0 ? ('left' as const) : ('right' as const),
      })),
      rows: deciding.map(cells),
    },
  ];
}

const STEPS: Readonly<Record<WaterfallKind, Phrase>> = {
  new: { en: 'New', zh: '新增' },
  won: { en: 'Won', zh: '赢单' },
  lost: { en: 'Lost', zh: '输单' },
  pushedOut: { en: 'Pushed out', zh: '推迟出去' },
  pushedIn: { en: 'Slipped in from before', zh: '从之前推迟进来' },
  pulledIn: { en: 'Pulled in', zh: '提前进来' },
  pulledOut: { en: 'Pulled out to an earlier period', zh: '提前到更早' },
  up: { en: 'Amount up', zh: '金额上调' },
  down: { en: 'Amount down', zh: '金额下调' },
  rates: { en: 'Exchange rates', zh: '汇率' },
  other: { en: 'Handed over, deleted, reopened', zh: '转手、删除或重新打开' },
};

/** How the open deals of the period came to what they are now: the steps add up. */
export function waterfallTable(changes: ChangesSince, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const { since, steps, start, end, currency, rebuilt } = changes;
  const money = (minor: bigint) => moneyText({ minor, currency }, locale);
  const day = dayText(since, locale);
  const title = zh ? `自 ${day} 以来的管道变化` : `Open deals of the period since ${day}`;
  const row = (label: string, amount: string, deals: string) => [label, amount, deals];
  return [
    {
      kind: 'table',
      title,
      columns: (zh ? ['', '金额', '商机数'] : ['', 'Amount', 'Deals']).map((label, i) => ({
        label,
        align: i === 0 ? ('left' as const) : ('right' as const),
      })),
      rows: [
        row(zh ? `${day} 时` : `On ${day}`, money(start), ''),
        ...steps.map((step) =>
          row(
            STEPS[step.kind][locale],
            signed({ minor: step.amount, currency }, locale),
            step.deals.length === 0 ? '' : String(step.deals.length),
          ),
        ),
        row(zh ? '现在' : 'Now', money(end), ''),
      ],
    },
    ...(rebuilt
      ? [
          {
            kind: 'note' as const,
            text: zh
              ? `${day} 没有快照，那天的管道由历史记录还原。`
              : `No snapshot was taken on ${day}: the pipeline of that day is rebuilt from the history.`,
          },
        ]
      : []),
  ];
}

/** `+$5,000`, `−$12,000`, `±$0`. */
export function signed(money: Money, locale: Locale): string {
  const sign = money.minor > 0n ? '+' : money.minor < 0n ? '−' : '±';
  return `${sign}${moneyText(size(money), locale)}`;
}

function size(money: Money): Money {
  return money.minor < 0n ? { ...money, minor: -money.minor } : money;
}

/** The period after this one, of the same length, as a button asks for it. */
export function periodAfter(
  period: Period,
  months: number | null,
  add: (day: string, months: number) => string,
): Period {
  const start = addDays(period.end, 1);
  return months === null
    ? {
        start,
        end: addDays(start, (Date.parse(period.end) - Date.parse(period.start)) / 86_400_000),
      }
    : { start, end: addDays(add(start, months), -1) };
}
