import { period } from './parameters.ts';

/** The days that a report is about, most of them behind us. */
export const reportPeriod = period({
  label: { en: 'period', zh: '时间段' },
  cues: {
    en: [
      'for',
      'in',
      'during',
      'of',
      'from',
      'over',
      'within',
      'since',
      'over the',
      'in the',
      'for the',
    ],
    zh: ['在', '自', '从', '自从'],
    after: { zh: ['以来', '以来的', '的', '期间', '里', '内'] },
  },
  past: true,
});
