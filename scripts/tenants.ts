// npm run tenants -- create BANK004 "Bank 004" | list | disable BANK004 | enable BANK004 | rekey BANK004
//                    key BANK004 viewer | keys BANK004 | revoke BANK004 sk_live_0a1b2c3d                      [--json]
import { ConfigurationError } from '../shared/config.ts';
import { InvalidTenant } from '../shared/operations/create-tenant.ts';
import { COMMANDS, CommandFailure, isCommand } from './tenants/commands.ts';
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

With DATABASE_URL set (and KEY_PEPPER, WAREHOUSE_URL, WAREHOUSE_USER, WAREHOUSE_PASSWORD, as the functions have them) it
works on that installation, else on this laptop's, which must be running (TRANCHE_HOME, by default .local).
A new key is shown this once.`;

async function main(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const [command = '', ...values] = args.filter((arg) => arg !== '--json');
  if (['help', '--help', '-h'].includes(command)) {
    console.log(USAGE);
    return 0;
  }
  if (
    !isCommand(command) ||
    values.length !== COMMANDS[command].values ||
    values.some((value) => value.startsWith('--'))
  ) {
    console.error(USAGE);
    return 2;
  }
  const installation = chooseInstallation(process.env);
  try {
    const { data, text } = await COMMANDS[command].run(installation, values);
    console.log(json ? JSON.stringify(data, null, 2) : text);
    return 0;
  } finally {
    await installation.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const explained = [CommandFailure, InvalidTenant, NoInstallation, ConfigurationError].some(
    (kind) => error instanceof kind,
  );
  console.error(explained ? (error as Error).message : explainUnexpected(error));
  process.exitCode = 1;
}

function explainUnexpected(error: unknown): string {
  const { code, message, name } = error as { code?: string; message?: string; name?: string };
  if (code === 'ECONNREFUSED') return 'The database does not answer: nothing listens at its address.';
  if (code === '28P01') return 'The database refuses the user name or the password in DATABASE_URL.';
  if (code === '3D000') return 'The database that DATABASE_URL names does not exist.';
  if (name === 'WarehouseUnavailable')
    return 'The warehouse does not answer. Repeat the command when it does: it goes on where it stopped.';
  return `${name ?? 'Error'}: ${message ?? String(error)}`;
}
