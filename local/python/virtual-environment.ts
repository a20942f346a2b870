import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const INSTALL_TIMEOUT_MS = 240_000;
const NEWEST_KNOWN_MINOR = 14;

/** This machine cannot install a program; why, in words. */
export class CannotInstall extends Error {
  override readonly name = 'CannotInstall';
}

export interface PythonProgram {
  /** With the version: `ministack-1.5.33`. */
  readonly name: string;
  /** Which Python 3 it runs on; the newest that is here is taken. */
  readonly python: { readonly oldestMinor: number; readonly newestMinor?: number };
  /** As pip's requirements file has them. */
  readonly requirements: string;
  /** Packages that PyPI has no wheel of; all others must come as one. */
  readonly fromSource?: readonly string[];
}

/**
 * A virtual environment of its own below `folder`, with what PyPI has of the program; made once, which is said, and never changed.
 * @returns its folder of programs
 * @throws {CannotInstall}
 */
export function installFromPyPi(folder: string, program: PythonProgram): string {
  const { name, requirements, fromSource = [] } = program;
  const environment = path.join(folder, name);
  const programs = path.join(environment, 'bin');
  const list = path.join(environment, 'requirements.txt');
  const complete = path.join(environment, 'complete');
  if (existsSync(complete) && readFileSync(complete, 'utf8') === requirements) return programs;
  const python = findPython(program.python);
  console.error(`Installing ${name} from PyPI (once; about a minute) …`);
  mkdirSync(folder, { recursive: true });
  // A virtual environment knows its own path, so it is made in its place; the mark says that it is whole.
  rmSync(environment, { recursive: true, force: true });
  run(
    python,
    ['-m', 'venv', environment],
    'Python cannot make a virtual environment (on Debian: apt install python3-venv)',
  );
  writeFileSync(list, requirements);
  run(
    path.join(programs, 'python'),
    [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--only-binary=:all:'],
      ...(fromSource.length > 0 ? [`--no-binary=${fromSource.join()}`] : []),
      ...['--requirement', list],
    ],
    `pip cannot install ${name}`,
  );
  renameSync(list, complete);
  return programs;
}

/** Of what is in PATH or was built by pyenv, whose own commands refuse a version that is not chosen. */
function findPython({ oldestMinor, newestMinor }: PythonProgram['python']): string {
  const minors: number[] = [];
  for (let minor = newestMinor ?? NEWEST_KNOWN_MINOR; minor >= oldestMinor; minor -= 1) minors.push(minor);
  const pyenv = path.join(process.env.PYENV_ROOT || path.join(homedir(), '.pyenv'), 'versions');
  const candidates = [
    ...minors.map((minor) => `python3.${minor}`),
    'python3',
    ...minors.flatMap((minor) => globSync(path.join(pyenv, `3.${minor}.*`, 'bin', 'python3'))),
  ];
  for (const candidate of candidates) {
    const asked = spawnSync(candidate, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
    const [major = 0, minor = 0] = (asked.stdout ?? '').trim().split(' ').map(Number);
    if (asked.status !== 0 || major !== 3 || minor < oldestMinor) continue;
    if (newestMinor === undefined || minor <= newestMinor) return candidate;
  }
  const last = newestMinor === undefined ? ' or newer' : ` to 3.${newestMinor}`;
  const wanted = `3.${oldestMinor}${newestMinor === oldestMinor ? '' : last}`;
  throw new CannotInstall(`there is no Python ${wanted} on this machine`);
}

function run(command: string, args: readonly string[], failure: string): void {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: INSTALL_TIMEOUT_MS });
  if (done.status === 0) return;
  const said = `${done.stdout ?? ''}\n${done.stderr ?? ''}`.trim().split('\n').slice(-3).join(' ');
  throw new CannotInstall(`${failure}: ${said || (done.error?.message ?? 'it was interrupted')}`);
}
