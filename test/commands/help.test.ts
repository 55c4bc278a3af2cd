import { beforeAll, describe, expect, it } from 'vitest';
import { mayUse } from '../../src/commands/permission.ts';
import type { Block } from '../../src/reply/reply.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;

beforeAll(async () => {
  company = await aCompany();
  dana = await company.member('Dana');
});

async function help(topic?: string, who = dana) {
  const outcome = await who.executes('help', { topic });
  if (outcome.kind !== 'done') throw new Error(`help ended with ${outcome.kind}`);
  return outcome.reply;
}

/** The commands whose summaries a help text holds. */
async function commandsIn(text: string, locale: 'en' | 'zh' = 'en'): Promise<string[]> {
  return company.catalogue.all
    .filter((command) => text.includes(command.summary[locale]))
    .map((command) => command.name);
}

/** The topics that a help text offers more about. */
function topicsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'menu'
      ? block.options.flatMap(({ action }) =>
          action.kind === 'run' ? String(action.arguments.topic) : [],
        )
      : [],
  );
}

describe('help', () => {
  it.each(['rep', 'manager', 'admin', 'support', 'viewer'] as const)(
    'tells a %s by topic everything that role may ask for, and nothing else',
    async (role) => {
      const person = await company.member(`a ${role}`, { role });
      const usable = await person.does(async (ctx) =>
        company.catalogue.all
          .filter((command) => mayUse(ctx.actor, command))
          .map((command) => command.name),
      );
      const topics = topicsIn((await help(undefined, person)).blocks);
      const told = new Set<string>();
      for (const topic of topics)
        for (const name of await commandsIn((await help(topic, person)).text)) told.add(name);
      expect([...told].sort()).toEqual(usable.sort());
    },
  );

  it('is short enough to be read: an area a line, with a few examples', async () => {
    const admin = await company.member('Alex', { role: 'admin' });
    const text = (await help(undefined, admin)).text.split('\n');
    expect(text.length).toBeLessThanOrEqual(20);
  });

  it('tells a customer nothing of the CRM', async () => {
    const reply = await help(undefined, await company.customer('Carl'));
    expect((await commandsIn(reply.text)).sort()).toEqual([
      'feedback.give',
      'help',
      'knowledge.show',
      'procedure.step',
      'profile.show',
      'profile.update',
      'support.ask',
      'ticket.close',
      'ticket.confirm',
      'ticket.create',
      'ticket.list',
      'ticket.reopen',
      'ticket.reply',
      'ticket.show',
    ]);
    expect(reply.blocks.filter((block) => block.kind === 'buttons')).toEqual([]);
  });

  it('gives each command an example to copy, in the person’s language', async () => {
    const li = await company.member('小李', { locale: 'zh' });
    const log = company.catalogue.find('deal.log');
    expect((await help()).text).toContain(log?.examples.en[0]);
    const chinese = await help(undefined, li);
    expect(chinese.text).toContain(log?.examples.zh[0]);
    expect(chinese.text).not.toContain(log?.summary.en);
    expect(await commandsIn((await help('商机', li)).text, 'zh')).toContain('deal.log');
  });

  it('about a topic tells of that, with more examples', async () => {
    const commands = await commandsIn((await help('contacts')).text);
    expect(commands).toEqual(
      expect.arrayContaining(['contact.create', 'contact.show', 'contact.update']),
    );
    expect(commands).not.toContain('pipeline.show');
    expect((await help('contacts')).text).toContain(
      company.catalogue.find('contact.create')?.examples.en[3],
    );
  });

  it('about something unknown tells of everything', async () => {
    expect((await help('quantum gravity')).text).toBe((await help()).text);
  });

  it('offers to do the first things', async () => {
    const buttons = (await help()).blocks.flatMap((block) =>
      block.kind === 'buttons' ? block.buttons : [],
    );
    expect(buttons.map((button) => button.label)).toEqual([
      'Log a deal',
      'My pipeline',
      'My tasks',
    ]);
    for (const { action } of buttons) {
      if (action.kind === 'run')
        expect(await dana.executes(action.command, action.arguments)).toMatchObject({
          kind: 'done',
        });
    }
  });
});
