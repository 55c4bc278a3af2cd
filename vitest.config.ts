import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/harness/database-template.ts'],
    env: { TZ: 'Pacific/Auckland' },
    // The tests of a worker share one database, each with an organization of its own: opening PGlite costs half a second
    // and 500 MB, so a database per file would not fit.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      exclude: ['src/main.ts', 'src/chat.ts', 'src/generated/**', 'src/adapters/teams/playground.ts'],
      thresholds: { lines: 80, branches: 70 },
    },
  },
});
