import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningInstance } from '../service/instance-lock.ts';

/** The service that the demo works with. */
export interface DemoService {
  readonly url: string;
  /** Whether the demo started it. */
  readonly isOurs: boolean;
  /** Resolves when a service that the demo started has ended, for whatever reason. Never for another. */
  readonly ended: Promise<void>;
  /** Stops it if the demo started it. */
  stop(): Promise<void>;
}

const MAIN = path.resolve(import.meta.dirname, '../main.ts');
const READY = /^Tranche is ready at (http:\S+)$/;
const HEALTHY_WITHIN_MS = 60_000;

/**
 * The service that runs with this home, or a new one, on PORT.
 * @param log told what a service of ours writes
 * @param interrupted ends a start that is under way
 * @throws {Error} when it cannot be started; it has said why
 */
export async function findOrStartService(
  home: string,
  log: (line: string) => void,
  interrupted: AbortSignal,
): Promise<DemoService> {
  const running = runningInstance(home);
  if (!running) return startService(home, log, interrupted);
  await untilHealthy(running.url, interrupted);
  return { url: running.url, isOurs: false, ended: new Promise(() => {}), stop: async () => {} };
}

/** A service that is just being started answers 503 at first. */
async function untilHealthy(url: string, interrupted: AbortSignal): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  for (;;) {
    const response = await fetch(`${url}/health`, { signal: interrupted }).catch(() => undefined);
    if (response?.ok) return;
    interrupted.throwIfAborted();
    if (Date.now() > deadline) throw new Error(`The service at ${url} is not healthy: see ${url}/health`);
    await sleep(250);
  }
}

async function startService(home: string, log: (line: string) => void, interrupted: AbortSignal): Promise<DemoService> {
  log('Starting the service …');
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TRANCHE_HOME: home },
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const stopNow = () => void stop();
  interrupted.addEventListener('abort', stopNow);
  const url = await new Promise<string>((ready, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = READY.exec(line)?.[1];
      if (found) ready(found);
      else log(line);
    });
    createInterface({ input: child.stderr }).on('line', log);
    child.once('error', failed);
    void ended.then(() => failed(new Error('The service could not be started.')));
  });
  interrupted.removeEventListener('abort', stopNow);
  return { url, isOurs: true, ended, stop };
}
