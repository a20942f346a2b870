import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Bank, OutgoingFile } from './bank.ts';
import { banksFor } from './tenants.ts';

const MAIN = path.resolve(import.meta.dirname, '../../cli/main.ts');

export interface Run {
  readonly env?: Record<string, string>;
  readonly input?: string;
  /** Ctrl-C as soon as it has said something. */
  readonly interrupt?: boolean;
}

/**
 * The command line as a user of a new bank has it, who works in a folder and keeps the bank's key in the environment. After
 * the tests of the file, no command may have said the key.
 */
export function commandLineOf(theme: string) {
  let made: { readonly bank: Bank; readonly folder: string } | undefined;
  /** Everything that any command has said. */
  let said = '';

  beforeAll(async () => {
    const [bank] = (await banksFor(theme, 1)) as [Bank];
    made = { bank, folder: mkdtempSync(path.join(tmpdir(), 'tranche-commands-')) };
  });
  afterAll(() => {
    rmSync(folder(), { recursive: true, force: true });
    expect(said).not.toContain(bank().apiKey.slice(16));
    expect(said.length).toBeGreaterThan(1000);
  });
  const bank = () => made!.bank;
  const folder = () => made!.folder;

  async function tranche(args: readonly string[], { env = {}, input = '', interrupt = false }: Run = {}) {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: {
        PATH: process.env.PATH ?? '',
        // As the launcher sets it.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
        INIT_CWD: folder(),
        XDG_CONFIG_HOME: path.join(folder(), 'config'),
        XDG_STATE_HOME: path.join(folder(), 'state'),
        TRANCHE_URL: bank().baseUrl,
        TRANCHE_API_KEY: bank().apiKey,
        ...env,
      },
    });
    if (interrupt) child.stdout.once('data', () => child.kill('SIGINT'));
    child.stdin.end(input);
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    said += out + err;
    return { code: code as number, out, err };
  }

  /** What a command with --json says: one document. */
  async function document<T>(...args: readonly string[]): Promise<{ code: number; document: T }> {
    const { code, out } = await tranche([...args, '--json']);
    return { code, document: JSON.parse(out) as T };
  }

  /** Writes a file into the folder; its name. */
  function save(name: string, { content }: OutgoingFile): string {
    writeFileSync(path.join(folder(), name), content);
    return name;
  }

  const read = (name: string) => readFileSync(path.join(folder(), name), 'utf8');

  return { bank, folder, tranche, document, save, read };
}
