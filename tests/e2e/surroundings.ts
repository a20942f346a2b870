import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startClickHouse } from '../../local/clickhouse/start.ts';
import { startPostgres } from '../../local/postgres/start.ts';
import { endWithThisProcess } from '../../local/processes/watchdog.ts';
import { LIFTED_LIMITS } from '../../local/service/child.ts';
import { loadSecrets } from '../../local/service/secrets.ts';
import { deployLocally, type LocalDeployment } from '../../scripts/deploy-local/deploy.ts';
import type { DatabaseAddresses, DeploySettings } from '../../scripts/deploy-local/settings.ts';
import type { Emulator, RunningEmulator } from './emulators.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const REGION = 'eu-central-1';

export interface Surroundings {
  readonly emulator: RunningEmulator;
  readonly region: string;
  readonly databases: DatabaseAddresses;
  /** Puts the app of this repository in; once more, as an upgrade does it. */
  deploy(): Promise<LocalDeployment>;
  stop(): Promise<void>;
}

export interface SurroundingsOptions {
  readonly emulator: Emulator;
  /** Folder that gets what the emulator and the CDK CLI say. */
  readonly logs: string;
  readonly say: (line: string) => void;
}

/**
 * What the app needs around it: an emulator for AWS, with this repository's Postgres and ClickHouse beside it. All state
 * is in a folder of its own, which goes when it stops.
 */
export async function startSurroundings({ emulator, logs, say }: SurroundingsOptions): Promise<Surroundings> {
  const home = mkdtempSync(path.join(tmpdir(), 'tranche-e2e-'));
  refuseInsideProject(home);
  const undo: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const secrets = loadSecrets(home);
    const postgres = await startPostgres({
      directory: path.join(home, 'postgres'),
      port: 0,
      password: secrets.postgresPassword,
      log: () => {},
    });
    const endWatch = endWithThisProcess(postgres.pid, 'INT');
    undo.push(() => postgres.stop().finally(endWatch));
    const clickhouse = await startClickHouse({
      directory: path.join(home, 'clickhouse'),
      port: 0,
      password: secrets.warehousePassword,
      log: () => {},
    });
    undo.push(() => clickhouse.stop());
    const running = await emulator.start({
      directory: path.join(home, emulator.name),
      region: REGION,
      logFile: path.join(logs, `${emulator.name}.log`),
      say,
    });
    undo.push(() => running.stop());

    const databases: DatabaseAddresses = {
      DATABASE_URL: postgres.url,
      WAREHOUSE_URL: clickhouse.url,
      WAREHOUSE_USER: 'default',
      WAREHOUSE_PASSWORD: secrets.warehousePassword,
    };
    const settings: DeploySettings = {
      endpoint: running.endpoint,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      home,
      logFile: path.join(logs, 'deploy.log'),
      databases,
      functionsDatabases: databases,
      // The suite asks more often than any client.
      cdkArguments: ['-c', `rateLimits=${LIFTED_LIMITS}`],
    };
    return {
      emulator: running,
      region: REGION,
      databases,
      deploy: () => deployLocally(settings, ROOT, say),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** There, functions would find packages that were not bundled. */
function refuseInsideProject(folder: string): void {
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) {
    if (existsSync(path.join(at, 'node_modules'))) {
      throw new Error(
        `The folder for temporary files, ${tmpdir()}, is below ${at}/node_modules. Set TMPDIR to another one.`,
      );
    }
  }
}
