import { describe, expect, it } from 'vitest';
import type { StackTemplate } from '../../../local/host/template-files.ts';
import { type Statement, synthesised, text } from './synthesis.ts';

const app = synthesised();
/** What holds something that cannot be made again. */
const DATA = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::SecretsManager::Secret',
  'AWS::KMS::Key',
  'AWS::RDS::DBCluster',
  // RDS deletes none that a cluster uses, and this one stays.
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::EC2::Volume',
  'AWS::Backup::BackupVault',
];

describe('stacks', () => {
  it('keep data apart from code', () => {
    for (const name of ['Foundation', 'Network', 'Databases', 'Storage']) {
      const { template } = app.stacks.find(({ stack }) => stack === `Tranche${name}`) as StackTemplate;
      const types = Object.values(template.Resources).map((resource) => resource.Type);
      expect(
        types.filter((type) => /Lambda|ApiGateway|Events::|Custom::/.test(type)),
        name,
      ).toEqual([]);
      // A change of code changes a function's asset: nothing here may name one.
      expect(text(template)).not.toContain('"S3Bucket"');
    }
    for (const name of ['Intake', 'Migrations', 'Service']) {
      const { template } = app.stacks.find(({ stack }) => stack === `Tranche${name}`) as StackTemplate;
      const types = Object.values(template.Resources).map((resource) => resource.Type);
      expect(
        types.filter((type) => DATA.includes(type)),
        name,
      ).toEqual([]);
    }
  });

  it('keep the data when they are deleted', () => {
    for (const type of DATA) {
      const found = app.ofType(type).filter(({ stack }) => stack !== 'TranchePage');
      expect(found.length, type).toBeGreaterThan(0);
      for (const { id, resource } of found) {
        expect(resource, id).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      }
    }
    expect(app.only('AWS::RDS::DBCluster').properties.DeletionProtection).toBe(true);
    expect(app.only('AWS::DynamoDB::Table').properties.DeletionProtectionEnabled).toBe(true);
  });

  it('remove the data only when told to', () => {
    const gone = synthesised({ destroyData: 'true' });
    for (const type of DATA) {
      for (const { id, resource } of gone.ofType(type))
        expect(resource, id).toMatchObject({ DeletionPolicy: 'Delete' });
    }
    expect(gone.only('AWS::RDS::DBCluster').properties.DeletionProtection).toBe(false);
    expect(gone.ofType('Custom::S3AutoDeleteObjects')).toHaveLength(1);
  });

  it('print what comes next', () => {
    const outputs = Object.assign({}, ...app.stacks.map(({ template }) => template.Outputs));
    for (const name of ['ApiUrl', 'StagingBucketName', 'CreateTenant', 'AlarmTopicArn'])
      expect(outputs).toHaveProperty(name);
    expect(outputs.CreateTenant.Value).toBe('npm run tenants -- --aws create BANK001 "Bank 001"');
  });
});

describe('encryption', () => {
  it('is by one key that changes by itself and that only this account may use', () => {
    const { properties } = app.only('AWS::KMS::Key');
    expect(properties.EnableKeyRotation).toBe(true);
    const { Statement: statements } = properties.KeyPolicy as { Statement: Statement[] };
    for (const { Principal, Condition } of statements) {
      expect(text(Principal)).not.toContain('"*"');
      if (text(Principal).includes('Service')) {
        expect(text(Condition)).toMatch(/aws:SourceAccount|kms:EncryptionContext:aws:logs:arn.*AWS::AccountId/);
      }
    }
  });

  it('covers everything at rest', () => {
    const byKey = { 'Fn::ImportValue': expect.stringContaining('Key') };
    expect(app.only('AWS::RDS::DBCluster').properties).toMatchObject({ StorageEncrypted: true, KmsKeyId: byKey });
    expect(app.only('AWS::EC2::Volume').properties).toMatchObject({ Encrypted: true, KmsKeyId: byKey });
    expect(app.only('AWS::DynamoDB::Table').properties.SSESpecification).toMatchObject({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: byKey,
    });
    for (const { id, properties } of app.ofType('AWS::SecretsManager::Secret')) {
      expect(properties.KmsKeyId, id).toEqual(byKey);
      expect(properties.SecretString, id).toBeUndefined();
      expect(properties.GenerateSecretString, id).toMatchObject({ PasswordLength: expect.any(Number) });
    }
  });
});

describe('staging', () => {
  it('bucket is private, versioned, encrypted, TLS only', () => {
    const { id, properties } = app.stagingBucket;
    expect(properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expect.anything() },
          },
        ],
      },
    });
    const policy = app.ofType('AWS::S3::BucketPolicy').find(({ properties: { Bucket } }) => text(Bucket).includes(id));
    const statements = ((policy?.properties.PolicyDocument ?? {}) as { Statement: Statement[] }).Statement;
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
    expect(text(statements)).toContain('"aws:SecureTransport":"false"');
  });

  it('bucket lets a page upload parts, and throws away what is abandoned or old', () => {
    const { CorsConfiguration, LifecycleConfiguration } = app.stagingBucket.properties;
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
    // Documents of persons go when their verification has been decided, and then for good.
    expect(rules.find((rule) => rule.Prefix === 'persons/')).toMatchObject({
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      ExpiredObjectDeleteMarker: true,
    });
  });

  it('bucket tells stage-upload of every new staged object, and only S3 on behalf of that bucket may', () => {
    const { properties } = app.stagingBucket;
    const { LambdaConfigurations: configurations } = properties.NotificationConfiguration as {
      LambdaConfigurations: Record<string, unknown>[];
    };
    expect(configurations).toHaveLength(1);
    expect(configurations[0]).toMatchObject({
      Event: 's3:ObjectCreated:*',
      Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'staging/' }] } },
    });
    const stageUpload = app.functionCalled('stage-upload');
    expect(text(configurations[0]?.Function)).toContain(`function:${stageUpload.properties.FunctionName}"`);
    const permission = app.ofType('AWS::Lambda::Permission').find((found) => found.stack === stageUpload.stack);
    expect(permission?.properties).toMatchObject({
      Principal: 's3.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
    const named = (value: unknown) => (value as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].map(text).join();
    expect(named(permission?.properties.SourceArn).replace(':s3:::', '')).toContain(named(properties.BucketName));
  });

  it('table expires items, can be restored to any second, and costs nothing when idle', () => {
    expect(app.only('AWS::DynamoDB::Table').properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });
});
