import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Gives work a directory of its own, gone afterwards. */
export async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Gives work an empty database of its own on the server of this URL, gone afterwards. */
export async function inDatabase<T>(url: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `parley_bench_${process.pid}_${Math.trunc(performance.now())}`;
  await onServer(url, `CREATE DATABASE "${name}"`);
  try {
    const own = new URL(url);
    own.pathname = `/${name}`;
    return await work(own.href);
  } finally {
    await onServer(url, `DROP DATABASE "${name}" WITH (FORCE)`);
  }
}

/** One statement as the system, however long it takes: a turn's time limit is not for filling tables. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c app.system=on' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
