import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { sourceFingerprint } from '../processes/source-fingerprint.ts';

export interface LocalMongo {
  /** On 127.0.0.1, without a login. */
  readonly port: number;
  /** Resolves when the server is gone. What it has stays in its folder. */
  stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const KEPT = path.join(ROOT, 'node_modules/.cache/tranche-mongodb');
/** Of the modules, on a machine that has none of them, and of the build. */
const BUILD_MS = 15 * 60_000;
const START_MS = 30_000;

/**
 * A server on this machine that speaks MongoDB's protocol. It is built when it is needed for the first time, which takes minutes.
 * @param dir holds its data
 * @returns undefined where Go is not installed
 */
export async function startMongo(dir: string): Promise<LocalMongo | undefined> {
  const program = await builtProgram();
  if (program === undefined) return undefined;
  await mkdir(dir, { recursive: true });
  const child = spawn(program, ['-data', path.resolve(dir)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await portOf(child);
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(force);
    },
  };
}

const hasGo = (): boolean => {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

async function builtProgram(): Promise<string | undefined> {
  const kept = path.join(KEPT, `${sourceFingerprint([import.meta.dirname], '')}`);
  const program = path.join(kept, 'mongodb');
  if (existsSync(program)) return program;
  if (!hasGo()) return undefined;
  await mkdir(KEPT, { recursive: true });
  const unfinished = await mkdtemp(path.join(KEPT, 'unfinished-'));
  try {
    const args = ['build', '-trimpath', '-ldflags=-s -w', '-o', path.join(unfinished, 'mongodb'), '.'];
    await promisify(execFile)('go', args, { cwd: import.meta.dirname, timeout: BUILD_MS });
    await rename(unfinished, kept).catch((error: NodeJS.ErrnoException) => {
      // Somebody else was faster.
      if (!existsSync(program)) throw error;
    });
    return program;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Of the first line that the server says. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`The MongoDB of this machine did not start: ${why}`));
    };
    let said = '';
    const timer = setTimeout(() => fail(`it said nothing for ${START_MS / 1000} s`), START_MS);
    child.stderr!.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with code ${code}. ${said}`));
    createInterface({ input: child.stdout! }).once('line', (line) => {
      clearTimeout(timer);
      if (URL.canParse(line)) resolve(Number(new URL(line).port));
      else fail(line);
    });
  });
}
