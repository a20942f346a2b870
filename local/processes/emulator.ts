import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { holdGroup } from './group.ts';

export interface EmulatorProgram {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly directory: string;
  /** All of it: nothing of this process' own environment is handed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 when it is ready. */
  readonly healthUrl: string;
}

const START_TIMEOUT_MS = 60_000;
const STOP_PATIENCE_MS = 5_000;

/**
 * Starts an emulator as a process group of its own, and waits until it is ready.
 * @returns ends it and the functions' processes, and resolves when it is gone
 */
export async function startEmulatorProgram(emulator: EmulatorProgram): Promise<() => Promise<void>> {
  const [program, ...args] = emulator.command;
  const child = spawn(program, args, {
    cwd: emulator.directory,
    env: emulator.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // It may take functions' processes with it when it is killed.
    detached: true,
  });
  const log = createWriteStream(emulator.logFile, { flags: 'a', mode: 0o600 });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const killGroup = holdGroup(child);
  const stop = async () => {
    await endGroup(child, killGroup);
    log.end();
  };
  try {
    await untilReady(child, emulator);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function untilReady(child: ChildProcess, { name, healthUrl, logFile }: EmulatorProgram): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) {
      throw new Error(`${name} ended with code ${child.exitCode} while starting; see ${logFile}.`);
    }
    const answer = await fetch(healthUrl).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > deadline) {
      throw new Error(`${name} did not answer within ${START_TIMEOUT_MS / 1000} s; see ${logFile}.`);
    }
    await sleep(100);
  }
}

/** It may stay while a function is at work, so it is not asked for long. Its group has the functions' processes in it. */
async function endGroup(child: ChildProcess, killGroup: () => void): Promise<void> {
  const ended = child.exitCode !== null || child.signalCode !== null ? undefined : once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(STOP_PATIENCE_MS, undefined, { ref: false })]);
  killGroup();
  await ended;
}
