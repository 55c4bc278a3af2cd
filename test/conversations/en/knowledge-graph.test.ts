import { rm } from 'node:fs/promises';
import { afterAll, describe } from 'vitest';
import { transcript } from '../../harness/world.ts';
import { DOCK_ARTICLES } from '../../support/dock-articles.ts';
import { aFolder } from '../../support/knowledge-folder.ts';

const knowledge = await aFolder(DOCK_ARTICLES);
afterAll(() => rm(knowledge, { recursive: true, force: true }));

describe('a customer who asks what hangs together', () => {
  transcript(
    'sees a picture, the relations with their sources, and asks on; of internal articles nothing',
    { name: 'Cleo', role: 'customer', locale: 'en' },
    [
      {
        says: 'draw the knowledge graph around E1042',
        hears: [
          /Knowledge graph around E1042: 7 nodes, \d+ relations/,
          /E1042 \| part of \| Shuttle \| graph\/all\.yaml: part_of/,
        ],
        hearsNot: /How far|Goodwill/i,
        changes: [],
      },
      { presses: 'The dock is not found', hears: /Source: The dock is not found/ },
      {
        says: 'draw the knowledge graph around the chargin dok',
        hears: [/knows nothing called “the chargin dok”/, /\[Charging dock\]/],
      },
      { presses: 'Charging dock', hears: /Charging dock: what hangs together/ },
    ],
    { knowledge },
  );
});
