import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CannotInstall, installFromPyPi, type PythonProgram } from '../../../local/python/virtual-environment.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tranche-python-'));
const calls = path.join(folder, 'calls');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => vi.stubEnv('PATH', path.join(folder, 'path')).stubEnv('PYENV_ROOT', path.join(folder, 'pyenv')));
afterEach(() => {
  vi.unstubAllEnvs();
  for (const part of ['path', 'pyenv', 'installed', 'calls'])
    rmSync(path.join(folder, part), { recursive: true, force: true });
});

/**
 * A Python of that version, which makes virtual environments whose Python does what pip is told: it keeps the words.
 * @param pip the code that pip ends with
 */
function python(file: string, minor: number, pip = 0): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const inner = `#!/bin/sh\\necho "$@" >> ${calls}\\necho no such package >&2\\nexit ${pip}\\n`;
  writeFileSync(
    file,
    `#!/bin/sh
[ "$1" = -c ] && { echo 3 ${minor}; exit 0; }
/bin/mkdir -p "$3/bin" && printf '${inner}' > "$3/bin/python" && /bin/chmod +x "$3/bin/python"
`,
    { mode: 0o755 },
  );
}
const inPath = (name: string) => path.join(folder, 'path', name);
const install = (program: Partial<PythonProgram> = {}) =>
  installFromPyPi(path.join(folder, 'installed'), {
    name: 'thing-1.0',
    python: { oldestMinor: 12, newestMinor: 13 },
    requirements: 'thing==1.0\n',
    ...program,
  });

describe('a program from PyPI', () => {
  it('is installed once, from wheels but for what is named, and again when its requirements change', async () => {
    python(inPath('python3'), 12);
    expect(install({ fromSource: ['a', 'b'] })).toBe(path.join(folder, 'installed/thing-1.0/bin'));
    const said = () => readFileSync(calls, 'utf8').trim().split('\n');
    expect(said()).toEqual([
      expect.stringMatching(/^-m pip install .*--only-binary=:all: --no-binary=a,b --requirement /),
    ]);
    install();
    expect(said()).toHaveLength(1);
    install({ requirements: 'thing==1.0\nother==2\n' });
    expect(said()).toHaveLength(2);
  });

  it('takes a Python that pyenv built, where the one in PATH is too old or too new', () => {
    python(inPath('python3'), 11);
    python(inPath('python3.14'), 14);
    expect(() => install()).toThrow('there is no Python 3.12 to 3.13 on this machine');
    python(path.join(folder, 'pyenv/versions/3.13.0/bin/python3'), 13);
    expect(existsSync(path.join(install(), 'python'))).toBe(true);
  });

  it('is not there when pip fails, and the reason is told', () => {
    python(inPath('python3'), 13, 1);
    expect(() => install()).toThrow(new CannotInstall('pip cannot install thing-1.0: no such package'));
    python(inPath('python3'), 13);
    expect(existsSync(path.join(install(), 'python'))).toBe(true);
  });
});
