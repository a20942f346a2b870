import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { type ServiceChild, startServiceChild } from '../local/service/child.ts';
import { readEnvironment } from '../local/service/environment.ts';
import { type KeptTenant, readTenantsFile } from '../local/tenants-file.ts';

/** The schedule's first tick comes a second after the start and might start a sync in the middle of a measurement. */
const FIRST_TICK_OVER_MS = 2500;
/** Longer than any statement of the benchmark. */
const STATEMENT_TIMEOUT_MS = 30 * 60_000;

type Settings = Readonly<Record<string, string>>;

/** The service as `npm start` runs it, in a process of its own. */
export class BenchService {
  readonly home: string;
  #service: ServiceChild;
  #warehouse: ClickHouseClient;

  private constructor(home: string, service: ServiceChild) {
    this.home = home;
    this.#service = service;
    this.#warehouse = this.#openWarehouse();
  }

  /** @param settings in its environment, beside those of this process */
  static async start(home: string, settings: Settings = {}): Promise<BenchService> {
    return new BenchService(home, await startQuietly(home, settings));
  }

  get url(): string {
    return this.#service.url;
  }

  /** Functions, REST API, S3 and the other AWS stand-ins. */
  get pid(): number {
    return this.#service.pid;
  }

  get enginePid(): number {
    return Number(readFileSync(path.join(this.home, 'clickhouse.pid'), 'utf8').split(' ')[0]);
  }

  /** Where the work of a load is done. Postgres is left out: it only keeps the log. */
  get pids(): readonly number[] {
    return [this.pid, this.enginePid];
  }

  /** Of the functions. Holds secrets. */
  get environment(): Readonly<Record<string, string>> {
    const environment = readEnvironment(this.home);
    if (!environment) throw new Error(`the service left no settings in ${this.home}`);
    return environment;
  }

  /** BANK001 to BANK003, with their keys. */
  tenant(number: 1 | 2 | 3): KeptTenant {
    return this.tenantNamed(`BANK00${number}`);
  }

  tenantNamed(id: string): KeptTenant {
    const found = readTenantsFile(this.home).find(({ tenant_id }) => tenant_id === id);
    if (!found) throw new Error(`the service has no tenant ${id}`);
    return found;
  }

  /** The engine as its administrator sees it. */
  get warehouse(): ClickHouseClient {
    return this.#warehouse;
  }

  /** New processes over the same state: nothing of earlier work is in their memory. */
  async restart(settings: Settings = {}): Promise<void> {
    await this.stop();
    this.#service = await startQuietly(this.home, settings);
    this.#warehouse = this.#openWarehouse();
  }

  async stop(): Promise<void> {
    await this.#warehouse.close();
    await this.#service.stop();
  }

  #openWarehouse(): ClickHouseClient {
    const { WAREHOUSE_URL, WAREHOUSE_LOAD_USER, WAREHOUSE_LOAD_PASSWORD } = this.environment;
    return createClient({
      url: WAREHOUSE_URL ?? '',
      username: WAREHOUSE_LOAD_USER ?? '',
      password: WAREHOUSE_LOAD_PASSWORD ?? '',
      request_timeout: STATEMENT_TIMEOUT_MS,
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
    });
  }
}

async function startQuietly(home: string, settings: Settings): Promise<ServiceChild> {
  const service = await startServiceChild(home, { settings });
  await sleep(FIRST_TICK_OVER_MS);
  return service;
}
