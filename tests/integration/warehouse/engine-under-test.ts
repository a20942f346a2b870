import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startClickHouse } from '../../../local/clickhouse/start.ts';
import { closeWarehouseClients } from '../../../shared/warehouse/client.ts';
import { LOGIN_NAMES } from '../../../shared/warehouse/logins.ts';
import { setSettings } from '../../settings.ts';

export interface TestEngine {
  readonly url: string;
  /** With it go the folder and the clients of the warehouse. */
  stop(): Promise<void>;
}

export const LOAD_PASSWORD = 'loads';

/** A real engine on a throw-away folder, with the two logins of a server, and the settings that lead there. */
export async function startTestEngine(): Promise<TestEngine> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tranche-warehouse-'));
  const engine = await startClickHouse({
    directory: path.join(directory, 'clickhouse'),
    port: 0,
    // For the tests' own statements.
    password: '',
    logins: { load: LOAD_PASSWORD, read: 'reads' },
    log: () => {},
  });
  setSettings({
    WAREHOUSE_URL: engine.url,
    WAREHOUSE_USER: LOGIN_NAMES.read,
    WAREHOUSE_PASSWORD: 'reads',
    WAREHOUSE_LOAD_USER: LOGIN_NAMES.load,
    WAREHOUSE_LOAD_PASSWORD: LOAD_PASSWORD,
  });
  return {
    url: engine.url,
    stop: async () => {
      await closeWarehouseClients();
      await engine.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
