import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { readJson, writePrivateJson } from '../local/service/private-file.ts';
import { usageFailure } from './failure.ts';

const ConnectionProfile = z.object({ url: z.url(), tenant_id: z.string(), api_key: z.string() });
/** An installation, and who one is there. */
export type ConnectionProfile = z.infer<typeof ConnectionProfile>;

const Profiles = z.object({
  /** The one in use where none is named; absent for the laptop. */
  current: z.string().exactOptional(),
  profiles: z.record(z.string(), ConnectionProfile).default({}),
});
export type Profiles = z.infer<typeof Profiles>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Means the service on this machine; no profile may be called so. */
export const LAPTOP = 'laptop';

/** Readable by its owner only: it holds keys. */
export const profilesFile = (env: Environment): string =>
  env.TRANCHE_CONFIG || path.join(env.XDG_CONFIG_HOME || path.join(homedir(), '.config'), 'tranche', 'config.json');

/** @throws {CommandFailure} for a file that is none of ours */
export function readProfiles(env: Environment): Profiles {
  const file = profilesFile(env);
  const parsed = Profiles.safeParse(readJson(file) ?? {});
  if (parsed.success) return parsed.data;
  throw usageFailure(
    `${file} is not a file of profiles: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}.`,
    'Mend it, or remove it and add the profiles again: npx tranche config add --help',
  );
}

export function writeProfiles(env: Environment, profiles: Profiles): void {
  const file = profilesFile(env);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writePrivateJson(file, profiles);
}

/** Whether others than its owner may read the file; false where there is none. */
export function isReadableByOthers(file: string): boolean {
  if (process.platform === 'win32') return false;
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  return mode !== undefined && (mode & 0o077) !== 0;
}
