import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/forecast/deals/seeded.ts';
import {
  type GuardedColumn,
  type GuardedRow,
  guardColumns,
} from '../../src/forecast/leak-guard.ts';
import { addDays } from '../../src/platform/clock.ts';

const ROWS = 900;

/** A third each of won, lost and open deals, created over a year. */
function someRows(seed: number): GuardedRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: ROWS }, () => {
    const createdOn = addDays('2025-01-01', Math.floor(random() * 365));
    const draw = random();
    const outcome = draw < 1 / 3 ? 'won' : draw < 2 / 3 ? 'lost' : 'open';
    const closedOn = outcome === 'open' ? null : addDays(createdOn, 5 + Math.floor(random() * 90));
    return { outcome, createdOn, closedOn, takenOn: null };
  });
}

type Make = (row: GuardedRow, random: () => number) => GuardedColumn['values'][number];

function column(name: string, rows: readonly GuardedRow[], make: Make): GuardedColumn {
  const random = seededRandom(name.length * 31 + rows.length);
  return { name, values: rows.map((row) => make(row, random)) };
}

const isClosed = ({ outcome }: GuardedRow) => outcome !== 'open';
const pick = (random: () => number, ...values: readonly string[]) =>
  values[Math.floor(random() * values.length)] ?? '';

const PLANTED: Readonly<Record<string, Make>> = {
  'final value, 0 when lost': ({ outcome }, random) =>
    outcome === 'won' ? 500 + random() * 900 : outcome === 'lost' ? 0 : null,
  'account filled at closing': (row, random) =>
    isClosed(row) || random() < 0.3 ? pick(random, 'A', 'B', 'C', 'D') : null,
  'loss reason': ({ outcome }, random) =>
    outcome === 'lost' ? pick(random, 'price', 'timing') : null,
  'signed on': ({ outcome, closedOn }) => (outcome === 'won' ? closedOn : null),
  'closed on': ({ closedOn }) => closedOn,
  'day after closing': ({ closedOn }) => (closedOn === null ? null : addDays(closedOn, 1)),
  'invoiced on': ({ closedOn }, random) =>
    closedOn === null ? null : addDays(closedOn, 3 + Math.floor(random() * 20)),
  'days to close': ({ createdOn, closedOn }) =>
    createdOn === null || closedOn === null
      ? null
      : (Date.parse(closedOn) - Date.parse(createdOn)) / 86_400_000,
  'month of closing': ({ closedOn }) => (closedOn === null ? null : Number(closedOn.slice(5, 7))),
  'quarter of closing': ({ closedOn }) =>
    closedOn === null ? null : Math.ceil(Number(closedOn.slice(5, 7)) / 3),
  'month as text': ({ closedOn }) => closedOn?.slice(0, 7) ?? null,
  'is won': ({ outcome }) => outcome === 'won',
  'last stage': ({ outcome }, random) =>
    outcome === 'won' ? 'contract' : outcome === 'lost' ? pick(random, 'offer', 'demo') : 'demo',
  'probability now': ({ outcome }, random) =>
    outcome === 'won' ? 100 : outcome === 'lost' ? 0 : Math.round(random() * 80),
  'payment received': ({ outcome }, random) =>
    outcome === 'won' && random() < 0.95 ? 'yes' : outcome === 'open' ? null : 'no',
  'discount, only when won': ({ outcome }, random) => (outcome === 'won' ? random() : null),
  'survey score': (row, random) => (isClosed(row) ? Math.floor(random() * 10) : null),
  'competitor that won': ({ outcome }, random) =>
    outcome === 'lost' ? pick(random, 'X', 'Y') : 'none',
  'onboarding owner': ({ outcome }, random) =>
    outcome === 'won' ? pick(random, 'Ann', 'Bob') : null,
  'final call duration': ({ outcome }, random) =>
    outcome === 'won' ? 300 + random() * 900 : 60 + random() * 600,
};

