import { describe, expect, it } from 'vitest';
import { FUNCTIONS, type FunctionName } from '../../../infra/functions.ts';
import { ROUTES } from '../../../infra/routes.ts';
import { routeFinder } from '../../../local/host/routing.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { environmentOf, type Found, list, nameOf, type Statement, synthesised, text } from './synthesis.ts';

const app = synthesised();
const names = Object.keys(FUNCTIONS) as FunctionName[];
/** What AWS asks of the role of a function in a VPC; interfaces have no names before they exist. */
const INTERFACES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];
const isInterfaces = ({ Action }: Statement) => text(list(Action).toSorted()) === text(INTERFACES);
const needsDatabase = (name: FunctionName) =>
  FUNCTIONS[name].settings.some((group) => ['operations', 'credentials', 'warehouse'].includes(group));

/** Functions with an endpoint that takes a credential. */
const admitting = [...new Set(allEndpoints.filter(({ access }) => access !== 'public').map((one) => one.function))];

describe('functions', () => {
  it('are all there, on Node 24 and arm64, with their memory and timeout, each with a role and a log of its own', () => {
    expect(app.functions.map(nameOf).sort()).toEqual([...names].sort());
    // Nothing else runs: the CDK has added no function of its own.
    expect(app.ofType('AWS::Lambda::Function')).toHaveLength(names.length);
    for (const found of app.functions) {
      const spec = FUNCTIONS[nameOf(found)];
      expect(found.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: spec.memoryMb,
        Timeout: spec.timeoutSeconds,
        LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
      });
    }
    expect(new Set(app.functions.map(({ stack, properties }) => stack + text(properties.Role))).size).toBe(
      names.length,
    );
  });

  it('have logs that are encrypted, those that an auditor asks for kept a year and left behind', () => {
    const logOf = (found: Found) => {
      const { Ref } = (found.properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup;
      return app.ofType('AWS::Logs::LogGroup').find(({ stack, id }) => stack === found.stack && id === Ref) as Found;
    };
    const ofAudit = new Set(
      app.functions.filter((found) => FUNCTIONS[nameOf(found)].auditLog).map((found) => logOf(found).id),
    );
    const named = (id: string) => /^(HttpAccessLog|HttpRateOfAddressesLog|RefusedLog|PostgresLog)/.test(id);
    const groups = app.ofType('AWS::Logs::LogGroup');
    expect(groups.length).toBe(names.length + 4);
    for (const { id, resource, properties } of groups) {
      const audit = ofAudit.has(id) || named(id);
      expect([id, properties.RetentionInDays], id).toEqual([id, audit ? 365 : 30]);
      expect([id, resource.DeletionPolicy], id).toEqual([id, audit ? 'Retain' : 'Delete']);
      expect(text(properties.KmsKeyId), id).toMatch(/Key/);
    }
    expect(names.filter((name) => FUNCTIONS[name].auditLog)).toEqual(['tenant', 'audit', 'auth', 'tenants-admin']);
    const longer = synthesised({ logDays: 731 }).ofType('AWS::Logs::LogGroup');
    for (const { properties } of longer) expect(properties.RetentionInDays).toBe(731);
  });

  it('of the background have calls of their own, unless the account has too few', () => {
    const reserved = (context: Record<string, unknown>) => {
      const { functions } = synthesised(context);
      return Object.fromEntries(
        functions.flatMap((found) => {
          const { ReservedConcurrentExecutions: calls } = found.properties;
          return calls === undefined ? [] : [[nameOf(found), calls]];
        }),
      );
    };
    const inAnySize = { 'pull-source': 4, 'record-events': 4, mediate: 6, 'deliver-webhooks': 4 };
    expect(reserved({})).toEqual({ 'run-sync': 4, 'stage-upload': 10, ...inAnySize });
    expect(reserved({ size: 'large' })).toEqual({
      'run-sync': 10,
      'stage-upload': 40,
      ...inAnySize,
    });
    expect(reserved({ concurrentSyncs: 5 })).toMatchObject({ 'run-sync': 7 });
    expect(reserved({ reserveConcurrency: false })).toEqual({});
    expect(reserved({ emulator: true })).toEqual({});
  });

  it('may learn which objects are missing only below their prefix', () => {
    const prefixes = names.flatMap((name) =>
      app
        .statementsOf(name)
        .filter(({ Action }) => text(Action).includes('s3:ListBucket'))
        .map(({ Action, Condition }) => [name, Action, Condition]),
    );
    const below = (prefix: string) => ({ StringLike: { 's3:prefix': `${prefix}/*` } });
    expect(prefixes.toSorted()).toEqual([
      ['check-and-sync', 's3:ListBucket', below('exports')],
      ['kyc', 's3:ListBucket', below('persons')],
      ['pull-source', 's3:ListBucket', below('staging')],
      ['run-sync', 's3:ListBucket', below('staging')],
      ['stage-upload', 's3:ListBucket', below('staging')],
      ['sync', 's3:ListBucket', below('exports')],
      ['tenants-admin', 's3:ListBucket', below('exports')],
    ]);
  });

  it.each(names)('%s may act on resources of its own only, named one by one', (name) => {
    const { stack, id, properties } = app.functionCalled(name);
    const allowed = app.statementsOf(name).filter(({ Effect }) => Effect === 'Allow');
    for (const statement of allowed) {
      for (const action of list(statement.Action)) expect(action).not.toContain('*');
      if (isInterfaces(statement)) continue;
      for (const resource of list(statement.Resource)) {
        // A wildcard may only stand for the objects below a prefix, and for tenants' secrets below theirs.
        expect(
          text(resource).replaceAll(/\/(staging|persons|exports)\/\*|:secret:tranche\/tenants\/\*/g, ''),
        ).not.toContain('*');
      }
    }
    const logs = allowed.filter(({ Action }) => text(Action).includes('logs:'));
    const group = (properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref;
    expect(logs.map(({ Resource }) => Resource)).toEqual([{ 'Fn::GetAtt': [group, 'Arn'] }]);
    // Network interfaces: Lambda's business alone, and only where a database has to be reached.
    expect(allowed.some(isInterfaces)).toBe(needsDatabase(name));
    const denied = app.statementsOf(name).filter(({ Effect }) => Effect === 'Deny');
    expect(denied.map(({ Condition }) => Condition)).toEqual(
      needsDatabase(name) ? [{ ArnEquals: { 'lambda:SourceFunctionArn': { 'Fn::GetAtt': [id, 'Arn'] } } }] : [],
    );
    for (const role of app.ofType('AWS::IAM::Role').filter((found) => found.stack === stack && /Role/.test(found.id))) {
      if (text(role.properties.AssumeRolePolicyDocument).includes('lambda.amazonaws.com')) {
        expect(role.properties.ManagedPolicyArns).toBeUndefined();
      }
    }
  });

  const may = (name: FunctionName, service: string) =>
    app
      .statementsOf(name)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => list(Action))
      .filter((action) => action.startsWith(`${service}:`))
      .sort();

  it('have the rights their work needs and no others', () => {
    for (const name of ['errors', 'data', 'datasets', 'profiling', 'rules', 'docs'] as const) {
      expect([...may(name, 's3'), ...may(name, 'sqs')], name).toEqual([]);
      // Counting requests is adding one to an item, and reads none.
      expect(may(name, 'dynamodb'), name).toEqual(FUNCTIONS[name].counts ? ['dynamodb:UpdateItem'] : []);
    }
    // Counting writes, into a table that is encrypted.
    expect(may('data', 'kms')).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
    // To take a credential away is to cancel the uploads that it announced.
    const cancelling = ['DeleteItem', 'PutItem', 'Query', 'UpdateItem'].map((action) => `dynamodb:${action}`);
    expect(may('tenants-admin', 'dynamodb')).toEqual(cancelling);
    expect(new Set(may('auth', 'dynamodb'))).toEqual(new Set(cancelling));
    for (const name of ['auth', 'tenant'] as const) expect(may(name, 's3')).toEqual(['s3:AbortMultipartUpload']);
    for (const name of ['tenants-admin', 'check-and-sync'] as const) {
      expect(may(name, 's3')).toEqual(['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:ListBucket']);
    }
    expect(may('health', 'dynamodb')).toEqual(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']);
    expect(may('check-and-sync', 'sqs')).toContain('sqs:SendMessage');
    expect(may('run-sync', 'sqs')).toContain('sqs:DeleteMessage');
    // It wakes the sync whose turn is next.
    expect(may('run-sync', 'sqs')).toContain('sqs:SendMessage');
    expect(may('run-sync', 's3')).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']);
    expect(may('stage-upload', 's3')).toContain('s3:PutObject');
    const writing = app.statementsOf('stage-upload').filter(({ Action }) => list(Action).includes('s3:PutObject'));
    expect(writing.map(({ Resource }) => text(Resource))).toEqual([expect.stringContaining('/staging/*.sheet.csv.gz')]);
    expect(may('uploads', 's3')).toContain('s3:PutObject');
    for (const name of names) {
      expect(may(name, 'dynamodb'), name).not.toContain('dynamodb:Scan');
    }
  });

  it('remove exports of a tenant that is disabled, documents past their time, no version of anything, and nothing that was staged', () => {
    for (const name of names) {
      const removing = app
        .statementsOf(name)
        .filter(({ Action }) => list(Action).some((action) => action.startsWith('s3:Delete')));
      const below = { 'tenants-admin': 'exports', 'check-and-sync': 'exports', mediate: 'persons' }[name as string];
      expect(
        removing.flatMap(({ Action }) => list(Action)),
        name,
      ).toEqual(below === undefined ? [] : ['s3:DeleteObject']);
      for (const { Resource } of removing) expect(text(Resource)).toContain(`/${below}/*`);
    }
  });

  it('reach uploads and notes alone, where they only cancel', () => {
    for (const name of ['auth', 'tenant', 'tenants-admin'] as const) {
      for (const statement of app.statementsOf(name).filter(({ Action }) => text(Action).includes('dynamodb:'))) {
        const keys = text(statement.Condition);
        expect(keys, name).toMatch(/LeadingKeys":\["(?:TENANT#\*|UNDECIDED|limit#\*|idempotency#\*)"\]/);
        if (list(statement.Action).includes('dynamodb:Query')) expect(keys).toContain('TENANT#*');
      }
    }
  });

  it('write staged files, documents of persons or exports, never two of them', () => {
    const writable = (name: FunctionName) =>
      app
        .statementsOf(name)
        .filter(({ Action }) => list(Action).includes('s3:PutObject'))
        .map(({ Resource }) => /\/(staging|persons|exports)\/\*/.exec(text(Resource))?.[1]);
    expect(writable('uploads')).toEqual(['staging']);
    expect(writable('sync')).toEqual(['exports']);
    for (const name of names) {
      const { staged, persons, exports, convertsSheets } = FUNCTIONS[name];
      const puts = [
        ...(staged?.includes('put') || convertsSheets ? ['staging'] : []),
        ...(persons?.includes('put') ? ['persons'] : []),
        ...(exports?.includes('put') ? ['exports'] : []),
      ];
      expect(writable(name), name).toEqual(puts);
      expect(puts.length, name).toBeLessThanOrEqual(1);
    }
  });

  it('can be called by what is meant to call them only', () => {
    const callers = app.ofType('AWS::Lambda::Permission').map(({ properties }) => properties.Principal);
    expect(new Set(callers)).toEqual(
      new Set(['apigateway.amazonaws.com', 'events.amazonaws.com', 'logs.amazonaws.com', 's3.amazonaws.com']),
    );
    for (const { properties } of app.ofType('AWS::Lambda::Permission')) expect(properties.SourceArn).toBeDefined();
    for (const name of ['migrate', 'tenants-admin', 'run-sync'] as const) {
      const { stack, id } = app.functionCalled(name);
      const permissions = app.ofType('AWS::Lambda::Permission').filter((found) => found.stack === stack);
      expect(permissions.filter(({ properties }) => text(properties.FunctionName).includes(`"${id}"`))).toEqual([]);
    }
    expect(app.ofType('AWS::Lambda::Url')).toEqual([]);
  });
});

describe('settings', () => {
  it('are checked by every function when it starts, but by the one that reports for itself', () => {
    for (const name of names) {
      const { settings, reportsItself } = FUNCTIONS[name];
      const expected = settings.length === 0 || reportsItself ? undefined : settings.join(',');
      expect(environmentOf(app.functionCalled(name)).SETTINGS, name).toBe(expected);
    }
    expect(names.filter((name) => FUNCTIONS[name].reportsItself)).toEqual(['migrate', 'token-keys']);
  });

  it('have ClickHouse answer, or not, before the function itself has no time left to say so', () => {
    for (const name of names) {
      const { settings, timeoutSeconds } = FUNCTIONS[name];
      const { WAREHOUSE_TIMEOUT_SECONDS: seconds } = environmentOf(app.functionCalled(name));
      if (!settings.includes('warehouse')) expect(seconds, name).toBeUndefined();
      else {
        expect(Number(seconds), name).toBeGreaterThan(20);
        expect(Number(seconds), name).toBeLessThan(timeoutSeconds);
      }
    }
  });

  it('name secrets and hold none', () => {
    for (const { id, resource, properties } of app.all) {
      // The password of a cluster is set by CloudFormation, which reads the secret itself; so is what CloudFront shows, and what
      // the web ACL knows it by.
      const set = {
        ...(resource.Type === 'AWS::RDS::DBCluster' ? { MasterUserPassword: '', MasterUsername: '' } : {}),
        ...(resource.Type === 'AWS::CloudFront::Distribution' ? { DistributionConfig: '' } : {}),
        ...(resource.Type === 'AWS::WAFv2::WebACL' ? { Rules: '' } : {}),
      };
      expect(/resolve:(secretsmanager|ssm-secure)/.test(text({ ...properties, ...set })), id).toBe(false);
    }
    for (const found of app.functions) {
      for (const [name, value] of Object.entries(environmentOf(found))) {
        if (/URL$/.test(name) && !name.endsWith('DATABASE_URL')) continue;
        if (name === 'TOKEN_PUBLIC_KEY' || name === 'TOKEN_KEY_SECRET_ID') continue;
        if (/PASSWORD|PEPPER|KEY$|TOKEN|DATABASE_URL/.test(name)) expect(text(value), name).toContain('{secret:');
      }
    }
  });

  it('give the key that signs tokens to auth alone; the one that proves them, as it is, to all who do', () => {
    const with_ = (setting: string) =>
      names.filter((name) => setting in environmentOf(app.functionCalled(name))).sort();
    expect(with_('TOKEN_PRIVATE_KEY')).toEqual(['auth']);
    expect(with_('TOKEN_PUBLIC_KEY')).toEqual([...admitting, 'auth'].sort());
    for (const name of admitting) {
      const publicKey = environmentOf(app.functionCalled(name)).TOKEN_PUBLIC_KEY;
      expect(publicKey).toEqual({ 'Fn::GetAtt': [app.only('Custom::TokenKeys').id, 'PublicKey'] });
    }
    const maker = app.statementsOf('token-keys').filter(({ Action }) => text(Action).includes('secretsmanager'));
    expect(maker.map(({ Action }) => Action)).toEqual(['secretsmanager:PutSecretValue']);
  });

  it('check credentials by a login of its own, all that let tenants in and no other', () => {
    const holders = names.filter((name) => 'CREDENTIALS_DATABASE_URL' in environmentOf(app.functionCalled(name)));
    // The migrations make it, health asks whether it is let in, and nothing is staged that a revoked one announced.
    expect(holders.sort()).toEqual([...admitting, 'health', 'migrate', 'stage-upload'].sort());
    const readers = names.filter((name) => 'DATABASE_URL' in environmentOf(app.functionCalled(name)));
    for (const name of ['data', 'profiling', 'rules', 'health']) expect(readers).not.toContain(name);
  });

  it('give the pepper of the keys to those who make or know keys, or keep answers for an idempotency key', () => {
    const holders = names.filter((name) => 'KEY_PEPPER' in environmentOf(app.functionCalled(name)));
    expect(holders.sort()).toEqual([...admitting, 'auth', 'tenants-admin'].sort());
    const find = routeFinder(ROUTES);
    for (const { path, replayable } of allEndpoints) {
      const name = find(path.replaceAll(/\{[^}]+\}/g, '0197'))?.route.function as FunctionName;
      if (replayable) expect(FUNCTIONS[name].settings, path).toEqual(expect.arrayContaining(['staging', 'keys']));
    }
  });

  const isPrivateKeys = (resource: unknown) => text(resource).includes(':secret:tranche/tenants/*');

  it('let those who hash private columns, or open rejected rows, read and make the private keys of tenants', () => {
    const actions = Object.fromEntries(
      names.flatMap((name) => {
        const statements = app.statementsOf(name).filter(({ Resource }) => isPrivateKeys(Resource));
        return statements.map(({ Action }) => [
          name,
          list(Action)
            .map((action) => action.split(':')[1])
            .sort(),
        ]);
      }),
    );
    expect(actions).toEqual({
      sync: ['CreateSecret', 'GetSecretValue'],
      'run-sync': ['CreateSecret', 'GetSecretValue'],
      'tenants-admin': ['CreateSecret', 'GetSecretValue', 'PutSecretValue'],
    });
    for (const name of names.filter((name) => name in actions)) {
      expect(environmentOf(app.functionCalled(name)).PRIVATE_KEYS_PREFIX).toBe('tranche/tenants');
    }
  });

  it('name the very secrets that the role may read', () => {
    // Settings take a reference, policies an attribute of the same resource, each by way of an export.
    const secretIn = (value: unknown) =>
      text(value).replace(/ExportsOutput(?:Ref|FnGetAtt)(\w+?)(?:Id)?[0-9A-F]{8}"/, '$1"');
    const readable = (name: FunctionName) =>
      app
        .statementsOf(name)
        .filter(({ Action, Resource }) => text(Action).includes('secretsmanager:') && !isPrivateKeys(Resource))
        .flatMap(({ Action, Resource }) => {
          // It makes a secret that it cannot read.
          if (name === 'token-keys') return [];
          expect(list(Action)).toEqual(['secretsmanager:GetSecretValue']);
          return list(Resource).map(secretIn);
        })
        .sort();
    for (const name of names) {
      const values = Object.values(environmentOf(app.functionCalled(name)));
      const referred = values.flatMap((value) => {
        const parts = (value as { 'Fn::Join'?: [string, unknown[]] })?.['Fn::Join']?.[1] ?? [];
        return parts.flatMap((part, index) => (String(part).endsWith('{secret:') ? [secretIn(parts[index + 1])] : []));
      });
      expect(readable(name), name).toEqual([...new Set(referred)].sort());
    }
    // By which it knows CloudFront.
    expect(readable('docs')).toEqual([expect.stringContaining('EdgeSecret')]);
    expect(readable('stage-upload')).toEqual([expect.stringContaining('PostgresCredentialsPassword')]);
    // CloudFront's, the pepper, two passwords, and the certificate of ClickHouse; not the password of Postgres' owner.
    expect(readable('data').length).toBe(5);
    for (const name of ['data', 'profiling', 'rules', 'health'] as const) {
      expect(readable(name).join(), name).not.toMatch(/PostgresPassword/);
    }
    expect(readable('run-sync').join()).toMatch(/PostgresPassword/);
  });
});
