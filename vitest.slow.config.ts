import { defineConfig } from 'vitest/config';
import { SLOW, shared } from './vitest.config.ts';

const report = process.env['PARLEY_TEST_REPORT'];

/** What takes a minute each: whole dialogues by the hundred, processes that are killed, a real export of 8,800 deals. */
export default defineConfig({
  test: {
    ...shared,
    globalSetup: [...shared.globalSetup],
    include: [...SLOW],
    ...(report === undefined ? {} : { reporters: ['default', ['json', { outputFile: report }]] }),
  },
});
