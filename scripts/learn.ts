import { DEMO_PERSONAS } from '../prisma/seed/demo-company.ts';
import { catalogueOf } from '../src/commands/catalogue.ts';
import { personaCommands } from '../src/commands/local/persona.ts';
import { createUnderstanding } from '../src/conversation/understanding/understand.ts';
import { systemClock } from '../src/platform/clock.ts';

/** Learns what the understanding is made of, with and without the commands of the demo company, so that it is kept for the first start. */
for (const catalogue of [catalogueOf(personaCommands(DEMO_PERSONAS)), catalogueOf()])
  createUnderstanding(catalogue).understand('show my deals', {
    now: systemClock.now(),
    timeZone: 'UTC',
    locale: 'en',
    baseCurrency: 'USD',
    fiscalYearStartMonth: 1,
    weekStartsOn: 'monday',
    dateOrder: 'mdy',
  });
