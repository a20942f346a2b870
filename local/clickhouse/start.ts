import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { LOGIN_NAMES, type Login } from '../../shared/warehouse/logins.ts';
import { stopOrphan } from '../processes/orphan.ts';
import { endWithThisProcess } from '../processes/watchdog.ts';
import type { FromParent, ToParent, User } from './server.ts';

export interface ClickHouseOptions {
  /** Kept between runs; made when missing. */
  directory: string;
  /** 0: any free port. */
  port: number;
  /** Of the user `default`, who may do everything. Without one, every program of this machine may connect. */
  password?: string;
  /** Passwords of the service's two users, who may do what they may on a server. There is no `default` then, unless it has a password. */
  logins?: Readonly<Record<Login, string>>;
  /** Gets what the engine's process prints, line by line; never a statement or a value. */
  log: (line: string) => void;
}

export interface ClickHouse {
  /** Without the password. */
  url: string;
  pid: number;
  /** Ends what runs, lets go of the directory, and resolves when the process is gone. */
  stop(): Promise<void>;
  /** Called once when the process ends although nobody asked it to. */
  onExit(callback: (code: number | null) => void): void;
}

/** More threads than statements may run at once (MAX_RUNNING in engine.ts), for files and compression. Read when a process starts. */
const THREADS = 40;
const START_TIMEOUT = 60_000;
const STOP_PATIENCE = 5_000;

/**
 * ClickHouse's engine in a process of its own, speaking ClickHouse's HTTP protocol on 127.0.0.1. It ends with this process, however
 * this process ends. One process may use a directory.
 */
export async function startClickHouse(options: ClickHouseOptions): Promise<ClickHouse> {
  const directory = resolve(options.directory);
  mkdirSync(dirname(directory), { recursive: true });
  await stopLeftover(directory, options.log);
  const child = fork(join(import.meta.dirname, 'server.ts'), [directory, String(options.port)], {
    execArgv: [],
    env: { PATH: process.env.PATH, UV_THREADPOOL_SIZE: String(THREADS), TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own process group: Ctrl-C reaches the host only, which stops the engine when it no longer needs it.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', options.log);
  // The child sees by itself that this process is gone, unless the engine keeps its main thread at that moment.
  const endWatch = child.pid === undefined ? () => {} : endWithThisProcess(child.pid, 'KILL');
  const ended = new Promise<number | null>((done) => child.once('exit', done)).finally(endWatch);
  writeFileSync(pidFile(directory), `${child.pid} ${process.pid}`);
  const port = await untilListening(child, ended, usersOf(options));

  let stopping: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => {
      stopping ??= endChild(child, ended);
      return stopping;
    },
    onExit: (callback) => {
      void ended.then((code) => {
        if (stopping === undefined) callback(code);
      });
    },
  };
}

const usersOf = ({ password, logins }: ClickHouseOptions): Record<string, User> => ({
  ...(logins === undefined || password !== undefined
    ? { default: { password: password ?? '', access: 'everything' } }
    : {}),
  ...(logins === undefined
    ? {}
    : {
        [LOGIN_NAMES.load]: { password: logins.load, access: 'load' },
        [LOGIN_NAMES.read]: { password: logins.read, access: 'read' },
      }),
});

const pidFile = (directory: string) => `${directory}.pid`;

async function stopLeftover(directory: string, log: (line: string) => void): Promise<void> {
  let text: string;
  try {
    text = readFileSync(pidFile(directory), 'utf8');
  } catch {
    return;
  }
  const [pid = 0, owner] = text.split(' ').map(Number);
  if (!Number.isInteger(pid) || pid <= 0) return;
  // It is about to end by itself; SIGTERM changes nothing then.
  await stopOrphan({
    engine: 'ClickHouse',
    directory,
    pid,
    owner,
    signal: 'SIGTERM',
    force: 'SIGKILL',
    patience: STOP_PATIENCE,
    log,
  });
}

async function untilListening(
  child: ChildProcess,
  ended: Promise<unknown>,
  users: Record<string, User>,
): Promise<number> {
  const send = (word: FromParent) => child.send(word, () => {});
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ToParent>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`ClickHouse did not start within ${START_TIMEOUT / 1000} s.`)),
        START_TIMEOUT,
      );
      child.once('error', reject);
      child.once('message', (word: ToParent) => resolve(word));
      void ended.then((code) => reject(new Error(`ClickHouse's process ended with code ${code} while starting.`)));
      send({ users });
    });
    if ('port' in answer) return answer.port;
    if (answer.portTaken)
      throw new Error(`ClickHouse cannot listen: ${answer.failed}. The port is in use; choose another one.`);
    throw new Error(`ClickHouse did not start: ${answer.failed}`);
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function endChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.send('stop' satisfies FromParent, () => {});
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
  await ended;
  clearTimeout(force);
}
