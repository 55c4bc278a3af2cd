import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { reportPeriod } from '../report-parameters.ts';
import { accuracyAnswer } from './accuracy-answer.ts';
import { ACCURACY_EXAMPLES, ACCURACY_PATTERNS } from './train-wording.ts';

export const showAccuracy = defineCommand({
  name: 'forecast.accuracy',
  risk: 'read',
  roles: ['manager'],
  summary: {
    en: 'How good the forecast has been in the past, beside naive forecasts.',
    zh: '过去的预测有多准，并与简单预测比较。',
  },
  parameters: z.object({ period: reportPeriod.optional() }),
  examples: ACCURACY_EXAMPLES,
  patterns: ACCURACY_PATTERNS,
  run: accuracyAnswer,
});
