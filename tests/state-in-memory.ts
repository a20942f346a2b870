import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

const MEMORY = '/dev/shm';
const PREFIX = 'tranche-tests-';
/** What the largest test stores, several times. */
const ROOM_BYTES = 8 * 1024 ** 3;

/**
 * Where there is room, what the tests store temporarily is stored in memory: the engines make and delete so many files that ext4
 * spends a tenth of the time of all tests looking for free inodes. Removed when this process ends.
 */
export function storeInMemory(): void {
  if (process.env.TMPDIR || !hasRoom()) return;
  const left = readdirSync(MEMORY).filter((name) => name.startsWith(PREFIX) && !isRunning(processOf(name)));
  for (const name of left) rmSync(path.join(MEMORY, name), { recursive: true, force: true });
  const folder = mkdtempSync(path.join(MEMORY, `${PREFIX}${process.pid}-`));
  process.env.TMPDIR = folder;
  if (!process.env.KEEP_HOME) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

const processOf = (name: string): number => Number(name.slice(PREFIX.length).split('-')[0]);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
