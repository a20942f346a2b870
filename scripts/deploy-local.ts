// npm run deploy:local [-- arguments of cdk deploy, such as -c installation=other]
import path from 'node:path';
import { ConfigurationError } from '../shared/config.ts';
import { deployLocally } from './deploy-local/deploy.ts';
import { DeployFailure } from './deploy-local/failure.ts';
import { readSettings } from './deploy-local/settings.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const USAGE = `Deploys the CDK app into the AWS emulator that answers on AWS_ENDPOINT_URL, migrates the databases and makes
the tenants BANK001 to BANK003. Repeated, it upgrades.

  npm run deploy:local [-- -c key=value …]      arguments are handed to cdk deploy

  AWS_ENDPOINT_URL         the emulator                              http://127.0.0.1:4566
  AWS_REGION               region to deploy into                     eu-central-1
  DATABASE_URL             Postgres, as this machine reaches it      what docker-compose.localstack.yml starts
  WAREHOUSE_URL            ClickHouse, as this machine reaches it    likewise; WAREHOUSE_USER, WAREHOUSE_PASSWORD
  FUNCTIONS_DATABASE_URL   both, as the functions reach them         the same as above, or the compose file's inner names
  FUNCTIONS_WAREHOUSE_URL
  TRANCHE_HOME             folder for the keys and the log           .local/deployed`;

const args = process.argv.slice(2);
if (args.some((arg) => ['help', '--help', '-h'].includes(arg))) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const settings = readSettings(process.env, args, ROOT);
  const { baseUrl, tenantsFile } = await deployLocally(settings, ROOT, (line) => console.error(line));
  const here = path.relative(process.cwd(), tenantsFile);
  console.log(`Tranche is deployed at ${baseUrl}

  API description   ${baseUrl}/api/docs
  keys of tenants   ${tenantsFile}
  black-box tests   BASE_URL=${baseUrl} TENANTS_FILE=${here} npm run test:e2e`);
  process.exit(0);
} catch (error) {
  const explained = error instanceof DeployFailure || error instanceof ConfigurationError;
  console.error(explained ? error.message : error);
  process.exit(1);
}
