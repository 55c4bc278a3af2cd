import { describe, expect, it } from 'vitest';
import { aWorld, type World } from '../../harness/world.ts';

/** Dictated text of about so many characters, with its last words. */
function dictated(length: number): string {
  const points = Array.from(
    { length: Math.floor(length / 70) },
    (_, i) => `Point ${i + 1}: they asked 🙂 about “pricing”, rollout and the review of ${i * 7}.`,
  );
  return [...points, 'the last word'].join('\n');
}

async function notesOf(world: World): Promise<(string | null)[]> {
  const activities = await world.db.single.activity.findMany({
    where: { organizationId: world.organizationId },
    orderBy: { number: 'asc' },
  });
  return activities.map(({ summary }) => summary);
}

describe('a long message', () => {
  it.each([900, 1600, 3900, 6000, 40_000])(
    'of %d characters is kept whole as a note, as it was typed, and shown in part',
    async (length) => {
      const world = await aWorld();
      const dana = await world.person({ name: 'Dana', role: 'rep' });
      await dana.says('add account Acme');
      const text = dictated(length);
      const heard = await dana.says(`add a note to Acme: ${text}`);
      expect(heard.text).toMatch(/^Logged a note on Acme/);
      expect(heard.text).not.toMatch(/beginning only/);
      expect(heard.text.length).toBeLessThan(1300);
      const [note] = await notesOf(world);
      if (length > 1000) {
        expect(note).toBe(text);
        expect(heard.text).toContain(`all ${text.length.toLocaleString('en')} characters are kept`);
      } else expect(note).toMatch(/^Point 1: [\s\S]*\bthe last word$/);
      const shown = await dana.says('show Acme');
      expect(shown.text).toMatch(/Point 1: they asked/);
      expect(shown.text.length).toBeLessThan(1500);
      expect((await dana.says('undo')).text).toMatch(/Undone/);
    },
  );

  it('waits whole behind the question whether to create the account', async () => {
    const world = await aWorld();
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    const text = dictated(6000);
    await dana.says(`log a call with Globex: ${text}`);
    await dana.presses(/Create account/);
    expect(await notesOf(world)).toEqual([text]);
  });

  it('in a form is kept whole', async () => {
    const world = await aWorld();
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    const text = dictated(6000);
    const values = { kind: 'note', summary: text };
    await dana.sends({ kind: 'form', command: 'activity.log', values });
    expect(await notesOf(world)).toEqual([text]);
  });

  it('says that its end was not read, where the end goes nowhere', async () => {
    const world = await aWorld();
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    const heard = await dana.says(`add account Globex\n${dictated(6000)}`);
    expect(heard.text).toMatch(/Added account Globex[\s\S]*I read its beginning only/);
    expect((await dana.says(dictated(40_000))).text).toMatch(/I read its beginning only/);
    expect((await dana.says('x'.repeat(40_000))).text).toMatch(/I read its beginning only/);
  });

  it('is refused with its limit where a text may not be as long, and nothing is written', async () => {
    const world = await aWorld();
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    const heard = await dana.says(`new task: ${dictated(900).replaceAll('\n', ' ')}`);
    expect(heard.text).toMatch(/has at most 300 characters/);
    expect(heard.record?.changes).toEqual([]);
    await dana.says('cancel');
    const note = await dana.says(`log a note: ${dictated(60_000)}`);
    expect(note.text).toMatch(/has at most 50,000 characters/);
    expect(await notesOf(world)).toEqual([]);
  });
});
