import type { Language } from './audience.ts';

const segmenters: Readonly<Record<Language, Intl.Segmenter>> = {
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
  zh: new Intl.Segmenter('zh', { granularity: 'sentence' }),
};

/** The sentences of a line, without the blanks around them. */
export function sentencesIn(line: string, language: Language): string[] {
  return [...segmenters[language].segment(line)].map(({ segment }) => segment.trim());
}
