import { describe, expect, it } from 'vitest';
import { CannotInstall } from '../../../local/python/virtual-environment.ts';
import { EMULATOR_NAMES, type Emulator, type EmulatorName, installEmulator, TITLES } from '../../e2e/emulators.ts';

/** What `installEmulator` chose, and what it said, on a machine that can install these. */
function chosen(wish: EmulatorName | undefined, installable: readonly EmulatorName[]) {
  const said: string[] = [];
  const install = (name: EmulatorName) => (): Emulator => {
    if (!installable.includes(name)) throw new CannotInstall('there is no Python');
    return { name, title: name, start: () => Promise.reject(new Error('not started here')) };
  };
  const installs = { localstack: install('localstack'), ministack: install('ministack') };
  const emulator = installEmulator(wish, '/nowhere', (line) => said.push(line), installs);
  return { name: emulator?.name, said };
}

describe('the emulator of test:e2e', () => {
  it('is LocalStack where nobody asks for another', () => {
    expect(chosen(undefined, EMULATOR_NAMES)).toEqual({ name: 'localstack', said: [] });
  });

  it('is the next where LocalStack cannot be installed, and the reason is told', () => {
    const { name, said } = chosen(undefined, ['ministack']);
    expect(name).toBe('ministack');
    expect(said).toEqual([`${TITLES.localstack} cannot be installed here: there is no Python.`]);
  });

  it('is the one that was asked for, or none', () => {
    expect(chosen('ministack', EMULATOR_NAMES)).toEqual({ name: 'ministack', said: [] });
    expect(chosen('localstack', ['ministack']).name).toBeUndefined();
  });

  it('is none because it cannot be installed, and for no other reason', () => {
    const broken = () => {
      throw new TypeError('a mistake of ours');
    };
    const install = { localstack: broken, ministack: broken };
    expect(() => installEmulator(undefined, '/nowhere', () => {}, install)).toThrow(TypeError);
  });
});
