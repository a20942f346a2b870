import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Runs `npm run tenants -- …` on one service, for all tests of a suite. */
export interface Operator {
  /** Takes the arguments of a command as JSON; answers what `--json` prints. */
  readonly url: string;
  stop(): Promise<void>;
}

const PROCESS = path.resolve(import.meta.dirname, 'operator-process.ts');

/**
 * One process for all commands: each in its own would cost half a second of a core.
 * @param settings by which `npm run tenants` reaches the service
 */
export async function startOperator(settings: Readonly<Record<string, string>>): Promise<Operator> {
  const child = fork(PROCESS, { execArgv: [], env: { ...process.env, ...settings }, stdio: ['ignore', 2, 2, 'ipc'] });
  const url = await Promise.race([
    once(child, 'message').then(([message]) => message as string),
    once(child, 'exit').then(([code, signal]) => Promise.reject(new Error(`the operator ended (${code ?? signal})`))),
  ]);
  return { url, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}
