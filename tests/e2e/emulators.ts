import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installLocalStack, LOCALSTACK_VERSION } from '../../local/localstack/install.ts';
import { startLocalStack } from '../../local/localstack/start.ts';
import { installMiniStack, MINISTACK_VERSION } from '../../local/ministack/install.ts';
import { startMiniStack } from '../../local/ministack/start.ts';
import { CannotInstall } from '../../local/python/virtual-environment.ts';

export interface RunningEmulator {
  readonly endpoint: string;
  /** Whether calls are checked against the policies of who makes them. */
  readonly enforcesIam: boolean;
  stop(): Promise<void>;
}

export interface EmulatorStart {
  /** Of its state; it goes when the emulator has stopped. */
  readonly directory: string;
  readonly region: string;
  readonly logFile: string;
  readonly say: (line: string) => void;
}

/** An emulator that is installed. */
export interface Emulator {
  readonly name: EmulatorName;
  /** With its version. */
  readonly title: string;
  start(options: EmulatorStart): Promise<RunningEmulator>;
}

/** The first of them is the default. */
export const EMULATOR_NAMES = ['localstack', 'ministack'] as const;
export type EmulatorName = (typeof EMULATOR_NAMES)[number];

/** Below `folder`, from PyPI. */
const INSTALL: Readonly<Record<EmulatorName, (folder: string) => Emulator>> = {
  localstack(folder) {
    const python = installLocalStack(path.join(folder, 'localstack'));
    return {
      name: 'localstack',
      title: TITLES.localstack,
      // Without a licence, LocalStack takes every call.
      start: async (options) => ({ ...(await startLocalStack({ python, ...options })), enforcesIam: false }),
    };
  },
  ministack(folder) {
    const program = installMiniStack(path.join(folder, 'ministack'));
    return {
      name: 'ministack',
      title: TITLES.ministack,
      async start(options) {
        // Its certificate is made by that program.
        const enforceIam = spawnSync('openssl', ['version']).status === 0;
        if (!enforceIam) options.say('IAM is NOT enforced: it takes TLS, and there is no openssl on this machine');
        return { ...(await startMiniStack({ program, enforceIam, ...options })), enforcesIam: enforceIam };
      },
    };
  },
};

export const TITLES: Readonly<Record<EmulatorName, string>> = {
  localstack: `LocalStack ${LOCALSTACK_VERSION}`,
  ministack: `MiniStack ${MINISTACK_VERSION}`,
};

/**
 * The emulator that was asked for; without a wish, the first that this machine can install.
 * @param say gets a line about each that it cannot
 * @returns undefined where it is none
 */
export function installEmulator(
  wish: EmulatorName | undefined,
  folder: string,
  say: (line: string) => void,
  install = INSTALL,
): Emulator | undefined {
  for (const name of wish === undefined ? EMULATOR_NAMES : [wish]) {
    try {
      return install[name](folder);
    } catch (error) {
      if (!(error instanceof CannotInstall)) throw error;
      say(`${TITLES[name]} cannot be installed here: ${error.message}.`);
    }
  }
  return undefined;
}
