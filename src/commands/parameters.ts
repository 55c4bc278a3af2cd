import { z } from 'zod';
import { isTimeZone } from '../platform/clock.ts';
import type { Phrase } from '../reply/reply.ts';

/** What a record reference may point to. */
const ENTITIES = [
  'account',
  'contact',
  'lead',
  'deal',
  'task',
  'activity',
  'product',
  'quote',
  'order',
  'ticket',
  'member',
] as const;
export type Entity = (typeof ENTITIES)[number];

/** Whether people speak of this kind of record: a line of an order changes with its order. */
export function isEntity(kind: string): kind is Entity {
  return (ENTITIES as readonly string[]).includes(kind);
}

/** A reference to a record as a person said it ("Acme", "it", "D-12"); found in the CRM by `execute()`. */
export type Mention<E extends Entity> = string & { readonly __mention: E };

/** What kind of thing a parameter holds. Understanding, forms and the dialogue read it. */
export type Slot =
  | { kind: 'record'; entities: readonly Entity[] }
  | { kind: 'text' }
  /** `small`: also a number below a hundred is an amount, without any sign of money. */
  | { kind: 'money'; small?: boolean }
  | { kind: 'date' }
  | { kind: 'moment' }
  | { kind: 'date-or-moment' }
  | { kind: 'period' }
  | { kind: 'stage' }
  | { kind: 'currency' }
  /** "1 EUR = 1.08 USD" */
  | { kind: 'exchange-rate' }
  | { kind: 'number' }
  | { kind: 'percent' }
  | { kind: 'flag' }
  | { kind: 'email' }
  | { kind: 'phone' }
  | { kind: 'domain' }
  | { kind: 'language' }
  | { kind: 'time-zone' }
  | {
      kind: 'choice';
      /** `also`: other words for it, in either language. */
      options: readonly { value: string; label: Phrase; also?: readonly string[] }[];
    };

/**
 * Words that announce a parameter, in lower case, tried in order: "closing" before a close date, "called" before a name;
 * 预计 before 关单日. `after` holds words that follow the value instead ("合同" in 5万的合同).
 */
export type Cues = {
  en: readonly string[];
  zh: readonly string[];
  after?: { en?: readonly string[]; zh?: readonly string[] };
  /** The value counts only with its cue: "over" before a lower bound. */
  needed?: boolean;
  /** Which end of a range it takes: "between 20k and 80k" is at least and at most. */
  end?: 'low' | 'high';
  /** Words on both sides of a Chinese text that also has other cues, in a clause of their own: 归林薇负责, 做制造业的. */
  enclosing?: { before: readonly string[]; after: readonly string[] };
  /** Words on both sides of a text: "in the Renewals pipeline". */
  around?: Readonly<Record<'en' | 'zh', { before: readonly string[]; after: readonly string[] }>>;
};

export type ParameterMeta = {
  slot: Slot;
  /** Its name on forms and in questions: "close date", "预计成交日". */
  label: Phrase;
  cues?: Cues;
  /** Values so well known that they need no cue: EMEA, 华东. */
  wellKnown?: readonly string[];
  /** Words that speak of one of the choices, where no pattern reads the sentence: the first that is said counts. */
  hints?: Readonly<Record<string, readonly string[]>>;
  /** Words that such a text usually holds, as a job title holds "manager". */
  typical?: readonly string[];
  /** Values that another command is for: a sentence that says one more likely means that command. */
  unlikely?: readonly string[];
  /** The most characters that a text has. */
  max?: number;
  /** A text that runs to the end of what is said, days and amounts in it included. */
  rest?: boolean;
  /** A day that lies behind: "on Monday" is the last Monday. */
  past?: boolean;
  /** No word of a sentence is its value by itself: a pattern implies it, it is asked for, or filled in on a form. */
  silent?: boolean;
  /** It may also be a record that was deleted. */
  deletedToo?: boolean;
  /** It is a member who was deactivated. */
  former?: boolean;
  /** Only buttons name it: a form carries it along unseen. */
  hidden?: boolean;
  /** The question asked when it is required and missing; made from the label when not given. */
  question?: Phrase;
};

const registry = z.registry<ParameterMeta>();

/** Registers what a parameter holds. `describe` is what an LLM reads. */
function parameter<T extends z.ZodType>(schema: T, meta: ParameterMeta): T {
  const described = schema.describe(meta.label.en) as T;
  registry.add(described, meta);
  return described;
}

type Options = Omit<ParameterMeta, 'slot'>;

/** A record of one of these kinds, by what a person calls it. */
export function record<const E extends Entity>(
  entities: E | readonly E[],
  options: Options,
): z.ZodType<Mention<E>, string> {
  const list = typeof entities === 'string' ? [entities] : entities;
  // A mention is a text: which kinds it may name is known to its type alone.
  return parameter(z.string().trim().min(1).max(200) as unknown as z.ZodType<Mention<E>, string>, {
    slot: { kind: 'record', entities: list },
    ...options,
  });
}

/** A member of the organization: "me", a name, a mention. */
export const person = (options: Options) => record('member', options);

