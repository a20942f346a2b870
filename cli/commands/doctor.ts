import { RefusedRequest, ServiceUnreachable, TrancheClient } from '../../shared/client/tranche-client.ts';
import { WRITERS } from '../../shared/domain/roles.ts';
import { chooseTarget, type Target } from '../connection.ts';
import type { CommandContext } from '../context.ts';
import { type CheckResult, fail, ok, skip, warn } from '../doctor/check.ts';
import { checkDisk, checkNode } from '../doctor/machine.ts';
import { checkMigrations } from '../doctor/migrations.ts';
import { checkHealth, checkKey, checkPrivateKey, checkStorage } from '../doctor/service.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CommandFailure, IS_IT_RUNNING, tellFailure } from '../failure.ts';
import { isReadableByOthers, profilesFile } from '../profiles.ts';
import { isLoopback } from './config.ts';

export interface DoctorOptions {
  readonly readOnly?: boolean | undefined;
}

/** Looks at everything that must be well for the other commands to work. The exit code tells the gravest. */
export async function doctor(context: CommandContext, options: DoctorOptions): Promise<ExitCode> {
  const { terminal } = context;
  const results: CheckResult[] = [];
  let exit: ExitCode = EXIT.ok;
  const tell = async (...found: CheckResult[]) => {
    results.push(...found);
    for (const result of found) await terminal.lines(...resultLines(context, result));
    if (found.some(({ status }) => status === 'fail') && exit === EXIT.ok) exit = EXIT.failed;
  };
  await tell(checkNode());
  const target = await configured(context, tell);
  if (target instanceof CommandFailure) exit = target.exit;
  else {
    await tell(await checkDisk(target.home ?? context.folder, target.home ? "the service's state" : 'this folder'));
    const gravest = await checkTarget(context, target, options, tell);
    exit = gravest ?? exit;
  }
  const failed = results.filter(({ status }) => status === 'fail').length;
  const warned = results.filter(({ status }) => status === 'warn').length;
  if (terminal.json) await terminal.document({ healthy: failed === 0, checks: results });
  const summary =
    failed > 0
      ? `${failed} of ${results.length} checks failed.`
      : warned > 0
        ? 'Well, but look at the warnings.'
        : 'All is well.';
  await terminal.lines('', summary);
  return exit;
}

type Tell = (...found: CheckResult[]) => Promise<void>;

async function configured({ env, choice }: CommandContext, tell: Tell): Promise<Target | CommandFailure> {
  const file = profilesFile(env);
  if (isReadableByOthers(file)) {
    await tell(warn('configuration', `${file} can be read by others, and holds keys`, `chmod 600 ${file}`));
  }
  try {
    const target = chooseTarget(choice, env);
    await tell(
      ok('configuration', `${target.url} as ${target.tenantId ?? 'whoever the key is'}, chosen by ${target.source}`),
    );
    const { protocol, hostname } = new URL(target.url);
    if (protocol === 'http:' && !isLoopback(hostname)) {
      await tell(
        warn(
          'configuration',
          `${target.url} is not encrypted: the key travels in the clear`,
          'Use its https:// address.',
        ),
      );
    }
    return target;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    await tell(fail('configuration', error.message, error.advice ?? 'npx tranche config --help'));
    return error;
  }
}

/** @returns what to end with, if it is not well */
async function checkTarget(
  { env, interrupted }: CommandContext,
  { url, tenantId = '', apiKey, home }: Target,
  { readOnly = false }: DoctorOptions,
  tell: Tell,
): Promise<ExitCode | undefined> {
  const client = new TrancheClient(url, { tenant_id: tenantId, api_key: apiKey }, { interrupted });
  try {
    await tell(...(await checkHealth(client)));
    const { results, role } = await checkKey(client, apiKey);
    await tell(...results);
    if (role === undefined) {
      await tell(await checkMigrations(home, env));
      return EXIT.notAllowed;
    }
    if (readOnly || !WRITERS.includes(role)) {
      await tell(skip('storage', readOnly ? 'not tried: --read-only' : `not tried: the role ${role} may not upload`));
    } else await tell(await checkStorage(client));
    await tell(await checkMigrations(home, env), ...(await checkPrivateKey(client)));
    return undefined;
  } catch (error) {
    if (!(error instanceof ServiceUnreachable) && !(error instanceof RefusedRequest)) throw error;
    const { exit, message, advice = 'See its logs.' } = tellFailure(error);
    await tell(fail('service', message, error instanceof ServiceUnreachable ? IS_IT_RUNNING : advice));
    return exit;
  }
}

const SIGNS = { ok: ['green', '✓'], warn: ['yellow', '!'], fail: ['red', '✗'], skip: ['dim', '-'] } as const;

function resultLines({ terminal }: CommandContext, { check, status, detail, advice }: CheckResult): string[] {
  const [colour, sign] = SIGNS[status];
  const line = `${terminal.style(colour, `${sign} ${status.padEnd(4)}`)} ${check.padEnd(13)} ${detail}`;
  return advice === undefined ? [line] : [line, `${' '.repeat(21)}→ ${advice}`];
}
