import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storable } from '../../src/platform/storable.ts';
import { theDatabase } from '../harness/world.ts';

it('a value keeps all that the database can keep, in keys and in lists too', () => {
  const sent = { 'a\0': ['x\0y', { deep: 'half \ud83d and whole 😀' }], n: 1, none: null };
  const kept = { a: ['xy', { deep: 'half \ufffd and whole 😀' }], n: 1, none: null };
  expect(storable(sent)).toEqual(kept);
  expect(storable(kept)).toBe(kept);
});

it('whatever was sent, the database takes it as jsonb and gives it back alike', async () => {
  const db = await theDatabase();
  const anything = fc.json({ stringUnit: 'binary' }).map((text): unknown => JSON.parse(text));
  const odd = fc.string({ unit: fc.constantFrom('\0', '\ud800', '\udfff', '😀', '\\u0000', 'a') });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(anything, fc.record({ text: odd, list: fc.array(odd) })),
      async (value) => {
        const stored = storable({ value });
        const [row] = await db.sql<{
          back: unknown;
        }>`SELECT ${JSON.stringify(stored)}::jsonb AS "back"`;
        expect(row?.back).toEqual(JSON.parse(JSON.stringify(stored)));
      },
    ),
    { numRuns: 150 },
  );
});
