import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PERSONAS } from '../../prisma/seed/demo-company.ts';
import { openApp } from '../../src/app.ts';
import { personaCommands } from '../../src/commands/local/persona.ts';
import type { MemberRole } from '../../src/crm/context.ts';
import { ensureMember, findPersonByName } from '../../src/crm/members.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { uuids } from '../../src/platform/ids.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { aWorld, NOW, type Person, quiet, theDatabase, type World } from '../harness/world.ts';

/** The local demo: its people, its articles, and the menu of personas. */
let demo: World;

beforeAll(async () => {
  demo = await aWorld({
    demo: true,
    knowledge: 'knowledge',
    commands: personaCommands(DEMO_PERSONAS),
  });
}, 60_000);

const arrives = (person: Person) => person.sends({ kind: 'arrival' });
const examplesIn = (reply: Reply | null): string[] =>
  [...(reply?.text ?? '').matchAll(/^• (.*)$/gm)].map(([, said]) => said ?? '');

describe('the welcome', () => {
  it.each([
    { name: 'Dana Ruiz', role: 'rep', buttons: ['Log a deal', 'My pipeline', 'Act as…', 'Help'] },
    { name: 'Maya Patel', role: 'manager', buttons: ['Log a deal', 'Pipeline', 'Act as…', 'Help'] },
    { name: 'Alex Kim', role: 'admin', buttons: ['Log a deal', 'Pipeline', 'Act as…', 'Help'] },
    { name: 'Vera Viewer', role: 'viewer', buttons: ['Pipeline', 'Act as…', 'Help'] },
    { name: 'Sam Okafor', role: 'support', buttons: ['Act as…', 'Help'] },
    { name: 'Cleo Martin', role: 'customer', buttons: ['Act as…', 'Help'] },
  ] as const)(
    'offers a $role sentences and buttons that do something',
    async ({ name, role, buttons }) => {
      const person = await demo.person({ name, role });
      const hello = await arrives(person);
      expect(hello.text).toMatch(new RegExp(`^Hello ${name}, I am Parley`));
      const offered = person.buttons();
      expect(offered.map(({ label }) => label)).toEqual(buttons);
      const examples = examplesIn(hello.reply);
      expect(examples.length).toBeGreaterThanOrEqual(3);
      for (const { action, label } of offered) {
        if (action.kind === 'open-form') {
          const form = await demo.app.assistant.form(
            person.message({ kind: 'arrival' }),
            action.command,
            action.arguments,
          );
          expect(form?.fields.length, label).toBeGreaterThan(2);
          continue;
        }
        const heard = await person.sends({ kind: 'action', action });
        expect(heard.text, label).not.toMatch(/no longer works|may not|cannot/i);
      }
      for (const example of examples) {
        const heard = await person.says(example);
        expect(heard.text, example).not.toMatch(/did not understand|only .* can|may not/i);
        expect(heard.record?.commands.length, example).toBeGreaterThan(0);
        await person.says('cancel');
      }
    },
    60_000,
  );

  it('is said in Chinese, with the menu of personas only where nobody has credentials', async () => {
    const world = await aWorld();
    const fang = await world.person({ name: '王芳', role: 'rep', locale: 'zh' });
    const hello = await arrives(fang);
    expect(hello.text).toMatch(/^你好，王芳！我是 Parley/);
    expect(fang.buttons().map(({ label }) => label)).toEqual(['登记商机', '我的管道', '帮助']);
    for (const example of examplesIn(hello.reply)) expect(example).toMatch(/\p{Script=Han}/u);
    expect((await fang.says('切换身份')).text).not.toMatch(/要以谁的身份/);
  });
});

describe('"act as"', () => {
  it('lets one person be each of the demo company, and a customer sees nothing of the CRM', async () => {
    const visitor = await demo.person({ name: 'Dana Ruiz', role: 'rep' });
    await visitor.says('act as');
    expect(visitor.buttons().map(({ label }) => label)).toEqual([
      'Dana Ruiz (rep)',
      'Maya Patel (manager)',
      'Cleo Martin (customer)',
      'Alex Kim (administrator)',
    ]);
    expect((await visitor.presses(/Cleo/)).text).toMatch(/You are Cleo Martin now/);
    expect((await visitor.says('show all deals')).text).not.toMatch(/\$|D-\d/);
    expect((await visitor.says('以管理员身份继续')).text).toMatch(/Alex Kim/);
    expect((await visitor.says('who am I?')).text).toMatch(/Alex Kim[\s\S]*admin/i);
    expect((await visitor.says('act as Nobody Atall')).text).toMatch(
      /Nobody in the demo company is called “Nobody Atall”. You can act as Dana Ruiz, Maya Patel/,
    );
  });
});

