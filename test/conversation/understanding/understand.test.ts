import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../src/commands/catalogue.ts';
import { readValue } from '../../../src/conversation/understanding/read-value.ts';
import { createUnderstanding } from '../../../src/conversation/understanding/understand.ts';
import { EVALUATION_CLUES as CLUES } from '../../evaluation/score.ts';

const { understand } = createUnderstanding(catalogueOf());
const understood = (text: string) =>
  understand(text, CLUES).commands.map(({ command, arguments: args }) => [command, args]);
const money = (amount: number, currency: string | null = null) => ({ amount, currency });

describe('several commands in one message', () => {
  it('keeps "it" as it was said', () => {
    expect(understood('move Acme to negotiation and bump it to 70k')).toEqual([
      ['deal.move', { deal: 'Acme', stage: 'negotiation' }],
      ['deal.update', { deal: 'it', value: money(70_000) }],
    ]);
  });

  it('carries the record over where the second half names none', () => {
    expect(understood('把华为推到谈判，金额改成130万')).toEqual([
      ['deal.move', { deal: '华为', stage: 'negotiation' }],
      ['deal.update', { deal: '华为', value: money(1_300_000) }],
    ]);
  });

  it('reads one command where the "and" belongs to a free text', () => {
    expect(understood('remind me to call Acme and send the quote tomorrow')).toEqual([
      ['task.create', { title: 'call Acme and send the quote', due: '2026-03-19' }],
    ]);
  });

  it('makes one command of each name that is listed', () => {
    expect(understood('mark T-3 and T-4 done').map(([, args]) => args)).toEqual([
      { task: 'T-3' },
      { task: 'T-4' },
    ]);
  });

  it('lets the second half take the verb of the first', () => {
    expect(understood('make Dana a manager and Bob a rep')).toEqual([
      ['member.setRole', { person: 'Dana', role: 'manager' }],
      ['member.setRole', { person: 'Bob', role: 'rep' }],
    ]);
  });

  it('adds values that stand by themselves to the command before', () => {
    expect(understood('Stripe closed won, 45k')).toEqual([
      ['deal.win', { deal: 'Stripe', value: money(45_000) }],
    ]);
  });
});

describe('record mentions', () => {
  it.each([
    ['move the Acme deal to proposal', 'Acme'],
    ["move Acme's deal to proposal", 'Acme'],
    ['move deal D-12 to proposal', 'D-12'],
    ['move the Globex renewal to proposal', 'Globex renewal'],
    ['把 Acme 的单子推进到方案', 'Acme'],
    ['把美的的单子推进到方案', '美的'],
    ['move that deal to proposal', 'it'],
    ['把这个单子推进到方案', 'it'],
  ])('%s', (text, deal) => {
    expect(understood(text)).toEqual([['deal.move', { deal, stage: 'proposal' }]]);
  });
});

describe('what is missing and what is not meant', () => {
  it('reports the record that an update does not name', () => {
    expect(understand('改成6万', CLUES).commands).toMatchObject([
      { command: 'deal.update', arguments: { value: money(60_000) }, missing: ['deal'] },
    ]);
  });

  it.each([
    'if we win Acme drinks are on me',
    "we haven't won Globex yet",
    "don't log that",
    'should we move Acme to negotiation?',
    '等华为签了再说吧',
    '先不要记',
  ])('does nothing about what is not so: %s', (text) => {
    expect(understood(text)).toEqual([]);
  });

  it.each([
    ['hi', 'greeting'],
    ['谢谢', 'thanks'],
    ['lol', 'small-talk'],
    ['what is the weather in Paris', 'unknown'],
  ])('takes %s for %s', (text, otherwise) => {
    expect(understand(text, CLUES)).toMatchObject({ commands: [], otherwise });
  });

  it('offers the two nearest commands where it is not sure', () => {
    expect(understand('what is the weather in Paris', CLUES).alternatives).toHaveLength(2);
  });

  it('names a range of amounts as a problem of its parameter', () => {
    expect(understand('log a deal with Acme for 50k-60k', CLUES)).toMatchObject({
      commands: [{ command: 'deal.log', arguments: { account: 'Acme' } }],
      problems: [{ kind: 'amount-range', parameter: 'value', low: 50_000, high: 60_000 }],
    });
  });
});

describe('reading one value', () => {
  it.each([
    [{ kind: 'money' }, 'about 60k', money(60_000)],
    [{ kind: 'date' }, 'end of month', '2026-03-31'],
    [{ kind: 'stage' }, '谈判', 'negotiation'],
    [{ kind: 'text' }, ' call them back ', 'call them back'],
    [{ kind: 'record', entities: ['account'] }, 'the Acme account', 'Acme'],
    [{ kind: 'record', entities: ['member'] }, 'me', 'me'],
    [{ kind: 'flag' }, 'yes', true],
  ] as const)('%o: %s', (slot, text, value) => {
    expect(readValue(slot, text, CLUES)).toEqual({ value });
  });

  it('is null where the answer holds no such value', () => {
    expect(readValue({ kind: 'money' }, 'no idea', CLUES)).toBeNull();
  });
});

describe("what is said in somebody's own words", () => {
  it('keeps all sentences of a task, and a second day in it', () => {
    expect(
      understood('remind me friday to tell Bob the demo is on monday. he wanted the price list'),
    ).toEqual([
      [
        'task.create',
        {
          title: 'tell Bob the demo is on monday. he wanted the price list',
          due: '2026-03-20',
        },
      ],
    ]);
  });

  it('writes down what is denied in a note, and does none of it', () => {
    expect(understood('备注Acme：新办公室六月开。先别记商机')).toEqual([
      ['activity.log', { kind: 'note', about: 'Acme', summary: '新办公室六月开。先别记商机' }],
    ]);
  });

  it('leaves shorthand in a note as it was typed', () => {
    expect(understood('note on Acme: nothing gets signed til july')).toEqual([
      ['activity.log', { kind: 'note', about: 'Acme', summary: 'nothing gets signed til july' }],
    ]);
  });
});

describe('a day on which a deal is to close', () => {
  it('wins nothing: 三周后成交', () => {
    expect(understood('给华为记个20万的商机，三周后成交')).toEqual([
      ['deal.log', { account: '华为', value: money(200_000), closeDate: '2026-04-08' }],
    ]);
  });
});
