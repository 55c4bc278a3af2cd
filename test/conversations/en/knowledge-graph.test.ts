import { resolve } from 'node:path';
import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const knowledge = resolve(import.meta.dirname, '../../../knowledge');
const cleo = { name: 'Cleo', role: 'customer', locale: 'en' } as const;

describe('a customer who asks what hangs together', () => {
  transcript(
    'sees a picture, the relations with their sources, and asks on',
    cleo,
    [
      {
        says: 'draw the knowledge graph around E1042',
        hears: [
          /Knowledge graph around E1042: \d+ nodes, \d+ relations/,
          /E1042 \| part of \| Shuttle AMR \| graph\/hardware\.yaml: part_of/,
        ],
        // Notes for support agents only.
        hearsNot: /triage/i,
        changes: [],
      },
      { presses: /^Error E1042/, hears: /Source: Error E1042/ },
      {
        says: 'show me what hangs together with the dok',
        hears: [/knows nothing called “the dok”/, /\[Charging dock\]/],
      },
      { presses: 'Charging dock', hears: /Charging dock: what hangs together/ },
    ],
    { knowledge },
  );
});
