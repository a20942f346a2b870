import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../../../local/postgres/start.ts';
import { sourceFingerprint } from '../../../local/processes/source-fingerprint.ts';
import { credentialsUrl } from '../../../shared/operations/credentials-url.ts';
import { migrate } from '../../../shared/operations/migrate.ts';

/** A cluster without any table, or one with the registry and the login that checks credentials. */
export type Template = 'empty' | 'migrated';

export const PASSWORD = 'test';
export const CREDENTIALS_PASSWORD = 'checks credentials';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const KEPT = path.join(ROOT, 'node_modules/.cache/tranche-postgres');
const SOURCES = ['local/postgres', 'shared/operations', 'package-lock.json'].map((name) => path.join(ROOT, name));

/**
 * Makes the data directory of a cluster as a copy of one that is kept as long as what it is made from does not change:
 * `initdb` and the migrations take a second of a core.
 */
export async function copyTemplate(template: Template, directory: string): Promise<void> {
  const kept = path.join(KEPT, `${template}-${sourceFingerprint(SOURCES, '')}`);
  if (!existsSync(kept)) await makeTemplate(template, kept);
  await copy(kept, directory);
}

/** Several files may be at it: each makes its own, and the first one stays. */
async function makeTemplate(template: Template, kept: string): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  const folder = await mkdtemp(path.join(KEPT, 'unfinished-'));
  const directory = path.join(folder, 'pg');
  try {
    if (template === 'migrated') await copyTemplate('empty', directory);
    const server = await startPostgres({ directory, port: 0, password: PASSWORD, log: () => undefined });
    try {
      if (template === 'migrated') await migrate(server.url, credentialsUrl(server.url, CREDENTIALS_PASSWORD));
    } finally {
      await server.stop();
    }
    await rename(directory, kept).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(kept)) throw error;
    });
    const older = (await readdir(KEPT)).filter((name) => name.startsWith(template) && name !== path.basename(kept));
    for (const name of older) await rm(path.join(KEPT, name), { recursive: true, force: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With owners and permissions: Postgres may run as another user, and takes no directory that others can read. */
const copy = (from: string, to: string) => promisify(execFile)('cp', ['-a', from, to]);
