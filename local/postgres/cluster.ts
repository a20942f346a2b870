import { spawn } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutRoot } from './without-root.ts';

/** Postgres' programs see nothing of ours (a PGPORT of the developer would win over ours), and speak English, which we parse. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Makes the cluster when there is none. It is made beside its place and renamed, so an interrupted run leaves no half cluster.
 * Turkish collation, as the banks' names and codes are sorted by it.
 */
export async function createCluster(initdb: string, directory: string, password: string): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const unfinished = `${directory}.init`;
  const passwordFile = `${directory}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  try {
    const options = ['--pgdata', unfinished, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=tr-TR', '--locale=C.UTF-8'];
    const run = withoutRoot(initdb, [...options, ...locale, '--no-sync'], [unfinished]);
    // Readable by whoever initdb runs as; it lives for half a second in a directory of the developer's own.
    writeFileSync(passwordFile, `${password}\n`, { mode: run.identity.uid === undefined ? 0o600 : 0o644 });
    const child = spawn(run.command, run.args, {
      ...run.identity,
      env: postgresEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output = (output + chunk).slice(-4000)));
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (code !== 0) throw new Error(`Postgres could not make its data directory ${directory}: ${output.trim()}`);
    rmSync(directory, { recursive: true, force: true });
    renameSync(unfinished, directory);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}
