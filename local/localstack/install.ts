import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installFromPyPi } from '../python/virtual-environment.ts';

/** The last that starts without an account, and the one that docs/emulators.md describes. */
export const LOCALSTACK_VERSION = '4.14.0';

/**
 * LocalStack in a virtual environment of its own below `folder`, without what it would load from elsewhere when asked for
 * it (DynamoDB Local, OpenSearch, Kinesis, state machines).
 * @returns the Python to run it with
 * @throws {CannotInstall}
 */
export function installLocalStack(folder: string): string {
  const programs = installFromPyPi(folder, {
    name: `localstack-${LOCALSTACK_VERSION}`,
    // Its image has that one, and its source needs it, whatever its package says. Some of its requirements are older than 3.14.
    python: { oldestMinor: 13, newestMinor: 13 },
    requirements: readFileSync(path.join(import.meta.dirname, 'requirements.txt'), 'utf8'),
    fromSource: ['airspeed-ext', 'crontab', 'jsonpath-rw'],
  });
  return path.join(programs, 'python');
}
