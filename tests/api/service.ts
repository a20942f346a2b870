import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServiceChild } from '../../local/service/child.ts';
import { startOperator } from './operator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the service under test. */
    baseUrl: string;
    /** Its state, where it runs for this suite only; empty where it was given with BASE_URL. */
    home: string;
    /** Where the tenants to use are written, where there is no operator; else empty. */
    tenantsFile: string;
    /** Where commands of `npm run tenants` are taken (operator.ts); undefined where they cannot reach the service. */
    operator: string | undefined;
  }
}

/** What `npm run tenants` needs of a service that is not this laptop's. */
const OPERATOR_SETTINGS = ['DATABASE_URL', 'KEY_PEPPER', 'WAREHOUSE_URL', 'WAREHOUSE_USER', 'WAREHOUSE_PASSWORD'];
/** And where it has a login for loading. */
const LOADING_SETTINGS = ['WAREHOUSE_LOAD_USER', 'WAREHOUSE_LOAD_PASSWORD'];

/**
 * The service under test. One of:
 * - the deployment that BASE_URL names, with the tenants of TENANTS_FILE: all that is known of it is its API;
 * - the deployment that BASE_URL names, with its databases in DATABASE_URL and so on: every test makes its own tenants;
 * - a service on this machine that lives as long as the suite.
 */
export default async function provideService(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { BASE_URL, TENANTS_FILE } = process.env;
  if (BASE_URL) {
    const operator = TENANTS_FILE ? undefined : await startOperator(operatorSettings(process.env));
    project.provide('baseUrl', BASE_URL);
    project.provide('home', '');
    project.provide('tenantsFile', TENANTS_FILE ? path.resolve(TENANTS_FILE) : '');
    project.provide('operator', operator?.url);
    return operator?.stop;
  }
  const home = await mkdtemp(path.join(tmpdir(), 'tranche-api-'));
  // Tests start their syncs themselves; schedule.test.ts has a service of its own.
  process.env.WAREHOUSE_CHECK_ROWS = 'true';
  // Counting is half of what a short request costs. Services of a test's own count, as limits.test.ts does.
  const service = await startServiceChild(home, { rateLimits: 'off' });
  project.provide('baseUrl', service.url);
  project.provide('home', home);
  project.provide('tenantsFile', '');
  const operator = await startOperator({ TRANCHE_HOME: home });
  project.provide('operator', operator.url);
  return async () => {
    await operator.stop();
    await service.stop();
    if (process.env.KEEP_HOME) console.error(`The service's state is kept in ${home}`);
    else rmSync(home, { recursive: true, force: true });
  };
}

function operatorSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const missing = OPERATOR_SETTINGS.filter((name) => env[name] === undefined);
  if (missing.length > 0) {
    throw new Error(
      `BASE_URL needs TENANTS_FILE, a JSON list of {tenant_id, name, api_key}; or the settings of an operator, of which ${missing.join(', ')} is missing`,
    );
  }
  const given = [...OPERATOR_SETTINGS, ...LOADING_SETTINGS.filter((name) => env[name] !== undefined)];
  return Object.fromEntries(given.map((name) => [name, env[name] ?? '']));
}
