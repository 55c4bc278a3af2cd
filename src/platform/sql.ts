import { Prisma } from '../generated/prisma/client.ts';

export type Decimal = Prisma.Decimal;

/**
 * SQL straight to the driver, for what is asked in every turn: Prisma's client takes several times as long as the statement
 * itself. A template, or a text with `$1`, `$2` … and its values. Columns come as Prisma gives them: decimals as `Decimal`, big
 * integers as `bigint`, moments and days as `Date`. Moments go in as `Date`, JSON as its text.
 */
export type Sql = <R extends object>(
  text: TemplateStringsArray | string,
  ...values: readonly SqlValue[]
) => Promise<R[]>;

/** The same for a statement whose answer nobody needs: it goes with the next one, at the latest with the end of the transaction. */
export type SendSql = (text: TemplateStringsArray | string, ...values: readonly SqlValue[]) => void;

export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | readonly string[]
  | Uint8Array;

/** A statement as a driver takes it. */
export type Statement = { text: string; values: unknown[] };

/** How a driver runs a statement: rows as objects. */
export type RunSql = (statement: Statement) => Promise<object[]>;

export function sqlOver(run: RunSql): Sql {
  return async <R extends object>(
    text: TemplateStringsArray | string,
    ...values: readonly SqlValue[]
  ): Promise<R[]> => (await run(statementOf(text, values))) as R[];
}

export function statementOf(
  text: TemplateStringsArray | string,
  values: readonly SqlValue[],
): Statement {
  return {
    text: typeof text === 'string' ? text : numbered(text),
    values: values.map(written),
  };
}

/** A template's text, written once for each place in the code. */
const texts = new WeakMap<TemplateStringsArray, string>();

function numbered(template: TemplateStringsArray): string {
  const known = texts.get(template);
  if (known !== undefined) return known;
  const text = template.reduce((before, part, i) => `${before}$${i}${part}`);
  texts.set(template, text);
  return text;
}

/** Moments as text: drivers differ in which zone they write one. */
function written(value: SqlValue): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? String(value) : value;
}

/** The types that drivers read differently, by their number in PostgreSQL. */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  /** int8 */
  20: (text) => BigInt(text),
  /** date */
  1082: (text) => new Date(`${text}T00:00:00Z`),
  /** timestamptz */
  1184: (text) => new Date(text),
  /** numeric */
  1700: (text) => new Prisma.Decimal(text),
};
