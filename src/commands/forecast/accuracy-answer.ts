import type { Period } from '../../crm/report-period.ts';
import type { PhaseResult, TestedOrigin } from '../../forecast/back-test.ts';
import { seesEverybody } from '../../forecast/quotas.ts';
import { servingModel } from '../../forecast/serving-model.ts';
import { digitsOf } from '../../platform/money.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import {
  type Block,
  type Locale,
  type Phrase,
  type Reply,
  replyOf,
  say,
} from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { kindText, NAIVE_LABELS } from '../cards/forecast-notes.ts';
import { percentText, periodText } from '../cards/report-parts.ts';
import type { CommandResult } from '../command.ts';
import type { CommandContext } from '../context.ts';

const PHASES: Readonly<Record<PhaseResult['phase'], Phrase>> = {
  early: { en: 'early', zh: '初期' },
  middle: { en: 'middle', zh: '中期' },
  late: { en: 'late', zh: '末期' },
};

const KINDS: Readonly<Record<string, Phrase>> = {
  quarter: { en: 'quarter', zh: '季度' },
  month: { en: 'month', zh: '月' },
};

const MOST_ORIGINS = 20;

/** How good the forecast was: every past forecast made again with what was known then, beside naive ones. */
export async function accuracyAnswer(
  ctx: CommandContext,
  { period }: { period?: Period | undefined },
): Promise<CommandResult> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const { model, number } = await servingModel(ctx);
  const { backTest, facts } = model;
  const origins = (backTest?.origins ?? []).filter(
    (origin) =>
      period === undefined ||
      (origin.period.start >= period.start && origin.period.end <= period.end),
  );
  if (backTest === null || origins.length === 0)
    return { reply: nothingTested(ctx, { period, closed: facts.closedDeals, number }), about: [] };
  // What was won by people whom he may not see is no business of his: then shares are told, and no amounts.
  const all = await seesEverybody(ctx);
  const results = period === undefined ? backTest.results : null;
  const title = zh ? '预测的准确度' : 'How accurate the forecast has been';
  const blocks: Block[] = [
    {
      kind: 'heading',
      text:
        period === undefined ? title : `${title}${zh ? '：' : ': '}${periodText(period, locale)}`,
    },
    { kind: 'text', text: summary(origins, locale) },
    ...fewNote(origins, locale),
    ...(results === null ? [] : [resultTable(results, locale), ...naiveLead(results, locale)]),
    ...originChart(ctx, origins, all),
    ...originTable(ctx, origins, all),
    ...calibration(facts.scores, locale),
    { kind: 'note', text: method(number, facts, locale) },
    {
      kind: 'buttons',
      buttons: [
        runButton(zh ? '重新训练' : 'Retrain', 'forecast.train', {}),
        runButton(zh ? '所有模型' : 'All models', 'forecast.models', {}),
      ],
    },
  ];
  return { reply: replyOf(...blocks), about: [] };
}

/** Why nothing can be judged, and what to do about it. */
function nothingTested(
  ctx: CommandContext,
  { period, closed, number }: { period: Period | undefined; closed: number; number: number | null },
): Reply {
  const zh = ctx.locale === 'zh';
  if (number === null && closed > 0) {
    const text = zh
      ? `还没有训练过预测模型，所以没有过去的预测可以检验。说“训练预测模型”：会用已关闭的 ${closed} 个商机学习，并把过去的预测重新做一遍来检验。`
      : `No forecast model was trained yet, so there is no forecast of the past to judge. Say “train the forecast”: it learns from the ${closed} ${closed === 1 ? 'deal that has' : 'deals that have'} closed, and makes the forecasts of the past again to judge them.`;
    const buttons = [runButton(zh ? '训练预测模型' : 'Train the forecast', 'forecast.train', {})];
    return replyOf({ kind: 'text', text }, { kind: 'buttons', buttons });
  }
  if (period === undefined)
    return say(
      zh
        ? `还没有回测：目前有 ${closed} 个已关闭的商机，而预测要用学习之后的完整时间段来检验。在此之前，预测会注明只是先验。`
        : `There is no back-test yet: ${closed} deals have closed, and a forecast is judged on whole periods after those it learned from. Until then a forecast says that it is a prior.`,
    );
  return say(
    zh
      ? '这段时间没有可以检验的预测：之前关闭的商机太少，或这段时间还没有结束。'
      : 'There is no forecast of the past to judge in this period: too little had closed before it, or it has not ended.',
  );
}

/** So few periods that whether a forecast was good in them may be chance. */
const FEW_PERIODS = 3;

function fewNote(origins: readonly TestedOrigin[], locale: Locale): Block[] {
  const periods = new Set(origins.map(({ period }) => `${period.start}/${period.end}`)).size;
  if (periods > FEW_PERIODS) return [];
  const text =
    locale === 'zh'
      ? `只有 ${periods} 个过去的时间段可以检验：太少，说明不了多少问题。`
      : `Only ${periods} past ${periods === 1 ? 'period' : 'periods'} could be tested: so few tell little.`;
  return [{ kind: 'text', text }];
}

