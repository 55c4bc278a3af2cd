import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aWorld, type Person, type World } from '../harness/world.ts';

const SEED = 20_260_318;
const PATIENCE_MS = 120_000;

/** A field by chance, with values as they are typed and as they are kept. */
type Kind = { says: string; values: readonly (readonly [typed: string, kept: unknown])[] };

const numbers = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => [String(n), n] as const);
const amounts = fc
  .integer({ min: 1, max: 99_999_999 })
  .map((n) => [`${n} USD`, { amount: n, currency: 'USD' }] as const);
const days = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ month, day }) => `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
  .map((day) => [day, day] as const);
const texts = fc
  .stringMatching(/^[A-Z]{2,4}-\d{1,4}[a-z]{0,3}$/)
  .map((text) => [text, text] as const);
const options = fc.constantFrom(
  ['crimson', 'crimson'] as const,
  ['紫色', '紫色'] as const,
  ['navy blue', 'navy blue'] as const,
);

const kind = (says: string, value: fc.Arbitrary<readonly [string, unknown]>): fc.Arbitrary<Kind> =>
  fc.record({ says: fc.constant(says), values: fc.array(value, { minLength: 1, maxLength: 3 }) });

const aKind = fc.oneof(
  kind('text field', texts),
  kind('number field', numbers),
  kind('money field', amounts),
  kind('date field', days),
  kind('yes/no field', fc.constantFrom(['yes', true] as const, ['no', false] as const)),
  kind('member field', fc.constant(['me', 'Ada'] as const)),
  kind('choice field', options),
);

/** Names that no command has a word of: consonants, or Chinese seldom written. */
const aName = fc.oneof(
  fc.stringMatching(/^[QXZ][bcdfgjkmpqvxz]{5,9}( [qxz][bcdfgjkmpqvxz]{4,8})?$/),
  fc.stringMatching(/^[甪亶佡侴俢偗僪]{2,5}$/),
);

const someFields = fc.uniqueArray(fc.record({ name: aName, kind: aKind }), {
  minLength: 1,
  maxLength: 4,
  selector: ({ name }) => name.toLowerCase().replaceAll(' ', ''),
});

const customOf = (world: World) =>
  world.db.inOrganization(world.organizationId, async (tx) => {
    const deal = await tx.deal.findFirstOrThrow({ where: { number: 1 } });
    return deal.custom;
  });

async function defines(ada: Person, name: string, { says }: Kind): Promise<string> {
  const choices = says.startsWith('choice') ? ' with the choices crimson, 紫色, navy blue' : '';
  const heard = await ada.says(`add a ${says} "${name}" to deals${choices}`);
  expect(heard.record?.changes, heard.text).toContainEqual(
    expect.objectContaining({ entity: 'Field', field: 'name', before: null, after: name }),
  );
  const [command] = heard.record?.commands ?? [];
  expect(command?.command).toBe('field.create');
  return name;
}

it(
  'own fields, whatever they are called and hold, go through chat, history and undo and are the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(someFields, async (fields) => {
        const world = await aWorld();
        const ada = await world.person({ name: 'Ada', role: 'admin' });
        await ada.says('add account Acme');
        await ada.says('log a deal with Acme');
        for (const { name, kind } of fields) await defines(ada, name, kind);

        const before: unknown[] = [];
        const now = new Map<string, unknown>();
        for (const { name, kind } of fields)
          for (const [typed, kept] of kind.values) {
            if (JSON.stringify(now.get(name)) === JSON.stringify(kept)) continue;
            before.push(await customOf(world));
            const heard = await ada.says(`set D-1 ${name} to ${typed}`);
            const said = `“set D-1 ${name} to ${typed}”: ${heard.text}`;
            expect(heard.record?.changes.length, said).toBe(1);
            expect(heard.record?.changes[0], said).toMatchObject({
              entity: 'Deal',
              before: now.get(name) ?? null,
              after: kept,
            });
            now.set(name, kept);
          }

        const history = await ada.says('history of D-1');
        for (const { name } of fields) expect(history.text).toContain(`${name}: `);
        const card = await ada.says('show D-1');
        for (const { name } of fields) expect(card.text).toContain(`${name}: `);

        for (const earlier of before.reverse()) {
          const undone = await ada.says('undo');
          expect(undone.record?.changes.length, undone.text).toBe(1);
          expect(await customOf(world)).toEqual(earlier);
        }
        expect(await customOf(world)).toEqual({});
      }),
      { seed: SEED, numRuns: 8 },
    );
  },
  PATIENCE_MS,
);
