import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { readEnvironment } from '../local/service/environment.ts';
import { type KeptTenant, readTenantsFile } from '../local/tenants-file.ts';

const PROCESS = path.resolve(import.meta.dirname, 'service-process.ts');
/** Longer than any statement of the benchmark. */
const STATEMENT_TIMEOUT_MS = 30 * 60_000;

/** The service as `npm start` runs it, in a process of its own. */
export class BenchService {
  readonly home: string;
  #child: ChildProcess;
  #url: string;
  #warehouse: ClickHouseClient;

  private constructor(home: string, started: Started) {
    this.home = home;
    this.#child = started.child;
    this.#url = started.url;
    this.#warehouse = this.#openWarehouse();
  }

  static async start(home: string): Promise<BenchService> {
    return new BenchService(home, await startProcess(home));
  }

  get url(): string {
    return this.#url;
  }

  /** Functions, REST API, S3 and the other AWS stand-ins. */
  get pid(): number {
    return this.#child.pid ?? 0;
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
    const id = `BANK00${number}`;
    const found = readTenantsFile(this.home).find(({ tenant_id }) => tenant_id === id);
    if (!found) throw new Error(`the service has no tenant ${id}`);
    return found;
  }

  /** The engine as its administrator sees it. */
  get warehouse(): ClickHouseClient {
    return this.#warehouse;
  }

  /** New processes over the same state: nothing of earlier work is in their memory. */
  async restart(): Promise<void> {
    await this.stop();
    const { child, url } = await startProcess(this.home);
    this.#child = child;
    this.#url = url;
    this.#warehouse = this.#openWarehouse();
  }

  async stop(): Promise<void> {
    await this.#warehouse.close();
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }

  #openWarehouse(): ClickHouseClient {
    const { WAREHOUSE_URL, WAREHOUSE_USER, WAREHOUSE_PASSWORD } = this.environment;
    return createClient({
      url: WAREHOUSE_URL ?? '',
      username: WAREHOUSE_USER ?? '',
      password: WAREHOUSE_PASSWORD ?? '',
      request_timeout: STATEMENT_TIMEOUT_MS,
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
    });
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
}

async function startProcess(home: string): Promise<Started> {
  // Whatever it may have to say must not get between the lines of a report on standard output.
  const child = fork(PROCESS, [home], { execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
  const answer = await Promise.race([
    once(child, 'message').then(([message]) => message as { url?: string; failure?: string }),
    once(child, 'exit').then(([code, signal]) => ({ failure: `it ended with ${code ?? signal}` })),
  ]);
  if ('url' in answer && answer.url !== undefined) return { child, url: answer.url };
  throw new Error(`The service did not start: ${answer.failure}`);
}
