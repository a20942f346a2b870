import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import { LAPTOP, type Profiles, profilesFile, readProfiles, writeProfiles } from '../profiles.ts';
import { nearest } from '../text/nearest.ts';
import { tableLines } from '../text/table.ts';

export interface AddOptions {
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly use?: boolean | undefined;
}

const KEY = /^sk_live_[0-9a-f]{48}$/;
/** As much of a key as the service itself shows. */
const PREFIX_CHARACTERS = 16;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export async function addProfile(context: CommandContext, name: string, options: AddOptions): Promise<ExitCode> {
  const { terminal, env, interrupted } = context;
  if (!NAME.test(name) || name === LAPTOP) {
    throw usageFailure(
      `A profile cannot be called ${JSON.stringify(name)}: letters, digits, . _ - and not "${LAPTOP}".`,
    );
  }
  const url = checkedUrl(options.url);
  if (options.apiKey !== undefined) {
    terminal.warn(
      'A key on the command line stays in the shell history and is seen by others here: give it by standard input.',
    );
  }
  const apiKey = (options.apiKey ?? (env.TRANCHE_API_KEY || (await askForKey(context)))).trim();
  if (!KEY.test(apiKey)) {
    throw usageFailure(
      'That is not an API key: expected sk_live_ and 48 hex digits.',
      'An operator gets one with: npx tranche tenants key ID ROLE',
    );
  }
  const {
    tenant_id,
    name: tenantName,
    role,
  } = await new TrancheClient(url, { tenant_id: '', api_key: apiKey }, { interrupted }).getTenant();
  const known = readProfiles(env);
  const isCurrent = options.use || Object.keys(known.profiles).length === 0;
  const profiles = { ...known.profiles, [name]: { url, tenant_id, api_key: apiKey } };
  writeProfiles(env, { ...known, profiles, ...(isCurrent ? { current: name } : {}) });
  const about = {
    name,
    url,
    tenant_id,
    role,
    api_key_prefix: prefixOf(apiKey),
    current: isCurrent || known.current === name,
  };
  if (terminal.json) await terminal.document(about);
  await terminal.lines(
    `The profile ${name} is ${tenant_id} (${tenantName}) at ${url}, with the role ${role}. It is kept in ${profilesFile(env)}`,
    about.current
      ? 'Commands use it from now on.'
      : `Use it once: --profile ${name}. Always: npx tranche config use ${name}`,
  );
  return EXIT.ok;
}

export async function listProfiles({ terminal, env }: CommandContext): Promise<ExitCode> {
  const known = readProfiles(env);
  const current = known.current ?? LAPTOP;
  const profiles = Object.entries(known.profiles).map(([name, { url, tenant_id, api_key }]) => ({
    name,
    url,
    tenant_id,
    api_key_prefix: prefixOf(api_key),
    current: name === current,
  }));
  if (terminal.json) {
    await terminal.document({ file: profilesFile(env), current, profiles });
    return EXIT.ok;
  }
  const rows = [
    [current === LAPTOP ? '*' : '', LAPTOP, 'the service on this machine', '--tenant', '.local/tenants.json'],
    ...profiles.map((profile) => [
      profile.current ? '*' : '',
      profile.name,
      profile.url,
      profile.tenant_id,
      `${profile.api_key_prefix}…`,
    ]),
  ];
  await terminal.lines(
    ...tableLines(
      ['', 'profile', 'url', 'tenant', 'key'].map((title) => ({ title })),
      rows,
    ),
  );
  return EXIT.ok;
}

export async function useProfile({ terminal, env }: CommandContext, name: string): Promise<ExitCode> {
  const known = readProfiles(env);
  const { current: _before, ...others } = known;
  if (name !== LAPTOP) assertKnown(known, name);
  writeProfiles(env, name === LAPTOP ? others : { ...others, current: name });
  if (terminal.json) await terminal.document({ current: name });
  await terminal.lines(
    `Commands use ${name === LAPTOP ? 'the service on this machine' : `the profile ${name}`} from now on.`,
  );
  return EXIT.ok;
}

export async function removeProfile({ terminal, env }: CommandContext, name: string): Promise<ExitCode> {
  const known = readProfiles(env);
  assertKnown(known, name);
  const { [name]: _removed, ...profiles } = known.profiles;
  const { current, ...others } = known;
  writeProfiles(env, { ...others, profiles, ...(current === undefined || current === name ? {} : { current }) });
  if (terminal.json) await terminal.document({ removed: name });
  await terminal.lines(`The profile ${name} is removed. Its key stays in force: an operator revokes it.`);
  return EXIT.ok;
}

function assertKnown({ profiles }: Profiles, name: string): void {
  if (Object.hasOwn(profiles, name)) return;
  const meant = nearest(name, Object.keys(profiles));
  throw usageFailure(
    `There is no profile ${JSON.stringify(name)}.${meant ? ` Did you mean ${meant}?` : ''}`,
    'npx tranche config list shows all.',
  );
}

const prefixOf = (apiKey: string): string => apiKey.slice(0, PREFIX_CHARACTERS);

/** Without a path; a key must not travel in the clear. */
function checkedUrl(given: string): string {
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw usageFailure(`--url is ${JSON.stringify(given)}: expected a URL such as https://tranche.example.com.`);
  }
  if (url.username || url.password) throw usageFailure('--url must not hold a user name or password.');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw usageFailure(
      `${url.origin} is not encrypted: the key would travel in the clear.`,
      'Use its https:// address.',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

export const isLoopback = (hostname: string): boolean => /^(localhost|127(\.[0-9]+){3}|\[::1\])$/.test(hostname);

/** From standard input: asked for unseen on a terminal, else all there is. */
async function askForKey({ terminal, interrupted }: CommandContext): Promise<string> {
  if (process.stdin.isTTY !== true) return text(process.stdin);
  if (!terminal.isInteractive)
    throw usageFailure('There is no key: set TRANCHE_API_KEY, or give it by standard input.');
  process.stderr.write('API key (not shown): ');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      const stopped = () => reject(new CommandFailure(EXIT.interrupted, 'Interrupted.'));
      asking.once('SIGINT', stopped);
      interrupted.addEventListener('abort', stopped, { once: true });
      asking.once('line', resolve);
      asking.once('close', () => reject(usageFailure('There is no key.')));
    });
  } finally {
    asking.close();
    process.stderr.write('\n');
  }
}
