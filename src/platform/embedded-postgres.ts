import {
  messages,
  PGlite,
  type PGliteOptions,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { Statement } from './sql.ts';

type Prepared = {
  name: string;
  parameterTypes: readonly number[];
  fields: readonly { name: string; dataTypeID: number }[];
};

/** What the migrations ask for where a server has it. */
export const EXTENSIONS = { pg_trgm };

const { serialize } = protocol;
/** So many statements stay prepared: Prisma writes one anew for every length of a list. */
const KEPT = 500;

type Asked = Statement & { parsers: Parsers | undefined; objects: boolean };
/** `command` is what was run, as PostgreSQL says it: `INSERT 0 1`. */
type Answer<T> = Results<T> & { command: string };
type Parsers = Readonly<Record<number, (text: string, type: number) => unknown>>;

/** One transaction of the engine. Once it is over it refuses: outside of it a statement would stand by itself. */
export type EmbeddedTransaction = {
  /** Rows as objects. */
  rows: (statement: Statement, parsers: Parsers) => Promise<object[]>;
  /** As PGlite's own, for Prisma's adapter: rows as arrays. */
  query: <T>(text: string, values?: unknown[], options?: QueryOptions) => Promise<Results<T>>;
  /** A statement without an answer, sent together with the next one. */
  ahead: (statement: Statement) => void;
};

/**
 * PGlite that prepares what is asked of it. As it comes, every statement is parsed and planned each time, in six calls
 * into the engine; here a known one takes a single call. That was a third of the time of a turn.
 */
export class EmbeddedPostgres extends PGlite {
  readonly #prepared = new Map<string, Prepared>();
  #serial = 0;

  static async open(options: PGliteOptions): Promise<EmbeddedPostgres> {
    const engine = new EmbeddedPostgres({ extensions: EXTENSIONS, ...options });
    await engine.waitReady;
    return engine;
  }

  override async query<T>(
    text: string,
    values?: unknown[],
    options?: QueryOptions,
  ): Promise<Results<T>> {
    if (options?.rowMode !== 'array') return super.query<T>(text, values, options);
    return this.#alone(() => this.#run<T>(asked(text, values, options)));
  }

  /** One statement outside of a transaction; rows as objects. */
  rows(statement: Statement, parsers: Parsers): Promise<object[]> {
    return this.#alone(async () => {
      const { rows } = await this.#run<object>({ ...statement, parsers, objects: true });
      return rows;
    });
  }

  override transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return super.transaction((tx) =>
      work({
        // A closed transaction refuses: outside of it the statement would stand by itself.
        query: (text: string, values?: unknown[], options?: QueryOptions) =>
          options?.rowMode === 'array' && !tx.closed
            ? this.#run(asked(text, values, options))
            : tx.query(text, values, options),
        sql: tx.sql,
        exec: tx.exec,
        rollback: tx.rollback,
        listen: tx.listen,
        get closed() {
          return tx.closed;
        },
      } as Transaction),
    );
  }

  /** Runs work in a transaction that begins with these statements, after those that were asked for before. */
  transact<T>(begin: readonly string[], work: (tx: EmbeddedTransaction) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      const ahead: Statement[] = begin.map((text) => ({ text, values: [] }));
      const is = { begun: false, over: false };
      const run = <R>(question: Asked): Promise<Answer<R>> => {
        if (is.over) return Promise.reject(new Error('this transaction is over'));
        is.begun = true;
        return this.#run<R>(question, ahead.splice(0));
      };
      try {
        const result = await work({
          rows: async (statement, parsers) =>
            (await run<object>({ ...statement, parsers, objects: true })).rows,
          query: (text, values, options) => run(asked(text, values, options)),
          ahead: (statement) => {
            is.begun = true;
            ahead.push(statement);
          },
        });
        // A statement failed and somebody went on as if it had not: PostgreSQL answers such a COMMIT with ROLLBACK.
        if (is.begun && (await run(asked('COMMIT'))).command !== 'COMMIT')
          throw new Error('the transaction had failed before');
        return result;
      } catch (error) {
        ahead.length = 0;
        if (is.begun) await run(asked('ROLLBACK'));
        throw error;
      } finally {
        is.over = true;
      }
    });
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    await this._checkReady();
    return this._runExclusiveTransaction(async () => {
      const result = await work();
      await this.syncToFs();
      return result;
    });
  }

  #run<T>(question: Asked, ahead: readonly Statement[] = []): Promise<Answer<T>> {
    return this._runExclusiveQuery(async () => {
      const unknown = [...ahead, question].some(({ text }) => !this.#prepared.has(text));
      // A statement that cannot be prepared must not take along what goes before it.
      if (unknown) for (const each of ahead) await this.#send(await this.#call(each));
      const before = unknown ? [] : await Promise.all(ahead.map((each) => this.#call(each)));
      const own = await this.#call(question);
      return answerOf<T>(
        await this.#known(question.text),
        await this.#send([...before.flat(), ...own]),
        (type) => question.parsers?.[type] ?? this.parsers[type],
        question.objects,
      );
    });
  }

  /** The messages that run a prepared statement. */
  async #call({ text, values }: Statement): Promise<Uint8Array[]> {
    const { name, parameterTypes } = await this.#known(text);
    const bound = values.map((value, i) => {
      if (value === null || value === undefined) return null;
      const write = this.serializers[parameterTypes[i] ?? 0];
      return write === undefined ? String(value) : write(value);
    });
    return [serialize.bind({ statement: name, values: bound }), serialize.execute({})];
  }

  #send(parts: readonly Uint8Array[]) {
    return this.execProtocolStream(joined([...parts, serialize.sync()]), { syncToFs: false });
  }

  /** The prepared statement of a text; the one that was not asked for longest makes room for it. */
  async #known(text: string): Promise<Prepared> {
    const statement = this.#prepared.get(text) ?? (await this.#prepare(text));
    this.#prepared.delete(text);
    this.#prepared.set(text, statement);
    return statement;
  }

  async #prepare(text: string): Promise<Prepared> {
    const [oldest] = this.#prepared;
    const forgotten =
      this.#prepared.size < KEPT || oldest === undefined
        ? []
        : [serialize.close({ type: 'S', name: oldest[1].name })];
    if (forgotten.length > 0 && oldest !== undefined) this.#prepared.delete(oldest[0]);
    this.#serial += 1;
    const name = `p${this.#serial}`;
    const answer = await this.#send([
      ...forgotten,
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
    ]);
    const parameters = answer.find((m) => m instanceof messages.ParameterDescriptionMessage);
    const row = answer.find((m) => m instanceof messages.RowDescriptionMessage);
    return { name, parameterTypes: parameters?.dataTypeIDs ?? [], fields: row?.fields ?? [] };
  }
}

