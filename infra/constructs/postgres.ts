import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  AuroraPostgresEngineVersion,
  CfnDBInstance,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseSecret,
  ParameterGroup,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { CREDENTIALS_USER } from '../../shared/operations/credentials-url.ts';
import { accept } from '../acknowledge.ts';
import type { Alarms } from './alarms.ts';
import { type SettingsSource, secretReference } from './function-settings.ts';
import { generatedSecret, secretArn } from './generated-secret.ts';
import { keptLog, type LogKeeping } from './kept-log.ts';

export interface PostgresProps {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly securityGroup: ISecurityGroup;
  readonly key: IKey;
  readonly units: { readonly least: number; readonly most: number };
  readonly standby: boolean;
  readonly backupDays: number;
  readonly keepData: boolean;
  readonly alarms: Alarms;
  readonly logs: LogKeeping;
}

const LOG = 'postgresql';
/** Texts of errors quote values and statements: the client gets them; the log keeps what concerns the server. As on a laptop. */
const QUIET_LOG = { log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse' };
const ROTATION =
  'Changed by an operator, without a deployment: docs/deploying.md, "Changing a secret". A rotation by the clock would need a function that may log in as owner and set passwords.';
const USER = 'tranche';
const DATABASE = 'tranche';

/** Aurora PostgreSQL Serverless v2: encrypted, TLS only, backed up continuously. */
export class Postgres extends Construct {
  readonly settings: SettingsSource;
  readonly credentials: SettingsSource;
  readonly cluster: DatabaseCluster;

  constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, id);
    const removalPolicy = props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const secret = new DatabaseSecret(this, 'Password', { username: USER, encryptionKey: props.key });
    secret.applyRemovalPolicy(removalPolicy);
    const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_18_4 });
    this.cluster = new DatabaseCluster(this, 'Cluster', {
      engine,
      credentials: Credentials.fromSecret(secret as ISecret),
      defaultDatabaseName: DATABASE,
      writer: ClusterInstance.serverlessV2('Writer'),
      readers: props.standby ? [ClusterInstance.serverlessV2('Standby', { scaleWithWriter: true })] : [],
      serverlessV2MinCapacity: props.units.least,
      serverlessV2MaxCapacity: props.units.most,
      vpc: props.vpc,
      vpcSubnets: props.subnets,
      securityGroups: [props.securityGroup],
      storageEncrypted: true,
      storageEncryptionKey: props.key,
      iamAuthentication: true,
      // It stays with the cluster: RDS refuses to delete what a cluster uses.
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        parameters: { 'rds.force_ssl': '1', ...QUIET_LOG },
        removalPolicy,
      }),
      backup: { retention: Duration.days(props.backupDays) },
      cloudwatchLogsExports: [LOG],
      copyTagsToSnapshot: true,
      deletionProtection: props.keepData,
      removalPolicy,
    });
    this.#keepLog(props.logs);
    const { hostname, port } = this.cluster.clusterEndpoint;
    const password = secretReference(secret.secretArn, 'password');
    const address = `${hostname}:${port}/${DATABASE}?sslmode=verify-full`;
    this.settings = {
      environment: { DATABASE_URL: `postgres://${USER}:${password}@${address}` },
      secretArns: [secret.secretArn],
    };
    const credentials = generatedSecret(this, 'CredentialsPassword', {
      description: `Password of the login ${CREDENTIALS_USER}, which functions of Tranche check credentials by.`,
      key: props.key,
      removalPolicy,
    });
    const credentialsPassword = secretReference(credentials.secretArn);
    this.credentials = {
      environment: { CREDENTIALS_DATABASE_URL: `postgres://${CREDENTIALS_USER}:${credentialsPassword}@${address}` },
      secretArns: [secretArn(credentials)],
    };

    props.alarms.watch('PostgresAtItsLimit', {
      metric: this.cluster.metric('ACUUtilization', { period: Duration.minutes(5), statistic: Stats.AVERAGE }),
      limit: { above: 90 },
      periods: 3,
      meaning: 'Postgres has used nearly all the capacity it may take for a quarter of an hour.',
      section: 'postgres-at-its-limit',
    });
    this.#acceptRules();
  }

  /** RDS makes the log group when the first instance writes to it, without a key and for ever; so it stands before they do. */
  #keepLog(logs: LogKeeping): void {
    const log = keptLog(this, 'Log', 'audit', logs, `/aws/rds/cluster/${this.cluster.clusterIdentifier}/${LOG}`);
    for (const found of this.cluster.node.findAll()) {
      if (found instanceof CfnDBInstance) found.node.addDependency(log);
    }
  }

  #acceptRules(): void {
    const reasons = {
      'AwsSolutions-SMG4': ROTATION,
      'NIST.800.53.R5-SecretsManagerRotationEnabled': ROTATION,
      'NIST.800.53.R5-RDSInBackupPlan':
        'Backed up continuously, to any second of context value backupDays; a plan would keep the same once more.',
      'NIST.800.53.R5-RDSEnhancedMonitoringEnabled':
        'Capacity, connections and errors are watched by alarms; what enhanced monitoring adds is the processes of a machine that AWS runs.',
    };
    for (const [rule, reason] of Object.entries(reasons)) accept(this, rule, reason);
  }
}
