import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { storeInMemory } from './tests/state-in-memory.ts';

storeInMemory();

const shared = {
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: 'forks',
  setupFiles: ['tests/properties.ts', 'tests/settings.ts'] as string[],
  // What is waited for comes at once where nothing else works, and late where the cores are busy.
  expect: { poll: { timeout: 20_000, interval: 20 } },
  // Tests that look at lines of logs or metrics make their own writers, and tests of limits their own limiters.
  env: {
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    RATE_LIMITS: 'off',
    WAREHOUSE_CHECK_ROWS: 'true',
  },
} as const;

/** The files whose properties are tried with fewer cases in `npm test`. */
const withCases = globSync('tests/{unit,integration,api}/**/*.test.ts', { cwd: import.meta.dirname }).filter((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8').includes("/properties.ts'"),
);

/**
 * Black-box tests that wait for retries and refusals, or follow one book through a dozen deliveries: `npm test` leaves them to
 * `npm run test:faults`, unless it is a deployment that is tested.
 */
const long = [
  ...['corrections', 'private', 'live', 'trades', 'cash'].map((part) => `command-line-${part}`),
  ...['mediation', 'replacement', 'revocation'],
].map((name) => `tests/api/${name}.test.ts`);

export default defineConfig({
  test: {
    // Bounded on purpose, because the engines under test share the same two cores. Three, because tests wait for those half of
    // the time; not against an emulator, which does all the work itself.
    maxWorkers: process.env.BASE_URL ? 2 : 3,
    projects: [
      {
        // They leave nothing behind, and so share what they import, which is half of their time otherwise.
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          isolate: false,
        },
      },
      { test: { ...shared, name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          exclude: process.env.BASE_URL ? [] : long,
          isolate: false,
          globalSetup: ['tests/api/service.ts'],
          // Longer than a bank waits for one thing (bank.ts); a deployment may be slow, and an emulator is.
          ...(process.env.BASE_URL ? { testTimeout: 180_000, hookTimeout: 240_000 } : { testTimeout: 120_000 }),
          // Given tenants are shared by all files, so these run one after another.
          ...(process.env.TENANTS_FILE ? { maxWorkers: 1, sequence: { groupOrder: 1 } } : {}),
        },
      },
      {
        // What takes long: kills, floods, large files, and every property with all its cases.
        test: {
          ...shared,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts', ...withCases, ...long],
          globalSetup: ['tests/api/service.ts'],
          env: { ...shared.env, PROPERTY_DEPTH: 'full' },
          // What kills waits for others to take over most of its time.
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
          testTimeout: 15 * 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/api/service.ts', 'tests/browser/browser.ts'],
          // One browser at a time, and after the others: it shares the two cores with the service under test.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
