import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { functionEntry } from '../bundling.ts';
import { FUNCTIONS, type FunctionName, type FunctionSpec } from '../functions.ts';
import type { Alarms } from './alarms.ts';
import { allowKey } from './encryption-key.ts';
import {
  allowCancelling,
  allowConverting,
  allowCounting,
  allowKeepingAnswers,
  allowObjects,
  allowPrivateKeys,
  allowTable,
} from './function-access.ts';
import { allowSecrets, type SettingsSources, secretsOf, settingsEnvironment } from './function-settings.ts';
import type { LogKeeping } from './kept-log.ts';
import { type FunctionNetwork, type Telemetry, TrancheFunction } from './tranche-function.ts';

/** What functions of every stack are made with. */
export interface Surroundings {
  /** Of the groups that the functions name. */
  readonly settings: Partial<SettingsSources>;
  readonly logs: LogKeeping;
  /** Of functions that have it, by name. */
  readonly reservedConcurrency: Partial<Readonly<Record<FunctionName, number>>>;
  readonly telemetry: Telemetry;
  readonly alarms: Alarms;
  readonly key: IKey;
  readonly stagingBucketArn: string;
  readonly stagingTableArn: string;
  /** Where those stand that need a database; without one, databases have public addresses. */
  readonly network: FunctionNetwork | undefined;
  readonly compressAnswers?: boolean;
}

/** A function as `FUNCTIONS` describes it, with the rights that it names and no others. */
export function makeFunction(
  scope: Construct,
  name: FunctionName,
  surroundings: Surroundings,
  functionName?: string,
): TrancheFunction {
  const spec = FUNCTIONS[name];
  const { settings, key } = surroundings;
  const made = new TrancheFunction(scope, constructId(name), {
    entry: functionEntry(name),
    memoryMb: spec.memoryMb,
    timeoutSeconds: spec.timeoutSeconds,
    environment: {
      ...settingsEnvironment(spec, settings),
      ...warehouseTimeout(spec),
      ...(surroundings.compressAnswers === false ? { COMPRESS_ANSWERS: 'false' } : {}),
    },
    logs: surroundings.logs,
    logKind: spec.auditLog ? 'audit' : 'working',
    reservedConcurrency: surroundings.reservedConcurrency[name],
    telemetry: surroundings.telemetry,
    alarms: surroundings.alarms,
    network: needsDatabase(spec) ? surroundings.network : undefined,
    ...(spec.folders ? { folders: spec.folders } : {}),
    ...(spec.packages ? { packages: spec.packages } : {}),
    ...(functionName === undefined ? {} : { functionName }),
  });
  if (spec.table) allowTable(made, surroundings.stagingTableArn, spec.table);
  if (spec.counts) allowCounting(made, surroundings.stagingTableArn);
  if (spec.cancelsUploads) allowCancelling(made, surroundings.stagingTableArn);
  if (spec.keepsAnswers) allowKeepingAnswers(made, surroundings.stagingTableArn);
  if (spec.staged) allowObjects(made.ownRole, surroundings.stagingBucketArn, 'staging/', spec.staged);
  if (spec.convertsSheets) allowConverting(made.ownRole, surroundings.stagingBucketArn);
  if (spec.exports) allowObjects(made.ownRole, surroundings.stagingBucketArn, 'exports/', spec.exports);
  if (spec.persons) allowObjects(made.ownRole, surroundings.stagingBucketArn, 'persons/', spec.persons);
  if (spec.privateKeys) {
    allowPrivateKeys(made.ownRole, settings.privateKeys!.environment.PRIVATE_KEYS_PREFIX!, spec.privateKeys);
  }
  const secretArns = secretsOf(spec.settings, settings);
  allowSecrets(made, secretArns);
  const access = keyAccess(spec, secretArns.length > 0);
  if (access) allowKey(made, key, access);
  return made;
}

/** Time left to say so, when ClickHouse does not answer. */
const LEFT_SECONDS = 3;
const warehouseTimeout = ({ settings, timeoutSeconds }: FunctionSpec): Record<string, string> =>
  settings.includes('warehouse') ? { WAREHOUSE_TIMEOUT_SECONDS: String(timeoutSeconds - LEFT_SECONDS) } : {};

const needsDatabase = ({ settings }: FunctionSpec): boolean =>
  (['operations', 'credentials', 'warehouse'] as const).some((group) => settings.includes(group));

function keyAccess(spec: FunctionSpec, readsSecrets: boolean): 'read' | 'read-write' | undefined {
  const puts = [...(spec.staged ?? []), ...(spec.persons ?? []), ...(spec.exports ?? [])].includes('put');
  const queues = spec.syncQueue || spec.pullQueue || spec.streamQueue || spec.mediatorQueue || spec.webhookQueue;
  if (spec.table === 'read-write' || spec.counts || spec.cancelsUploads || puts || queues || spec.privateKeys)
    return 'read-write';
  return spec.table || spec.staged || spec.persons || spec.exports || readsSecrets ? 'read' : undefined;
}

/** check-and-sync → CheckAndSync */
function constructId(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
