import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The one that docs/emulators.md describes; another one has other gaps. */
export const MINISTACK_VERSION = '1.5.33';
const INSTALL_TIMEOUT_MS = 240_000;
/** MiniStack needs Python 3.10. */
const OLDEST_PYTHON_MINOR = 10;

/** This machine cannot install MiniStack; why, in words. */
export class CannotInstall extends Error {
  override readonly name = 'CannotInstall';
}

/**
 * MiniStack in a virtual environment of its own below `folder`; made once, as PyPI has it and never changed.
 * @returns the program
 * @throws {CannotInstall}
 */
export function installMiniStack(folder: string): string {
  const environment = path.join(folder, `ministack-${MINISTACK_VERSION}`);
  const program = path.join(environment, 'bin', 'ministack');
  const complete = path.join(environment, 'complete');
  if (existsSync(complete) && existsSync(program)) return program;
  const python = findPython();
  mkdirSync(folder, { recursive: true });
  // A virtual environment knows its own path, so it is made in its place; the mark says that it is whole.
  rmSync(environment, { recursive: true, force: true });
  run(
    python,
    ['-m', 'venv', environment],
    'Python cannot make a virtual environment (on Debian: apt install python3-venv)',
  );
  run(
    path.join(environment, 'bin', 'python'),
    [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--only-binary=:all:'],
      `ministack==${MINISTACK_VERSION}`,
    ],
    `pip cannot install ministack ${MINISTACK_VERSION}`,
  );
  writeFileSync(`${complete}.new`, `${MINISTACK_VERSION}\n`);
  renameSync(`${complete}.new`, complete);
  return program;
}

function findPython(): string {
  for (const candidate of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    const asked = spawnSync(candidate, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
    const [major = 0, minor = 0] = (asked.stdout ?? '').trim().split(' ').map(Number);
    if (asked.status === 0 && major === 3 && minor >= OLDEST_PYTHON_MINOR) return candidate;
  }
  throw new CannotInstall(`there is no Python 3.${OLDEST_PYTHON_MINOR} or newer on this machine`);
}

function run(command: string, args: readonly string[], failure: string): void {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: INSTALL_TIMEOUT_MS });
  if (done.status === 0) return;
  const said = `${done.stdout ?? ''}\n${done.stderr ?? ''}`.trim().split('\n').slice(-3).join(' ');
  throw new CannotInstall(`${failure}: ${said || (done.error?.message ?? 'it was interrupted')}`);
}
