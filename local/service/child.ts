import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { POLICY_NAMES } from '../../shared/domain/limits.ts';

/** The service in a process of its own, for tests and benchmarks: its memory is its own, and it can be killed. */
export interface ServiceChild {
  readonly url: string;
  readonly pid: number;
  /** Lets work under way end, then stops everything. */
  stop(): Promise<void>;
  /** kill -9 of the service's own process. */
  kill(): Promise<void>;
}

const PROCESS = path.resolve(import.meta.dirname, 'child-process.ts');

/** For tests and measurements that ask more often than any client: everything is counted, and nothing refused. */
export const LIFTED_LIMITS = POLICY_NAMES.map((name) => `${name}=100000000`).join(',');

/** Starts a service on a free port with its state in `home`. Resolves when it answers. */
export async function startServiceChild(
  home: string,
  {
    scheduleSeconds = 3600,
    rateLimits = LIFTED_LIMITS,
    settings = {},
  }: {
    readonly scheduleSeconds?: number;
    readonly rateLimits?: string;
    /** In its environment, beside those of this process. */
    readonly settings?: Readonly<Record<string, string>>;
  } = {},
): Promise<ServiceChild> {
  const child = fork(PROCESS, [home, String(scheduleSeconds)], {
    execArgv: [],
    env: { ...process.env, ...settings, RATE_LIMITS: rateLimits },
    // What it has to say must not get between the lines of a report on standard output.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const answer = await Promise.race([
    once(child, 'message').then(([message]) => message as { url?: string; failure?: string }),
    once(child, 'exit').then(([code, signal]) => ({ failure: `the service ended (${code ?? signal})` })),
  ]);
  if (!('url' in answer) || answer.url === undefined) {
    throw new Error(`the service did not start: ${(answer as { failure?: string }).failure}`);
  }
  return {
    url: answer.url,
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
