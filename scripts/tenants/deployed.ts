import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import type { Result } from '../../shared/provisioning/tenant-command.ts';

/** The function was not reached, or refused; in words for the operator. */
export class DeployedFailure extends Error {
  override readonly name = 'DeployedFailure';
}

const Invocation = z.object({ FunctionError: z.string().optional() });
const Answer = z.union([
  z.object({ ok: z.literal(true), data: z.unknown(), text: z.string() }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);

const TIMEOUT_MS = 330_000;

export interface DeployedRequest {
  readonly command: string;
  readonly values: readonly string[];
  readonly password?: string;
}

/**
 * Has a command run by the function of an installation in AWS, by `aws lambda invoke` (version 2 of the AWS CLI): with
 * the credentials and the region that the CLI is set up with.
 * @throws {DeployedFailure}
 */
export async function runDeployed(installation: string, request: DeployedRequest): Promise<Result> {
  const functionName = `${installation}-tenants`;
  // The request may hold a password, and the answer a key: a folder that only its owner can read, and not for long.
  const folder = mkdtempSync(path.join(tmpdir(), 'tranche-tenants-'));
  try {
    const [asked, answered] = [path.join(folder, 'asked.json'), path.join(folder, 'answered.json')];
    writeFileSync(asked, JSON.stringify(request), { mode: 0o600 });
    const arguments_ = ['--function-name', functionName, '--payload', `file://${asked}`, '--output', 'json'];
    const { error, status, stdout, stderr } = spawnSync(
      'aws',
      [
        'lambda',
        'invoke',
        ...arguments_,
        '--cli-binary-format',
        'raw-in-base64-out',
        '--cli-read-timeout',
        '320',
        answered,
      ],
      { encoding: 'utf8', timeout: TIMEOUT_MS },
    );
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
      throw new DeployedFailure('The AWS CLI is needed (version 2): no program "aws" was found.');
    }
    if (error || status !== 0) throw new DeployedFailure(`${functionName} was not reached. ${stderr.trim()}`.trim());
    const text = readFileSync(answered, 'utf8');
    if (Invocation.parse(JSON.parse(stdout)).FunctionError !== undefined) {
      const { errorMessage } = JSON.parse(text) as { errorMessage?: string };
      throw new DeployedFailure(`${functionName} failed: ${errorMessage ?? 'see its log'}`);
    }
    const answer = Answer.parse(JSON.parse(text));
    if (!answer.ok) throw new DeployedFailure(answer.message);
    return { data: answer.data, text: answer.text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
