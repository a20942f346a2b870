import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUNCTIONS, type FunctionName } from '../../infra/functions.ts';
import { ROUTES } from '../../infra/routes.ts';
import { routeFinder } from '../../local/host/routing.ts';
import { synthesise } from '../../local/host/synthesise.ts';
import type { Resource, StackTemplate } from '../../local/host/template-files.ts';
import { allEndpoints } from '../../shared/http/endpoints/index.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(path.join(tmpdir(), 'tranche-infra-'));
let stacks: StackTemplate[];

beforeAll(async () => {
  const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  stacks = await synthesise({
    app: path.join(ROOT, 'infra/app.ts'),
    sources: [path.join(ROOT, 'infra')],
    context: { ...context },
    cacheDirectory: directory,
  });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Found = { stack: string; id: string; resource: Resource; properties: Record<string, unknown> };
const ofType = (type: string): Found[] =>
  stacks.flatMap(({ stack, template }) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ stack, id, resource, properties: resource.Properties })),
  );
const only = (type: string): Found => {
  const found = ofType(type);
  expect(found).toHaveLength(1);
  return found[0] as Found;
};
/** functions/run-sync/handler.ts → run-sync */
const nameOf = (found: Found) => String(found.resource.Metadata['tranche:entry']).split('/')[1] as FunctionName;
const functionCalled = (name: FunctionName): Found =>
  ofType('AWS::Lambda::Function').find((found) => nameOf(found) === name) as Found;
const text = (value: unknown) => JSON.stringify(value);

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Principal?: unknown;
  Condition?: unknown;
}
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** What the role of a function may do, by all its policies. */
function statementsOf(name: FunctionName): Statement[] {
  const { stack, properties } = functionCalled(name);
  const role = (properties.Role as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0] as string;
  return ofType('AWS::IAM::Policy')
    .filter((policy) => policy.stack === stack && text(policy.properties.Roles).includes(`"${role}"`))
    .flatMap((policy) => (policy.properties.PolicyDocument as { Statement: Statement[] }).Statement);
}

describe('stacks', () => {
  it('keep data apart from code', () => {
    const storage = stacks.find(({ stack }) => stack.endsWith('Storage')) as StackTemplate;
    const types = new Set(Object.values(storage.template.Resources).map((resource) => resource.Type));
    expect([...types].filter((type) => /Lambda|ApiGateway|Events/.test(type))).toEqual([]);
    for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret']) {
      expect(ofType(type).every(({ stack }) => stack === storage.stack)).toBe(true);
    }
    // A change of code changes a function's asset: nothing in storage may name one.
    expect(text(storage.template)).not.toContain('"S3Bucket"');
  });

  it('keep the data when a stack is deleted', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret']) {
      for (const { resource } of ofType(type)) {
        expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      }
    }
  });
});

