import path from 'node:path';
import { runningInstance } from '../local/service/instance-lock.ts';
import { readTenantsFile, tenantsFile } from '../local/tenants-file.ts';
import { type ClientOptions, TrancheClient } from '../shared/client/tranche-client.ts';
import { EXIT } from './exit-codes.ts';
import { CommandFailure, usageFailure } from './failure.ts';
import { LAPTOP, profilesFile, readProfiles } from './profiles.ts';
import { nearest } from './text/nearest.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the global options say. */
export interface Choice {
  readonly profile?: string | undefined;
  readonly tenant?: string | undefined;
}

/** Where the service is, and who one is there. */
export interface Target {
  /** What it was chosen by, in words. */
  readonly source: string;
  readonly url: string;
  /** Undefined where only the key is known: the service knows whose it is. */
  readonly tenantId: string | undefined;
  readonly apiKey: string;
  /** The state of the service on this machine; undefined for any other. */
  readonly home: string | undefined;
}

const REPOSITORY = path.resolve(import.meta.dirname, '..');

/** Where the service of this machine keeps its state. A relative TRANCHE_HOME counts from the repository, as for npm start. */
export const laptopHome = (env: Environment): string => path.resolve(REPOSITORY, env.TRANCHE_HOME || '.local');

const laptopUrl = (env: Environment, home: string): string =>
  runningInstance(home)?.url ?? `http://127.0.0.1:${env.PORT || 8000}`;

/**
 * The service to speak to: the profile that is named, or the address and key in the environment, or the profile in use, or
 * the service on this machine.
 * @throws {CommandFailure} where something to choose it by is missing or wrong
 */
export function chooseTarget({ profile, tenant }: Choice, env: Environment): Target {
  const named = profile ?? (env.TRANCHE_PROFILE || undefined);
  if (named === undefined && (env.TRANCHE_URL || env.TRANCHE_API_KEY)) return fromEnvironment(env, tenant);
  const known = readProfiles(env);
  const chosen = named ?? known.current ?? LAPTOP;
  if (chosen === LAPTOP) return onLaptop(env, tenant);
  const found = known.profiles[chosen];
  if (!found) {
    const meant = nearest(chosen, [...Object.keys(known.profiles), LAPTOP]);
    throw usageFailure(
      `There is no profile ${JSON.stringify(chosen)} in ${profilesFile(env)}.${meant ? ` Did you mean ${meant}?` : ''}`,
      `npx tranche config list shows all; npx tranche config add ${chosen} --url … makes it.`,
    );
  }
  assertTenant(tenant, found.tenant_id, `the profile ${chosen}`);
  const { url, tenant_id, api_key } = found;
  return { source: `profile ${chosen}`, url, tenantId: tenant_id, apiKey: api_key, home: undefined };
}

function fromEnvironment(env: Environment, tenant: string | undefined): Target {
  const { TRANCHE_URL: url, TRANCHE_API_KEY: apiKey } = env;
  if (!apiKey) {
    throw usageFailure('TRANCHE_URL is set and TRANCHE_API_KEY is not.', 'Set both, or neither.');
  }
  const home = url ? undefined : laptopHome(env);
  const address = url || laptopUrl(env, laptopHome(env));
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? '')) {
    throw usageFailure(`TRANCHE_URL is ${JSON.stringify(url)}: expected a URL such as https://tranche.example.com.`);
  }
  return { source: 'the environment', url: address, tenantId: tenant, apiKey, home };
}

function onLaptop(env: Environment, tenant: string | undefined): Target {
  const home = laptopHome(env);
  const tenants = readTenantsFile(home);
  if (tenants.length === 0) {
    throw new CommandFailure(
      EXIT.unreachable,
      `There are no tenants in ${tenantsFile(home)}: Tranche was never started here.`,
      'Start it with npm start. For an installation elsewhere: npx tranche config add --help',
    );
  }
  const wanted = tenant?.toUpperCase();
  const chosen = wanted === undefined ? tenants[0]! : tenants.find(({ tenant_id }) => tenant_id === wanted);
  if (!chosen) {
    const ids = tenants.map(({ tenant_id }) => tenant_id);
    throw usageFailure(
      `There is no tenant ${wanted} on this machine; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}.`,
    );
  }
  const { tenant_id, api_key } = chosen;
  return { source: 'this machine', url: laptopUrl(env, home), tenantId: tenant_id, apiKey: api_key, home };
}

function assertTenant(wanted: string | undefined, actual: string, of: string): void {
  if (wanted === undefined || wanted.toUpperCase() === actual) return;
  throw usageFailure(
    `--tenant is ${wanted}, but the key of ${of} is ${actual}'s.`,
    'A key belongs to one tenant: leave --tenant out, or choose another profile.',
  );
}

/** A client for the target, that knows its tenant. @throws {CommandFailure} {RefusedRequest} {ServiceUnreachable} */
export async function connect(target: Target, options: ClientOptions): Promise<TrancheClient> {
  const { url, tenantId = '', apiKey } = target;
  const client = new TrancheClient(url, { tenant_id: tenantId, api_key: apiKey }, options);
  if (target.source !== 'the environment') return client;
  const { tenant_id } = await client.getTenant();
  assertTenant(target.tenantId, tenant_id, 'the environment');
  return new TrancheClient(url, { tenant_id, api_key: apiKey }, options);
}
