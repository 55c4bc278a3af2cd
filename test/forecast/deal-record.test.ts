import { describe, expect, it } from 'vitest';
import {
  type DealRecord,
  type DealSurroundings,
  outcomeOf,
  snapshotOn,
} from '../../src/forecast/deal-record.ts';
import { dayNumber } from '../../src/forecast/deals/calendar.ts';

const on = dayNumber;

const AROUND: DealSurroundings = {
  baseCurrency: 'USD',
  stages: new Map([
    ['first', { position: 0, probability: 0.1, category: 'pipeline', open: true }],
    ['second', { position: 1, probability: 0.7, category: 'commit', open: true }],
    ['won', { position: 1, probability: 1, category: 'commit', open: false }],
  ]),
  firstStages: new Map([['sales', 'first']]),
  teams: new Map([
    ['dana', 'east'],
    ['bob', null],
  ]),
  rates: new Map([
    [
      'EUR',
      [
        { from: on('2026-01-01'), rate: '1.1' },
        { from: on('2026-03-01'), rate: '1.2' },
      ],
    ],
  ]),
  wins: new Map([['acme', [on('2025-12-01'), on('2026-02-20')]]]),
};

const aRecord = (more: Partial<DealRecord> = {}): DealRecord => ({
  id: 'd',
  number: 1,
  accountId: 'acme',
  pipelineId: 'sales',
  stageId: 'won',
  ownerId: 'dana',
  status: 'won',
  value: { minor: 500_00n, currency: 'USD' },
  rate: null,
  closeDate: on('2026-03-31'),
  closedOn: on('2026-03-10'),
  createdOn: on('2026-01-10'),
  category: null,
  nextStep: true,
  product: null,
  source: null,
  industry: null,
  knownFrom: on('2026-01-10'),
  stages: [
    { on: on('2026-01-10'), pipelineId: 'sales', stageId: 'first' },
    { on: on('2026-02-10'), pipelineId: 'sales', stageId: 'second' },
    { on: on('2026-03-08'), pipelineId: 'sales', stageId: 'won' },
  ],
  changes: [
    { on: on('2026-02-05'), closeDate: on('2026-02-28') },
    { on: on('2026-02-15'), value: { minor: 400_00n, currency: 'USD' } },
    { on: on('2026-03-01'), ownerId: 'bob' },
  ],
  activities: [on('2026-01-11'), on('2026-02-03'), on('2026-02-09')],
  contacts: [on('2026-01-11'), on('2026-02-09')],
  ...more,
});

const then = (day: string, more: Partial<DealRecord> = {}, live = false) =>
  snapshotOn(aRecord(more), on(day), AROUND, { live });

describe('a deal as it was on a day', () => {
  it('was open from the day after it was made to the day on which it closed', () => {
    expect(then('2026-01-10')).toBeNull();
    expect(then('2026-01-11')).not.toBeNull();
    expect(then('2026-03-10')).not.toBeNull();
    expect(then('2026-03-11')).toBeNull();
  });

  it('had the stage, the amount, the close date and the owner of that day', () => {
    expect(then('2026-02-05')).toMatchObject({
      stageId: 'first',
      stageEnteredOn: '2026-01-10',
      amount: 400,
      expectedCloseOn: '2026-02-28',
      ownerId: 'bob',
      teamId: null,
      pushes: 0,
      amountChanges: 0,
    });
    expect(then('2026-02-20')).toMatchObject({
      stageId: 'second',
      amount: 500,
      expectedCloseOn: '2026-03-31',
      ownerId: 'bob',
      pushes: 1,
      amountChanges: 1,
      category: 'commit',
    });
    expect(then('2026-03-02')).toMatchObject({ ownerId: 'dana', teamId: 'east' });
  });

  it('knows nothing of what happened on the day itself, unless it is asked as it is now', () => {
    expect(then('2026-02-10')).toMatchObject({ stageId: 'first', activities7: 2 });
    expect(then('2026-02-10', {}, true)).toMatchObject({ stageId: 'second' });
  });

  it('counts activities, contacts and what the account had bought up to then', () => {
    expect(then('2026-02-10')).toMatchObject({
      activities7: 2,
      activities28: 2,
      daysSinceActivity: 1,
      contacts: 2,
      accountWonBefore: 1,
    });
    expect(then('2026-01-11', { activities: [] })).toMatchObject({ daysSinceActivity: null });
  });

  it('was in an open stage until it closed, also where it was called won some days before', () => {
    expect(then('2026-03-10')).toMatchObject({ stageId: 'second' });
  });

  it('is not given values that came in with an import afterwards', () => {
    const imported = { knownFrom: on('2026-06-01'), stages: [], changes: [] };
    expect(then('2026-02-20', imported)).toMatchObject({
      stageId: 'first',
      amount: null,
      expectedCloseOn: null,
      nextStep: false,
      pushes: 0,
    });
  });

  it('is worth what its currency was worth that day, and nothing without a rate', () => {
    const foreign = { value: { minor: 100_00n, currency: 'EUR' }, changes: [] };
    expect(then('2026-02-20', foreign)?.amount).toBe(110);
    expect(then('2026-03-05', foreign)?.amount).toBe(120);
    const unknown = { value: { minor: 100_00n, currency: 'GBP' }, changes: [] };
    expect(then('2026-02-20', unknown)).toMatchObject({ amount: null, worth: null });
  });

  it('does not change when the future does', () => {
    const future: Partial<DealRecord> = {
      value: { minor: 1n, currency: 'USD' },
      status: 'lost',
      closedOn: on('2026-05-01'),
      activities: [...aRecord().activities, on('2026-03-20')],
      stages: aRecord().stages.slice(0, 2),
      changes: [
        ...aRecord().changes,
        { on: on('2026-04-01'), value: { minor: 500_00n, currency: 'USD' } },
      ],
    };
    expect(then('2026-02-20', future)).toEqual(then('2026-02-20'));
  });
});

describe('what became of a deal', () => {
  it('is its final amount at the rate of its closing', () => {
    expect(outcomeOf(aRecord(), AROUND)).toMatchObject({
      status: 'won',
      closedOn: '2026-03-10',
      value: 500,
    });
    const foreign = aRecord({ value: { minor: 100_00n, currency: 'EUR' }, rate: '1.5' });
    expect(outcomeOf(foreign, AROUND).value).toBe(150);
    expect(outcomeOf(aRecord({ value: null }), AROUND).value).toBeNull();
  });
});
