import { period } from '../parameters.ts';

/** The days that a forecast is about, most of them ahead. */
export const forecastPeriod = period({
  label: { en: 'period', zh: '时间段' },
  question: { en: 'For which period?', zh: '哪个时间段？' },
  cues: {
    en: ['for', 'in', 'during', 'of', 'by', 'over', 'within', 'for the', 'in the', 'by the end of'],
    zh: ['在'],
    after: { zh: ['的', '期间', '里', '内', '底'] },
  },
});
