import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { bytesText } from '../text/quantities.ts';
import { type CheckResult, fail, ok, warn } from './check.ts';

/** As in scripts/run.mjs. */
const REQUIRED = [24, 7] as const;
const GIB = 1024 ** 3;
const LITTLE_SPACE = { warn: 5 * GIB, fail: GIB / 4 };

export function checkNode(): CheckResult {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const detail = `Node.js ${process.version} on ${process.platform} ${process.arch}`;
  if (major > REQUIRED[0] || (major === REQUIRED[0] && minor >= REQUIRED[1])) return ok('node', detail);
  return fail(
    'node',
    detail,
    `Tranche needs Node.js ${REQUIRED.join('.')}; npx tranche brings it along: run npm ci once.`,
  );
}

/** @param folder where something is kept, or will be */
export async function checkDisk(folder: string, what: string): Promise<CheckResult> {
  if (!existsSync(folder)) return warn('disk', `${folder} is not there`, 'It is made by the first npm start.');
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const detail = `${bytesText(free)} free in ${folder} (${what})`;
  const advice = 'A load needs about as much as its files, and files that were sent stay. Make room.';
  if (free < LITTLE_SPACE.fail) return fail('disk', detail, advice);
  return free < LITTLE_SPACE.warn ? warn('disk', detail, advice) : ok('disk', detail);
}
