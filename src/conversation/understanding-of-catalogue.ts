import { catalogueOf } from '../commands/catalogue.ts';
import type { Understanding } from '../commands/plan.ts';
import { createUnderstanding } from './understanding/understand.ts';

/** Where and when an utterance is said, as far as a person outside of the chat platforms can say. */
export type Occasion = { now: Date; timeZone: string };

/** The understanding of all commands for somebody without a workspace: US dollars, calendar quarters, weeks from Monday. */
export function understandingOfCatalogue(): (text: string, occasion: Occasion) => Understanding {
  const { understand } = createUnderstanding(catalogueOf());
  return (text, { now, timeZone }) =>
    understand(text, {
      now,
      timeZone,
      locale: 'en',
      baseCurrency: 'USD',
      fiscalYearStartMonth: 1,
      weekStartsOn: 'monday',
      dateOrder: 'mdy',
    });
}
