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

/**
 * PGlite that prepares what Prisma asks of it. As it comes, every statement is parsed and planned each time, in six calls
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
    await this._checkReady();
    return this._runExclusiveTransaction(async () => {
      const results = await this.#run<T>(text, values, options);
      await this.syncToFs();
      return results;
    });
  }

  override transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return super.transaction((tx) =>
      work({
        // A closed transaction refuses: outside of it the statement would stand by itself.
        query: (text: string, values?: unknown[], options?: QueryOptions) =>
          options?.rowMode === 'array' && !tx.closed
            ? this.#run(text, values, options)
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

  #run<T>(text: string, values: unknown[] = [], options: QueryOptions = {}): Promise<Results<T>> {
    return this._runExclusiveQuery(async () => {
      const statement = this.#prepared.get(text) ?? (await this.#prepare(text));
      this.#prepared.delete(text);
      this.#prepared.set(text, statement);
      const bound = values.map((value, i) => {
        if (value === null || value === undefined) return null;
        const write = this.serializers[statement.parameterTypes[i] ?? 0];
        return write === undefined ? String(value) : write(value);
      });
      const answer = await this.execProtocolStream(
        joined([
          serialize.bind({ statement: statement.name, values: bound }),
          serialize.execute({}),
          serialize.sync(),
        ]),
        { syncToFs: false },
      );
      return resultOf<T>(
        statement,
        answer,
        (type) => options.parsers?.[type] ?? this.parsers[type],
      );
    });
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
    const answer = await this.execProtocolStream(
      joined([
        ...forgotten,
        serialize.parse({ name, text }),
        serialize.describe({ type: 'S', name }),
        serialize.sync(),
      ]),
      { syncToFs: false },
    );
    const parameters = answer.find((m) => m instanceof messages.ParameterDescriptionMessage);
    const row = answer.find((m) => m instanceof messages.RowDescriptionMessage);
    return { name, parameterTypes: parameters?.dataTypeIDs ?? [], fields: row?.fields ?? [] };
  }
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

function resultOf<T>(
  { fields }: Prepared,
  answer: readonly unknown[],
  parserOf: (type: number) => ((text: string, type: number) => unknown) | undefined,
): Results<T> {
  const read = fields.map(({ dataTypeID }) => parserOf(dataTypeID));
  const rows: unknown[] = [];
  let affectedRows = 0;
  for (const message of answer) {
    if (message instanceof messages.DataRowMessage) {
      rows.push(
        message.fields.map((text, i) => {
          const parse = read[i];
          return text === null || parse === undefined
            ? text
            : parse(text, fields[i]?.dataTypeID ?? 0);
        }),
      );
    } else if (message instanceof messages.CommandCompleteMessage) {
      affectedRows = Number(/\d+$/.exec(message.text)?.[0] ?? 0);
    }
  }
  return {
    rows: rows as T[],
    fields: fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
    affectedRows,
  };
}