describe('functions', () => {
  const names = Object.keys(FUNCTIONS) as FunctionName[];

  it('are all there, on Node 24 and arm64, with their memory and timeout, each with a log of its own', () => {
    const functions = ofType('AWS::Lambda::Function');
    expect(functions.map(nameOf).sort()).toEqual([...names].sort());
    for (const found of functions) {
      const spec = FUNCTIONS[nameOf(found)];
      expect(found.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: spec.memoryMb,
        Timeout: spec.timeoutSeconds,
        LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
      });
    }
    const roles = functions.map(({ properties }) => text(properties.Role));
    expect(new Set(roles).size).toBe(functions.length);
    for (const { properties } of ofType('AWS::Logs::LogGroup')) expect(properties.RetentionInDays).toBeGreaterThan(0);
  });

  it.each(names)('%s may act on resources of its own only, named one by one', (name) => {
    const { stack } = functionCalled(name);
    const statements = statementsOf(name);
    expect(statements.length).toBeGreaterThan(0);
    for (const { Effect, Action, Resource } of statements) {
      expect(Effect).toBe('Allow');
      for (const action of list(Action)) expect(action).not.toContain('*');
      for (const resource of list(Resource)) {
        expect(resource).not.toBe('*');
        // A wildcard may only stand for the objects below a prefix.
        expect(text(resource).replaceAll(/\/(staging|exports)\/\*/g, '')).not.toContain('*');
      }
    }
    const logs = statements.filter(({ Action }) => text(Action).includes('logs:'));
    const group = (functionCalled(name).properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref;
    expect(logs.map(({ Resource }) => Resource)).toEqual([{ 'Fn::GetAtt': [group, 'Arn'] }]);
    const role = ofType('AWS::IAM::Role').filter((found) => found.stack === stack);
    for (const { properties } of role) expect(properties.ManagedPolicyArns).toBeUndefined();
  });

  const may = (name: FunctionName, service: string) =>
    statementsOf(name)
      .flatMap(({ Action }) => list(Action))
      .filter((action) => action.startsWith(`${service}:`))
      .sort();

  it('have the rights their work needs and no others', () => {
    for (const name of ['authorizer', 'auth', 'data', 'profiling', 'docs'] as const) {
      expect([...may(name, 's3'), ...may(name, 'dynamodb'), ...may(name, 'sqs')], name).toEqual([]);
    }
    expect(may('health', 'dynamodb')).toEqual(['dynamodb:GetItem', 'dynamodb:Query']);
    expect(may('check-and-sync', 's3')).toEqual([]);
    expect(may('check-and-sync', 'sqs')).toContain('sqs:SendMessage');
    expect(may('run-sync', 'sqs')).toContain('sqs:DeleteMessage');
    expect(may('run-sync', 'sqs')).not.toContain('sqs:SendMessage');
    expect(may('run-sync', 's3')).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']);
    expect(may('stage-upload', 's3')).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']);
    expect(may('uploads', 's3')).toContain('s3:PutObject');
    for (const name of names) {
      expect(may(name, 'dynamodb'), name).not.toContain('dynamodb:Scan');
      expect(
        may(name, 's3').filter((action) => action.startsWith('s3:Delete')),
        name,
      ).toEqual([]);
      expect(may(name, 'secretsmanager'), name).toEqual([]);
    }
  });

  it('write staged files or exports, never both', () => {
    const writable = (name: FunctionName) =>
      statementsOf(name)
        .filter(({ Action }) => list(Action).includes('s3:PutObject'))
        .map(({ Resource }) => /\/(staging|exports)\/\*/.exec(text(Resource))?.[1]);
    expect(writable('uploads')).toEqual(['staging']);
    expect(writable('sync')).toEqual(['exports']);
    expect(names.filter((name) => writable(name).length > 0).sort()).toEqual(['sync', 'uploads']);
  });

  it('have no secret in clear text in the template', () => {
    for (const { properties } of ofType('AWS::Lambda::Function')) {
      const variables = (properties.Environment as { Variables: Record<string, unknown> }).Variables;
      for (const name of ['DATABASE_URL', 'KEY_PEPPER', 'TOKEN_SIGNING_KEY', 'WAREHOUSE_PASSWORD']) {
        if (name in variables) expect(text(variables[name])).toContain('{{resolve:secretsmanager:');
      }
    }
  });

  it('give the key that signs tokens to those who sign and who verify, and to no other', () => {
    const holders = ofType('AWS::Lambda::Function').filter(({ properties }) =>
      text(properties.Environment).includes('"TOKEN_SIGNING_KEY"'),
    );
    expect(holders.map(nameOf).sort()).toEqual(['auth', 'authorizer']);
  });
});

describe('queues', () => {
  const isDead = (id: string) =>
    ofType('AWS::SQS::Queue').some(({ properties }) => text(properties.RedrivePolicy ?? null).includes(`"${id}"`)) ||
    ofType('AWS::Lambda::EventInvokeConfig').some(({ properties }) => text(properties).includes(`"${id}"`));

  it('each have a dead-letter queue, which keeps messages two weeks, and take TLS only', () => {
    const queues = ofType('AWS::SQS::Queue');
    expect(queues.filter(({ id }) => !isDead(id))).toHaveLength(1);
    for (const { id, properties } of queues) {
      if (isDead(id)) expect(properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      else expect(properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 3 });
      expect(properties.SqsManagedSseEnabled).toBe(true);
      const policy = ofType('AWS::SQS::QueuePolicy').find((found) => text(found.properties.Queues).includes(`"${id}"`));
      expect(text(policy?.properties.PolicyDocument)).toContain('"aws:SecureTransport":"false"');
    }
  });

  it('hide a message at least six times as long as its consumer may run', () => {
    const mapping = only('AWS::Lambda::EventSourceMapping').properties;
    expect(mapping).toMatchObject({ BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    expect((mapping.ScalingConfig as { MaximumConcurrency: number }).MaximumConcurrency).toBeGreaterThanOrEqual(2);
    expect(mapping.FunctionName).toEqual({ Ref: functionCalled('run-sync').id });
    const [work] = ofType('AWS::SQS::Queue').filter(({ id }) => !isDead(id));
    const { Timeout } = functionCalled('run-sync').properties as { Timeout: number };
    expect(work?.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout);
    expect(work?.properties.MessageRetentionPeriod).toBeGreaterThan(3 * 6 * Timeout);
  });

  it('keep the events that stage-upload could not take', () => {
    const { properties } = only('AWS::Lambda::EventInvokeConfig');
    expect(properties).toMatchObject({
      MaximumRetryAttempts: 2,
      FunctionName: { Ref: functionCalled('stage-upload').id },
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
  });
});

describe('staging', () => {
  it('bucket is private, versioned, encrypted, TLS only', () => {
    const { id, properties } = only('AWS::S3::Bucket');
    expect(properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
    });
    const policy = only('AWS::S3::BucketPolicy').properties;
    expect(policy.Bucket).toEqual({ Ref: id });
    const { Statement: statements } = policy.PolicyDocument as { Statement: Statement[] };
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
    expect(text(statements)).toContain('"aws:SecureTransport":"false"');
  });

  it('bucket lets a page upload parts, and throws away what is abandoned or old', () => {
    const { CorsConfiguration, LifecycleConfiguration } = only('AWS::S3::Bucket').properties;
    expect(CorsConfiguration).toMatchObject({
      CorsRules: [{ AllowedMethods: ['PUT', 'GET'], ExposedHeaders: ['ETag'] }],
    });
    const { Rules: rules } = LifecycleConfiguration as { Rules: Record<string, unknown>[] };
    expect(rules.every((rule) => rule.Status === 'Enabled')).toBe(true);
    expect(rules.some((rule) => 'AbortIncompleteMultipartUpload' in rule && !('Prefix' in rule))).toBe(true);
    for (const Prefix of ['staging/', 'exports/']) {
      expect(rules).toContainEqual(
        expect.objectContaining({
          Prefix,
          ExpirationInDays: expect.any(Number),
          NoncurrentVersionExpiration: expect.anything(),
        }),
      );
    }
  });

  it('bucket tells stage-upload of every new staged object, and only S3 on behalf of that bucket may', () => {
    const { properties } = only('AWS::S3::Bucket');
    const { LambdaConfigurations: configurations } = properties.NotificationConfiguration as {
      LambdaConfigurations: Record<string, unknown>[];
    };
    expect(configurations).toHaveLength(1);
    expect(configurations[0]).toMatchObject({
      Event: 's3:ObjectCreated:*',
      Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'staging/' }] } },
    });
    const stageUpload = functionCalled('stage-upload');
    expect(text(configurations[0]?.Function)).toContain(`function:${stageUpload.properties.FunctionName}"`);
    const permission = ofType('AWS::Lambda::Permission').find((found) => found.stack === stageUpload.stack);
    expect(permission?.properties).toMatchObject({
      Principal: 's3.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
    const named = (value: unknown) => (value as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].map(text).join();
    expect(named(permission?.properties.SourceArn).replace(':s3:::', '')).toContain(named(properties.BucketName));
  });

  it('table expires items, can be restored to any second, and costs nothing when idle', () => {
    expect(only('AWS::DynamoDB::Table').properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
    });
  });
});

