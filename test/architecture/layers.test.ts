import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** What each folder may import, besides itself. Read it bottom-up: that is the architecture. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  platform: ['generated'],
  crm: ['generated', 'platform'],
  automation: ['generated', 'platform', 'crm'],
  forecast: ['generated', 'platform', 'crm'],
  support: ['generated', 'platform', 'crm'],
  marketing: ['generated', 'platform', 'crm'],
  reply: ['platform'],
  commands: ['platform', 'crm', 'automation', 'forecast', 'support', 'marketing', 'reply'],
  conversation: ['platform', 'reply', 'commands'],
  adapters: ['platform', 'reply', 'conversation'],
};

/** Effects that have one home, so that a test can put something else there. */
const ONLY_IN: readonly { what: RegExp; home: string }[] = [
  { what: /new Date\(\)|Date\.now\(\)/, home: 'platform/clock.ts' },
  { what: /\bprocess\.env\b/, home: 'platform/config.ts' },
  { what: /from '@slack\//, home: 'adapters/slack' },
  { what: /from 'botbuilder'/, home: 'adapters/teams' },
  { what: /from 'pino'/, home: 'platform/log.ts' },
  { what: /from 'papaparse'/, home: 'crm/' },
  { what: /from '@electric-sql\/pglite'/, home: 'platform/embedded-postgres.ts' },
  { what: /'@langchain\//, home: 'platform/language-model.ts' },
  { what: /'fontkit'/, home: 'platform/outlines.ts' },
  { what: /'@dagrejs\/|'@resvg\//, home: 'platform/graph-picture.ts' },
  { what: /from 'pinyin-pro'/, home: 'crm/search/pinyin.ts' },
];

/** A command asks the CRM; it does not query. The dialogue may keep its own two tables. */
const QUERY = /\btx\.(\w+)\.(?:find|create|update|delete|upsert|count|aggregate|groupBy)/g;
/** The same in SQL: the tables that a text asks, and whether SQL is used at all. */
const SQL = /\btx\s*\.(?:sql|send|\$\w+)\b/;
const TABLES = /\b(?:FROM|JOIN|INTO|UPDATE) "(\w+)"/g;
const MAY_QUERY: Readonly<Record<string, readonly string[]>> = {
  commands: [],
  reply: [],
  adapters: [],
  conversation: ['conversation', 'pendingAction'],
};

/** The wiring may see everything. */
const WIRING = ['app.ts', 'main.ts', 'chat.ts', 'import.ts'];

/** A path as this file writes paths, also where the system writes them with backslashes. */
function withSlashes(path: string): string {
  return path.split(sep).join('/');
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map(withSlashes)
  .filter((f) => f.endsWith('.ts'))
  .filter((f) => !f.startsWith('generated/'));
const textOf = (file: string): string => readFileSync(resolve(SRC, file), 'utf8');
const folderOf = (file: string): string => file.split('/')[0] ?? file;

/** The files of ours that `file` imports, as paths below src. */
function importsOf(file: string): string[] {
  const specifiers = textOf(file).matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g);
  return [...specifiers].map((m) =>
    withSlashes(relative(SRC, resolve(SRC, dirname(file), m[1] ?? ''))),
  );
}

describe('the layers', () => {
  it('are checked on real files and real imports', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(10);
    expect(
      [...new Set(files.map(folderOf))].filter((f) => !(f in MAY_IMPORT) && !WIRING.includes(f)),
    ).toEqual([]);
  });

  it.each(files.filter((f) => !WIRING.includes(f)))(
    '%s imports only what lies below it',
    (file) => {
      const allowed = [folderOf(file), ...(MAY_IMPORT[folderOf(file)] ?? [])];
      expect(importsOf(file).filter((imported) => !allowed.includes(folderOf(imported)))).toEqual(
        [],
      );
    },
  );

  it.each(files.filter((f) => !WIRING.includes(f)))(
    '%s leaves the inside of other folders alone',
    (file) => {
      const inside = importsOf(file).filter(
        (i) =>
          folderOf(i) !== folderOf(file) && folderOf(i) !== 'generated' && i.split('/').length > 2,
      );
      expect(inside).toEqual([]);
    },
  );

  it.each(files.filter((f) => folderOf(f) in MAY_QUERY))(
    '%s does not query past its layer',
    (file) => {
      const allowed = MAY_QUERY[folderOf(file)] ?? [];
      const queried = [...textOf(file).matchAll(QUERY)].map((m) => m[1] ?? '');
      expect(queried.filter((model) => !allowed.includes(model))).toEqual([]);
      const tables = [...textOf(file).matchAll(TABLES)].map((m) => m[1] ?? '');
      const models = tables.map((table) => table.charAt(0).toLowerCase() + table.slice(1));
      expect(models.filter((model) => !allowed.includes(model))).toEqual([]);
      if (allowed.length === 0) expect(textOf(file)).not.toMatch(SQL);
    },
  );

  it.each(ONLY_IN)('$what has its one home in $home', ({ what, home }) => {
    expect(files.filter((f) => !f.startsWith(home) && what.test(textOf(f)))).toEqual([]);
  });
});