/** Free text of at most `max` characters. */
export const text = ({ max = 200, ...options }: Options) =>
  parameter(z.string().trim().min(1).max(max), { slot: { kind: 'text' }, max, ...options });

/** Not negative, at most 15 digits: more would no longer be exact in JSON. */
const MONEY = z.object({
  amount: z.number().nonnegative().max(999_999_999_999_999),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
});

/** An amount as said. */
export const money = (options: Options) =>
  parameter(MONEY.clone(), { slot: { kind: 'money' }, ...options });

/** What one of something costs, which may be little. */
export const price = (options: Options) =>
  parameter(MONEY.clone(), { slot: { kind: 'money', small: true }, ...options });

const DAY = z.iso.date();
const MOMENT = z.iso.datetime({ local: true });

export const date = (options: Options) =>
  parameter(DAY.clone(), { slot: { kind: 'date' }, ...options });

export const dateOrMoment = (options: Options) =>
  parameter(z.union([DAY, MOMENT]), { slot: { kind: 'date-or-moment' }, ...options });

/** Days from `start` to `end`, both included. */
export const period = (options: Options) =>
  parameter(
    z
      .object({ start: DAY, end: DAY })
      .refine((p) => p.start <= p.end, { message: 'starts after it ends' }),
    { slot: { kind: 'period' }, ...options },
  );

/** An ISO 4217 code. */
export const currency = (options: Options) =>
  parameter(z.string().regex(/^[A-Z]{3}$/), { slot: { kind: 'currency' }, ...options });

/** What one unit of a currency is worth in another one, the organization's own where `to` is null; `rate` null when not said. */
export const exchangeRate = (options: Options) =>
  parameter(
    z.object({
      currency: z.string().regex(/^[A-Z]{3}$/),
      rate: z.number().positive().max(1e10).nullable(),
      to: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullable(),
    }),
    { slot: { kind: 'exchange-rate' }, ...options },
  );

/** A number above 0, with a fraction. */
export const decimalNumber = (options: Options & { max: number }) =>
  parameter(z.number().positive().max(options.max), { slot: { kind: 'number' }, ...options });

/** A stage's key; the pipeline of the deal decides which exist. */
export const stage = (options: Options) =>
  parameter(z.string().min(1).max(60), { slot: { kind: 'stage' }, ...options });

export const wholeNumber = (options: Options & { max: number }) =>
  parameter(z.number().int().min(0).max(options.max), { slot: { kind: 'number' }, ...options });

/** Any number that is exact in JSON. */
export const signedNumber = (options: Options) =>
  parameter(z.number().min(-999_999_999_999_999).max(999_999_999_999_999), {
    slot: { kind: 'number' },
    ...options,
  });
/** How much of something; which amounts can be sold is decided where it is. */
export const quantity = (options: Options) =>
  parameter(z.number(), { slot: { kind: 'number' }, ...options });

/** A share, said in percent: 20 % is 0.2. */
export const percent = (options: Options) =>
  parameter(z.number().min(0).max(1), { slot: { kind: 'percent' }, ...options });

export const flag = (options: Options) =>
  parameter(z.boolean(), { slot: { kind: 'flag' }, ...options });

export const email = (options: Options) =>
  parameter(z.email().max(254), { slot: { kind: 'email' }, ...options });

export const phone = (options: Options) =>
  parameter(z.string().min(3).max(40), { slot: { kind: 'phone' }, ...options });

export const domain = (options: Options) =>
  parameter(z.string().min(3).max(253), { slot: { kind: 'domain' }, ...options });

export const language = (options: Options) =>
  parameter(z.enum(['en', 'zh']), { slot: { kind: 'language' }, ...options });

/** An IANA time zone that exists: with another one no day could be told any more, and no turn would end. */
export const timeZone = (options: Options) =>
  parameter(z.string().max(60).refine(isTimeZone), { slot: { kind: 'time-zone' }, ...options });

/** One of a few words. */
export function choice<const V extends string>(
  labels: Readonly<Record<V, Phrase>>,
  { also, ...options }: Options & { also?: Readonly<Partial<Record<V, readonly string[]>>> },
): z.ZodType<V, V> {
  const values = Object.keys(labels) as [V, ...V[]];
  return parameter(z.enum(values), {
    slot: {
      kind: 'choice',
      options: values.map((value) => ({
        value,
        label: labels[value],
        ...(also?.[value] === undefined ? {} : { also: also[value] }),
      })),
    },
    ...options,
  });
}

export type Parameter = ParameterMeta & { name: string; required: boolean; schema: z.ZodType };

/** The parameters of a command in the order they are declared: the order in which missing ones are asked for. */
export function parametersOf(shape: z.ZodObject): readonly Parameter[] {
  return Object.entries(shape.shape).map(([name, field]) => {
    const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
    const meta = registry.get(inner as z.ZodType);
    if (meta === undefined) throw new Error(`parameter ${name} does not say what it holds`);
    return {
      name,
      required: !(field instanceof z.ZodOptional),
      schema: inner as z.ZodType,
      ...meta,
    };
  });
}
