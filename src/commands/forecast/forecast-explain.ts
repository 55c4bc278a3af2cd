import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { person, record } from '../parameters.ts';
import { explainAnswer } from './explain-answer.ts';
import { EXPLAIN_EXAMPLES, EXPLAIN_PATTERNS_EN, EXPLAIN_PATTERNS_ZH } from './explain-wording.ts';
import { forecastPeriod } from './forecast-parameters.ts';

export const explainForecast = defineCommand({
  name: 'forecast.explain',
  risk: 'read',
  roles: ['rep'],
  answersWhatIf: true,
  follows: { command: 'forecast.show', taking: ['period', 'owner'] },
  summary: {
    en: 'Why a forecast is as it is; how likely a deal is won, and what speaks for and against it.',
    zh: '预测的原因；某个商机的赢单概率及其正反因素。',
  },
  parameters: z.object({
    period: forecastPeriod.optional(),
    deal: record('deal', { label: { en: 'deal', zh: '商机' } }).optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' }, silent: true }).optional(),
  }),
  examples: EXPLAIN_EXAMPLES,
  patterns: { en: EXPLAIN_PATTERNS_EN, zh: EXPLAIN_PATTERNS_ZH },
  run: explainAnswer,
});