describe('schedule', () => {
  it('starts check-and-sync every minute, which ends before the next', () => {
    const rule = only('AWS::Events::Rule').properties;
    expect(rule).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const { id, properties } = functionCalled('check-and-sync');
    expect(rule.Targets).toEqual([expect.objectContaining({ Arn: { 'Fn::GetAtt': [id, 'Arn'] } })]);
    expect(properties.Timeout).toBeLessThan(60);
  });
});

describe('REST API', () => {
  const authorizerId = () => only('AWS::ApiGateway::Authorizer').id;

  it('asks the authorizer on every path but the public ones, and never keeps its answer', () => {
    const methods = ofType('AWS::ApiGateway::Method');
    expect(methods).toHaveLength(ROUTES.length);
    const open = methods.filter(({ properties }) => properties.AuthorizationType === 'NONE');
    expect(open).toHaveLength(ROUTES.filter((route) => route.public).length);
    for (const { properties } of methods) {
      expect(properties.HttpMethod).toBe('ANY');
      if (properties.AuthorizationType !== 'NONE') expect(properties.AuthorizerId).toEqual({ Ref: authorizerId() });
    }
    expect(only('AWS::ApiGateway::Authorizer').properties).toMatchObject({
      Type: 'REQUEST',
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: 'method.request.header.Authorization',
    });
  });

  it('opens nothing that has to do with a tenant, but for signing in, and metrics, which check the credential', () => {
    const open = ROUTES.filter((route) => route.public);
    expect(new Set(open.map((route) => route.function))).toEqual(new Set(['auth', 'docs', 'health', 'metrics']));
  });

  it('knows every endpoint of the OpenAPI document, and guards those that need a credential', () => {
    const find = routeFinder(ROUTES);
    for (const endpoint of allEndpoints) {
      const example = endpoint.path.replaceAll(/\{[^}]+\}/g, '0197');
      const found = find(example)?.route;
      expect(found?.path, endpoint.operationId).toBe(endpoint.path);
      expect(found?.public === true, endpoint.operationId).toBe(endpoint.access === 'public');
    }
  });

  it('refuses with problem documents that carry the request id', () => {
    const responses = ofType('AWS::ApiGateway::GatewayResponse').map(({ properties }) => properties);
    const types = responses.map(({ ResponseType }) => String(ResponseType));
    expect(types).toEqual(expect.arrayContaining(['UNAUTHORIZED', 'ACCESS_DENIED', 'DEFAULT_4XX', 'DEFAULT_5XX']));
    for (const { ResponseParameters, ResponseTemplates, StatusCode } of responses) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.X-Request-Id': 'context.requestId',
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
      });
      const problem = JSON.parse((ResponseTemplates as Record<string, string>)['application/json'] ?? '');
      expect(problem).toMatchObject({ status: Number(StatusCode), request_id: '$context.requestId' });
      expect(problem.type).toMatch(/^\/problems\/[a-z-]+$/);
    }
  });
});