function asked(text: string, values: unknown[] = [], options: QueryOptions = {}): Asked {
  return { text, values, parsers: options.parsers, objects: false };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function answerOf<T>(
  { fields }: Prepared,
  answer: readonly unknown[],
  parserOf: (type: number) => ((text: string, type: number) => unknown) | undefined,
  objects: boolean,
): Answer<T> {
  const read = fields.map(({ dataTypeID }) => parserOf(dataTypeID));
  let received: (string | null)[][] = [];
  let texts: (string | null)[][] = [];
  let command = '';
  for (const message of answer) {
    if (message instanceof messages.DataRowMessage) received.push(message.fields);
    else if (message instanceof messages.CommandCompleteMessage) {
      // What was sent ahead answers first.
      texts = received;
      received = [];
      command = message.text;
    }
  }
  const rows: unknown[] = texts.map((row) => {
    const values = row.map((text, i) => {
      const parse = read[i];
      return text === null || parse === undefined ? text : parse(text, fields[i]?.dataTypeID ?? 0);
    });
    return objects ? Object.fromEntries(fields.map(({ name }, i) => [name, values[i]])) : values;
  });
  return {
    rows: rows as T[],
    fields: fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
    affectedRows: Number(/\d+$/.exec(command)?.[0] ?? 0),
    command,
  };
}
