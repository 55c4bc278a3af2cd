import { configDefaults, defineConfig } from 'vitest/config';

/** `.ci/run` counts the tests from a report of this name; nobody else asks for one. */
const report = process.env['PARLEY_TEST_REPORT'];

export const shared = {
  globalSetup: ['test/harness/database-template.ts'],
  env: { TZ: 'Pacific/Auckland' },
  // The tests of a worker share one database, each with an organization of its own: opening PGlite costs half a second
  // and 500 MB, so a database per file would not fit.
  pool: 'forks',
  isolate: false,
  maxWorkers: 2,
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const;

/** What takes a minute each, and would keep `npm test` from ending in three: `.ci/run` runs it, by vitest.slow.config.ts. */
export const SLOW = [
  'test/evaluation/dialogues.test.ts',
  'test/end-to-end/process.test.ts',
  'test/end-to-end/chat.test.ts',
  'test/crm/import/real-data.test.ts',
] as const;

export default defineConfig({
  test: {
    ...shared,
    globalSetup: [...shared.globalSetup],
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...SLOW],
    ...(report === undefined ? {} : { reporters: ['default', ['json', { outputFile: report }]] }),
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      exclude: [
        'src/main.ts',
        'src/chat.ts',
        'src/generated/**',
        'src/adapters/teams/playground.ts',
      ],
      thresholds: { lines: 80, branches: 70 },
    },
  },
});
