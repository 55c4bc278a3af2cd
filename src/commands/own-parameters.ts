import { z } from 'zod';
import type { OwnField } from '../crm/custom-fields.ts';
import type { Phrase } from '../reply/reply.ts';
import type { Catalogue } from './catalogue.ts';
import type { Command } from './command.ts';
import {
  choice,
  date,
  flag,
  money,
  type Parameter,
  type ParameterMeta,
  parametersOf,
  period,
  person,
  signedNumber,
  text,
} from './parameters.ts';

/** A parameter that stands for an organization's own field is called `custom.` and the field's key. */
const PREFIX = 'custom.';

export function isOwnParameter(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** Own fields may also come together, as rules and plans hold them: `custom: { contractType: 'annual' }`. */
export function withOwnApart(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { custom, ...others } = args;
  if (custom === undefined) return others;
  const own = z.record(z.string(), z.unknown()).safeParse(custom);
  const apart = Object.entries(own.data ?? {}).map(([key, value]) => [`${PREFIX}${key}`, value]);
  return { ...others, ...Object.fromEntries(apart) };
}

/** Arguments with the own fields together, as people and programs read a plan. */
export function withOwnTogether(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(args);
  const own = entries.filter(([name]) => isOwnParameter(name));
  if (own.length === 0) return args;
  const custom = own.map(([name, value]) => [name.slice(PREFIX.length), value] as const);
  const others = entries.filter(([name]) => !isOwnParameter(name));
  return { ...Object.fromEntries(others), custom: Object.fromEntries(custom) };
}

const made = new WeakMap<readonly OwnField[], WeakMap<Catalogue, Catalogue>>();

/** The catalogue of an organization: its commands take its own fields as well. The same one when there are none. */
export function catalogueWith(catalogue: Catalogue, fields: readonly OwnField[]): Catalogue {
  if (fields.length === 0) return catalogue;
  const known = made.get(fields) ?? new WeakMap<Catalogue, Catalogue>();
  made.set(fields, known);
  const before = known.get(catalogue);
  if (before !== undefined) return before;
  const all = catalogue.all.map((command) => withOwnInputs(command, fields));
  const byName = new Map(all.map((command) => [command.name, command]));
  const fresh: Catalogue = { all, find: (name) => byName.get(name) ?? null };
  known.set(catalogue, fresh);
  return fresh;
}

function withOwnInputs(command: Command, fields: readonly OwnField[]): Command {
  const { ownFields } = command;
  if (ownFields === undefined) return command;
  const own = fields
    .filter((field) => field.entity === ownFields.entity)
    .flatMap((field) => {
      if (ownFields.as === 'filter') return filtersOf(field);
      const setter = setterOf(field, ownFields.as === 'new');
      return [ownFields.as === 'asked' ? { ...setter, silent: true } : setter];
    });
  return own.length === 0 ? command : { ...command, inputs: [...command.inputs, ...own] };
}

function parameterOf(name: string, schema: z.ZodType): Parameter {
  const [parameter] = parametersOf(z.object({ [`${PREFIX}${name}`]: schema }));
  if (parameter === undefined) throw new Error('an object with a field has a parameter');
  return parameter;
}

function setterOf(field: OwnField, isNew: boolean): Parameter {
  const schema = schemaOf(field);
  return parameterOf(field.key, isNew && field.required ? schema : schema.optional());
}

/** What a list may ask of a field: a value, for a day a period, for a number or an amount also bounds. */
function filtersOf(field: OwnField): Parameter[] {
  const options = optionsOf(field);
  const { en, zh } = options.label;
  const empty = parameterOf(
    `${field.key}.empty`,
    flag({ label: { en: `no ${en}`, zh: `${zh}为空` } }).optional(),
  );
  if (field.type === 'date') return [parameterOf(field.key, period(options).optional()), empty];
  const equal = parameterOf(field.key, schemaOf(field).optional());
  if (field.type !== 'number' && field.type !== 'money') return [equal, empty];
  const bound = (end: 'min' | 'max', label: Phrase) =>
    parameterOf(
      `${field.key}.${end}`,
      schemaOf(field, {
        ...options,
        label,
        cues: { en: [], zh: [], end: end === 'min' ? 'low' : 'high' },
      }).optional(),
    );
  return [
    equal,
    empty,
    bound('min', { en: `${en} at least`, zh: `${zh}至少` }),
    bound('max', { en: `${en} at most`, zh: `${zh}至多` }),
  ];
}

type Options = Omit<ParameterMeta, 'slot'>;

function optionsOf({ name, nameZh, aliases, type }: OwnField): Options {
  const zh = nameZh ?? name;
  return {
    label: { en: name, zh },
    question: QUESTIONS[type](name, zh),
    cues: { en: [name, ...aliases], zh: nameZh === null ? [] : [nameZh] },
  };
}

const QUESTIONS: Readonly<Record<OwnField['type'], (en: string, zh: string) => Phrase>> = {
  text: (en, zh) => ({ en: `What is the ${en}?`, zh: `${zh}是什么？` }),
  number: (en, zh) => ({ en: `${en}: which number?`, zh: `${zh}是多少？` }),
  money: (en, zh) => ({ en: `${en}: how much?`, zh: `${zh}是多少钱？` }),
  date: (en, zh) => ({ en: `${en}: which day?`, zh: `${zh}是哪天？` }),
  choice: (en, zh) => ({ en: `Which ${en}?`, zh: `${zh}选哪个？` }),
  flag: (en, zh) => ({ en: `${en}: yes or no?`, zh: `${zh}：是还是否？` }),
  member: (en, zh) => ({ en: `${en}: who is it?`, zh: `${zh}是谁？` }),
};

function schemaOf(field: OwnField, options: Options = optionsOf(field)): z.ZodType {
  switch (field.type) {
    case 'text':
      return text({ ...options, max: 1000 });
    case 'number':
      return signedNumber(options);
    case 'money':
      return money(options);
    case 'date':
      return date(options);
    case 'choice':
      return choice(
        Object.fromEntries(field.options.map(({ value, en, zh }) => [value, { en, zh }])),
        options,
      );
    case 'flag':
      return flag(options);
    case 'member':
      return person(options);
    default:
      return field.type satisfies never;
  }
}
