import type { DealReason } from '../../forecast/deal-explanation.ts';
import type { DealFeature } from '../../forecast/deal-features.ts';
import type { Money } from '../../platform/money.ts';
import { moneyFrom } from '../../platform/money.ts';
import { moneyText } from '../../reply/format.ts';
import type { Locale, Phrase } from '../../reply/reply.ts';
import { CATEGORY_LABELS } from '../labels.ts';
import { percentText } from './report-parts.ts';

/** What is said besides the number: the stage the deal is in, its product and the like. */
export type ReasonContext = {
  readonly locale: Locale;
  readonly stage: string;
  readonly owner: string;
  readonly account: string;
  readonly product: string | null;
  readonly currency: string;
};

type Said = (value: number, of: ReasonContext) => Phrase;

const days = (value: number) => Math.round(value);
const count = (value: number) => Math.round(value);
const en = (value: number, one: string, more = `${one}s`) => `${value} ${value === 1 ? one : more}`;

/** How each feature is said, with its value. */
const WORDS: Readonly<Record<DealFeature, Said>> = {
  daysLeft: (v) => ({ en: `${en(days(v), 'day')} left`, zh: `还剩 ${days(v)} 天` }),
  stagePosition: (_, { stage }) => ({ en: `in ${stage}`, zh: `处于${stage}阶段` }),
  age: (v) => ({ en: `open for ${en(days(v), 'day')}`, zh: `已开启 ${days(v)} 天` }),
  stageWinRate: (v, { stage, locale }) => ({
    en: `${percentText(v, locale)} of the deals that were in ${stage} are won`,
    zh: `到过${stage}阶段的商机有 ${percentText(v, locale)} 赢单`,
  }),
  daysInStage: (v, { stage }) => ({
    en: `${en(days(v), 'day')} in ${stage}`,
    zh: `在${stage}阶段 ${days(v)} 天`,
  }),
  stageOverUsual: (v, { stage }) => ({
    en: `${v.toFixed(1)} times as long in ${stage} as usual`,
    zh: `在${stage}阶段的时间是平常的 ${v.toFixed(1)} 倍`,
  }),
  daysToClose: (v) =>
    v < 0
      ? { en: `close date ${en(-days(v), 'day')} overdue`, zh: `预计成交日已过 ${-days(v)} 天` }
      : { en: `expected to close in ${en(days(v), 'day')}`, zh: `预计 ${days(v)} 天后成交` },
  closeAfterEnd: (v) =>
    v > 0
      ? {
          en: `expected to close ${en(days(v), 'day')} after the period ends`,
          zh: `预计成交日在期末之后 ${days(v)} 天`,
        }
      : {
          en: `expected to close ${en(-days(v), 'day')} before the period ends`,
          zh: `预计成交日在期末之前 ${-days(v)} 天`,
        },
  pushes: (v) =>
    v === 0
      ? { en: 'never pushed out', zh: '从未推迟' }
      : { en: `pushed out ${en(count(v), 'time')}`, zh: `推迟过 ${count(v)} 次` },
  logAmount: (v, { locale, currency }) => {
    const text = moneyText(amount(v, currency), locale);
    return { en: `worth ${text}`, zh: `金额 ${text}` };
  },
  amountChanges: (v) => ({
    en: v === 0 ? 'amount never changed' : `amount changed ${en(count(v), 'time')}`,
    zh: v === 0 ? '金额从未改过' : `金额改过 ${count(v)} 次`,
  }),
  activities7: (v) => ({
    en: `${en(count(v), 'activity', 'activities')} in the last week`,
    zh: `最近一周有 ${count(v)} 次活动`,
  }),
  activities28: (v) => ({
    en: `${en(count(v), 'activity', 'activities')} in the last four weeks`,
    zh: `最近四周有 ${count(v)} 次活动`,
  }),
  daysSinceActivity: (v) => ({
    en: `last activity ${en(days(v), 'day')} ago`,
    zh: `${days(v)} 天没有活动`,
  }),
  contacts: (v) => ({
    en: `${en(count(v), 'contact')} involved`,
    zh: `涉及 ${count(v)} 位联系人`,
  }),
  category: (v) => {
    const label = CATEGORY_LABELS[CATEGORIES[Math.round(v)] ?? 'pipeline'];
    return { en: `called ${label.en.toLowerCase()}`, zh: `预测类别为${label.zh}` };
  },
  nextStep: (v) =>
    v > 0.5
      ? { en: 'a next step is set', zh: '已定下一步' }
      : { en: 'no next step is set', zh: '没有下一步' },
  accountWonBefore: (v, { account }) =>
    v === 0
      ? { en: `${account} has bought nothing yet`, zh: `${account} 还没有买过` }
      : {
          en: `${account} has bought ${en(count(v), 'time')}`,
          zh: `${account} 买过 ${count(v)} 次`,
        },
  ownerWinRate: (v, { owner, locale }) => ({
    en: `${owner} wins ${percentText(v, locale)}`,
    zh: `${owner} 的赢单率为 ${percentText(v, locale)}`,
  }),
  teamWinRate: (v, { locale }) => ({
    en: `the team wins ${percentText(v, locale)}`,
    zh: `团队赢单率为 ${percentText(v, locale)}`,
  }),
  accountWinRate: (v, { account, locale }) => ({
    en: `${percentText(v, locale)} of the deals with ${account} are won`,
    zh: `${account} 的赢单率为 ${percentText(v, locale)}`,
  }),
  sourceWinRate: (v, { locale }) => ({
    en: `deals of this source are won at ${percentText(v, locale)}`,
    zh: `该来源的赢单率为 ${percentText(v, locale)}`,
  }),
  industryWinRate: (v, { locale }) => ({
    en: `deals in this industry are won at ${percentText(v, locale)}`,
    zh: `该行业的赢单率为 ${percentText(v, locale)}`,
  }),
  productWinRate: (v, { product, locale }) => ({
    en: `${product ?? 'this product'} is won at ${percentText(v, locale)}`,
    zh: `${product ?? '该产品'}的赢单率为 ${percentText(v, locale)}`,
  }),
  pipelineWinRate: (v, { locale }) => ({
    en: `this pipeline is won at ${percentText(v, locale)}`,
    zh: `该销售管道的赢单率为 ${percentText(v, locale)}`,
  }),
  quarterLeft: (v) => ({
    en: `${en(days(v), 'day')} until the quarter ends`,
    zh: `距季度末 ${days(v)} 天`,
  }),
  quarterEndDays: (v) => ({
    en: `${en(days(v), 'day')} of the end-of-quarter rush lie ahead`,
    zh: `前面还有 ${days(v)} 天季末冲刺期`,
  }),
  endToMonthEnd: (v) => ({
    en: `the period ends ${en(days(v), 'day')} before its month does`,
    zh: `期末距月末 ${days(v)} 天`,
  }),
};

