import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const ada = { name: 'Ada', role: 'admin', locale: 'en' } as const;

describe('a stage that requires a field of the organization', () => {
  transcript('asks for it on the way in, like for any other', ada, [
    { says: 'add a field contract type to deals with options annual, monthly' },
    { says: 'new account Globex' },
    { says: 'log a $20k deal with Globex' },
    {
      says: 'negotiation requires a contract type',
      hears: /before Negotiation a deal needs contract type/,
    },
    { says: 'which pipelines do we have', hears: /Negotiation.*contract type/, changes: [] },
    {
      says: 'move Globex to negotiation',
      hears: [/needs a contract type before Negotiation/, /Which contract type\?/],
      changes: [],
    },
    { says: 'annual', hears: /Prospecting → Negotiation/ },
    {
      says: 'negotiation no longer needs a contract type',
      hears: /nothing is required before Negotiation/,
    },
  ]);
});
