import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  Transaction as AdapterTransaction,
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Transaction } from './database.ts';
import { type RunSql, type Statement, sqlOver, statementOf } from './sql.ts';

/** A transaction that `database.ts` has begun and will end. */
export type Session = {
  run: RunSql;
  /** Takes a statement without an answer, to be sent in front of the next one. */
  ahead: (statement: Statement) => void;
  /** The driver's connection, as Prisma's adapter uses it. */
  connection: object;
};

/** Where Prisma finds the session of a transaction; empty once it is over, for Prisma keeps its last hundred transactions. */
type Place = { session: Session | null };

/** What a transaction can do without Prisma. */
type Own = Pick<Transaction, 'sql' | 'send' | 'savepoint'>;

/** Longer than any transaction lasts: `database.ts` ends them. */
const NEVER = { maxWait: 60_000, timeout: 600_000 };

/**
 * Prisma's client, able to join transactions that are already running. It joins one only when a model is asked for in it, so
 * a transaction that is all SQL does not pay for Prisma's.
 */
export function joinable(factory: SqlMigrationAwareDriverAdapterFactory): {
  client: PrismaClient;
  within: <T>(session: Session, work: (tx: Transaction) => Promise<T>) => Promise<T>;
} {
  /** Which transaction Prisma is about to start: its adapter is not told. */
  const joining = new AsyncLocalStorage<Place>();
  const client = new PrismaClient({
    adapter: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => {
        const adapter = await factory.connect();
        const begin = adapter.startTransaction.bind(adapter);
        adapter.startTransaction = async (isolation) => {
          const place = joining.getStore();
          return place === undefined ? begin(isolation) : joined(adapter, place);
        };
        return adapter;
      },
    },
  });
  type Joined = { tx: Parameters<Parameters<typeof client.$transaction>[0]>[0]; leave: () => void };

  async function within<T>(session: Session, work: (tx: Transaction) => Promise<T>): Promise<T> {
    let over = false;
    const place: Place = { session };
    const membership: { joined: Promise<Joined> | null; left: Promise<unknown> } = {
      joined: null,
      left: Promise.resolve(),
    };
    const join = (): Promise<Joined> => {
      if (over) throw new Error('this transaction is over');
      membership.joined ??= new Promise<Joined>((resolve, reject) => {
        membership.left = joining.run(place, () =>
          client.$transaction((tx) => new Promise<void>((leave) => resolve({ tx, leave })), NEVER),
        );
        membership.left.catch(reject);
      });
      return membership.joined;
    };
    const run: RunSql = async (statement) => {
      if (over) throw new Error('this transaction is over');
      return session.run(statement);
    };
    const own: Own = {
      sql: sqlOver(run),
      send: (text, ...values) => {
        if (over) throw new Error('this transaction is over');
        session.ahead(statementOf(text, values));
      },
      savepoint: () => {
        own.send('SAVEPOINT parley');
        return async () => {
          await own.sql('ROLLBACK TO SAVEPOINT parley');
        };
      },
    };
    try {
      return await work(throughModels(own, async () => (await join()).tx));
    } finally {
      over = true;
      if (membership.joined !== null) {
        (await membership.joined).leave();
        await membership.left;
      }
      place.session = null;
    }
  }

  return { client, within };
}

/** Prisma's transaction client, asked for when the first of its models is. */
function throughModels(own: Own, join: () => Promise<object>) {
  const call =
    (path: readonly string[]) =>
    async (...input: unknown[]): Promise<unknown> => {
      let target: unknown = await join();
      let method: unknown = target;
      for (const name of path) {
        target = method;
        method = Reflect.get(target as object, name);
      }
      return Reflect.apply(method as () => unknown, target, input);
    };
  // A proxy has the type of its target: that it has Prisma's models as well is what it is for.
  return new Proxy(own, {
    get: (_, name) => {
      if (typeof name === 'symbol' || name === 'then') return undefined;
      if (name in own) return own[name as keyof Own];
      if (name.startsWith('$')) return call([name]);
      return new Proxy({}, { get: (_model, operation) => call([name, String(operation)]) });
    },
  }) as unknown as Transaction;
}

/** What Prisma takes for a transaction of its own: it neither begins nor ends this one. */
function joined(adapter: SqlDriverAdapter, place: Place): AdapterTransaction {
  // Both adapters keep what they ask in `client`.
  const own = Object.create(adapter, {
    client: { get: () => place.session?.connection },
  }) as SqlDriverAdapter;
  const run = async (sql: string): Promise<void> => {
    await own.executeRaw({ sql, args: [], argTypes: [] });
  };
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    options: { usePhantomQuery: true },
    queryRaw: (query) => own.queryRaw(query),
    executeRaw: (query) => own.executeRaw(query),
    commit: async () => undefined,
    rollback: async () => undefined,
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}
