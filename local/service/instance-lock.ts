import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

export interface Instance {
  readonly pid: number;
  readonly url: string;
}

/** Another Tranche uses the same home. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';

  constructor(home: string, instance: Instance | undefined) {
    const who = instance ? ` (pid ${instance.pid}) at ${instance.url}` : '';
    super(`Tranche is already running${who}, with its state in ${home}`);
  }
}

const Instance = z.object({ pid: z.number().int(), url: z.string() });
const instanceFile = (home: string) => path.join(home, 'instance.json');

/**
 * Makes this process the only Tranche of a home. The lock is the operating system's, taken through SQLite: it ends with
 * the process however that ends, so there is nothing stale to clean up and no moment in which two can take it.
 * @throws {AlreadyRunningError}
 */
export function lockHome(home: string): { describe(url: string): void; release(): void } {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const held = tryLock(home);
  if (!held) throw new AlreadyRunningError(home, readInstance(home));
  return {
    describe: (url) => {
      writeFileSync(instanceFile(home), `${JSON.stringify({ pid: process.pid, url } satisfies Instance)}\n`);
    },
    release: () => held.close(),
  };
}

/** The Tranche that runs with this home, if one does. */
export function runningInstance(home: string): Instance | undefined {
  let held: DatabaseSync | undefined;
  try {
    held = tryLock(home);
  } catch {
    // There is no such folder.
    return undefined;
  }
  held?.close();
  return held ? undefined : readInstance(home);
}

function tryLock(home: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path.join(home, 'lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const SQLITE_BUSY = 5;
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

function readInstance(home: string): Instance | undefined {
  try {
    return Instance.parse(JSON.parse(readFileSync(instanceFile(home), 'utf8')));
  } catch {
    return undefined;
  }
}
