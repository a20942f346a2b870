import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../processes/free-port.ts';
import { stopOrphan } from '../processes/orphan.ts';
import { findPostgres } from './binaries.ts';
import { createCluster, postgresEnvironment } from './cluster.ts';
import { withoutRoot } from './without-root.ts';

export interface PostgresOptions {
  /** Kept between runs; made when missing. */
  directory: string;
  /** 0: any free port. */
  port: number;
  /** Of the superuser `postgres`; fixed when the directory is made. */
  password: string;
  /** Gets the server's own log, line by line. */
  log: (line: string) => void;
}

export interface Postgres {
  /** Superuser, database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** Rolls back what is open, ends every connection, and resolves when the server is gone. */
  stop(): Promise<void>;
  /** Called once when the server ends although nobody asked it to. */
  onExit(callback: (code: number | null) => void): void;
}

class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** The processes of a killed server need a moment to notice; until then they hold its shared memory. */
class StillEndingError extends Error {
  override readonly name = 'StillEndingError';
}

const START_TIMEOUT = 60_000;
const ATTEMPTS = 20;
const STOP_PATIENCE = 5_000;

/**
 * A real Postgres on 127.0.0.1, as the operations database of the laptop. Committed data survives a killed server and a killed parent;
 * it does not survive a power cut (`fsync=off`).
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const directory = resolve(options.directory);
  mkdirSync(dirname(directory), { recursive: true });
  const binaries = await findPostgres();
  await stopLeftover(directory, options.log);
  await createCluster(binaries.initdb, directory, options.password);
  for (let attempt = 1; ; attempt++) {
    const port = options.port || (await freePort());
    try {
      const server = await launch(binaries.postgres, directory, port, options.log);
      const url = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
      return { url, port, pid: server.process.pid ?? 0, stop: server.stop, onExit: server.onExit };
    } catch (error) {
      // A port that was free a moment ago may be taken by now.
      const another = error instanceof PortTakenError && options.port === 0;
      if (attempt === ATTEMPTS || !(another || error instanceof StillEndingError)) throw error;
      await sleep(100);
    }
  }
}

const ownerFile = (directory: string) => `${directory}.owner`;

async function stopLeftover(directory: string, log: (line: string) => void): Promise<void> {
  const pid = readNumber(join(directory, 'postmaster.pid'));
  if (pid === undefined) return;
  const owner = readNumber(ownerFile(directory));
  await stopOrphan({
    engine: 'Postgres',
    directory,
    pid,
    owner,
    signal: 'SIGINT',
    force: 'SIGQUIT',
    patience: STOP_PATIENCE,
    log,
  });
}

function readNumber(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

async function launch(postgres: string, directory: string, port: number, log: (line: string) => void) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    // With `off` a killed server loses the last 200 ms of commits.
    synchronous_commit: 'on',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // No errors in the log: their texts quote values and statements. The client gets them; the log keeps what concerns the server.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const run = withoutRoot(postgres, ['-D', directory, '-p', String(port), ...flags], [directory]);
  // Its own process group: Ctrl-C reaches the host only, which stops Postgres last.
  const child = spawn(run.command, run.args, {
    ...run.identity,
    env: postgresEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  writeFileSync(ownerFile(directory), String(process.pid));
  const stopWithParent = () => child.kill('SIGINT');
  process.once('exit', stopWithParent);
  child.once('exit', () => process.off('exit', stopWithParent));
  await untilReady(child, port, log);

  let stopping: Promise<void> | undefined;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    process: child,
    stop: () => {
      stopping ??= endServer(child, ended);
      return stopping;
    },
    onExit: (callback: (code: number | null) => void) => {
      void ended.then((code) => {
        if (stopping === undefined) callback(code);
      });
    },
  };
}

/** Resolves at the server's own word that it accepts connections; its log flows on to `log`. */
function untilReady(child: ChildProcess, port: number, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const recent: string[] = [];
    let rest = '';
    const timer = setTimeout(() => {
      child.kill('SIGQUIT');
      fail(`did not start within ${START_TIMEOUT / 1000} s`);
    }, START_TIMEOUT);
    function fail(what: string): void {
      clearTimeout(timer);
      const said = recent.join('\n');
      if (/could not bind .*Address already in use/.test(said)) {
        reject(
          new PortTakenError(`Postgres cannot listen on 127.0.0.1:${port}: the port is in use. Choose another one.`),
        );
      } else if (said.includes('pre-existing shared memory block')) {
        reject(new StillEndingError(`Postgres in use: processes of a server that was killed have not ended. ${said}`));
      } else reject(new Error(`Postgres ${what}: ${said || 'it said nothing'}`));
    }
    child.once('error', (error) => fail(`did not start (${error.message})`));
    child.once('exit', (code) => fail(`ended with code ${code} while starting`));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        log(line);
        if (recent.push(line) > 40) recent.shift();
        if (line.includes('database system is ready to accept connections')) {
          clearTimeout(timer);
          resolve();
        }
      }
    });
  });
}

async function endServer(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const force = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE);
  await ended;
  clearTimeout(force);
}
