import type { Readable } from 'node:stream';
import {
  explainFailure,
  isTenantCommand,
  runTenantCommand,
  takesPassword,
} from '../../shared/provisioning/tenant-commands.ts';
import { DeployedFailure, runDeployed } from './deployed.ts';
import { chooseInstallation, NoInstallation } from './installation.ts';
import { NoPassword, readPassword } from './read-password.ts';

const USAGE = `Makes, lists, disables and enables tenants, and handles their API keys and their users.

  npm run tenants -- create ID NAME   make a tenant and its first key; nothing happens when it is there already
  npm run tenants -- list
  npm run tenants -- disable ID       refuse its requests and rest its schedule; its data stays
  npm run tenants -- enable ID

  npm run tenants -- key ID ROLE      make one more key: ROLE is admin, operator (uploads, syncs, configures) or viewer (reads)
  npm run tenants -- keys ID          list its keys in force
  npm run tenants -- revoke ID KEY    stop one key and all who signed in with it: KEY is its prefix or its key_id
  npm run tenants -- rekey ID         revoke all its keys and make a new one, for its admin

  npm run tenants -- rotate-private-key ID   make a new version of the key that hashes its private columns

  npm run tenants -- add-user ID NAME --role ROLE   let somebody sign in with a password; nothing happens when NAME is there
  npm run tenants -- list-users ID
  npm run tenants -- set-password ID NAME           replace a password, which also ends the user's sessions
  npm run tenants -- disable-user ID NAME           sign a user out and let nobody in by that name; enable-user undoes it
  npm run tenants -- remove-user ID NAME

  A password is asked for, or read from standard input, or from TRANCHE_PASSWORD; it is never an argument.

  --json prints JSON instead of text.
  --aws  works on what is deployed in the AWS account of your credentials (--aws=NAME for another installation than
         tranche). It asks a function there by the AWS CLI, so that nobody needs a way into the databases.

With DATABASE_URL set (and KEY_PEPPER, WAREHOUSE_URL, WAREHOUSE_USER, WAREHOUSE_PASSWORD, and WAREHOUSE_LOAD_USER,
WAREHOUSE_LOAD_PASSWORD where there is a login for loading, as the function tenants-admin has them; to cancel
at once what a key announced that is revoked, also STAGING_BUCKET and STAGING_TABLE, with credentials of AWS) it works on that installation, else on this laptop's, which must be running (TRANCHE_HOME, by default .local).
A new key is shown this once.`;

/** Where a command runs: a process, or what stands for one. */
export interface Surroundings {
  /** Of the process itself: the warehouse's client reads its settings from there. */
  readonly env: Record<string, string | undefined>;
  readonly input: Readable & { readonly isTTY?: boolean };
  out(text: string): void;
  err(text: string): void;
}

/** Runs `npm run tenants -- …`. @returns the exit code */
export async function runTenants(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    return await run(args, around);
  } catch (error) {
    const explained = [NoInstallation, DeployedFailure, NoPassword].some((kind) => error instanceof kind);
    const { name, message } = error as Error;
    around.err(explained ? message : (explainFailure(error) ?? `${name}: ${message}`));
    return 1;
  }
}

async function run(args: readonly string[], { env, input, out, err }: Surroundings): Promise<number> {
  const json = args.includes('--json');
  const aws = args.map((arg) => /^--aws(?:=(.+))?$/.exec(arg)).find((found) => found !== null);
  const [command = '', ...given] = args.filter((arg) => arg !== '--json' && arg !== aws?.[0]);
  const values = command === 'add-user' ? withRoleLast(given) : given;
  if (['help', '--help', '-h'].includes(command)) {
    out(USAGE);
    return 0;
  }
  if (!isTenantCommand(command, values) || values.some((value) => value.startsWith('--'))) {
    err(USAGE);
    return 2;
  }
  // Before the password is asked for.
  const installation = aws ? undefined : chooseInstallation(env);
  try {
    const password = takesPassword(command) ? await readPassword(env, input) : undefined;
    const { data, text } = installation
      ? await runTenantCommand(command, installation, values, password)
      : await runDeployed(aws?.[1] ?? 'tranche', { command, values, ...(password !== undefined && { password }) });
    out(json ? JSON.stringify(data, null, 2) : text);
    return 0;
  } finally {
    await installation?.close();
  }
}

/** `BANK001 anna --role admin`, or the option anywhere before, as the values that the command takes. */
function withRoleLast(given: readonly string[]): string[] {
  const at = given.findIndex((arg) => arg === '--role' || arg.startsWith('--role='));
  if (at === -1) return [...given];
  const isApart = given[at] === '--role';
  const role = isApart ? given[at + 1] : given[at]?.slice('--role='.length);
  const others = given.filter((_, index) => index !== at && !(isApart && index === at + 1));
  return role === undefined ? others : [...others, role];
}
