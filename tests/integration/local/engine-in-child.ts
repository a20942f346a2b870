import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const LOCAL = join(import.meta.dirname, '../../../local');

/**
 * Starts an engine of local/ in a process of its own, which a test may kill: `await start(options)`, with start and options as JavaScript.
 * Resolves with what the process then prints, the engine as JSON. It ends with the test's own process, at the latest.
 */
export async function startInChild<T>(
  module: string,
  start: string,
  options: object,
): Promise<{ parent: ChildProcess; engine: T; kill: () => Promise<void> }> {
  const program = `
    import { ${start} as start } from ${JSON.stringify(join(LOCAL, module))};
    const options = JSON.parse(process.argv[1]);
    console.log(JSON.stringify(await start({ ...options, log: () => {} })));
    process.stdin.resume().on('end', () => process.exit());
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => parent.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    parent.stdout.once('data', (chunk) => resolve(String(chunk)));
    parent.once('exit', (code) => reject(new Error(`the engine's process ended with ${code}`)));
  });
  const kill = () => {
    parent.kill('SIGKILL');
    return ended;
  };
  return { parent, engine: JSON.parse(line) as T, kill };
}
