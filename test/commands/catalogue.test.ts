import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEMO_PERSONAS } from '../../prisma/seed/demo-company.ts';
import { catalogueOf } from '../../src/commands/catalogue.ts';
import { type CommandDefinition, defineCommand } from '../../src/commands/command.ts';
import { personaCommands } from '../../src/commands/local/persona.ts';
import { record, text } from '../../src/commands/parameters.ts';
import { say } from '../../src/reply/reply.ts';

const catalogue = catalogueOf(personaCommands(DEMO_PERSONAS));
const commands = catalogue.all.map((command) => [command.name, command] as const);
const HAN = /\p{Script=Han}/u;
/** Also a Chinese sentence with nothing but English words in it has its own punctuation. */
const CHINESE = /[\p{Script=Han}，。？！：]/u;

const aDefinition = (more: Partial<CommandDefinition> = {}): CommandDefinition => ({
  name: 'thing.do',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'Does a thing.', zh: '做事。' },
  parameters: z.object({}),
  examples: { en: [], zh: [] },
  run: async () => ({ reply: say('Done.'), about: [] }),
  ...more,
});

describe('the catalogue', () => {
  it('has every command once, by its name', () => {
    const names = catalogue.all.map((command) => command.name);
    expect(new Set(names).size).toBe(names.length);
    for (const [name, command] of commands) expect(catalogue.find(name)).toBe(command);
    expect(catalogue.find('deal.erase')).toBeNull();
  });

  it('holds the commands that only some installations have only there', () => {
    expect(catalogue.find('persona.switch')).not.toBeNull();
    expect(catalogueOf().find('persona.switch')).toBeNull();
  });

  it('gives no example to two commands', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [name, { examples }] of commands) {
      for (const example of [...examples.en, ...examples.zh]) {
        const key = example.toLowerCase();
        if (seen.has(key)) twice.push(`“${example}” of ${seen.get(key)} and ${name}`);
        seen.set(key, name);
      }
    }
    expect(twice).toEqual([]);
  });
});

describe.each(commands)('%s', (name, command) => {
  it('is named noun.verb', () => {
    expect(name).toMatch(/^(?:[a-z]+\.[a-z][A-Za-z]*|help)$/);
  });

  it('says in both languages what it does, in a sentence', () => {
    expect(command.summary.en).toMatch(/^[A-Z].*\.$/);
    expect(command.summary.zh).toMatch(/。$/);
    expect(command.summary.zh).toMatch(HAN);
  });

  it('has examples in both languages', () => {
    expect(command.examples.en.length).toBeGreaterThanOrEqual(3);
    expect(command.examples.zh.length).toBeGreaterThanOrEqual(3);
    expect(command.examples.zh.filter((example) => !CHINESE.test(example))).toEqual([]);
    expect(
      command.examples.en.filter((example) => HAN.test(example) && !/[a-z]/i.test(example)),
    ).toEqual([]);
  });

  it('labels and asks for every parameter in both languages', () => {
    for (const { label, question, cues } of command.inputs) {
      expect(label.en).not.toBe('');
      expect(label.zh).toMatch(HAN);
      if (question !== undefined) {
        expect(question.en).toMatch(/\?$/);
        expect(question.zh).toMatch(/？$/);
      }
      for (const cue of [...(cues?.en ?? []), ...(cues?.after?.en ?? [])])
        expect(cue).toBe(cue.toLowerCase());
    }
  });

  it('shows first what it will do, if that cannot simply be taken back', () => {
    const waits = command.risk === 'destructive' || command.risk === 'outbound';
    expect(command.preview !== undefined).toBe(waits);
  });

  it('is for somebody', () => {
    expect(command.roles.length).toBeGreaterThan(0);
  });
});

describe('a command that is defined', () => {
  it.each(['destructive', 'outbound'] as const)(
    'as %s must be able to say what it will do',
    (risk) => {
      expect(() => defineCommand(aDefinition({ risk }))).toThrow('thing.do needs a preview');
      expect(() =>
        defineCommand(aDefinition({ risk, preview: async () => say('This and that.') })),
      ).not.toThrow();
    },
  );

  it('must say what its parameters hold', () => {
    const parameters = z.object({ amount: z.number() });
    expect(() => defineCommand(aDefinition({ parameters }))).toThrow(
      'parameter amount does not say what it holds',
    );
  });

  it('knows its parameters in order, and which it cannot do without', () => {
    const parameters = z.object({
      deal: record('deal', { label: { en: 'deal', zh: '商机' } }),
      reason: text({ label: { en: 'reason', zh: '原因' } }).optional(),
    });
    expect(defineCommand(aDefinition({ parameters })).inputs).toMatchObject([
      {
        name: 'deal',
        required: true,
        slot: { kind: 'record', entities: ['deal'] },
        label: { en: 'deal' },
      },
      { name: 'reason', required: false, slot: { kind: 'text' } },
    ]);
  });
});