describe('what is seen on opening the assistant', () => {
  const home = async (person: Person): Promise<string> =>
    (await demo.app.assistant.home(person.message({ kind: 'arrival' }))).text;

  it('is for a rep his pipeline, his tasks and what closes in the next 30 days, also at the end of a month', async () => {
    const clock = clockFrom(new Date('2026-03-31T10:00:00Z'));
    const world = await aWorld({ clock });
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    const lee = await world.person({ name: 'Lee', role: 'rep' });
    for (const said of [
      'add account Acme',
      'log a 10k deal with Acme called Near closing April 28',
      'log a 20k deal with Acme called Far closing June 3',
      'log a 30k deal with Acme called Basic closing April 2',
      'we won the Basic deal',
      'remind me to call Acme on April 3',
    ])
      await dana.says(said);
    await lee.says('log a 40k deal with Acme called Other closing April 20');
    const seen = await world.app.assistant.home(dana.message({ kind: 'arrival' }));
    const [before = '', soon = ''] = seen.text.split('Closing in the next 30 days');
    expect(before).toMatch(/Pipeline: 2 deals, \$30,000/);
    expect(before).toMatch(/1 open task[\s\S]*call Acme/i);
    expect(soon).toMatch(/Near/);
    expect(soon).not.toMatch(/Far|Basic|Other/);
    const boss = await world.person({ name: 'Boss', role: 'admin' });
    const all = await world.app.assistant.home(boss.message({ kind: 'arrival' }));
    expect(all.text).toMatch(/Pipeline: 3 deals[\s\S]*Closing in the next 30 days[\s\S]*Other/);
  });

  it('fits the role: tasks for support, what one can ask for a customer', async () => {
    const sam = await demo.person({ name: 'Sam Okafor', role: 'support' });
    expect(await home(sam)).toMatch(/task/i);
    expect(await home(sam)).not.toMatch(/Pipeline|Closing/);
    const cleo = await demo.person({ name: 'Iris Client', role: 'customer' });
    expect(await home(cleo)).toMatch(/What I can do/);
    const fang = await demo.person({ name: '王芳', role: 'rep', locale: 'zh' });
    expect(await home(fang)).toMatch(/销售管道[\s\S]*未来 30 天预计成交/);
  });

  it('comes with up to four things to type, in the person’s language and within his rights', async () => {
    const suggestionsOf = async (
      name: string,
      role: MemberRole | 'customer',
      locale: 'en' | 'zh',
    ) => {
      const person = await demo.person({ name, role, locale });
      return demo.app.assistant.suggestions(person.message({ kind: 'arrival' }));
    };
    const forRep = await suggestionsOf('Dana Ruiz', 'rep', 'en');
    expect(forRep.map(({ text }) => text)).toEqual([
      'log a $50k deal with Acme closing end of month',
      'which deals close this month?',
      'show my pipeline',
      'my tasks this week',
    ]);
    for (const { title, text } of await suggestionsOf('王芳', 'rep', 'zh'))
      expect(title + text).toMatch(/\p{Script=Han}/u);
    const forCustomer = await suggestionsOf('Iris Client', 'customer', 'en');
    expect(forCustomer.map(({ text }) => text)).toEqual([
      'ask the knowledge base: how do I replace the battery',
      'help',
      'speak Chinese',
    ]);
  });
});

describe('a data directory that the terminal opened first', () => {
  /** An application on the organization of this name, as `npm run chat` and `npm start` open it. */
  const open = async (slug: string, isDemo: boolean) =>
    openApp({
      database: await theDatabase(),
      organization: { slug, name: isDemo ? 'Northwind Robotics' : 'My company' },
      demo: isDemo,
      clock: clockFrom(NOW),
      ids: uuids,
      log: quiet,
    });

  it('gets the demo company at the next start, with the person who was there, and only once', async () => {
    const slug = v7();
    const first = await open(slug, false);
    const { organization, db } = first;
    await db.inOrganization(organization.id, (tx) =>
      ensureMember(tx, organization, 'Dana Ruiz', 'rep'),
    );
    const next = await open(slug, true);
    expect(next.organization.name).toBe('Northwind Robotics');
    const ours = { organizationId: organization.id };
    const deals = await db.single.deal.count({ where: ours });
    expect(deals).toBeGreaterThan(50);
    const danas = await db.single.member.findMany({ where: { ...ours, name: 'Dana Ruiz' } });
    expect(danas).toMatchObject([{ email: 'dana.ruiz@northwind-robotics.example', role: 'rep' }]);
    expect(
      await db.single.deal.count({ where: { ...ours, ownerId: danas[0]?.id ?? '' } }),
    ).toBeGreaterThan(3);
    await open(slug, true);
    expect(await db.single.deal.count({ where: ours })).toBe(deals);
  });

  it('keeps what was written there: the demo company stays away, and "act as" says why', async () => {
    const world = await aWorld({ commands: personaCommands(DEMO_PERSONAS) });
    const robin = await world.person({ name: 'Robin', role: 'admin' });
    await robin.says('add account Acme');
    await robin.says('undo');
    const { slug } = await world.db.single.organization.findUniqueOrThrow({
      where: { id: world.organizationId },
    });
    const next = await open(slug, true);
    expect(next.organization.name).toBe('Test company');
    const maya = await world.db.inOrganization(world.organizationId, (tx) =>
      findPersonByName(tx, next.organization, 'Maya Patel'),
    );
    expect(maya).toBeNull();
    expect((await robin.says('act as')).text).toMatch(
      /The demo company is not here[\s\S]*PARLEY_DATA/,
    );
    expect((await robin.says('act as Maya Patel')).text).toMatch(/The demo company is not here/);
  });
});
