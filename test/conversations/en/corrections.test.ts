import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('a rep corrects himself', () => {
  transcript('undoes, does it again, and is told when there is nothing to do again', dana, [
    { says: 'new account Acme', hears: /Added account Acme/ },
    { says: 'redo', hears: /nothing to redo/i, changes: [] },
    { says: 'log a 10k deal with Acme', hears: /\$10,000/ },
    { says: 'make it 12k' },
    { says: 'move it to proposal' },
    { says: 'undo', changes: ['Deal.stage: proposal → prospecting'] },
    {
      says: 'undo',
      changes: [
        'Deal.value: {"amount":12000,"currency":"USD"} → {"amount":10000,"currency":"USD"}',
      ],
    },
    {
      says: 'redo',
      hears: /Redone: Acme deal/,
      changes: [
        'Deal.value: {"amount":10000,"currency":"USD"} → {"amount":12000,"currency":"USD"}',
      ],
    },
    { says: 'redo that', changes: ['Deal.stage: prospecting → proposal'] },
    { says: 'redo', hears: /nothing to redo/i, changes: [] },
  ]);

  transcript('meant another record: what was done is taken back and done there', dana, [
    { says: 'new account Acme' },
    { says: 'new account Globex' },
    { says: 'log a 7k deal with Acme' },
    { says: 'log a 9k deal with Globex' },
    { says: 'move Acme to proposal', changes: ['Deal.stage: prospecting → proposal'] },
    {
      says: 'sorry, I meant Globex',
      hears: [/Acme deal: Stage: Proposal → Prospecting/, /D-2 Globex deal/],
      changes: ['Deal.stage: proposal → prospecting', 'Deal.stage: prospecting → proposal'],
    },
    {
      says: 'same for Acme',
      hears: /D-1 Acme deal/,
      changes: ['Deal.stage: prospecting → proposal'],
    },
  ]);

  transcript('deletes the deal that was named, never the account of that name', dana, [
    { says: 'new account Acme' },
    { says: 'delete the Acme deal', hears: /no deal/, changes: [] },
    { says: 'log a 7k deal with Acme' },
    { says: 'delete the Acme deal', hears: /Delete the deal Acme deal\?/, changes: [] },
  ]);

  transcript('moves the day of a task just made', dana, [
    { says: 'remind me to send the invoice on Thursday', hears: /Mar 19, 2026/ },
    { says: 'make that Friday', hears: /Mar 20, 2026/ },
    { says: 'my tasks', hears: /^1 open task/ },
  ]);

  transcript('answers with a value more, an amount or half a name', dana, [
    { says: 'new account Acme' },
    { says: 'new deal', hears: /Which account/ },
    { says: 'Acme, 5k, closing Friday', hears: [/\$5,000/, /Mar 20, 2026/] },
    { says: 'log a 20k deal with Acme called Rollout', hears: /\$20,000/ },
    { says: 'move the Acme deal to negotiation', hears: /Which one\?/ },
    { says: 'the 20k one', hears: /Rollout/, changes: ['Deal.stage: prospecting → negotiation'] },
  ]);

  transcript('tells what others say or what may be: nothing is changed', dana, [
    { says: 'new account Acme' },
    { says: 'log a 7k deal with Acme' },
    { says: 'Priya said Acme is won', hears: /I changed nothing/, changes: [] },
    { says: 'apparently Acme signed with someone else', hears: /I changed nothing/, changes: [] },
    { says: 'hope we win Acme', hears: /I changed nothing/, changes: [] },
    {
      says: 'we won Acme',
      changes: ['Deal.closedOn: null → 2026-03-18', 'Deal.stage: prospecting → won'],
    },
  ]);

  transcript('says of whom the message is before what is to be done', dana, [
    { says: 'new account Kestrel Bio' },
    {
      says: 'kestrel bio has a new website, pls change the account domain to kestrel.bio',
      changes: ['Account.domain: null → kestrel.bio'],
    },
    {
      says: 'kestrel bio wants in!! log a deal, 8k, closing next wed',
      hears: [/Kestrel Bio/, /\$8,000/],
    },
    { says: 'move it to negotiation', changes: ['Deal.stage: prospecting → negotiation'] },
    { says: 'sorry, proposal', changes: ['Deal.stage: negotiation → proposal'] },
    { says: "imo we should've won Kestrel Bio", hears: /I changed nothing/, changes: [] },
  ]);
});