const HONEST: Readonly<Record<string, Make>> = {
  owner: (_, random) => pick(random, 'Ann', 'Bob', 'Eve', 'Jim', 'Lea'),
  'owner who wins more': ({ outcome }, random) =>
    outcome === 'won' && random() < 0.5 ? 'Ann' : pick(random, 'Ann', 'Bob', 'Eve', 'Jim'),
  source: (_, random) => pick(random, 'web', 'fair', 'partner'),
  'source, often missing': (_, random) => (random() < 0.6 ? pick(random, 'web', 'fair') : null),
  industry: (_, random) => pick(random, 'retail', 'medical', 'steel', 'bank', 'farm'),
  region: (_, random) => pick(random, 'east', 'west'),
  'list price': (_, random) => 100 + Math.floor(random() * 50) * 100,
  'quoted amount': ({ outcome }, random) =>
    Math.exp(8 + random() * 2 + (outcome === 'won' ? 0.3 : 0)),
  employees: (_, random) => Math.floor(Math.exp(random() * 8)),
  'first meeting held': ({ outcome }, random) => random() < (outcome === 'won' ? 0.8 : 0.5),
  'stage when quoted': ({ outcome }, random) =>
    random() < (outcome === 'won' ? 0.7 : 0.35) ? 'late' : 'early',
  'calls of the first week': ({ outcome }, random) =>
    Math.floor(random() * 6) + (outcome === 'won' ? 2 : 0),
  'created on': ({ createdOn }) => createdOn,
  'month of creation': ({ createdOn }) => Number(createdOn?.slice(5, 7)),
  'expected close': ({ createdOn }, random) => addDays(createdOn ?? '', Math.floor(random() * 120)),
  'reference number': (_, random) => `R-${Math.floor(random() * 1e9)}`,
  'constant field': () => 'EUR',
  'empty field': () => null,
  'existing customer': ({ outcome }, random) => random() < (outcome === 'won' ? 0.45 : 0.3),
  'phone, filled for most': (row, random) =>
    random() < (isClosed(row) ? 0.75 : 0.6) ? `+49 ${random()}` : null,
};

describe('the leak guard', () => {
  for (const seed of [1, 2, 3]) {
    const rows = someRows(seed);

    it(`refuses or reports every field that is known only afterwards (${seed})`, () => {
      const columns = Object.entries(PLANTED).map(([name, make]) => column(name, rows, make));
      const missed = guardColumns(columns, rows).filter(({ verdict }) => verdict === 'clear');
      expect(columns).toHaveLength(20);
      expect(missed.map(({ name }) => name)).toEqual([]);
    });

    it(`has nothing against a field that is known in time (${seed})`, () => {
      const columns = Object.entries(HONEST).map(([name, make]) => column(name, rows, make));
      const accused = guardColumns(columns, rows).filter(({ verdict }) => verdict !== 'clear');
      expect(columns).toHaveLength(20);
      expect(accused).toEqual([]);
    });
  }

  it('refuses a field that was written after the day it speaks for', () => {
    const rows = someRows(4).map((row) => ({ ...row, takenOn: row.createdOn }));
    const values = rows.map((_, i) => i % 7);
    const late = rows.map(({ createdOn }, i) => addDays(createdOn ?? '', i % 3 === 0 ? 4 : -4));
    const [verdict] = guardColumns([{ name: 'score', values, filledOn: late }], rows);
    expect(verdict).toMatchObject({ verdict: 'refused', reasons: [{ kind: 'filled-later' }] });
  });

  it('clears a field that fills up as deals grow old', () => {
    const rows = someRows(5);
    const today = '2026-04-10';
    const values = rows.map(({ createdOn, closedOn }) => {
      const age = (Date.parse(closedOn ?? today) - Date.parse(createdOn ?? today)) / 86_400_000;
      return age > 20 ? 'filled' : null;
    });
    const [verdict] = guardColumns([{ name: 'contract draft', values }], rows);
    expect(verdict?.verdict).toBe('clear');
  });

  it('says nothing of a handful of deals', () => {
    const rows = someRows(6).slice(0, 10);
    const values = rows.map(({ outcome }) => outcome);
    expect(guardColumns([{ name: 'field', values }], rows)[0]?.verdict).toBe('clear');
  });

  it('refuses a column of another length', () => {
    expect(() => guardColumns([{ name: 'short', values: [1] }], someRows(7))).toThrow(RangeError);
  });
});
