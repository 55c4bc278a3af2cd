import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { PIPELINE_NAMES, REGIONS } from '../cues.ts';
import { currency, date, person, record, text } from '../parameters.ts';
import { forecastPeriod } from './forecast-parameters.ts';
import { showForecastAnswer } from './show-answer.ts';
import {
  SHOW_EXAMPLES,
  SHOW_PATTERNS_EN,
  SHOW_PATTERNS_ZH,
  SHOW_VARIATIONS,
} from './show-wording.ts';

const deal = (en: string, zh: string) => record('deal', { label: { en, zh }, silent: true });

export const showForecast = defineCommand({
  name: 'forecast.show',
  risk: 'read',
  roles: ['rep'],
  answersWhatIf: true,
  summary: {
    en: 'The revenue to expect in a period: range, quota, what changed, which deals decide it.',
    zh: '某个时间段的预计业绩：区间、指标、变化、关键商机。',
  },
  parameters: z.object({
    period: forecastPeriod.optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    team: text({ label: { en: 'team', zh: '团队' }, wellKnown: REGIONS }).optional(),
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      typical: PIPELINE_NAMES,
      silent: true,
    }).optional(),
    currency: currency({ label: { en: 'currency', zh: '币种' } }).optional(),
    without: deal('without', '不含').optional(),
    wins: deal('won', '赢下').optional(),
    slips: deal('slips', '推迟').optional(),
    slipsTo: date({ label: { en: 'slips to', zh: '推迟到' }, silent: true }).optional(),
    since: date({ label: { en: 'compared with', zh: '比较日' }, silent: true }).optional(),
  }),
  examples: SHOW_EXAMPLES,
  patterns: { en: SHOW_PATTERNS_EN, zh: SHOW_PATTERNS_ZH },
  variations: SHOW_VARIATIONS,
  saidOnce: ['without', 'wins', 'slips', 'slipsTo', 'since'],
  run: showForecastAnswer,
});