const CATEGORIES = ['omitted', 'pipeline', 'best_case', 'commit'] as const;

/** What is said of a feature that nothing is known of. */
const UNKNOWN: Readonly<Partial<Record<DealFeature, Phrase>>> = {
  daysSinceActivity: { en: 'no activity yet', zh: '还没有任何活动' },
  logAmount: { en: 'no amount', zh: '没有金额' },
  daysToClose: { en: 'no close date', zh: '没有预计成交日' },
  closeAfterEnd: { en: 'no close date', zh: '没有预计成交日' },
};

/** Features whose usual value tells something beside their own. */
const WITH_USUAL: readonly DealFeature[] = [
  'age',
  'daysInStage',
  'pushes',
  'logAmount',
  'activities7',
  'activities28',
  'daysSinceActivity',
  'contacts',
  'amountChanges',
  'ownerWinRate',
  'teamWinRate',
  'accountWinRate',
  'sourceWinRate',
  'industryWinRate',
  'productWinRate',
];

/** A reason in words: "47 days in Negotiation, usual is 18: −12 points". */
export function reasonText(reason: DealReason, of: ReasonContext): string {
  const { feature, value, usual, points } = reason;
  const { locale } = of;
  const zh = locale === 'zh';
  const said =
    value === null
      ? (UNKNOWN[feature] ?? { en: `${feature} unknown`, zh: `${feature}未知` })[locale]
      : WORDS[feature](value, of)[locale];
  const beside =
    value !== null && usual !== null && WITH_USUAL.includes(feature)
      ? `${zh ? '，平常 ' : ', usual is '}${usualText(feature, usual, of)}`
      : '';
  return `${said}${beside}${zh ? '：' : ': '}${pointsText(points, locale)}`;
}

/** `+7.5 points`, `−12 points`. */
export function pointsText(points: number, locale: Locale): string {
  const size = Math.abs(points * 100);
  const text = new Intl.NumberFormat('en', { maximumFractionDigits: size < 10 ? 1 : 0 }).format(
    size,
  );
  const sign = text === '0' ? '±' : points > 0 ? '+' : '−';
  return locale === 'zh'
    ? `${sign}${text} 个百分点`
    : `${sign}${text} ${text === '1' ? 'point' : 'points'}`;
}

function usualText(
  feature: DealFeature,
  usual: number,
  { locale, currency }: ReasonContext,
): string {
  if (feature === 'logAmount') return moneyText(amount(usual, currency), locale);
  if (feature.endsWith('WinRate')) return percentText(usual, locale);
  return String(Math.round(usual));
}

function amount(log: number, currency: string): Money {
  return moneyFrom(String(Math.round(Math.exp(log))), currency);
}