function errorsIn(
  origins: readonly TestedOrigin[],
  forecast: (origin: TestedOrigin) => number | null,
) {
  const known = origins.filter((origin) => forecast(origin) !== null);
  const actual = known.reduce((sum, origin) => sum + Math.abs(origin.actual), 0);
  if (known.length * 2 < origins.length || actual === 0) return null;
  const off = known.reduce(
    (sum, origin) => sum + Math.abs((forecast(origin) ?? 0) - origin.actual),
    0,
  );
  return off / actual;
}

function summary(origins: readonly TestedOrigin[], locale: Locale): string {
  const zh = locale === 'zh';
  const own = errorsIn(origins, ({ forecast }) => forecast);
  const held = origins.filter(({ actual, p10, p90 }) => actual >= p10 && actual <= p90).length;
  const coverage = percentText(held / origins.length, locale);
  const naive = (Object.keys(NAIVE_LABELS) as (keyof typeof NAIVE_LABELS)[])
    .flatMap((name) => {
      const error = errorsIn(origins, (origin) => origin.naive[name]);
      return error === null ? [] : [{ name, error }];
    })
    .sort((a, b) => a.error - b.error);
  const [best] = naive;
  const error = own === null ? '–' : percentText(own, locale);
  const list = naive.map(
    ({ name, error: off }) => `${NAIVE_LABELS[name][locale]} ${percentText(off, locale)}`,
  );
  const beats = own !== null && best !== undefined && own <= best.error;
  const verdict =
    best === undefined
      ? ''
      : beats
        ? zh
          ? '预测比简单预测更准。'
          : ' It beats the naive forecasts.'
        : zh
          ? `没有模型比简单预测（${NAIVE_LABELS[best.name].zh}）更准。`
          : ` No model beats the naive forecast here (${NAIVE_LABELS[best.name].en}).`;
  const range =
    held / origins.length >= 0.7
      ? zh
        ? '区间大体守住了（应为 80%）。'
        : ' The ranges held about as often as they should (80%).'
      : zh
        ? '区间太窄（应为 80%），所以会加宽。'
        : ' They were too narrow (it should be 80%), and are widened for that.';
  return zh
    ? `${origins.length} 次过去的预测，平均误差 ${error}。${list.length > 0 ? `简单预测：${list.join('，')}。` : ''}${verdict}P10–P90 区间包含了 ${coverage} 的实际结果。${range}`
    : `${origins.length} forecasts of the past, off by ${error} on average. ${list.length > 0 ? `Naive forecasts: ${list.join(', ')}.` : ''}${verdict} P10–P90 held in ${coverage}.${range}`;
}

function resultTable(results: readonly PhaseResult[], locale: Locale): Block {
  const zh = locale === 'zh';
  const labels = zh
    ? ['时间段', '时点', '次数', '误差', '偏差', '最好的简单预测', '区间命中', '采用']
    : ['Period', 'When', 'Times', 'Off by', 'Bias', 'Best naive', 'Held', 'Used'];
  return {
    kind: 'table',
    title: zh ? '逐期回测' : 'Back-test, period by period',
    columns: labels.map((label, i) => ({
      label,
      align: i === 0 || i === 1 || i === 7 ? ('left' as const) : ('right' as const),
    })),
    rows: results.map((result) => [
      KINDS[result.kind]?.[locale] ?? result.kind,
      PHASES[result.phase][locale],
      String(result.origins),
      percentText(result.wape, locale),
      percentText(result.bias, locale),
      result.bestNaive === null
        ? '–'
        : `${percentText(result.errors[result.bestNaive] ?? 0, locale)} (${NAIVE_LABELS[result.bestNaive][locale]})`,
      percentText(result.coverage, locale),
      usedText(result.setting.used, locale),
    ]),
  };
}

function usedText(used: PhaseResult['setting']['used'], locale: Locale): string {
  if (used === 'combined') return locale === 'zh' ? '模型' : 'model';
  return NAIVE_LABELS[used][locale];
}

/** Where a naive forecast is used because nothing beats it. */
function naiveLead(results: readonly PhaseResult[], locale: Locale): Block[] {
  const led = results.filter(({ setting }) => setting.used !== 'combined');
  if (led.length === 0) return [];
  const list = led.map(
    ({ kind, phase }) => `${KINDS[kind]?.[locale] ?? kind} ${PHASES[phase][locale]}`,
  );
  return [
    {
      kind: 'text',
      text:
        locale === 'zh'
          ? `在这些情况下没有模型更准，因此采用简单预测：${list.join('，')}。`
          : `No model does better there, so the naive forecast is used for: ${list.join(', ')}.`,
    },
  ];
}

