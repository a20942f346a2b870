import { spawn } from 'node:child_process';

/**
 * Runs a script in a Node process of its own, which leaves none of its memory in this one.
 * @param failure begins the error of a script that fails; its exit code and the end of what it said follow
 */
export function runScript(
  args: readonly [script: string, ...args: string[]],
  options: { readonly cwd?: string; readonly env: NodeJS.ProcessEnv },
  failure: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-4000);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${failure} (exit code ${code}):\n${said.trim()}`));
    });
  });
}
