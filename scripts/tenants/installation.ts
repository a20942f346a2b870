import path from 'node:path';
import { readEnvironment } from '../../local/service/environment.ts';
import { runningInstance } from '../../local/service/instance-lock.ts';
import { keepInTenantsFile, tenantsFile } from '../../local/tenants-file.ts';
import { readConfig } from '../../shared/config.ts';
import { openDatabase } from '../../shared/operations/database.ts';
import type { TenantStores } from '../../shared/provisioning/tenant-command.ts';
import { closeWarehouseClients } from '../../shared/warehouse/client.ts';

export interface Installation extends TenantStores {
  close(): Promise<void>;
}

/** The laptop's service is not there to work on. */
export class NoInstallation extends Error {
  override readonly name = 'NoInstallation';
}

/**
 * The installation that DATABASE_URL names, or this laptop's.
 * @param env the process's own environment; gets the laptop's settings, as the warehouse's client reads them from there
 */
export function chooseInstallation(env: Record<string, string | undefined>): Installation {
  if (env.DATABASE_URL) return open(env, () => undefined);
  const home = path.resolve(env.TRANCHE_HOME || '.local');
  const settings = readEnvironment(home);
  if (!settings || !runningInstance(home)) {
    throw new NoInstallation(
      `Tranche is not running with its state in ${home}. Start it with npm start and repeat this, or set DATABASE_URL to work on another installation.`,
    );
  }
  Object.assign(env, settings);
  return open(env, (tenant) => {
    keepInTenantsFile(home, [tenant]);
    return tenantsFile(home);
  });
}

function open(env: Record<string, string | undefined>, keepKey: Installation['keepKey']): Installation {
  const { operations, keys } = readConfig(['operations', 'keys', 'warehouse'], env);
  const database = openDatabase(operations.DATABASE_URL);
  return {
    database,
    databaseUrl: operations.DATABASE_URL,
    pepper: keys.KEY_PEPPER,
    report: (what, error) => console.error(`Warning: ${what}. ${error.message}`),
    keepKey,
    close: async () => {
      await database.close();
      await closeWarehouseClients();
    },
  };
}
