import type { ChildProcess } from 'node:child_process';
import { endWithThisProcess } from './watchdog.ts';

/**
 * Sees to it that a child in a group of its own (`detached: true`), with all that it started, does not outlive this process,
 * however this one ends.
 * @returns kills the group at once
 */
export function holdGroup(child: ChildProcess): () => void {
  const { pid } = child;
  // It did not start; group 0 would be our own.
  if (pid === undefined) return () => {};
  const kill = () => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const endWatch = endWithThisProcess(-pid, 'KILL');
  process.once('exit', kill);
  child.once('exit', () => {
    process.off('exit', kill);
    endWatch();
  });
  return kill;
}
