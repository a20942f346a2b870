import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLICKHOUSE_VERSION } from '../../../infra/constructs/clickhouse.ts';
import { MINISTACK_VERSION } from '../../../local/ministack/install.ts';
import { readSettings } from '../../../scripts/deploy-local/settings.ts';

interface Service {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
  readonly network_mode?: string;
  readonly volumes: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(ROOT, 'docker-compose.localstack.yml'), 'utf8');
const { services, volumes } = parse(text) as {
  services: Record<'aws' | 'postgres' | 'clickhouse', Service>;
  volumes: Record<string, null>;
};
/** As compose has it where nobody sets anything. */
const byDefault = (value: string): string => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

describe('docker-compose.localstack.yml', () => {
  it.each(Object.entries(services))('%s: a pinned image, a health check, 127.0.0.1 only', (_name, service) => {
    expect(byDefault(service.image)).toMatch(/^[a-z/-]+:v?\d+\.\d+(?:\.\d+)*$/);
    expect(service.healthcheck.test.length).toBeGreaterThan(1);
    for (const port of service.ports ?? []) expect(byDefault(port)).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    // On the machine's own network a service says itself where it listens.
    const own = JSON.stringify([service.command, service.environment]);
    if (service.network_mode === 'host') expect(own).toMatch(/(?:listen-address=|HTTP_ADDR":")127\.0\.0\.1/);
  });

  it.each(['aws', 'postgres', 'clickhouse'] as const)('%s keeps its state in a named volume', (name) => {
    const named = services[name].volumes
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((source) => !source.startsWith('/'));
    expect(named).toHaveLength(1);
    for (const volume of named) expect(Object.keys(volumes)).toContain(volume);
  });

  it('takes another emulator by a variable, and has the versions of the CDK app', () => {
    expect(services.aws.image).toMatch(/^\$\{TRANCHE_AWS_IMAGE:-/);
    expect(text).toContain(`ministackorg/ministack:${MINISTACK_VERSION}`);
    expect(services.clickhouse.image.split(':')[1]).toBe(CLICKHOUSE_VERSION);
    const aurora = readFileSync(path.join(ROOT, 'infra/constructs/postgres.ts'), 'utf8');
    expect(aurora).toContain(`VER_${services.postgres.image.split(':')[1]?.replace('.', '_')}`);
  });

  it('starts what deploy:local looks for where nothing is set', () => {
    const { endpoint, databases, functionsDatabases } = readSettings({}, [], ROOT);
    const port = (name: keyof typeof services) => byDefault(services[name].ports?.[0] ?? '').split(':')[1];
    expect(new URL(endpoint).port).toBe(port('aws'));
    for (const [address, hosts] of [
      [databases, ['127.0.0.1', '127.0.0.1']],
      [functionsDatabases, ['postgres', 'clickhouse']],
    ] as const) {
      const [postgres, clickhouse] = [new URL(address.DATABASE_URL), new URL(address.WAREHOUSE_URL)];
      expect([postgres.hostname, clickhouse.hostname]).toEqual(hosts);
      expect([postgres.port, clickhouse.port]).toEqual([port('postgres'), port('clickhouse')]);
      const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = services.postgres.environment;
      expect([postgres.username, postgres.password, postgres.pathname]).toEqual([
        POSTGRES_USER,
        byDefault(POSTGRES_PASSWORD ?? ''),
        `/${POSTGRES_DB}`,
      ]);
      const { CLICKHOUSE_USER, CLICKHOUSE_PASSWORD } = services.clickhouse.environment;
      expect([address.WAREHOUSE_USER, address.WAREHOUSE_PASSWORD]).toEqual([
        CLICKHOUSE_USER,
        byDefault(CLICKHOUSE_PASSWORD ?? ''),
      ]);
    }
  });
});
