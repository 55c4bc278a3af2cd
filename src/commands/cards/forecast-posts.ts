import type { ForecastAlert } from '../../forecast/alerts.ts';
import type { TrainedDealModel } from '../../forecast/deal-model.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import type { Locale } from '../../reply/reply.ts';
import { kindText } from './forecast-notes.ts';
import { percentText, periodText } from './report-parts.ts';

/** Said when a training is done: what was chosen, from how much, and how good it was on later days. */
export const TRAINED: Readonly<
  Record<Locale, (number: number, model: TrainedDealModel) => string>
> = {
  en: (number, { facts, backTest }) => {
    const { chosen, closedDeals, scores, prior, candidates } = facts;
    const tested =
      scores === null
        ? 'There was too little to test it on.'
        : `On later days: AUC ${scores.auc.toFixed(3)}, probabilities off by ${percentText(scores.calibrationError, 'en')} on average.`;
    const among = candidates.length > 1 ? `, chosen among ${candidates.length} candidates` : '';
    const early = prior
      ? ' Under 200 deals have closed, so it is a prior rather than an experience.'
      : '';
    const naive = naiveLeads(backTest)
      ? ' For some periods no model beats the naive forecast, which is used there.'
      : '';
    return `Model ${number} is in service: ${kindText(chosen, 'en')} from ${closedDeals} closed deals${among}. ${tested}${early}${naive}`;
  },
  zh: (number, { facts, backTest }) => {
    const { chosen, closedDeals, scores, prior, candidates } = facts;
    const tested =
      scores === null
        ? '数据太少，还无法检验。'
        : `在更晚的日子上检验：AUC ${scores.auc.toFixed(3)}，概率平均偏差 ${percentText(scores.calibrationError, 'zh')}。`;
    const among = candidates.length > 1 ? `，从 ${candidates.length} 种候选中选出` : '';
    const early = prior ? '已关闭的商机不到 200 个，所以更多是先验。' : '';
    const naive = naiveLeads(backTest)
      ? '有些时间段没有模型比简单预测更准，那里采用简单预测。'
      : '';
    return `模型 ${number} 已启用：${kindText(chosen, 'zh')}，基于 ${closedDeals} 个已关闭的商机${among}。${tested}${early}${naive}`;
  },
};

function naiveLeads(backTest: TrainedDealModel['backTest']): boolean {
  return backTest?.results.some(({ setting }) => setting.used !== 'combined') ?? false;
}

/** What is warned of, a line each. */
export function alertText(alerts: readonly ForecastAlert[], locale: Locale): string {
  const zh = locale === 'zh';
  const lead = zh ? '⚠ 预测预警：' : '⚠ Forecast alerts:';
  return [lead, ...alerts.map((alert) => `• ${line(alert, locale)}`)].join('\n');
}

function line(alert: ForecastAlert, locale: Locale): string {
  const zh = locale === 'zh';
  switch (alert.kind) {
    case 'under-quota': {
      const [p50, quota] = [moneyText(alert.p50, locale), moneyText(alert.quota, locale)];
      const [period, chance] = [
        periodText(alert.period, locale),
        percentText(alert.chance, locale),
      ];
      return zh
        ? `${period} 的 P50 为 ${p50}，低于指标 ${quota}；达成概率 ${chance}。`
        : `P50 of ${period} is ${p50}, under the quota of ${quota}; the chance to reach it is ${chance}.`;
    }
    case 'stalled': {
      const [worth, chance] = [moneyText(alert.worth, locale), percentText(alert.chance, locale)];
      return zh
        ? `${alert.deal}（${worth}，概率 ${chance}）已经 ${alert.days} 天没有动静。`
        : `${alert.deal} (${worth}, ${chance}) has been silent for ${alert.days} days.`;
    }
    case 'pushed': {
      const [from, to] = [dayText(alert.from, locale), dayText(alert.to, locale)];
      const worth = moneyText(alert.worth, locale);
      return zh
        ? `${alert.deal}（${worth}）从 ${from} 推迟到 ${to}。`
        : `${alert.deal} (${worth}) was pushed from ${from} to ${to}.`;
    }
    default:
      return alert satisfies never;
  }
}
