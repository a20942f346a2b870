import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLICKHOUSE_VERSION } from '../../../infra/constructs/clickhouse.ts';
import { LOCALSTACK_VERSION } from '../../../local/localstack/install.ts';
import { MINISTACK_VERSION } from '../../../local/ministack/install.ts';
import { readSettings } from '../../../scripts/deploy-local/settings.ts';

interface Service {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
  readonly network_mode?: string;
  readonly networks?: { readonly default: { readonly ipv4_address: string } };
  readonly volumes: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(ROOT, 'docker-compose.localstack.yml'), 'utf8');
const {
  services,
  volumes,
  networks: outer,
} = parse(text) as {
  services: Record<'aws' | 'postgres' | 'clickhouse', Service>;
  volumes: Record<string, null>;
  networks: { default: { name: string } };
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
      .filter((source) => !/^[./]/.test(source));
    expect(named).toHaveLength(1);
    for (const volume of named) expect(Object.keys(volumes)).toContain(volume);
  });

  it('starts the LocalStack that is tested, or another emulator by a variable, and has the versions of the CDK app', () => {
    expect(services.aws.image).toBe(`\${TRANCHE_AWS_IMAGE:-localstack/localstack:${LOCALSTACK_VERSION}}`);
    expect(text).toContain(`ministackorg/ministack:${MINISTACK_VERSION}`);
    expect(services.clickhouse.image.split(':')[1]).toBe(CLICKHOUSE_VERSION);
    const aurora = readFileSync(path.join(ROOT, 'infra/constructs/postgres.ts'), 'utf8');
    expect(aurora).toContain(`VER_${services.postgres.image.split(':')[1]?.replace('.', '_')}`);
  });

  it('names the emulator by its one address wherever functions, queues and URLs name it', () => {
    const { environment, networks } = services.aws;
    const address = byDefault(networks?.default.ipv4_address ?? '');
    expect(address).toMatch(/^[\d.]+$/);
    expect(byDefault(environment.HOSTNAME_FROM_LAMBDA ?? '')).toBe(address);
    expect(byDefault(environment.LOCALSTACK_HOST ?? '')).toBe(`${address}:4566`);
    expect(byDefault(environment.AWS_ENDPOINT_URL ?? '')).toBe(`http://${address}:4566`);
    expect(environment.LAMBDA_DOCKER_NETWORK).toBe(outer.default.name);
  });

  it('gives LocalStack what carries out custom resources', () => {
    const mounted = services.aws.volumes.find((volume) => volume.startsWith('./'))?.split(':') ?? [];
    expect(mounted[1]).toBe(services.aws.environment.PYTHONPATH);
    const extension = path.join(ROOT, mounted[0] ?? '');
    const [, module, plugin] =
      /^AWS::CloudFormation::CustomResource = (\w+):(\w+)$/m.exec(
        readFileSync(path.join(extension, 'tranche.dist-info/entry_points.txt'), 'utf8'),
      ) ?? [];
    expect(readFileSync(path.join(extension, `${module}.py`), 'utf8')).toContain(`class ${plugin}(`);
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
