/** Entry of the thread that `prepareDatabases` starts. */
import { workerData } from 'node:worker_threads';
import { migrate } from '../../shared/operations/migrate.ts';
import { createFirstTenants, type FirstTenantsOptions } from '../first-tenants.ts';

const options = workerData as FirstTenantsOptions;
await migrate(options.databaseUrl, process.env.CREDENTIALS_DATABASE_URL);
await createFirstTenants(options);
// Pools of database clients would keep the thread alive for a while.
process.exit(0);
