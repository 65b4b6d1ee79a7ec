import { defineConfig } from 'vitest/config';

const common = { testTimeout: 0, hookTimeout: 0, teardownTimeout: 60_000 };

/**
 * unit: no server, no file outside the tree, under a minute in all; the files share a worker's modules, so none may change one.
 * integration: Postgres and Temporal of their own (test/helpers), one file at a time per server.
 * kill: whole installations of their own, parts of which are killed; mostly they wait, so three at a time.
 * browser: Chromium against the running product.
 */
const kill = [
  'test/chaos/chaos.integration.test.ts',
  'test/chaos/deadline-kill.integration.test.ts',
  'test/chaos/operations-kill.integration.test.ts',
  'test/chaos/migration-kill.integration.test.ts',
  'test/chaos/signals-kill.integration.test.ts',
  'test/random-product/random-product.integration.test.ts',
];

export default defineConfig({
  test: {
    ...common,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: [
            '{engine,simulation,runtime,workflows,activities,db,crm,api,designer,web,cli,test,worker}/**/*.test.ts',
            'web/**/*.test.tsx',
          ],
          exclude: ['**/*.integration.test.ts', '**/*.browser.test.ts', 'node_modules/**'],
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...common,
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude: ['node_modules/**', ...kill],
          pool: 'forks',
          maxWorkers: 1,
          globalSetup: ['test/helpers/global-servers.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...common,
          name: 'kill',
          include: kill,
          pool: 'forks',
          maxWorkers: 3,
          globalSetup: ['test/chaos/build-once.ts'],
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude: ['node_modules/**'],
          pool: 'forks',
          maxWorkers: 1,
          globalSetup: ['test/helpers/global-servers.ts'],
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
