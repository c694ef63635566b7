import { defineConfig } from 'vitest/config';

// Two cores run Java and the functions' processes beside the tests: generous limits keep a busy machine from failing what is right.
const limits = { testTimeout: 30_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...limits, name: 'house', include: ['test/{house,events,examples}/**/*.test.ts'] } },
      {
        test: {
          ...limits,
          name: 'parts',
          include: ['test/{functions,stack,local}/**/*.test.ts'],
          globalSetup: ['test/dynamodb-local.ts'],
        },
      },
      {
        test: {
          ...limits,
          name: 'played',
          include: ['test/{played,chaos,hostile}/**/*.test.ts'],
          globalSetup: ['test/assembly.ts'],
        },
      },
      { test: { ...limits, name: 'pages', include: ['test/pages/**/*.test.ts'], globalSetup: ['test/assembly.ts'] } },
    ],
  },
});
