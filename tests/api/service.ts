import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServiceChild } from '../../local/service/child.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the service under test. */
    baseUrl: string;
    /** Its state, where it runs for this suite only; empty where it was given with BASE_URL. */
    home: string;
    /** Where the tenants to use are written, where the service was given; else empty. */
    tenantsFile: string;
  }
}

/**
 * The service under test: the deployment that BASE_URL names, with the tenants of TENANTS_FILE, or else one on this
 * machine that lives as long as the suite.
 */
export default async function provideService(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { BASE_URL, TENANTS_FILE } = process.env;
  if (BASE_URL) {
    if (!TENANTS_FILE) throw new Error('BASE_URL needs TENANTS_FILE: a JSON list of {tenant_id, name, api_key}');
    project.provide('baseUrl', BASE_URL);
    project.provide('home', '');
    project.provide('tenantsFile', path.resolve(TENANTS_FILE));
    return undefined;
  }
  const home = await mkdtemp(path.join(tmpdir(), 'tranche-api-'));
  // Tests start their syncs themselves; schedule.test.ts has a service of its own.
  const service = await startServiceChild(home);
  project.provide('baseUrl', service.url);
  project.provide('home', home);
  project.provide('tenantsFile', '');
  return async () => {
    await service.stop();
    if (process.env.KEEP_HOME) console.error(`The service's state is kept in ${home}`);
    else rmSync(home, { recursive: true, force: true });
  };
}
