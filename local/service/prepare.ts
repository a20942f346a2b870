import { Worker } from 'node:worker_threads';
import type { FirstTenantsOptions } from '../first-tenants.ts';

/**
 * Brings the databases up to date and makes the first tenants. In a thread of its own, because what it uses reads its
 * settings from the environment, and this process' belongs to whoever started it.
 * @param environment settings of the functions: DATABASE_URL, CREDENTIALS_DATABASE_URL, KEY_PEPPER, WAREHOUSE_…
 */
export function prepareDatabases(
  options: FirstTenantsOptions,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./prepare-worker.ts', import.meta.url), {
      workerData: options,
      env: { ...environment },
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`preparing the databases ended with code ${code}`));
    });
  });
}
