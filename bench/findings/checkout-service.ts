import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TrancheClient } from '../../shared/client/tranche-client.ts';

/** So that the schedule starts nothing by itself. */
const SCHEDULE_SECONDS = 86_400;

/**
 * The service of any checkout, in a process of that checkout's own code. Of it is known no more than how it is started, where
 * it writes its tenants' keys, and its HTTP API.
 */
export class CheckoutService {
  readonly url: string;
  readonly #home: string;
  readonly #child: ChildProcess;

  private constructor(home: string, child: ChildProcess, url: string) {
    this.#home = home;
    this.#child = child;
    this.url = url;
  }

  /** @param home its state, and what it had to say. @throws {Error} where it does not start */
  static async start(checkout: string, home: string): Promise<CheckoutService> {
    mkdirSync(home, { recursive: true });
    const child = fork(path.join(checkout, 'local/service/child-process.ts'), [home, String(SCHEDULE_SECONDS)], {
      cwd: checkout,
      execArgv: [],
      // Nothing is refused for being asked for too often.
      env: { ...process.env, RATE_LIMITS: 'off' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const said = createWriteStream(path.join(home, 'said.log'));
    child.stdout?.pipe(said, { end: false });
    child.stderr?.pipe(said, { end: false });
    const answer = await Promise.race([
      once(child, 'message').then(([message]) => message as { url?: string; failure?: string }),
      once(child, 'exit').then(([code, signal]) => ({ url: undefined, failure: `it ended (${code ?? signal})` })),
    ]);
    if (answer.url === undefined) {
      throw new Error(`the service of ${checkout} did not start: ${answer.failure}; see ${home}/said.log`);
    }
    return new CheckoutService(home, child, answer.url);
  }

  /** BANK001 to BANK003. */
  client(tenant: 1 | 2 | 3): TrancheClient {
    const kept = JSON.parse(readFileSync(path.join(this.#home, 'tenants.json'), 'utf8')) as Credentials[];
    const credentials = kept.find(({ tenant_id }) => tenant_id === `BANK00${tenant}`);
    if (!credentials) throw new Error(`the service has no tenant BANK00${tenant}`);
    return new TrancheClient(this.url, credentials);
  }

  /** Whether its process is gone. */
  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }
}

interface Credentials {
  readonly tenant_id: string;
  readonly api_key: string;
}
