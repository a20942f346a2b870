import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS, type FunctionName } from '../../../infra/functions.ts';
import { SIZES } from '../../../infra/settings.ts';
import { environmentOf, list, synthesised, text } from './synthesis.ts';

const app = synthesised();
const existing = {
  postgresSecret: 'bank/postgres',
  credentialsSecret: 'bank/credentials',
  clickhouseSecret: 'bank/clickhouse',
};
const FUNCTION_NAMES = Object.keys(FUNCTIONS) as FunctionName[];
const MADE_HERE = /^AWS::(EC2|RDS|AutoScaling|Backup|Route53)::/;

describe('network', () => {
  it('lets nothing in from outside', () => {
    for (const { id, properties } of app.ofType('AWS::EC2::SecurityGroup')) {
      expect(properties.SecurityGroupIngress, id).toBeUndefined();
    }
    for (const { properties } of app.ofType('AWS::EC2::SecurityGroupIngress')) {
      expect(properties.SourceSecurityGroupId).toBeDefined();
      expect(properties.CidrIp).toBeUndefined();
    }
    for (const { properties } of app.ofType('AWS::EC2::Subnet')) expect(properties.MapPublicIpOnLaunch).toBe(false);
    for (const { properties } of app.ofType('AWS::RDS::DBInstance'))
      expect(properties.PubliclyAccessible).not.toBe(true);
  });

  it('lets the databases out where they must only, and Postgres nowhere', () => {
    const postgres = app.ofType('AWS::EC2::SecurityGroup').find(({ id }) => id.startsWith('Postgres'));
    expect(text(postgres?.properties.SecurityGroupEgress)).toContain('255.255.255.255/32');
    const warehouse = app.ofType('AWS::EC2::SecurityGroup').find(({ id }) => id.startsWith('Warehouse'));
    expect(warehouse?.properties.SecurityGroupEgress).toMatchObject([{ ToPort: 443 }, { ToPort: 80 }]);
  });

  it('lets functions reach the ports of sources that are named, and no others', () => {
    const portsOf = (context: Record<string, string>) => {
      const groups = synthesised(context).ofType('AWS::EC2::SecurityGroup');
      const { properties } = groups.find(({ id }) => id.startsWith('Functions'))!;
      return list(properties.SecurityGroupEgress).map((rule) => (rule as { ToPort: number }).ToPort);
    };
    expect(portsOf({})).toEqual([443]);
    expect(portsOf({ outboundPorts: '5432,27017' })).toEqual([443, 5432, 27_017]);
  });

  it('reaches files and tables through gateways that cost nothing', () => {
    const endpoints = app.ofType('AWS::EC2::VPCEndpoint').map(({ properties }) => properties.VpcEndpointType);
    expect(endpoints).toEqual(['Gateway', 'Gateway']);
    expect(app.ofType('AWS::EC2::NatGateway')).toHaveLength(1);
  });
});

describe('Postgres', () => {
  it('takes TLS only, and is backed up', () => {
    expect(text(app.only('AWS::RDS::DBClusterParameterGroup').properties.Parameters)).toContain('"rds.force_ssl":"1"');
    expect(app.only('AWS::RDS::DBCluster').properties.BackupRetentionPeriod).toBe(14);
    expect(text(environmentOf(app.functionCalled('sync')).DATABASE_URL)).toContain('sslmode=verify-full');
    expect(text(environmentOf(app.functionCalled('data')).CREDENTIALS_DATABASE_URL)).toContain('sslmode=verify-full');
    expect(environmentOf(app.functionCalled('data')).NODE_EXTRA_CA_CERTS).toBe('/var/runtime/ca-cert.pem');
  });
});

