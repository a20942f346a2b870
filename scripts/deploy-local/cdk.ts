import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { holdGroup } from '../../local/processes/group.ts';
import { DeployFailure } from './failure.ts';
import type { AwsAccess } from './signed-request.ts';

/** What a stack is made of: its template, and what the CLI was told about it. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Cdk {
  bootstrap(accountId: string): Promise<void>;
  /** Deploys every stack of the app, with its functions bundled. @throws {DeployFailure} naming the resource that failed, and why */
  deploy(cdkArguments: readonly string[]): Promise<Outputs>;
  /** The templates that were deployed, by stack. */
  template(stack: string): unknown;
  close(): void;
}

export interface CdkOptions {
  readonly root: string;
  readonly access: AwsAccess;
  /** Gets everything that the CLI says. */
  readonly logFile: string;
  /** Gets a line when a stack has been deployed. */
  readonly onStack: (line: string) => void;
}

/** Ten minutes: a deployment takes seconds, but an emulator may wait for a resource that never becomes ready. */
const TIMEOUT_MS = 600_000;
const MOST_LINES = 12;

/**
 * The CDK CLI of this repository against an emulator. Its output goes to a folder outside the project: what an emulator
 * unpacks near a `node_modules` finds packages there that were not bundled, and a missing one goes unnoticed.
 */
export function openCdk({ root, access, logFile, onStack }: CdkOptions): Cdk {
  const folder = mkdtempSync(path.join(tmpdir(), 'tranche-cdk-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', forget);
  mkdirSync(path.dirname(logFile), { recursive: true });
  const assembly = path.join(folder, 'cdk.out');
  const cli = path.join(root, 'node_modules/aws-cdk/bin/cdk');
  const { AWS_PROFILE: _profile, AWS_DEFAULT_PROFILE: _default, AWS_SESSION_TOKEN: _token, ...inherited } = process.env;
  const env = {
    ...inherited,
    AWS_ENDPOINT_URL: access.endpoint,
    AWS_REGION: access.region,
    AWS_DEFAULT_REGION: access.region,
    AWS_ACCESS_KEY_ID: access.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: access.credentials.secretAccessKey,
    // Where an emulator's credentials are not those of an instance, the SDK must not go looking for one.
    AWS_EC2_METADATA_DISABLED: 'true',
    // Not ~/.cdk: there the CLI remembers which account a key belongs to, and every emulator's key is `test`.
    CDK_HOME: path.join(folder, 'home'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  const run = async (cwd: string, args: readonly string[]): Promise<{ code: number | null; said: string }> => {
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    log.write(`\n$ cdk ${args.join(' ')}\n`);
    const child = spawn(process.execPath, [cli, ...args, '--no-notices', '--no-color'], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const timer = setTimeout(holdGroup(child), TIMEOUT_MS);
    child.once('close', () => clearTimeout(timer));
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        log.write(text);
        for (const [, name] of text.matchAll(/^\s*✅ {2}(\S+)(?: \(no changes\))?$/gm)) if (name) onStack(name);
      });
    }
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    log.end();
    await finished(log);
    return { code, said };
  };
  return {
    async bootstrap(accountId) {
      // From an empty folder: in the project the CLI would synthesise the app first.
      const { code, said } = await run(folder, ['bootstrap', `aws://${accountId}/${access.region}`]);
      if (code !== 0) throw new DeployFailure(`cdk bootstrap failed. ${whyFailed(said)}\nAll of it: ${logFile}`);
    },
    async deploy(cdkArguments) {
      const outputs = path.join(folder, 'outputs.json');
      const { code, said } = await run(root, [
        'deploy',
        '--all',
        '--require-approval=never',
        // Emulators forget change sets, or answer a set without changes with an error.
        '--method=direct',
        `--output=${assembly}`,
        `--outputs-file=${outputs}`,
        '--progress=events',
        ...cdkArguments,
      ]);
      if (code !== 0) throw new DeployFailure(`cdk deploy failed. ${whyFailed(said)}\nAll of it: ${logFile}`);
      return JSON.parse(readFileSync(outputs, 'utf8')) as Outputs;
    },
    template: (stack) => JSON.parse(readFileSync(path.join(assembly, `${stack}.template.json`), 'utf8')) as unknown,
    close: () => {
      process.off('exit', forget);
      forget();
    },
  };
}

/** The resources that failed and what was said about them, or else the last words. */
export function whyFailed(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const about = lines.filter((line) => /_FAILED|❌|‣|\[ERROR\]|^Error|failed:/.test(line));
  return (about.length > 0 ? about : lines.slice(-MOST_LINES)).slice(0, MOST_LINES).join('\n');
}
