import path from 'node:path';
import { installFromPyPi } from '../python/virtual-environment.ts';

/** The one that docs/emulators.md describes; another one has other gaps. */
export const MINISTACK_VERSION = '1.5.33';

/**
 * MiniStack in a virtual environment of its own below `folder`.
 * @returns the program
 * @throws {CannotInstall}
 */
export function installMiniStack(folder: string): string {
  const programs = installFromPyPi(folder, {
    name: `ministack-${MINISTACK_VERSION}`,
    python: { oldestMinor: 10 },
    requirements: `ministack==${MINISTACK_VERSION}\n`,
  });
  return path.join(programs, 'ministack');
}
