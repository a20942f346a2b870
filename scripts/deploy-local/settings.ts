import path from 'node:path';
import { DeployFailure } from './failure.ts';

/** Where to deploy to, and where the databases are. */
export interface DeploySettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Folder for the tenants' keys. */
  readonly home: string;
  /** Gets everything that the CDK CLI says. */
  readonly logFile: string;
  /** As this machine reaches them, for migrations and tenants. */
  readonly databases: DatabaseAddresses;
  /** As the functions reach them: inside a network of containers, names differ. */
  readonly functionsDatabases: DatabaseAddresses;
  /** Handed to the CDK CLI as they are, such as `-c installation=other`. */
  readonly cdkArguments: readonly string[];
}

export interface DatabaseAddresses {
  readonly DATABASE_URL: string;
  readonly WAREHOUSE_URL: string;
  readonly WAREHOUSE_USER: string;
  readonly WAREHOUSE_PASSWORD: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What docker-compose.localstack.yml starts, seen from this machine and from a container beside them. */
const COMPOSE = {
  DATABASE_URL: 'postgres://tranche:tranche@127.0.0.1:5432/tranche',
  WAREHOUSE_URL: 'http://127.0.0.1:8123',
  WAREHOUSE_USER: 'tranche',
  WAREHOUSE_PASSWORD: 'tranche',
};
const COMPOSE_INSIDE = {
  ...COMPOSE,
  DATABASE_URL: 'postgres://tranche:tranche@postgres:5432/tranche',
  WAREHOUSE_URL: 'http://clickhouse:8123',
};

/** @throws {DeployFailure} naming the setting that is malformed, and what it should look like */
export function readSettings(env: Environment, cdkArguments: readonly string[], root: string): DeploySettings {
  const endpoint = httpUrl(env, 'AWS_ENDPOINT_URL', 'http://127.0.0.1:4566');
  if (new URL(endpoint).hostname.endsWith('.amazonaws.com')) {
    throw new DeployFailure(
      'AWS_ENDPOINT_URL is an address of AWS itself. This command deploys into an emulator; for AWS use npx cdk deploy --all.',
    );
  }
  const given = Boolean(env.DATABASE_URL || env.WAREHOUSE_URL);
  const databases = readDatabases(
    env,
    given ? { ...COMPOSE, WAREHOUSE_USER: 'default', WAREHOUSE_PASSWORD: '' } : COMPOSE,
  );
  const inside = given ? databases : COMPOSE_INSIDE;
  const home = path.resolve(env.TRANCHE_HOME || path.join(root, '.local/deployed'));
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    region: env.AWS_REGION || env.AWS_DEFAULT_REGION || 'eu-central-1',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID || 'test',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY || 'test',
    },
    home,
    logFile: path.join(home, 'deploy.log'),
    databases,
    functionsDatabases: {
      ...databases,
      DATABASE_URL: databaseUrl(env, 'FUNCTIONS_DATABASE_URL', inside.DATABASE_URL),
      WAREHOUSE_URL: httpUrl(env, 'FUNCTIONS_WAREHOUSE_URL', inside.WAREHOUSE_URL),
    },
    cdkArguments,
  };
}

function readDatabases(env: Environment, fallback: DatabaseAddresses): DatabaseAddresses {
  return {
    DATABASE_URL: databaseUrl(env, 'DATABASE_URL', fallback.DATABASE_URL),
    WAREHOUSE_URL: httpUrl(env, 'WAREHOUSE_URL', fallback.WAREHOUSE_URL),
    WAREHOUSE_USER: env.WAREHOUSE_USER || fallback.WAREHOUSE_USER,
    WAREHOUSE_PASSWORD: env.WAREHOUSE_PASSWORD ?? fallback.WAREHOUSE_PASSWORD,
  };
}

const databaseUrl = (env: Environment, name: string, fallback: string): string =>
  url(env, name, ['postgres:', 'postgresql:'], fallback);

const httpUrl = (env: Environment, name: string, fallback: string): string =>
  url(env, name, ['http:', 'https:'], fallback);

function url(env: Environment, name: string, protocols: readonly string[], fallback: string): string {
  const value = env[name] || fallback;
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
  throw new DeployFailure(`${name} is malformed: expected a URL such as ${withoutPassword(fallback)}`);
}

/** What was given for another setting may hold one. */
const withoutPassword = (address: string): string => address.replace(/:[^:@/]*@/, ':password@');
