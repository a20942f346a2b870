import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Finding, Outcome } from './audits.ts';

interface ComposeService {
  readonly image?: string;
  readonly ports?: readonly (string | { readonly host_ip?: string; readonly published?: string | number })[];
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, unknown>> | readonly string[];
}

/** The files that say how containers are run, and the settings of this process as a function would read them. */
export function auditSettings(folder: string): Promise<Outcome> {
  const findings = readdirSync(folder)
    .filter((name) => /^(?:docker-)?compose.*\.ya?ml$/.test(name))
    .flatMap((name) => composeFindings(name, readFileSync(path.join(folder, name), 'utf8')));
  return Promise.resolve({ findings: [...findings, ...environmentFindings(process.env)] });
}

export function composeFindings(name: string, text: string): Finding[] {
  const { services = {} } = parse(text) as { services?: Record<string, ComposeService> };
  return Object.entries(services).flatMap(
    ([service, { image, ports, privileged, network_mode, environment, command }]) => {
      const where = `${name}: ${service}`;
      const found: Finding[] = [];
      const add = (problem: string, remedy: string) => found.push({ where, problem, remedy });
      for (const port of ports ?? []) {
        const isLocal = typeof port === 'string' ? port.startsWith('127.0.0.1:') : port.host_ip === '127.0.0.1';
        if (!isLocal) add(`port ${JSON.stringify(port)} is open to the network`, 'Begin it with 127.0.0.1:.');
      }
      // On the machine's own network, what it listens on must be said.
      const isHeld = /\b127\.0\.0\.1\b/.test(JSON.stringify([command, environment]));
      if (privileged || (network_mode === 'host' && !isHeld))
        add('it runs with the rights of the host', 'Take that away.');
      if (image !== undefined && !isPinned(image)) add(`image ${image} is not pinned`, 'Name a version, or a digest.');
      for (const [key, value] of settingsOf(environment)) {
        if (
          /PASSWORD|SECRET/i.test(key) &&
          /^(?:|admin|password|postgres|root|test|secret|123456|changeme)$/i.test(value)
        ) {
          add(`${key} is empty or one that everybody tries`, 'Take it from the environment.');
        }
      }
      return found;
    },
  );
}

/** `${NAME:-image:1.2}` is as pinned as its default. */
const isPinned = (image: string): boolean => {
  const plain = /^\$\{[A-Z_]+:-(.+)\}$/.exec(image)?.[1] ?? image;
  return /@sha256:[0-9a-f]{64}$/.test(plain) || (/:[^/]+$/.test(plain) && !plain.endsWith(':latest'));
};

const settingsOf = (environment: ComposeService['environment']): [string, string][] =>
  Array.isArray(environment)
    ? environment.map((entry: string) => {
        const [key = '', ...value] = entry.split('=');
        return [key, value.join('=')] as [string, string];
      })
    : Object.entries(environment ?? {}).map(([key, value]) => [key, String(value ?? '')]);

/** What this service seals, signs and hashes by. */
export const SERVICE_SECRETS: readonly string[] = [
  ...['KEY_PEPPER', 'TOKEN_PRIVATE_KEY', 'METRICS_TOKEN', 'SOURCE_KEY', 'PROVIDER_KEY', 'PERSON_KEY', 'WEBHOOK_KEY'],
];

/** Settings that are there must be strong; which ones must be there, the functions say themselves when they start. */
export function environmentFindings(env: Readonly<Record<string, string | undefined>>): Finding[] {
  const secrets = SERVICE_SECRETS;
  const remedy = 'openssl rand -hex 32';
  const weak = secrets.filter((name) => env[name] !== undefined && new Set(env[name]).size < 12);
  const shared = secrets.filter(
    (name) => env[name] && secrets.some((other) => other < name && env[other] === env[name]),
  );
  const isUnsafe = env.NODE_TLS_REJECT_UNAUTHORIZED === '0';
  return [
    ...weak.map((name) => ({ where: name, problem: 'is easy to guess', remedy })),
    ...shared.map((name) => ({ where: name, problem: 'is the same as another secret', remedy })),
    ...(isUnsafe
      ? [{ where: 'NODE_TLS_REJECT_UNAUTHORIZED', problem: 'turns off the check of certificates', remedy: 'Unset it.' }]
      : []),
  ];
}
