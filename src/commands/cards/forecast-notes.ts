import type { Beside, Forecast } from '../../forecast/forecast.ts';
import type { ServingModel } from '../../forecast/serving-model.ts';
import { moneyText, numberText } from '../../reply/format.ts';
import type { Block, Locale, Phrase } from '../../reply/reply.ts';
import { percentText } from './report-parts.ts';

export const NAIVE_LABELS: Readonly<Record<keyof Beside['naive'], Phrase>> = {
  lastPeriod: { en: 'the period before', zh: '上一期' },
  lastQuarter: { en: 'the same period last quarter', zh: '上季度同期' },
  lastYear: { en: 'the same period last year', zh: '去年同期' },
  stageWeighted: { en: 'the stage-weighted pipeline', zh: '按阶段加权的管道' },
  commit: { en: 'closed and commit', zh: '已赢单加承诺' },
};

/** What stands beside every forecast: naive ones, how wrong it was in the past, whether its ranges held, which model it is. */
export function modelNotes(forecast: Forecast, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const { beside, model, period, today, unpriced } = forecast;
  const notes: string[] = [];
  if (period.end >= today) {
    notes.push(naiveLine(beside, locale));
    notes.push(testedLine(beside, locale));
    notes.push(modelLine(model, locale));
  }
  if (unpriced.length > 0) {
    const list = unpriced.map(({ currency, deals }) =>
      zh
        ? `${currency}（${deals} 个商机）`
        : `${currency} (${deals} ${deals === 1 ? 'deal' : 'deals'})`,
    );
    notes.push(
      zh
        ? `没有 ${list.join('、')} 的汇率，这些金额未计入。`
        : `There is no rate for ${list.join(', ')}: these amounts are not counted.`,
    );
  }
  return notes.filter(Boolean).map((text) => ({ kind: 'note', text }));
}

function naiveLine({ naive }: Beside, locale: Locale): string {
  const zh = locale === 'zh';
  const known = (Object.keys(NAIVE_LABELS) as (keyof Beside['naive'])[]).flatMap((name) => {
    const money = naive[name];
    return money === null ? [] : [`${NAIVE_LABELS[name][locale]} ${moneyText(money, locale)}`];
  });
  if (known.length === 0) return '';
  return zh ? `简单预测：${known.join('，')}。` : `Naive forecasts: ${known.join(', ')}.`;
}

/** From so few past forecasts nobody can tell whether the next one will be good. */
const FEW = 3;

function testedLine({ tested, used }: Beside, locale: Locale): string {
  const zh = locale === 'zh';
  if (tested === null)
    return zh
      ? '还没有足够的历史做回测，区间只是估计。'
      : 'There is not enough history for a back-test yet: the range is an estimate.';
  const error = percentText(tested.wape, locale);
  const held = percentText(tested.coverage, locale);
  const naive =
    tested.bestNaive === null
      ? null
      : {
          label: NAIVE_LABELS[tested.bestNaive][locale],
          error: percentText(tested.errors[tested.bestNaive] ?? 0, locale),
        };
  const beside =
    naive === null
      ? ''
      : zh
        ? `，最好的简单预测（${naive.label}）为 ${naive.error}`
        : `, the best naive forecast (${naive.label}) by ${naive.error}`;
  const lead =
    used === 'combined'
      ? ''
      : zh
        ? `没有模型比简单预测更准，所以这里用的是${NAIVE_LABELS[used].zh}。`
        : ` No model beats the naive forecast here, so ${NAIVE_LABELS[used].en} is used.`;
  const few =
    tested.origins > FEW ? '' : zh ? '次数太少，说明不了多少问题。' : ' So few tell little.';
  const periods = tested.origins === 1 ? '1 past period' : `${tested.origins} past periods`;
  return zh
    ? `回测：在过去 ${tested.origins} 次同样时点的预测中，平均误差 ${error}${beside}；P10–P90 区间包含了 ${held}。${few}${lead}`
    : `Back-test: at this point of ${periods} it was off by ${error}${beside}; P10–P90 held in ${held}.${few}${lead}`;
}

export const KIND_LABELS: Readonly<Record<string, Phrase>> = {
  'base-rate': { en: 'base rates by stage and age', zh: '按阶段和时长的基准赢率' },
  logistic: { en: 'logistic regression', zh: '逻辑回归' },
  'logistic-few': { en: 'logistic regression on few features', zh: '少量特征的逻辑回归' },
  forest: { en: 'random forest', zh: '随机森林' },
  boosting: { en: 'gradient boosting', zh: '梯度提升' },
};

/** What kind of model it is, in words; its own name where there are none. */
export function kindText(kind: string, locale: Locale): string {
  return KIND_LABELS[kind]?.[locale] ?? kind;
}

function modelLine({ number, model }: ServingModel, locale: Locale): string {
  const zh = locale === 'zh';
  const { chosen, closedDeals, prior } = model.facts;
  const kind = kindText(chosen, locale);
  const count = numberText(closedDeals, locale);
  // One that was made at once knows the latest deals only: how many there are says nothing of its experience.
  if (number === null && !prior)
    return zh ? `临时模型：${kind}。` : `A model made for now: ${kind}.`;
  const name =
    number === null
      ? zh
        ? '还没有训练过，这是临时模型'
        : 'Not trained yet, a model made for now'
      : zh
        ? `模型 ${number}`
        : `Model ${number}`;
  const early = prior ? PRIOR[locale] : '';
  return zh
    ? `${name}：${kind}，基于最近 ${count} 个已关闭的商机。${early}`
    : `${name}: ${kind}, from the last ${count} closed deals.${early}`;
}

const PRIOR: Phrase = {
  en: ' With under 200 closed deals it is a prior (stage rates shrunk towards your own), not an experience.',
  zh: '不到 200 个时，它更多是先验（阶段赢率向公司自身收缩），不是经验。',
};
