import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handClock } from '../harness/company.ts';
import { aWorld, NOW, type Person, type World } from '../harness/world.ts';
import { smallKnowledge } from './small-knowledge.ts';

async function worldWithQuestions(options: Parameters<typeof aWorld>[0] = {}): Promise<{
  world: World;
  folder: string;
  maya: Person;
  cleo: Person;
}> {
  const folder = smallKnowledge();
  const world = await aWorld({ knowledge: folder, ...options });
  const cleo = await world.person({ name: 'Cleo', role: 'customer' });
  const otto = await world.person({ name: 'Otto', role: 'customer' });
  const maya = await world.person({ name: 'Maya', role: 'manager' });
  await cleo.says('do you lease trampolines to kindergartens?');
  await otto.says('can we lease trampolines for a kindergarten');
  await cleo.says('trampolines for kindergartens, lease?');
  await cleo.says('who sells xylophones in Vienna?');
  await cleo.says('error E2021: codes are not read');
  await cleo.presses('Not helpful');
  await cleo.says('the number of the cloth to order');
  return { world, folder, maya, cleo };
}

describe('the gaps of the knowledge base', () => {
  it('are what most people missed most often first, with what was missing', async () => {
    const { maya } = await worldWithQuestions();
    const { text } = await maya.says('knowledge gaps');
    expect(text).toMatch(/1\. “.*trampolines.*”: 3 times, 2 people \(3 not answered\)/);
    expect(text).toMatch(/“error E2021: codes are not read”: 1 time, 1 person \(1 voted down\)/);
    expect(text).toMatch(/Missing: the number of the cloth to order/);
    expect(text).toMatch(/xylophones/);
  });

  it('count what was neither a command nor a question', async () => {
    const world = await aWorld({ knowledge: smallKnowledge() });
    const sam = await world.person({ name: 'Sam', role: 'support' });
    await sam.says('zeppelin insurance paperwork thingamajig');
    expect((await sam.says('knowledge gaps')).text).toMatch(/zeppelin.*1 not understood/);
  });

  it('are not shown to a rep or a customer, nor where outsiders read', async () => {
    const { world, cleo } = await worldWithQuestions();
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    expect((await dana.says('knowledge gaps')).text).toMatch(/may not/);
    expect((await cleo.says('knowledge gaps')).text).not.toMatch(/trampolines/);
    const open = await worldWithQuestions({ outsidersRead: true });
    expect((await open.maya.says('knowledge gaps')).text).toMatch(/outside your company/);
    expect((await open.maya.says('feedback report')).text).toMatch(/outside your company/);
  });
});

describe('a draft', () => {
  it('is written by a person, shown as it will be, and answers once it is approved', async () => {
    const { maya, cleo, folder } = await worldWithQuestions();
    await maya.says('knowledge gaps');
    const drafted = await maya.presses('Draft 1');
    expect(drafted.text).toMatch(/# .*trampolines/);
    expect(drafted.text).toMatch(/Nobody has answered this yet/);
    expect((await maya.says('approve the draft')).text).toMatch(/no answer yet/);
    const [edit] =
      maya.buttons().length > 0
        ? maya.buttons()
        : (drafted.reply?.blocks.flatMap((b) => (b.kind === 'buttons' ? b.buttons : [])) ?? []);
    const args = edit?.action.kind === 'open-form' ? edit.action.arguments : {};
    const shown = await maya.sends({
      kind: 'form',
      command: 'knowledge.approve',
      values: {
        draft: String(args.draft),
        title: 'Lease trampolines for a kindergarten',
        body: 'Yes: trampolines are leased to kindergartens from 24 months on. Write to [us](mailto:x@y.z).',
        audience: 'customer',
      },
    });
    expect(shown.text).toMatch(/en\/answers\/lease-trampolines-for-a-kindergarten\.md/);
    expect(shown.text).toMatch(/audience: customer/);
    expect(readdirSync(join(folder, 'en'))).not.toContain('answers');
    expect((await maya.presses('Confirm')).text).toMatch(/is in the knowledge base/);
    const file = join(folder, 'en/answers/lease-trampolines-for-a-kindergarten.md');
    expect(readFileSync(file, 'utf8')).toMatch(
      /^---\ntitle: Lease trampolines[^\n]*\nlanguage: en\nkind: faq\naudience: customer\nupdated: 2026-03-18\n---\n/,
    );
    expect((await cleo.says('do you lease trampolines to kindergartens?')).text).toMatch(
      /from 24 months on/,
    );
    expect((await maya.says('approve the draft')).text).toMatch(/article already/);
  });

  it('goes beside a file that has its name, and says where it cannot be written', async () => {
    const { maya, folder } = await worldWithQuestions();
    const approve = async (body: string) => {
      await maya.says('draft an article about trampolines');
      const form = { title: 'Trampolines', body };
      await maya.sends({ kind: 'form', command: 'knowledge.approve', values: form });
      return (await maya.presses('Confirm')).text;
    };
    expect(await approve('First.')).toMatch(/answers\/trampolines\.md/);
    expect(await approve('Second.')).toMatch(/answers\/trampolines-en-2\.md/);
    expect(readFileSync(join(folder, 'en/answers/trampolines.md'), 'utf8')).toMatch(/First\./);
    chmodSync(join(folder, 'en/answers'), 0o500);
    const root = process.getuid?.() === 0;
    if (!root) expect(await approve('Third.')).toMatch(/could not be written/);
    chmodSync(join(folder, 'en/answers'), 0o700);
  });
});

describe('the weekly list', () => {
  it('comes on Monday at nine in the time zone of the organization, once, also with two replicas', async () => {
    const clock = handClock(NOW);
    const { world, maya } = await worldWithQuestions({ clock });
    expect((await maya.says('send me the knowledge gaps every Monday')).text).toMatch(
      /every Monday at 9:00/,
    );
    const posted = async (): Promise<string[]> => {
      const before = world.posts.length;
      const other = await world.again();
      await Promise.all([world.app.background.sweep(false), other.background.sweep(false)]);
      return world.posts.slice(before).map(({ reply }) => reply.text);
    };
    expect(await posted()).toEqual([]);
    clock.set(new Date('2026-03-23T08:59:00Z'));
    expect(await posted()).toEqual([]);
    clock.set(new Date('2026-03-23T09:01:00Z'));
    expect(await posted()).toEqual([
      expect.stringMatching(/Mar 16, 2026 – Mar 22, 2026[\s\S]*trampolines/),
    ]);
    expect(await posted()).toEqual([]);
    clock.set(new Date('2026-04-02T09:01:00Z'));
    expect(await posted()).toEqual([expect.stringMatching(/None: everything/)]);
    expect((await maya.says('stop sending me the knowledge gaps')).text).toMatch(/no more/);
    clock.set(new Date('2026-04-06T10:00:00Z'));
    expect(await posted()).toEqual([]);
  });

  it('holds nothing where people from outside read by then', async () => {
    const clock = handClock(NOW);
    const { world, maya } = await worldWithQuestions({ clock, outsidersReadLater: () => true });
    await maya.says('send me the knowledge gaps every Monday');
    clock.set(new Date('2026-03-23T09:01:00Z'));
    const before = world.posts.length;
    await world.app.background.sweep(false);
    expect(world.posts.slice(before).map(({ reply }) => reply.text)).toEqual([
      expect.stringMatching(/People from outside/),
    ]);
  });
});
