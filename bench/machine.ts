import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { duckdbVersion } from './contenders/duckdb.ts';
import type { BenchService } from './service.ts';

/** Where and with what the figures were measured. */
export interface Setting {
  readonly measured_at: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memory_gigabytes: number;
    readonly system: string;
    /** Processes that wanted to run when the benchmark began: above 0.5 or so, something else was busy. */
    readonly load_before: number;
  };
  readonly versions: { readonly node: string; readonly clickhouse: string | null; readonly duckdb: string };
  /** With `-dirty` if tracked files differed from it. */
  readonly commit: string | null;
  readonly scale: number;
  readonly runs: number;
}

export function describeSetting(options: { scale: number; runs: number }): Setting {
  const processors = os.cpus();
  return {
    measured_at: new Date().toISOString(),
    machine: {
      cpu: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
      memory_gigabytes: Number((os.totalmem() / 1e9).toFixed(1)),
      system: `${os.type()} ${os.release()} ${os.arch()}`,
      load_before: Number((os.loadavg()[0] ?? 0).toFixed(2)),
    },
    versions: { node: process.version, clickhouse: null, duckdb: duckdbVersion() },
    commit: commit(),
    scale: options.scale,
    runs: options.runs,
  };
}

export async function engineVersion({ warehouse }: BenchService): Promise<string> {
  const result = await warehouse.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' });
  return (await result.json<{ version: string }>())[0]?.version ?? 'unknown';
}

/** Null where this is no git checkout. */
function commit(): string | null {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: path.resolve(import.meta.dirname, '..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return git('rev-parse', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '-dirty');
  } catch {
    return null;
  }
}
