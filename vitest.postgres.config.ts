import { defineConfig } from 'vitest/config';
import { shared } from './vitest.config.ts';

/** The tests that touch the database, on the server that PARLEY_TEST_DATABASE_URL names. */
export default defineConfig({
  test: {
    ...shared,
    globalSetup: [...shared.globalSetup],
    include: [
      ...['database', 'crm', 'commands', 'conversations', 'seed'].map(
        (folder) => `test/${folder}/**/*.test.ts`,
      ),
      // What waits, what is posted, and how replicas share both.
      ...['inbox', 'outbox', 'storable', 'migration'].map(
        (file) => `test/platform/${file}.test.ts`,
      ),
      'test/conversation/{expiry,replicas}.test.ts',
    ],
  },
});
