import { defineConfig } from 'vitest/config';
import { shared } from './vitest.config.ts';

/** The local page in a real Chromium: needs one installed, so it is not part of `npm test`. */
export default defineConfig({
  test: {
    ...shared,
    globalSetup: [...shared.globalSetup],
    include: ['test/end-to-end/**/*.e2e.ts'],
    testTimeout: 120_000,
  },
});