describe('ClickHouse', () => {
  const machine = app.only('AWS::EC2::LaunchTemplate').properties.LaunchTemplateData as Record<string, unknown>;

  it('runs on one machine, which the next one replaces with the same data', () => {
    const group = app.only('AWS::AutoScaling::AutoScalingGroup');
    expect(group.properties).toMatchObject({ MinSize: '1', MaxSize: '1' });
    expect(group.properties.VPCZoneIdentifier).toHaveLength(1);
    expect(machine.MetadataOptions).toMatchObject({ HttpTokens: 'required' });
    expect(text(machine.BlockDeviceMappings)).toContain('"Encrypted":true');
    // A newer image of the operating system must not replace a machine that runs.
    expect(machine.ImageId).toMatch(/^resolve:ssm:/);
  });

  it('is set up by a script that is a script, with every value that it asks for', () => {
    const script = path.resolve(import.meta.dirname, '../../../infra/clickhouse/setup.sh');
    expect(spawnSync('bash', ['-n', script], { encoding: 'utf8' }).stderr).toBe('');
    const body = readFileSync(script, 'utf8');
    // EC2 takes so much and no more.
    expect(text(machine.UserData).length).toBeLessThan(16_384);
    const given = text(machine.UserData);
    const asked = /Given in the environment:([^.]+)\./.exec(body.replaceAll('\n# ', ' '))?.[1] ?? '';
    const names = asked.split(',').map((name) => name.trim());
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      expect(given).toContain(`export ${name}=`);
      expect(body).toMatch(new RegExp(`\\$\\{?${name}\\b`));
    }
    expect(given).toMatch(/export CLICKHOUSE_VERSION='\d+\.\d+\.\d+\.\d+'/);
    // With a password in it, anyone who may look at the machine would know it.
    expect(given).not.toMatch(/PASSWORD='/);
  });

  it('is reached by TLS only, and known by the certificate that its machine tells', () => {
    const { WAREHOUSE_URL, WAREHOUSE_CA } = environmentOf(app.functionCalled('run-sync'));
    expect(text(WAREHOUSE_URL)).toContain('https://clickhouse.tranche.internal:8443');
    const secret = app.ofType('AWS::SecretsManager::Secret').find(({ id }) => id.startsWith('ClickHouseCertificate'));
    expect(text(WAREHOUSE_CA)).toContain('{secret:');
    expect(text(app.statementsOf('run-sync'))).toContain(`${secret?.id}`);
    expect(text(machine.UserData)).toContain('make_certificate() {');
    expect(text(machine.UserData)).toContain('<http_port remove');
    const ports = app
      .ofType('AWS::EC2::SecurityGroupIngress')
      .filter(({ id }) => id.startsWith('Warehouse'))
      .map(({ properties }) => [properties.FromPort, properties.ToPort]);
    expect(ports).toEqual([[8443, 8443]]);
  });

  it('lets each function have the login that it needs, and no other', () => {
    const readable = (name: FunctionName) =>
      app
        .statementsOf(name)
        .filter(({ Action }) => Action === 'secretsmanager:GetSecretValue')
        .flatMap(({ Resource }) => list(Resource).map(text));
    const secretOf = (id: string) =>
      app.ofType('AWS::SecretsManager::Secret').find((found) => found.id.startsWith(id))?.id as string;
    const [loads, reads] = [secretOf('ClickHousePassword'), secretOf('ClickHouseReadPassword')];
    const having = (secret: string) =>
      FUNCTION_NAMES.filter((name) => readable(name).some((arn) => arn.includes(secret))).toSorted();
    expect(having(loads)).toEqual(['migrate', 'record-events', 'run-sync', 'sync', 'tenants-admin']);
    expect(having(reads)).toEqual(
      [
        'data',
        'datasets',
        'errors',
        'health',
        'metrics',
        'migrate',
        'profiling',
        'record-events',
        'run-sync',
        'streams',
        'sync',
        'tenants-admin',
        'uploads',
      ].toSorted(),
    );
    for (const name of FUNCTION_NAMES) {
      const { WAREHOUSE_USER, WAREHOUSE_PASSWORD, WAREHOUSE_LOAD_USER, WAREHOUSE_LOAD_PASSWORD } = environmentOf(
        app.functionCalled(name),
      );
      const has = (secret: string) => having(secret).includes(name);
      expect(WAREHOUSE_USER, name).toBe(has(reads) ? 'tranche_read' : undefined);
      expect(WAREHOUSE_LOAD_USER, name).toBe(has(loads) ? 'tranche_load' : undefined);
      if (has(reads)) expect(text(WAREHOUSE_PASSWORD), name).toContain(reads);
      if (has(loads)) expect(text(WAREHOUSE_LOAD_PASSWORD), name).toContain(loads);
    }
  });

  it('keeps the password that installations have from when there was one login', () => {
    // CloudFormation makes a new value when any of this changes, and functions of before would be shut out.
    const { id, properties } = app
      .ofType('AWS::SecretsManager::Secret')
      .find((found) => found.id.startsWith('ClickHousePassword'))!;
    expect(id).toBe('ClickHousePasswordA48A2467');
    expect(properties.GenerateSecretString).toEqual({
      ExcludePunctuation: true,
      GenerateStringKey: 'WAREHOUSE_PASSWORD',
      PasswordLength: 48,
      SecretStringTemplate: '{"WAREHOUSE_USER":"tranche"}',
    });
  });

  it('is backed up every night', () => {
    expect(text(app.only('AWS::Backup::BackupPlan').properties)).toContain('"DeleteAfterDays":14');
    expect(text(app.only('AWS::Backup::BackupSelection').properties)).toContain(app.only('AWS::EC2::Volume').id);
  });
});

describe('sizes', () => {
  it.each(SIZES)('%s deploys', (size) => {
    const sized = synthesised({ size });
    const { MinCapacity, MaxCapacity } = sized.only('AWS::RDS::DBCluster').properties
      .ServerlessV2ScalingConfiguration as Record<string, number>;
    expect(MinCapacity).toBeLessThan(MaxCapacity as number);
    expect(sized.ofType('AWS::RDS::DBInstance')).toHaveLength(size === 'small' ? 1 : 2);
  });
});

