import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { startTrainingAnswer } from './model-answers.ts';
import { TRAIN_EXAMPLES, TRAIN_PATTERNS } from './train-wording.ts';

export const trainForecast = defineCommand({
  name: 'forecast.train',
  risk: 'write',
  roles: ['manager'],
  background: true,
  summary: {
    en: 'Train the forecast on all that has closed.',
    zh: '用所有已关闭的商机训练预测模型。',
  },
  parameters: z.object({}),
  examples: TRAIN_EXAMPLES,
  patterns: TRAIN_PATTERNS,
  run: startTrainingAnswer,
});
