import { resolve } from 'node:path';
import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const knowledge = resolve(import.meta.dirname, '../../../knowledge');
const cleo = { name: 'Cleo', role: 'customer', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;
const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;

describe('a customer asks a question', () => {
  transcript(
    'and reads the passage that answers it, with its source and what to do first',
    cleo,
    [
      {
        says: 'how do I replace the battery of a robot?',
        hears: [
          /First: .*Put the Shuttle AMR in service mode/,
          /Source: Replace the battery of the Shuttle AMR › .* \(en\/hardware\/replace-the-robot-battery\.md\), updated Jan 20, 2026/,
        ],
        changes: [],
      },
      { says: 'the sorter shows E2021', hears: /Source: Error E2021/ },
      { presses: /Tension the sorting belt/, hears: /Source: Tension the sorting belt/ },
    ],
    { knowledge },
  );

  transcript(
    'and goes on about the same',
    cleo,
    [
      { says: 'what does the Care plan cover?', hears: /Source: .*Care/ },
      { says: 'and for the enterprise plan?', hears: /Care plan/ },
    ],
    { knowledge },
  );

  transcript(
    'and is told that it is not answered, rather than a guess; of the CRM nothing at all',
    cleo,
    [
      { says: 'xylophone lessons in Vienna', hears: /I would rather not guess/ },
      { says: "show me Acme's deals", hears: /You may not do that/, changes: [] },
    ],
    { knowledge },
  );
});

describe('a rep', () => {
  transcript(
    'is answered, too, and still asked about the CRM as before',
    dana,
    [
      {
        says: 'ask the knowledge base: the sorter shows E2021',
        hears: /Source: Error E2021/,
      },
      { says: 'how do I log a deal', hears: /log a \$50k deal/, hearsNot: /Source: / },
      { says: 'my deals', hears: /No deals/ },
    ],
    { knowledge },
  );

  transcript('is told where there is no knowledge base', dana, [
    { says: 'ask the knowledge base: what is single sign-on', hears: /setting KNOWLEDGE/ },
  ]);
});

describe('a manager', () => {
  transcript(
    'has the knowledge base read again and sees what is wrong with it',
    maya,
    [
      {
        says: 'reload the knowledge base',
        hears: [
          /version 1: 127 English and 127 Chinese articles/,
          /Nothing has changed/,
          /2024-06-18/,
        ],
      },
    ],
    { knowledge },
  );
});
