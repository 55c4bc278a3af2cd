import {
  messages,
  PGlite,
  type PGliteOptions,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite';

type Prepared = {
  name: string;
  parameterTypes: readonly number[];
  fields: readonly { name: string; dataTypeID: number }[];
};

const { serialize } = protocol;
/** So many statements stay prepared: Prisma writes one anew for every length of a list. */
const KEPT = 500;

/** What Prisma's adapter and `EmbeddedTransaction` ask of a connection. */
type Asked = { text: string; values: unknown[]; parsers: Parsers | undefined; objects: boolean };
/** `command` is what was run, as PostgreSQL says it: `INSERT 0 1`. */
type Answer<T> = Results<T> & { command: string };
type Parsers = Readonly<Record<number, (text: string, type: number) => unknown>>;

/** One transaction of the engine. Once it is over it refuses: outside of it a statement would stand by itself. */
export type EmbeddedTransaction = {
  /** Rows as objects. */
  rows: (text: string, values: unknown[], parsers: Parsers) => Promise<object[]>;
  /** As PGlite's own, for Prisma's adapter: rows as arrays. */
  query: <T>(text: string, values?: unknown[], options?: QueryOptions) => Promise<Results<T>>;
  /** A statement without values or an answer, sent together with the next one. */
  ahead: (text: string) => void;
};

/**
 * PGlite that prepares what is asked of it. As it comes, every statement is parsed and planned each time, in six calls
 * into the engine; here a known one takes a single call. That was a third of the time of a turn.
 */
export class EmbeddedPostgres extends PGlite {
  readonly #prepared = new Map<string, Prepared>();
  #serial = 0;

  static async open(options: PGliteOptions): Promise<EmbeddedPostgres> {
    const engine = new EmbeddedPostgres(options);
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
  rows(text: string, values: unknown[], parsers: Parsers): Promise<object[]> {
    return this.#alone(async () => {
      const { rows } = await this.#run<object>({ text, values, parsers, objects: true });
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
      let ahead = [...begin];
      let begun = false;
      let over = false;
      const run = <R>(question: Asked): Promise<Answer<R>> => {
        if (over) return Promise.reject(new Error('this transaction is over'));
        begun = true;
        return this.#run<R>(question, ahead.splice(0));
      };
      try {
        const result = await work({
          rows: async (text, values, parsers) =>
            (await run<object>({ text, values, parsers, objects: true })).rows,
          query: (text, values, options) => run(asked(text, values, options)),
          ahead: (text) => {
            ahead.push(text);
          },
        });
        ahead = [];
        // A statement failed and somebody went on as if it had not: PostgreSQL answers such a COMMIT with ROLLBACK.
        if (begun && (await run(asked('COMMIT'))).command !== 'COMMIT')
          throw new Error('the transaction had failed before');
        return result;
      } catch (error) {
        if (begun) await run(asked('ROLLBACK'));
        throw error;
      } finally {
        over = true;
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

  #run<T>(question: Asked, ahead: readonly string[] = []): Promise<Answer<T>> {
    const { text, values, parsers } = question;
    return this._runExclusiveQuery(async () => {
      let before: Uint8Array[] = [];
      for (const each of ahead) before.push(...bound((await this.#known(each)).name, []));
      if (before.length > 0 && !this.#prepared.has(text)) {
        // What goes before must not be lost with a statement that cannot be prepared.
        await this.#send(before);
        before = [];
      }
      const statement = await this.#known(text);
      const texts = values.map((value, i) => {
        if (value === null || value === undefined) return null;
        const write = this.serializers[statement.parameterTypes[i] ?? 0];
        return write === undefined ? String(value) : write(value);
      });
      const answer = await this.#send([...before, ...bound(statement.name, texts)]);
      return answerOf<T>(
        statement,
        answer,
        (type) => parsers?.[type] ?? this.parsers[type],
        question.objects,
      );
    });
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

function bound(statement: string, values: (string | null)[]): Uint8Array[] {
  return [serialize.bind({ statement, values }), serialize.execute({})];
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
  const rows: unknown[] = [];
  let affectedRows = 0;
  let command = '';
  for (const message of answer) {
    if (message instanceof messages.DataRowMessage) {
      const values = message.fields.map((text, i) => {
        const parse = read[i];
        return text === null || parse === undefined
          ? text
          : parse(text, fields[i]?.dataTypeID ?? 0);
      });
      rows.push(
        objects ? Object.fromEntries(fields.map(({ name }, i) => [name, values[i]])) : values,
      );
    } else if (message instanceof messages.CommandCompleteMessage) {
      affectedRows = Number(/\d+$/.exec(message.text)?.[0] ?? 0);
      command = message.text;
    }
  }
  return {
    rows: rows as T[],
    fields: fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
    affectedRows,
    command,
  };
}
