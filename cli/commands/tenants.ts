import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/tenants.ts');

/**
 * The operator's commands: what `npm run tenants` does. In a process of its own, because what it uses reads its settings
 * from the environment, and this process's belongs to whoever started it.
 */
export async function tenants({ terminal }: CommandContext, given: readonly string[]): Promise<ExitCode> {
  const child = spawn(process.execPath, [SCRIPT, ...given, ...(terminal.json ? ['--json'] : [])], {
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  await terminal.write(asTypedHere(out));
  process.stderr.write(asTypedHere(err));
  return code === EXIT.ok || code === EXIT.usage ? code : EXIT.failed;
}

const asTypedHere = (said: string): string => said.replaceAll('npm run tenants --', 'npx tranche tenants');
