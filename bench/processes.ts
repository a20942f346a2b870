import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Linux says of other processes. On another system nothing is known, and nothing is shown. */
const CLOCK_TICKS = 100;

/** CPU seconds of a process and its threads since it started. */
export function cpuSeconds(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold blanks.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
}

/** CPU seconds of processes, all together. */
function totalCpuSeconds(pids: readonly number[]): number | undefined {
  const each = pids.map(cpuSeconds);
  return each.every((seconds) => seconds !== undefined) ? each.reduce((a, b) => a + b, 0) : undefined;
}

const CPU_SAMPLE_MS = 100;

/** Notes the CPU seconds of processes all the time, for moments that are known only afterwards. */
export function watchCpu(pids: readonly number[]): { stop: () => (atMs: number) => number | undefined } {
  const begun = totalCpuSeconds(pids);
  const samples: [at: number, used: number][] = [];
  const note = () => {
    const total = totalCpuSeconds(pids);
    if (begun !== undefined && total !== undefined) samples.push([Date.now(), total - begun]);
  };
  const timer = setInterval(note, CPU_SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      note();
      return (atMs) => samples.find(([at]) => at >= atMs)?.[1];
    },
  };
}

/** CPU seconds that processes spend while `work` runs, all together. */
export async function withCpu<T>(
  pids: readonly number[],
  work: () => Promise<T>,
): Promise<{ value: T; cpuSeconds: number | undefined }> {
  const before = totalCpuSeconds(pids);
  const value = await work();
  const after = totalCpuSeconds(pids);
  return { value, cpuSeconds: before === undefined || after === undefined ? undefined : after - before };
}

const IDLE_SHARE = 0.05;
const IDLE_MS = 500;
const IDLE_PATIENCE_MS = 60_000;

/**
 * Waits until processes have used next to nothing of a core for half a second: what a load still does after its end (profiles
 * computed ahead, merges) must not fall on the next contender. Goes on after a minute.
 */
export async function untilIdle(pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + IDLE_PATIENCE_MS;
  while (Date.now() < deadline) {
    const { cpuSeconds: used } = await withCpu(pids, () => sleep(IDLE_MS));
    if (used === undefined || used * 1000 <= IDLE_SHARE * IDLE_MS) return;
  }
}

/** Megabytes (10^6 bytes) of memory. */
export interface Memory {
  /** Most that was ever resident since the last reset. */
  readonly peak: number;
  /** Resident now and not backed by a file: what the process itself holds. */
  readonly anonymous: number;
}

export function memoryOf(pid: number): Memory | undefined {
  const status = read(`/proc/${pid}/status`);
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1]);
  const memory = { peak: (kilobytes('VmHWM') * 1024) / 1e6, anonymous: (kilobytes('RssAnon') * 1024) / 1e6 };
  return Number.isNaN(memory.peak + memory.anonymous) ? undefined : memory;
}

/** Makes the peak count anew from what is resident now. */
export function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Not Linux: there is no peak to read either.
  }
}

/** The engine's anonymous memory, whatever the size or kind of a file. Its own limit on this machine is 8 GiB, or less. */
export const ENGINE_BOUND_MB = 4096;

const SAMPLE_MS = 50;

/** Looks at the anonymous memory of a process until stopped. Its peak is not kept by the system. */
export function watchAnonymous(pid: number): { stop: () => number } {
  let peak = memoryOf(pid)?.anonymous ?? 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid)?.anonymous ?? 0);
  }, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
