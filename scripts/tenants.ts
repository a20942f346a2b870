// npm run tenants -- create BANK004 "Bank 004" | list | disable BANK004 | enable BANK004 | rekey BANK004
//                    key BANK004 viewer | keys BANK004 | revoke BANK004 sk_live_0a1b2c3d                      [--json]
import {
  explainFailure,
  isTenantCommand,
  type Result,
  runTenantCommand,
} from '../shared/provisioning/tenant-commands.ts';
import { DeployedFailure, runDeployed } from './tenants/deployed.ts';
import { chooseInstallation, NoInstallation } from './tenants/installation.ts';

const USAGE = `Makes, lists, disables and enables tenants, and handles their API keys.

  npm run tenants -- create ID NAME   make a tenant and its first key; nothing happens when it is there already
  npm run tenants -- list
  npm run tenants -- disable ID       refuse its requests and rest its schedule; its data stays
  npm run tenants -- enable ID

  npm run tenants -- key ID ROLE      make one more key: ROLE is admin, operator (uploads, syncs, configures) or viewer (reads)
  npm run tenants -- keys ID          list its keys in force
  npm run tenants -- revoke ID KEY    stop one key and all who signed in with it: KEY is its prefix or its key_id
  npm run tenants -- rekey ID         revoke all its keys and make a new one, for its admin

  --json prints JSON instead of text.
  --aws  works on what is deployed in the AWS account of your credentials (--aws=NAME for another installation than
         tranche). It asks a function there by the AWS CLI, so that nobody needs a way into the databases.

With DATABASE_URL set (and KEY_PEPPER, WAREHOUSE_URL, WAREHOUSE_USER, WAREHOUSE_PASSWORD, and WAREHOUSE_LOAD_USER,
WAREHOUSE_LOAD_PASSWORD where there is a login for loading, as the function tenants-admin has them; to cancel
at once what a key announced that is revoked, also STAGING_BUCKET and STAGING_TABLE, with credentials of AWS) it works on that installation, else on this laptop's, which must be running (TRANCHE_HOME, by default .local).
A new key is shown this once.`;

type Command = Parameters<typeof runTenantCommand>[0];

async function main(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const aws = args.map((arg) => /^--aws(?:=(.+))?$/.exec(arg)).find((found) => found !== null);
  const [command = '', ...values] = args.filter((arg) => arg !== '--json' && arg !== aws?.[0]);
  if (['help', '--help', '-h'].includes(command)) {
    console.log(USAGE);
    return 0;
  }
  if (!isTenantCommand(command, values) || values.some((value) => value.startsWith('--'))) {
    console.error(USAGE);
    return 2;
  }
  const { data, text } = aws ? await runDeployed(aws[1] ?? 'tranche', command, values) : await runHere(command, values);
  console.log(json ? JSON.stringify(data, null, 2) : text);
  return 0;
}

async function runHere(command: Command, values: string[]): Promise<Result> {
  const installation = chooseInstallation(process.env);
  try {
    return await runTenantCommand(command, installation, values);
  } finally {
    await installation.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const explained = error instanceof NoInstallation || error instanceof DeployedFailure;
  const { name, message } = error as Error;
  console.error(explained ? message : (explainFailure(error) ?? `${name}: ${message}`));
  process.exitCode = 1;
}
