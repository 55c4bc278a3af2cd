import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('a rep runs deals by chatting', () => {
  transcript('logs one for a new account, corrects it, and takes it back', dana, [
    {
      says: 'log a $50k deal with Acme closing end of month',
      hears: /no account called “Acme” yet. Create it\?/,
      changes: [],
    },
    {
      says: 'yes',
      hears: [
        /Added account Acme \(A-1\)/,
        /Logged D-1 Acme deal/,
        /\$50,000/,
        /Mar 31, 2026/,
        /\[Undo\]/,
      ],
      changes: [
        'Account.name: null → Acme',
        'Account.owner: null → Dana',
        'Deal.account: null → Acme',
        'Deal.name: null → Acme deal',
        'Deal.value: null → {"amount":50000,"currency":"USD"}',
        'Deal.stage: null → prospecting',
        'Deal.closeDate: null → 2026-03-31',
        'Deal.owner: null → Dana',
      ],
    },
    {
      says: 'make it 60k',
      hears: /\$50,000 → \$60,000/,
      changes: [
        'Deal.value: {"amount":50000,"currency":"USD"} → {"amount":60000,"currency":"USD"}',
      ],
    },
    {
      says: 'push it to next month',
      hears: /Mar 31, 2026 → Apr 30, 2026/,
      changes: ['Deal.closeDate: 2026-03-31 → 2026-04-30'],
    },
    {
      says: 'move Acme to negotiation and bump it to 70k',
      hears: [/Prospecting → Negotiation/, /\$60,000 → \$70,000/],
      changes: [
        'Deal.stage: prospecting → negotiation',
        'Deal.value: {"amount":60000,"currency":"USD"} → {"amount":70000,"currency":"USD"}',
      ],
    },
    {
      says: 'undo',
      hears: /Undone: Acme deal/,
      changes: [
        'Deal.stage: negotiation → prospecting',
        'Deal.value: {"amount":70000,"currency":"USD"} → {"amount":60000,"currency":"USD"}',
      ],
    },
    { presses: 'Redo', hears: /Undone: Acme deal[\s\S]*Negotiation/ },
    { says: 'what closes next month?', hears: [/1 deal, \$70,000/, /D-1 Acme deal/] },
  ]);

  transcript('is asked what is missing, one thing at a time, and may drop it', dana, [
    { says: 'add account Globex', hears: /Added account Globex/ },
    { says: 'log a deal', hears: /Which account is the deal with\?/, changes: [] },
    { says: 'Globex', hears: /Logged D-1 Globex deal/ },
    { says: 'move it', hears: /To which stage\?[\s\S]*\[Negotiation\]/, changes: [] },
    { presses: 'Negotiation', hears: /Prospecting → Negotiation/ },
    { says: 'log a deal', hears: /Which account/ },
    { says: 'never mind', hears: /OK, dropped/, changes: [] },
    { says: 'log a deal', hears: /Which account/ },
    { says: 'show my pipeline', hears: /Pipeline: 1 deal/, changes: [] },
  ]);

  transcript('chooses between two accounts that differ by a suffix', dana, [
    { says: 'add account Acme Inc', hears: /Added account Acme Inc/ },
    { says: 'add account Acme GmbH', hears: /Added account Acme GmbH/ },
    {
      says: 'log a 20k deal with Acme',
      hears: [/could be several/, /1\. Acme/, /2\. Acme/],
      changes: [],
    },
    { presses: 'Acme GmbH', hears: [/Logged D-1/, /Account: Acme GmbH/] },
    { says: 'log a 30k deal with Acme', hears: /could be several/ },
    { says: 'Acme Inc', hears: /Account: Acme Inc/ },
    { says: 'we won the Acme deal', hears: [/could be several/, /D-1/, /D-2/], changes: [] },
    { says: '1', hears: /is won/ },
  ]);

  transcript('never has a record picked by likeness alone', dana, [
    { says: 'add account Globex', hears: /Added account/ },
    {
      says: 'log a 10k deal with Globx',
      hears: [/found no “Globx”/, /1\. Globex/, /\[Create Globx\]/],
      changes: [],
    },
    { says: '1', hears: /Account: Globex/ },
  ]);

  transcript('wins and loses', dana, [
    { says: 'add account Initech', hears: /Added/ },
    { says: 'log a 40k deal with Initech', hears: /Logged D-1/ },
    {
      says: 'we won Initech for 38k',
      hears: [/D-1 Initech deal is won/, /\$38,000/, /Closed on: Mar 18, 2026/],
      changes: [
        'Deal.stage: prospecting → won',
        'Deal.value: {"amount":40000,"currency":"USD"} → {"amount":38000,"currency":"USD"}',
        'Deal.closedOn: null → 2026-03-18',
      ],
    },
    { presses: 'Undo', hears: /Undone/ },
    { says: 'we lost Initech, too expensive', hears: [/marked as lost/, /Reason: too expensive/] },
  ]);

  transcript('hears what is wrong with a value, and nothing is written', dana, [
    { says: 'add account Hooli', hears: /Added/ },
    { says: 'log a deal with Hooli closing Feb 30', hears: [/Feb 30/i, /close date/], changes: [] },
    { says: 'feb 28', hears: /Logged D-1 Hooli deal/ },
    { says: 'make it -5', hears: /negative/, changes: [] },
    { says: 'cancel' },
    { says: 'make it 50k-60k', hears: /range/, changes: [] },
    { says: '55k', hears: /→ \$55,000|Value: \$55,000/ },
    { says: 'make it 1e309', hears: /too large/, changes: [] },
  ]);
});
