import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('a rep points at what was shown', () => {
  transcript('acts on a row, on both and on the other one', dana, [
    { says: 'new account Acme' },
    { says: 'log a 10k deal with Acme called Seats' },
    { says: 'log a 20k deal with Acme called Rollout' },
    { says: 'show my deals', hears: /^2 deals/ },
    { says: 'move the first one to proposal', changes: ['Deal.stage: prospecting → proposal'] },
    { says: 'move the second one to proposal', changes: ['Deal.stage: prospecting → proposal'] },
    {
      says: 'move both to negotiation',
      hears: [/Seats/, /Rollout/],
      changes: ['Deal.stage: proposal → negotiation', 'Deal.stage: proposal → negotiation'],
    },
    { says: 'show Acme', hears: /Open deals: 2/ },
    { says: 'we won!', hears: /Which one\?/, changes: [] },
    { says: 'the 20k one', hears: /Rollout is won/ },
    { says: 'move the seventh one to proposal', hears: /Which deal\?/, changes: [] },
  ]);

  transcript('answers a choice by its number', dana, [
    { says: 'new account Acme' },
    { says: 'log a 10k deal with Acme called Seats' },
    { says: 'log a 20k deal with Acme called Rollout' },
    { says: 'move Acme to proposal', hears: /Which one\?/, changes: [] },
    { says: '2', hears: /Seats/, changes: ['Deal.stage: prospecting → proposal'] },
    {
      says: 'same for the other one',
      hears: /Rollout/,
      changes: ['Deal.stage: prospecting → proposal'],
    },
  ]);

  transcript('answers a choice with both', dana, [
    { says: 'new account Acme' },
    { says: 'log a 10k deal with Acme called Seats' },
    { says: 'log a 20k deal with Acme called Rollout' },
    { says: 'move Acme to proposal', hears: /Which one\?/, changes: [] },
    {
      says: 'both',
      changes: ['Deal.stage: prospecting → proposal', 'Deal.stage: prospecting → proposal'],
    },
  ]);
});

describe('a rep shifts a day', () => {
  transcript("counts from the deal's own close date, and from today where it has none", dana, [
    { says: 'new account Acme' },
    { says: 'log a 10k deal with Acme, closing April 10' },
    { says: 'push it out two weeks', changes: ['Deal.closeDate: 2026-04-10 → 2026-04-24'] },
    { says: 'another week', changes: ['Deal.closeDate: 2026-04-24 → 2026-05-01'] },
    { says: 'pull it in by 3 days', changes: ['Deal.closeDate: 2026-05-01 → 2026-04-28'] },
    { says: 'log a 5k deal with Acme called Seats' },
    { says: 'delay it by a month', changes: ['Deal.closeDate: null → 2026-04-18'] },
    { says: 'delay Acme by a month', hears: /Which one\?/, changes: [] },
    { says: 'the 10k one', changes: ['Deal.closeDate: 2026-04-28 → 2026-05-28'] },
    { says: 'push it to next month', changes: ['Deal.closeDate: 2026-05-28 → 2026-04-30'] },
  ]);

  transcript('leaves what somebody said as it was said', dana, [
    { says: 'new account Acme' },
    {
      says: 'log a call with Acme: they want to push it out two weeks',
      hears: /push it out two weeks/,
    },
  ]);
});

describe('a rep changes a task', () => {
  transcript('moves its day, gives it away and renames it under its own number', dana, [
    { says: 'remind me to call Ruth tomorrow', hears: /T-1 call Ruth/ },
    { says: 'make it Friday', hears: /T-1/, changes: ['Task.due: 2026-03-19 → 2026-03-20'] },
    { says: 'remind me to send the deck on Monday', hears: /T-2/ },
    { says: 'push T-1 out a week', changes: ['Task.due: 2026-03-20 → 2026-03-27'] },
    { says: 'move task T-1 to Monday 3pm', changes: ['Task.due: 2026-03-27 → 2026-03-23T15:00'] },
    { says: 'rename task T-1 to call Ruth about the MSA', hears: /T-1 call Ruth about the MSA/ },
    { says: 'move task T-1 to Monday 3pm', hears: /already|nothing/i, changes: [] },
    { says: 'undo', changes: ['Task.title: call Ruth about the MSA → call Ruth'] },
  ]);
});
