import { spawn } from 'node:child_process';

/**
 * Sees to it that a process does not outlive this one, however this one ends. Engines watch their parent themselves where
 * they can; Postgres cannot. A shell waits on a pipe that only this process holds open: when it closes, and the other
 * process was not ended before, the shell asks it to end.
 * @param pid negative: that process group, as kill(2) has it
 * @returns ends the watch; to be called once the watched process is gone
 */
export function endWithThisProcess(pid: number, signal: 'INT' | 'TERM' | 'KILL'): () => void {
  const shell = spawn('/bin/sh', ['-c', `cat >/dev/null; kill -s ${signal} -- ${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own process group: what is sent to ours must not end the watch before us.
    detached: true,
  });
  // Without a shell there is no watch; the next start then finds what was left running.
  shell.on('error', () => {});
  shell.unref();
  return () => {
    shell.kill('SIGKILL');
  };
}
