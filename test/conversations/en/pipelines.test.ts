import { describe, expect, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('pipelines and stages, set up by chatting', () => {
  transcript('a manager makes a second pipeline, and deals run in it', maya, [
    {
      says: 'create a pipeline called Renewals with stages Upcoming, Quoted and Signature',
      hears: /Created the pipeline Renewals: Upcoming → Quoted → Signature → Won → Lost/,
    },
    { says: 'new account Globex' },
    {
      says: 'log a $20k deal with Globex in the Renewals pipeline',
      hears: [/Stage: Upcoming/, /Pipeline: Renewals/],
      changes: [
        'Deal.account: null → Globex',
        'Deal.name: null → Globex deal',
        'Deal.value: null → {"amount":20000,"currency":"USD"}',
        'Deal.stage: null → upcoming',
        'Deal.owner: null → Maya',
      ],
    },
    {
      says: 'move Globex to proposal',
      hears: /no stage “proposal”.*The stages are: Upcoming, Quoted, Signature, Won, Lost|Quoted/,
    },
    {
      says: 'move it to signature',
      hears: /Upcoming → Signature|Quoted → Signature/,
    },
    {
      says: 'show the Renewals pipeline',
      hears: [/Pipeline Renewals: 1 deal, \$20,000/, /Signature/],
    },
    {
      says: 'make Renewals the default pipeline',
      hears: /Renewals is the default pipeline now/,
      changes: ['Pipeline.default: true → false', 'Pipeline.default: false → true'],
    },
    { says: 'undo', changes: ['Pipeline.default: true → false', 'Pipeline.default: false → true'] },
  ]);

  transcript(
    'a deal changes pipelines, and the stage is asked for with those of the new one',
    maya,
    [
      { says: 'create a pipeline called Partners with stages Intro, Joint plan' },
      { says: 'new account Hooli' },
      { says: 'log a 30k deal with Hooli' },
      {
        says: 'move Hooli to the Partners pipeline',
        hears: [/To which stage\?/, /\[Intro\] \[Joint plan\] \[Won\] \[Lost\]/],
        changes: [],
      },
      {
        presses: 'Joint plan',
        hears: /Stage: Prospecting → Joint plan/,
        changes: ['Deal.stage: prospecting → joint-plan', 'Deal.pipeline: Sales → Partners'],
      },
      {
        says: 'undo',
        changes: ['Deal.stage: joint-plan → prospecting', 'Deal.pipeline: Partners → Sales'],
      },
    ],
  );

  transcript('what a stage requires is asked for one by one, and written with the move', maya, [
    { says: 'new account Acme' },
    { says: 'log a deal with Acme' },
    {
      says: 'a deal needs a close date and a value before negotiation',
      hears: /before Negotiation a deal needs expected close, value. I ask for what is missing/,
      changes: ['Stage.requiredFields: null → ["closeDate","value"]'],
    },
    {
      says: 'move Acme to negotiation',
      hears: /A deal needs an expected close before Negotiation. When is it expected to close\?/,
      changes: [],
    },
    { says: 'some day', hears: /could not read that/, changes: [] },
    { says: 'June 30', hears: /What is the deal worth\?/, changes: [] },
    {
      says: '45k',
      hears: [/Prospecting → Negotiation/, /Undo/],
      changes: [
        'Deal.value: null → {"amount":45000,"currency":"USD"}',
        'Deal.stage: prospecting → negotiation',
        'Deal.closeDate: null → 2026-06-30',
      ],
    },
    {
      says: 'undo',
      changes: [
        'Deal.value: {"amount":45000,"currency":"USD"} → null',
        'Deal.stage: negotiation → prospecting',
        'Deal.closeDate: 2026-06-30 → null',
      ],
    },
    { says: 'we won Acme', hears: /needs a value before Won/, changes: [] },
    {
      says: '50k',
      hears: /is won/,
      changes: [
        'Deal.value: null → {"amount":50000,"currency":"USD"}',
        'Deal.stage: prospecting → won',
        'Deal.closedOn: null → 2026-03-18',
      ],
    },
    {
      says: 'log a deal with Acme in negotiation',
      hears: /needs an expected close before Negotiation/,
      changes: [],
    },
    { says: 'cancel', hears: /dropped/ },
    {
      says: 'a deal needs a horoscope before proposal',
      hears: /I do not know a field “horoscope”/,
    },
    { says: 'a lost deal needs a reason', hears: /before Lost a deal needs reason/ },
    { says: 'log a deal with Acme called Pilot' },
    { says: 'mark Pilot as lost', hears: /Why was it lost\?/, changes: [] },
    {
      says: 'too expensive',
      hears: /marked as lost/,
      changes: [
        'Deal.stage: prospecting → lost',
        'Deal.closedOn: null → 2026-03-18',
        'Deal.reason: null → too expensive',
      ],
    },
  ]);

  transcript('stages get names, places and settings of the organization’s own', maya, [
    {
      says: 'add a stage "Legal review / 法务审核" after proposal',
      hears: /Prospecting → Qualification → Proposal → Legal review → Negotiation → Won → Lost/,
    },
    { says: 'new account Initech' },
    { says: 'log a 10k deal with Initech' },
    { says: 'move Initech to legal review', changes: ['Deal.stage: prospecting → legal-review'] },
    {
      says: 'rename the proposal stage to Solution design',
      hears: /Name: Proposal → Solution design/,
    },
    { says: 'move it to solution design', changes: ['Deal.stage: legal-review → proposal'] },
    { says: 'deals in solution design go stale after 14 days', hears: /Stale after days: 21 → 14/ },
    { says: 'set the probability of negotiation to 80%', hears: /Probability: 75% → 80%/ },
    { says: 'negotiation counts as commit', hears: /Forecast category: Pipeline → Commit/ },
    {
      says: 'put the negotiation stage before legal review',
      hears: /Solution design → Negotiation → Legal review/,
    },
    { says: 'add a stage Negotiation', hears: /has a stage Negotiation already/, changes: [] },
    { says: 'list pipelines', hears: [/Sales \(default\)/, /80%/, /14 days/, /Commit/] },
  ]);

  transcript('a rep may look at them, not change them', dana, [
    { says: 'which pipelines do we have', hears: [/Sales \(default\)/, /Negotiation/] },
    { says: 'create a pipeline called Mine', hears: /may not do that/, changes: [] },
    { says: 'add a stage Lunch after proposal', hears: /may not do that/, changes: [] },
    { says: 'a deal needs a value before proposal', hears: /may not do that/, changes: [] },
    { says: '1 EUR = 1.5 USD', hears: /may not do that/, changes: [] },
    { says: 'exchange rates', hears: /no exchange rates yet/ },
  ]);
});

describe('time in stage and forecast categories', () => {
  transcript('a deal tells how long it has been where it is', dana, [
    { says: 'new account Acme' },
    { says: 'log a 10k deal with Acme in negotiation' },
    {
      says: 'how long has Acme been in negotiation',
      hears: [
        /has been in Negotiation for less than a day, since Mar 18, 2026/,
        /Stage history of D-1/,
      ],
    },
    { says: 'how long was it in proposal', hears: /never was in Proposal/ },
    { says: 'show the Acme deal', hears: /In Negotiation for less than a day/ },
    {
      says: 'Acme is a commit',
      hears: /Forecast category: Commit/,
      changes: ['Deal.category: null → commit'],
    },
    { says: 'show my pipeline', hears: /Commit: \$10,000 \(1\)/ },
    { says: 'which deals are commit', hears: /D-1 Acme deal/ },
    { says: 'leave Acme out of the forecast', changes: ['Deal.category: commit → omitted'] },
  ]);

  it('in the demo company says what is usual', async () => {
    const person = await (await aWorld({ demo: true })).person({ name: 'Dana Ruiz', role: 'rep' });
    await play(person, [
      { says: 'show the Globex renewal', hears: /In Proposal for \d+ days \(usual: \d+ days\)/ },
      { says: 'stage history of the Globex renewal', hears: [/Prospecting/, /Proposal/] },
    ]);
    const heard = await person.says('pipeline');
    expect(heard.text).toMatch(/≈ \$[\d,.]+ at the rates of /);
    expect(heard.text).toMatch(/Renewals 续约: /);
  });
});

describe('a stage or a pipeline that is not needed any more', () => {
  transcript('goes, its open deals where the manager says, and comes back with them', maya, [
    { says: 'new account Globex' },
    { says: 'log a $20k deal with Globex' },
    { says: 'move Globex to proposal' },
    {
      says: 'remove the proposal stage',
      hears: [/1 open deal is still in Proposal/, /Which stage/],
      changes: [],
    },
    {
      presses: 'Qualification',
      hears: [/Remove the stage Proposal/, /1 open deal goes to Qualification/],
      changes: [],
    },
    {
      says: 'yes',
      hears: [
        /Removed the stage Proposal/,
        /1 open deal went to Qualification/,
        /Qualification → Negotiation/,
      ],
    },
    { says: 'show Globex', hears: /Qualification/ },
    { says: 'undo', hears: /Undone/ },
    { says: 'show Globex', hears: /Proposal/ },
    { says: 'remove the won stage', hears: /Won closes deals/, changes: [] },
    { says: 'create a pipeline called Partners with stages Intro and Pitch' },
    { says: 'delete the Sales pipeline', hears: /Sales is the default pipeline/, changes: [] },
    {
      says: 'remove the Pitch stage from the Partners pipeline',
      hears: /Remove the stage Pitch/,
      changes: [],
    },
    { says: 'yes', hears: /Removed the stage Pitch/ },
    {
      says: 'remove the Intro stage from the Partners pipeline',
      hears: /only open stage of Partners/,
      changes: [],
    },
    { says: 'delete the Partners pipeline', hears: /Remove the pipeline Partners/, changes: [] },
    { says: 'yes', hears: /Removed the pipeline Partners/ },
    { says: 'which pipelines do we have', hearsNot: /Partners/ },
    { says: 'undo', hears: /Undone/ },
    { says: 'which pipelines do we have', hears: /Partners/ },
  ]);

  transcript('a rep may not remove it', dana, [
    { says: 'remove the proposal stage', hears: /may not/, changes: [] },
  ]);
});
