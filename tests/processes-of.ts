import { readdirSync, readFileSync } from 'node:fs';

/** Processes of this machine, beside the one that asks, that have the folder in their command line: engines, and the watch over them. */
export function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        if (!command.includes(folder)) return [];
        const state = /^State:\s*(\S+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '?';
        // What has ended stays listed until init has taken note.
        return state === 'Z' || state === 'X' ? [] : [`${pid} (state ${state}) ${command}`];
      } catch {
        return [];
      }
    });
}
