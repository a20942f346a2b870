import { type App, Aws, Tags } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LogKeeping } from './constructs/kept-log.ts';
import type { FunctionNetwork } from './constructs/tranche-function.ts';
import { installationNames, stagingBucketArn, stagingTableArn } from './names.ts';
import { readSettings, type Settings } from './settings.ts';
import { earlySettings, settingsSources } from './settings-sources.ts';
import { CAPACITY, reservedConcurrency } from './sizes.ts';
import { DatabasesStack } from './stacks/databases-stack.ts';
import { FoundationStack } from './stacks/foundation-stack.ts';
import { IntakeStack } from './stacks/intake-stack.ts';
import { MigrationsStack } from './stacks/migrations-stack.ts';
import { NetworkStack } from './stacks/network-stack.ts';
import { PageStack } from './stacks/page-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';
import { WorkStack } from './stacks/work-stack.ts';

/**
 * The whole of Tranche, in stacks, so that a change of code does not touch data:
 *
 *   Foundation   the key, the topic of the alarms
 *   Network      the VPC             \ only where databases
 *   Databases    Postgres, ClickHouse / are made here
 *   Intake       the function that S3 calls
 *   Storage      staged files, registry, queue, secrets
 *   Migrations   brings the databases up to date, or stops the deployment
 *   Work         what works in the background: workers of queues, the schedule
 *   Service      what answers requests: the API and the functions behind it
 *   Page         the web page and CloudFront before it and the API; not where an emulator has no CloudFront
 *
 * @throws {SettingsError} when the context is not what it should be
 */
export function buildTranche(app: App): void {
  const settings = readSettings(app.node.getAllContext());
  const { installation } = settings;
  const names = installationNames(installation);
  const prefix = installation.replace(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
  const capacity = CAPACITY[settings.size];
  const keepData = !settings.destroyData;
  const telemetry = { service: installation, logLevel: settings.logLevel, traces: settings.traces };

  const foundation = new FoundationStack(app, `${prefix}Foundation`, {
    alarmEmail: settings.alarmEmail,
    alarms: { runbook: settings.runbook, prefix, expressions: !settings.emulator },
    keepData,
  });
  const logs = { key: foundation.key, retention: settings.logDays as RetentionDays, keepAudit: keepData };
  const concurrentSyncs = settings.concurrentSyncs ?? capacity.concurrentSyncs;
  const reserved =
    settings.reserveConcurrency && !settings.emulator ? reservedConcurrency({ ...capacity, concurrentSyncs }) : {};
  const { databases, network } = provideDatabases(app, prefix, settings, foundation, logs);

  const intake = new IntakeStack(app, `${prefix}Intake`, {
    names,
    foundation,
    settings: earlySettings(names, settings, databases),
    network,
    logs,
    reservedConcurrency: reserved,
    telemetry,
  });
  const storage = new StorageStack(app, `${prefix}Storage`, {
    names,
    foundation,
    stagedFileDays: settings.stagedFileDays,
    keepData,
    canBeEmptied: !settings.emulator,
  });
  storage.addStackDependency(intake);

  const surroundings = {
    settings: settingsSources(settings, storage, databases, foundation.key),
    logs,
    reservedConcurrency: reserved,
    telemetry,
    key: foundation.key,
    stagingBucketArn: stagingBucketArn(names),
    stagingTableArn: stagingTableArn(names),
    network,
    compressAnswers: settings.compressAnswers,
  };
  const migrations = new MigrationsStack(app, `${prefix}Migrations`, { foundation, surroundings });
  const work = new WorkStack(app, `${prefix}Work`, {
    names,
    foundation,
    intake,
    storage,
    surroundings,
    concurrentSyncs,
    countsEvents: !settings.emulator,
  });
  work.addStackDependency(migrations);
  const service = new ServiceStack(app, `${prefix}Service`, {
    foundation,
    storage,
    work,
    surroundings,
    countsEvents: !settings.emulator,
    dashboard: settings.emulator
      ? undefined
      : {
          name: prefix,
          cluster: databases?.cluster,
          warehouseOf: databases?.clickhouse === undefined ? undefined : installation,
        },
    tokenKeys: settings.tokenKeys,
    api: {
      requests: capacity.requests,
      domain:
        settings.domain === undefined || settings.certificate === undefined
          ? undefined
          : { name: settings.domain, certificateArn: settings.certificate },
      webAclArn: settings.webAcl === 'none' ? undefined : settings.webAcl,
      edgeSecret:
        settings.webAcl === undefined && !settings.emulator ? storage.edgeSecret.secretValue.unsafeUnwrap() : undefined,
      accountLogRole: !settings.emulator,
    },
    tenantsArguments: installation === 'tranche' ? '--aws' : `--aws=${installation}`,
  });
  service.addStackDependency(work);
  if (!settings.emulator) {
    const uploadHost = `${names.stagingBucket}.s3.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    new PageStack(app, `${prefix}Page`, {
      api: service.apiOrigin,
      edgeSecret: storage.edgeSecret.secretValue,
      uploadHost,
    });
  }

  Tags.of(app).add('application', installation);
}

/** The databases that are not given, and where functions stand to reach them. */
function provideDatabases(app: App, prefix: string, settings: Settings, foundation: FoundationStack, logs: LogKeeping) {
  const makes = {
    postgres: settings.postgresSecret === undefined,
    clickhouse: settings.clickhouseSecret === undefined,
  };
  if (!makes.postgres && !makes.clickhouse) return { databases: undefined, network: existingNetwork(settings) };
  const capacity = CAPACITY[settings.size];
  const network = new NetworkStack(app, `${prefix}Network`, {
    natGateways: capacity.natGateways,
    logs,
    makes,
    outboundPorts: settings.outboundPorts,
  });
  const databases = new DatabasesStack(app, `${prefix}Databases`, {
    installation: settings.installation,
    foundation,
    network,
    capacity,
    logs,
    backupDays: settings.backupDays,
    keepData: !settings.destroyData,
    makes,
  });
  return { databases, network: network.functions };
}

function existingNetwork({ databaseSubnets, databaseSecurityGroup }: Settings): FunctionNetwork | undefined {
  if (databaseSubnets === undefined || databaseSecurityGroup === undefined) return undefined;
  return { subnetIds: databaseSubnets, securityGroupId: databaseSecurityGroup };
}
