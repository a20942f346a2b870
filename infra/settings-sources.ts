import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  existingSecret,
  type SettingsSource,
  type SettingsSources,
  secretReference,
} from './constructs/function-settings.ts';
import { secretArn } from './constructs/generated-secret.ts';
import type { InstallationNames } from './names.ts';
import type { Settings } from './settings.ts';
import { CAPACITY, SMALL_SYNCS } from './sizes.ts';
import type { DatabasesStack } from './stacks/databases-stack.ts';
import type { StorageStack } from './stacks/storage-stack.ts';

/** Settings that are known before the storage stands: names, and where credentials are looked up. */
export function earlySettings(
  names: InstallationNames,
  settings: Settings,
  databases: DatabasesStack | undefined,
): Pick<SettingsSources, 'staging' | 'credentials'> {
  return {
    staging: { environment: { STAGING_BUCKET: names.stagingBucket, STAGING_TABLE: names.stagingTable } },
    credentials: credentialsSource(settings, databases),
  };
}

const credentialsSource = (settings: Settings, databases: DatabasesStack | undefined): SettingsSource =>
  databases?.credentials ?? existing(settings.credentialsSecret, 'credentialsSecret', ['CREDENTIALS_DATABASE_URL']);

/** Where every setting of every function comes from, but the public key of tokens: it is made with the service. */
export function settingsSources(
  settings: Settings,
  storage: StorageStack,
  databases: DatabasesStack | undefined,
  encryptionKey: IKey,
): Omit<SettingsSources, 'tokens'> {
  const {
    stagingBucket,
    stagingTable,
    syncQueue,
    smallSyncQueue,
    failedSyncs,
    pullQueue,
    streamQueue,
    failedStreams,
    mediatorQueue,
    failedMediations,
    webhookQueue,
    failedWebhooks,
    sourceKey,
    providerKey,
    personKey,
    webhookKey,
    keyPepper,
    tokenPrivateKey,
    metricsToken,
    edgeSecret,
  } = storage;
  const postgres = databases?.postgres ?? existing(settings.postgresSecret, 'postgresSecret', ['DATABASE_URL']);
  const { warehouse, loading } = databases?.clickhouse ?? existingClickHouse(settings);
  const cluster = settings.clickhouseCluster === undefined ? {} : { WAREHOUSE_CLUSTER: settings.clickhouseCluster };
  const generated = (name: string, secret: Secret): SettingsSource => ({
    environment: { [name]: secretReference(secret.secretArn) },
    secretArns: [secretArn(secret)],
  });
  const withSetting = (source: SettingsSource, name: string, value: number): SettingsSource => ({
    ...source,
    environment: { ...source.environment, [name]: String(value) },
  });
  return {
    staging: { environment: { STAGING_BUCKET: stagingBucket.bucketName, STAGING_TABLE: stagingTable.tableName } },
    queue: { environment: { SYNC_QUEUE_URL: syncQueue.queueUrl, SMALL_SYNC_QUEUE_URL: smallSyncQueue.queueUrl } },
    lanes: {
      environment: {
        LARGE_SYNCS: String(settings.concurrentSyncs ?? CAPACITY[settings.size].concurrentSyncs),
        SMALL_SYNCS: String(SMALL_SYNCS),
      },
    },
    streams: { environment: { STREAM_QUEUE_URL: streamQueue.queueUrl } },
    mediator: { environment: { MEDIATOR_QUEUE_URL: mediatorQueue.queueUrl } },
    providers: generated('PROVIDER_KEY', providerKey),
    persons: withSetting(generated('PERSON_KEY', personKey), 'KYC_DOCUMENT_DAYS', settings.kycDocumentDays),
    webhookQueue: { environment: { WEBHOOK_QUEUE_URL: webhookQueue.queueUrl } },
    webhooks: generated('WEBHOOK_KEY', webhookKey),
    pulls: { environment: { PULL_QUEUE_URL: pullQueue.queueUrl } },
    sources: generated('SOURCE_KEY', sourceKey),
    privateKeys: {
      environment: {
        PRIVATE_KEYS_PREFIX: `${settings.installation}/tenants`,
        PRIVATE_KEYS_KMS_ID: encryptionKey.keyArn,
      },
    },
    outbound: { environment: { OUTBOUND_ALLOWED: settings.outboundAllowed } },
    operations: postgres,
    credentials: credentialsSource(settings, databases),
    keys: generated('KEY_PEPPER', keyPepper),
    signing: generated('TOKEN_PRIVATE_KEY', tokenPrivateKey),
    tokenKeys: { environment: { TOKEN_KEY_SECRET_ID: tokenPrivateKey.secretArn } },
    audit: { environment: { AUDIT_YEARS: String(settings.auditYears) } },
    limits: joined(
      {
        environment: {
          RATE_LIMITS: settings.rateLimits,
          READS_AT_A_TIME: String(CAPACITY[settings.size].readsAtATime),
        },
      },
      generated('EDGE_SECRET', edgeSecret),
    ),
    warehouse: joined(warehouse, { environment: cluster }),
    loading,
    metrics: joined(generated('METRICS_TOKEN', metricsToken), {
      environment: {
        SYNC_DEAD_LETTER_QUEUE_URL: failedSyncs.queueUrl,
        STREAM_DEAD_LETTER_QUEUE_URL: failedStreams.queueUrl,
        MEDIATOR_DEAD_LETTER_QUEUE_URL: failedMediations.queueUrl,
        WEBHOOK_DEAD_LETTER_QUEUE_URL: failedWebhooks.queueUrl,
      },
    }),
  };
}

const WAREHOUSE_FIELDS = ['WAREHOUSE_URL', 'WAREHOUSE_USER', 'WAREHOUSE_PASSWORD'];

/** A ClickHouse that exists may have one login for everything. */
function existingClickHouse({
  clickhouseSecret,
  clickhouseReadSecret,
}: Settings): Pick<SettingsSources, 'warehouse' | 'loading'> {
  const whole = existing(clickhouseSecret, 'clickhouseSecret', WAREHOUSE_FIELDS);
  if (clickhouseReadSecret === undefined) return { warehouse: whole, loading: { environment: {} } };
  const { WAREHOUSE_USER = '', WAREHOUSE_PASSWORD = '' } = whole.environment;
  return {
    warehouse: existingSecret(clickhouseReadSecret, WAREHOUSE_FIELDS),
    loading: {
      ...whole,
      environment: { WAREHOUSE_LOAD_USER: WAREHOUSE_USER, WAREHOUSE_LOAD_PASSWORD: WAREHOUSE_PASSWORD },
    },
  };
}

function existing(secret: string | undefined, name: string, fields: readonly string[]): SettingsSource {
  if (secret === undefined) throw new Error(`${name}: a database is neither made nor given`);
  return existingSecret(secret, fields);
}

const joined = (...sources: readonly SettingsSource[]): SettingsSource => ({
  environment: Object.assign({}, ...sources.map(({ environment }) => environment)),
  secretArns: sources.flatMap(({ secretArns }) => secretArns ?? []),
});