function originChart(
  { locale, organization }: CommandContext,
  origins: readonly TestedOrigin[],
  all: boolean,
): Block[] {
  const zh = locale === 'zh';
  const shown = latestOf(origins);
  if (shown.length < 2) return [];
  const share = (value: number, { actual }: TestedOrigin) =>
    all ? Math.round(value) : actual === 0 ? 0 : Math.round((1000 * value) / actual) / 10;
  const series = (name: string, value: (origin: TestedOrigin) => number) => ({
    name,
    points: shown.map((origin) => ({
      label: dayText(origin.on, locale),
      value: share(value(origin), origin),
    })),
  });
  return [
    {
      kind: 'chart',
      chart: 'line',
      title: zh ? '预测与实际' : 'Forecast and actual',
      unit: all ? organization.baseCurrency : '%',
      series: [
        series('P10', ({ p10 }) => p10),
        series(zh ? '预测' : 'Forecast', ({ forecast }) => forecast),
        series('P90', ({ p90 }) => p90),
        series(zh ? '实际' : 'Actual', ({ actual }) => actual),
      ],
    },
  ];
}

/** The latest forecasts, of quarters where there are any. */
function latestOf(origins: readonly TestedOrigin[]): TestedOrigin[] {
  const quarters = origins.filter(({ kind }) => kind === 'quarter');
  return (quarters.length >= 2 ? quarters : [...origins]).slice(-MOST_ORIGINS);
}

function originTable(
  { locale, organization }: CommandContext,
  origins: readonly TestedOrigin[],
  all: boolean,
): Block[] {
  const zh = locale === 'zh';
  const money = (value: number) => {
    const currency = organization.baseCurrency;
    const minor = BigInt(Math.round(value)) * 10n ** BigInt(digitsOf(currency));
    return moneyText({ minor, currency }, locale);
  };
  const labels = zh
    ? ['时间段', '预测于', ...(all ? ['预测', '实际'] : []), '误差', '区间']
    : ['Period', 'Made on', ...(all ? ['Forecast', 'Actual'] : []), 'Off by', 'Range held'];
  return [
    {
      kind: 'table',
      title: zh ? '最近的预测' : 'The latest ones',
      columns: labels.map((label, i) => ({
        label,
        align: i < 2 ? ('left' as const) : ('right' as const),
      })),
      rows: latestOf(origins)
        .slice(-8)
        .map((origin) => [
          periodText(origin.period, locale),
          dayText(origin.on, locale),
          ...(all ? [money(origin.forecast), money(origin.actual)] : []),
          origin.actual === 0
            ? '–'
            : percentText((origin.forecast - origin.actual) / origin.actual, locale),
          origin.actual >= origin.p10 && origin.actual <= origin.p90 ? '✓' : '✗',
        ]),
    },
  ];
}

type Scores = Awaited<ReturnType<typeof servingModel>>['model']['facts']['scores'];

/** Of the deals that were given a chance, how many were won. */
function calibration(scores: Scores, locale: Locale): Block[] {
  if (scores === null || scores.reliability.length < 2) return [];
  const zh = locale === 'zh';
  const points = scores.reliability.slice(0, 20);
  const label = ({ predicted }: (typeof points)[number]) => percentText(predicted, locale);
  const share = (value: number) => Math.round(value * 1000) / 10;
  return [
    {
      kind: 'chart',
      chart: 'line',
      title: zh
        ? '校准：说的概率与实际赢单比例'
        : 'Calibration: the chance told, and the share that was won',
      unit: '%',
      series: [
        {
          name: zh ? '实际' : 'Won',
          points: points.map((point) => ({ label: label(point), value: share(point.happened) })),
        },
        {
          name: zh ? '应为' : 'Told',
          points: points.map((point) => ({ label: label(point), value: share(point.predicted) })),
        },
      ],
    },
    {
      kind: 'note',
      text: zh
        ? `单个商机：概率平均偏差 ${percentText(scores.calibrationError, 'zh')}，AUC ${scores.auc.toFixed(3)}，检验了 ${scores.predictions} 个预测。`
        : `Of single deals: probabilities are off by ${percentText(scores.calibrationError, 'en')}, AUC ${scores.auc.toFixed(3)}, over ${scores.predictions} predictions.`,
    },
  ];
}

function method(
  number: number | null,
  facts: Awaited<ReturnType<typeof servingModel>>['model']['facts'],
  locale: Locale,
): string {
  const zh = locale === 'zh';
  const kind = kindText(facts.chosen, locale);
  const name =
    number === null
      ? zh
        ? '临时模型'
        : 'A model made for now'
      : zh
        ? `模型 ${number}`
        : `Model ${number}`;
  return zh
    ? `${name}（${kind}）。每个预测都只用当时已知的数据重新做一遍。`
    : `${name} (${kind}). Each forecast is made anew with nothing that was known only later.`;
}