describe('databases that exist', () => {
  it('are used instead, and then there is no VPC', () => {
    const given = synthesised(existing);
    expect(given.all.filter(({ resource }) => MADE_HERE.test(resource.Type))).toEqual([]);
    expect(environmentOf(given.functionCalled('data'))).toMatchObject({
      CREDENTIALS_DATABASE_URL: '{secret:bank/credentials#CREDENTIALS_DATABASE_URL}',
      WAREHOUSE_PASSWORD: '{secret:bank/clickhouse#WAREHOUSE_PASSWORD}',
    });
    expect(environmentOf(given.functionCalled('sync')).DATABASE_URL).toBe('{secret:bank/postgres#DATABASE_URL}');
    expect(given.functionCalled('data').properties.VpcConfig).toBeUndefined();
    const secrets = given.statementsOf('data').filter(({ Action }) => Action === 'secretsmanager:GetSecretValue');
    expect(text(secrets)).toContain(':secret:bank/credentials-??????');
    expect(text(secrets)).toContain(':secret:bank/clickhouse-??????');
    // The owner's login is for those who write.
    expect(text(secrets)).not.toContain('bank/postgres');
  });

  it('are reached from subnets that are given', () => {
    const given = synthesised({
      ...existing,
      databaseSubnets: 'subnet-0123abcd,subnet-4567ef01',
      databaseSecurityGroup: 'sg-0123abcd',
    });
    expect(given.functionCalled('run-sync').properties.VpcConfig).toEqual({
      SubnetIds: ['subnet-0123abcd', 'subnet-4567ef01'],
      SecurityGroupIds: ['sg-0123abcd'],
    });
    expect(given.functionCalled('docs').properties.VpcConfig).toBeUndefined();
  });

  it('have a login for functions that only read, where one is given', () => {
    const given = synthesised({ ...existing, clickhouseReadSecret: 'bank/clickhouse-read' });
    const secretsOf = (name: FunctionName) =>
      text(given.statementsOf(name).filter(({ Action }) => Action === 'secretsmanager:GetSecretValue'));
    expect(environmentOf(given.functionCalled('data'))).toMatchObject({
      WAREHOUSE_URL: '{secret:bank/clickhouse-read#WAREHOUSE_URL}',
      WAREHOUSE_PASSWORD: '{secret:bank/clickhouse-read#WAREHOUSE_PASSWORD}',
    });
    expect(secretsOf('data')).not.toContain(':secret:bank/clickhouse-??????');
    expect(environmentOf(given.functionCalled('run-sync'))).toMatchObject({
      WAREHOUSE_LOAD_USER: '{secret:bank/clickhouse#WAREHOUSE_USER}',
      WAREHOUSE_LOAD_PASSWORD: '{secret:bank/clickhouse#WAREHOUSE_PASSWORD}',
    });
    expect(secretsOf('run-sync')).toContain(':secret:bank/clickhouse-??????');
    // Else there is one for everything.
    expect(environmentOf(synthesised(existing).functionCalled('run-sync'))).not.toHaveProperty('WAREHOUSE_LOAD_USER');
  });

  it('may be one of the two', () => {
    const half = synthesised({ clickhouseSecret: 'bank/clickhouse', clickhouseCluster: 'main' });
    expect(half.ofType('AWS::RDS::DBCluster')).toHaveLength(1);
    expect(half.ofType('AWS::EC2::Volume')).toEqual([]);
    expect(environmentOf(half.functionCalled('data')).WAREHOUSE_CLUSTER).toBe('main');
    expect(environmentOf(app.functionCalled('data'))).not.toHaveProperty('WAREHOUSE_CLUSTER');
  });
});

describe('an emulator', () => {
  it('gets no VPC, no databases, no backups and nothing of the account, and else the same', () => {
    const emulated = synthesised({ emulator: 'true' });
    expect(emulated.all.filter(({ resource }) => MADE_HERE.test(resource.Type))).toEqual([]);
    expect(emulated.ofType('AWS::ApiGateway::Account')).toEqual([]);
    expect(emulated.functions).toHaveLength(app.functions.length);
    expect(environmentOf(emulated.functionCalled('sync'))).toMatchObject({
      DATABASE_URL: '{secret:tranche/postgres#DATABASE_URL}',
      CREDENTIALS_DATABASE_URL: '{secret:tranche/credentials#CREDENTIALS_DATABASE_URL}',
      WAREHOUSE_URL: '{secret:tranche/clickhouse#WAREHOUSE_URL}',
    });
    expect(emulated.ofType('AWS::CloudWatch::Alarm').length).toBeGreaterThan(20);
  });
});
