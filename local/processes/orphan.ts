import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What the system says about a running process; undefined when there is none, or when it is a zombie that holds nothing any more.
 * One that is ending has no arguments left, but may still hold its files.
 */
export function inspectProcess(pid: number): { parent: number; argv: string[] } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // "pid (name) state ppid …": the name may hold spaces and brackets, so read from the last bracket.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Its first thread may have ended while others are still letting go of its files.
    const isOver = state === 'X' || (state === 'Z' && readdirSync(`/proc/${pid}/task`).length <= 1);
    if (isOver) return undefined;
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return { parent: Number(parent), argv };
  } catch {
    return process.platform === 'linux' ? undefined : inspectWithPs(pid);
  }
}

function inspectWithPs(pid: number): { parent: number; argv: string[] } | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [parent, ...argv] = line.split(/\s+/);
    return { parent: Number(parent), argv };
  } catch {
    return undefined;
  }
}

export class EngineInUseError extends Error {
  override readonly name = 'EngineInUseError';
}

export interface OrphanSearch {
  engine: string;
  directory: string;
  /** The engine's process, as its pid file says; that number may belong to a stranger by now. */
  pid: number;
  /** The process that started it, as recorded then. */
  owner: number | undefined;
  /** Asks the engine to end. */
  signal: NodeJS.Signals;
  /** Sent when it has not ended `patience` ms later. */
  force: NodeJS.Signals;
  patience: number;
  log: (line: string) => void;
}

/**
 * Ends an engine whose owner was killed and that still holds its data directory. A process is taken for that engine only when the
 * directory is one of its arguments.
 * @throws {EngineInUseError} when its owner still runs, or when it cannot be ended
 */
export async function stopOrphan(search: OrphanSearch): Promise<void> {
  const { engine, directory, pid } = search;
  const find = () => {
    const info = inspectProcess(pid);
    const isOurs = info !== undefined && (info.argv.length === 0 || info.argv.includes(directory));
    return isOurs ? info : undefined;
  };
  const isGone = async () => {
    for (let waited = 0; waited < search.patience && find() !== undefined; waited += 20) await sleep(20);
    return find() === undefined;
  };
  let info = find();
  if (info?.argv.length === 0) {
    await isGone();
    info = find();
  }
  // What never had arguments is a thread of the system that has this number by now.
  if (info === undefined || info.argv.length === 0) return;
  // An orphan is given another parent, so a parent that is still the recorded one is alive and wants its engine.
  if (info.parent === search.owner) {
    throw new EngineInUseError(
      `${engine} in ${directory} is in use: process ${pid}, started by process ${info.parent}, is running. Stop that one first.`,
    );
  }
  search.log(`stopping the ${engine} that a killed process left behind (pid ${pid})`);
  for (const signal of [search.signal, search.force]) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await isGone()) return;
  }
  throw new EngineInUseError(`${engine} in ${directory} cannot be stopped: process ${pid} is still running.`);
}
