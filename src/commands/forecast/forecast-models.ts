import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { wholeNumber } from '../parameters.ts';
import { reportPeriod } from '../report-parameters.ts';
import { modelListAnswer, rollBackAnswer } from './model-answers.ts';
import {
  MODELS_EXAMPLES,
  MODELS_PATTERNS,
  ROLLBACK_EXAMPLES,
  ROLLBACK_PATTERNS,
} from './train-wording.ts';

export const listModels = defineCommand({
  name: 'forecast.models',
  risk: 'read',
  roles: ['manager'],
  summary: {
    en: 'The forecast models there are, what they were trained on, and which is in service.',
    zh: '已有的预测模型、训练数据，以及正在使用的是哪个。',
  },
  parameters: z.object({}),
  examples: MODELS_EXAMPLES,
  patterns: MODELS_PATTERNS,
  run: modelListAnswer,
});

export const rollBackModel = defineCommand({
  name: 'forecast.rollback',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Put an earlier forecast model back in service.',
    zh: '换回之前的预测模型。',
  },
  parameters: z.object({
    number: wholeNumber({
      label: { en: 'model', zh: '模型' },
      max: 1_000_000,
    }).optional(),
    period: reportPeriod.optional(),
  }),
  examples: ROLLBACK_EXAMPLES,
  patterns: ROLLBACK_PATTERNS,
  run: rollBackAnswer,
});
