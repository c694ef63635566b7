import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/dynamodb-local.ts'],
    // Two cores run Java beside the tests: a generous limit keeps a busy machine from failing what is right.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
