import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';

const NOBODY = 65534;

export interface Unprivileged {
  command: string;
  args: string[];
  identity: { uid?: number; gid?: number };
}

/**
 * How to run a program that refuses to run as root (Postgres does). In a user namespace the program sees another user while its files
 * stay root's, so that works under /root as well; where namespaces are forbidden it runs as `nobody`, who then owns `directories`
 * and must be able to reach them. For any other user: as is.
 */
export function withoutRoot(command: string, args: string[], directories: string[]): Unprivileged {
  if (process.getuid?.() !== 0) return { command, args, identity: {} };
  const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return { command: 'unshare', args: [...namespace, command, ...args], identity: {} };
  }
  for (const directory of directories) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chownSync(directory, NOBODY, NOBODY);
  }
  return { command, args, identity: { uid: NOBODY, gid: NOBODY } };
}
