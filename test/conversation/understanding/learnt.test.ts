import { expect, test } from 'vitest';
import type { Catalogue } from '../../../src/commands/catalogue.ts';
import { moveDeal } from '../../../src/commands/crm/deal-move.ts';
import { createTask } from '../../../src/commands/crm/task-create.ts';
import { intentsFor } from '../../../src/conversation/understanding/classifier/intents.ts';
import type { Cache } from '../../../src/platform/cache.ts';
import { EVALUATION_CLUES } from '../../evaluation/score.ts';

/** Two commands are learnt in no time. */
const CATALOGUE: Catalogue = {
  all: [moveDeal, createTask],
  find: (name) => [moveDeal, createTask].find((command) => command.name === name) ?? null,
};

const SENTENCES = ['move Acme to negotiation', '记个单子', 'how tall is the tower', 'lorem ipsum'];

/** A cache in memory, which counts what is written to it. */
function remembering(): { cache: Cache; kept: Map<string, Buffer>; written: () => number } {
  const kept = new Map<string, Buffer>();
  let written = 0;
  const cache: Cache = {
    read: (key) => kept.get(key) ?? null,
    keep: (key, bytes) => {
      written += 1;
      kept.set(key, Buffer.from(bytes));
    },
  };
  return { cache, kept, written: () => written };
}

const saidBy = (intents: ReturnType<typeof intentsFor>) =>
  SENTENCES.map((text) => [intents.knows(text), intents.predict(text, EVALUATION_CLUES)]);

test('what was kept predicts exactly as what was just learnt, and is learnt once', () => {
  const { cache, written } = remembering();
  const fresh = saidBy(intentsFor(CATALOGUE, cache));
  expect(saidBy(intentsFor(CATALOGUE, cache))).toEqual(fresh);
  expect(written()).toBe(1);
});

test.each([
  { damage: 'one bit', to: (bytes: Buffer) => bytes.map((b, i) => (i === 5000 ? b ^ 1 : b)) },
  { damage: 'a half', to: (bytes: Buffer) => bytes.subarray(0, bytes.length / 2) },
  { damage: 'all', to: () => Buffer.alloc(0) },
])('what is damaged ($damage) is learnt anew', ({ to }) => {
  const { cache, kept, written } = remembering();
  const fresh = saidBy(intentsFor(CATALOGUE, cache));
  for (const [key, bytes] of kept) kept.set(key, Buffer.from(to(bytes)));
  expect(saidBy(intentsFor(CATALOGUE, cache))).toEqual(fresh);
  expect(written()).toBe(2);
});
