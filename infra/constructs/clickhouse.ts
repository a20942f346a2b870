import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Aws, type CfnResource, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup, Signals, UpdatePolicy } from 'aws-cdk-lib/aws-autoscaling';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  type ISecurityGroup,
  type ISubnet,
  type IVpc,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  OperatingSystemType,
  UserData,
  Volume,
} from 'aws-cdk-lib/aws-ec2';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { NAMESPACE } from '../../shared/observability/cloudwatch.ts';
import { LOGIN_NAMES } from '../../shared/warehouse/logins.ts';
import { accept, acceptInlinePolicies, acceptWildcard } from '../acknowledge.ts';
import { FORMER_USER, usersFileScript } from '../clickhouse/users-file.ts';
import type { Alarms } from './alarms.ts';
import { clickHousePassword } from './clickhouse-password.ts';
import { allowKey } from './encryption-key.ts';
import { type SettingsSource, secretReference } from './function-settings.ts';
import { machineMetric } from './tranche-metrics.ts';

export interface ClickHouseProps {
  readonly installation: string;
  readonly vpc: IVpc;
  /** The machine and its volume stay in its zone: a volume cannot leave it. */
  readonly subnet: ISubnet;
  readonly securityGroup: ISecurityGroup;
  readonly key: IKey;
  readonly instanceType: string;
  readonly diskGib: number;
  readonly backupDays: number;
  readonly keepData: boolean;
  readonly alarms: Alarms;
}

/** A long-term version, the next one after what the laptop's engine is made from. */
export const CLICKHOUSE_VERSION = '26.8.10.6';

const PORT = 8443;
const script = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, `../clickhouse/${name}.sh`), 'utf8');

/**
 * ClickHouse on one machine, with its data on a volume of its own that is backed up every night. The machine can go at
 * any time: a group of one starts another, which takes the volume, installs the same version and takes over the name.
 */
export class ClickHouse extends Construct {
  /** Where it is, and the login that reads. */
  readonly warehouse: SettingsSource;
  /** The login that loads. */
  readonly loading: SettingsSource;

  constructor(scope: Construct, id: string, props: ClickHouseProps) {
    super(scope, id);
    const removalPolicy = props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const secretProps = { key: props.key, removalPolicy };
    const loadSecret = clickHousePassword(this, 'Password', { ...secretProps, whose: 'that loads', user: FORMER_USER });
    const readSecret = clickHousePassword(this, 'ReadPassword', {
      ...secretProps,
      whose: 'that reads',
      user: LOGIN_NAMES.read,
    });
    // The machine makes it, and keeps the private key to itself: what it writes here is for the functions to trust.
    const certificate = new Secret(this, 'Certificate', {
      description: 'Certificate of ClickHouse: the only one that functions take for it',
      encryptionKey: props.key,
      // No certificate, which a function says that starts too early.
      generateSecretString: { passwordLength: 32, excludePunctuation: true },
      removalPolicy,
    });
    const noSecret = 'A certificate, and not secret: docs/deploying.md says how to change it.';
    accept(certificate, 'AwsSolutions-SMG4', noSecret);
    accept(certificate, 'NIST.800.53.R5-SecretsManagerRotationEnabled', noSecret);
    const volume = new Volume(this, 'Data', {
      availabilityZone: props.subnet.availabilityZone,
      size: Size.gibibytes(props.diskGib),
      volumeType: EbsDeviceVolumeType.GP3,
      encrypted: true,
      encryptionKey: props.key,
      removalPolicy,
    });
    const zone = new PrivateHostedZone(this, 'Zone', { zoneName: `${props.installation}.internal`, vpc: props.vpc });
    const hostName = `clickhouse.${zone.zoneName}`;
    const secrets = [loadSecret, readSecret] as const;
    const role = this.#role(volume, secrets, zone, props);
    role.addToPolicy(
      new PolicyStatement({ actions: ['secretsmanager:PutSecretValue'], resources: [certificate.secretArn] }),
    );
    const group = this.#machine(role, { ...props, volume, loadSecret, readSecret, certificate, zone, hostName });
    const stack = Stack.of(this);
    role.addToPolicy(new PolicyStatement({ actions: ['cloudformation:SignalResource'], resources: [stack.stackId] }));
    this.#backups(volume, props);
    this.#watch(props);
    group.node.addDependency(volume);
    this.warehouse = {
      environment: {
        WAREHOUSE_URL: `https://${hostName}:${PORT}`,
        WAREHOUSE_USER: LOGIN_NAMES.read,
        WAREHOUSE_PASSWORD: secretReference(readSecret.secretArn, 'WAREHOUSE_PASSWORD'),
        WAREHOUSE_CA: secretReference(certificate.secretArn),
      },
      secretArns: [readSecret.secretArn, certificate.secretArn],
    };
    this.loading = {
      environment: {
        WAREHOUSE_LOAD_USER: LOGIN_NAMES.load,
        WAREHOUSE_LOAD_PASSWORD: secretReference(loadSecret.secretArn, 'WAREHOUSE_PASSWORD'),
      },
      secretArns: [loadSecret.secretArn],
    };
  }

  #role(
    volume: Volume,
    secrets: readonly Secret[],
    zone: PrivateHostedZone,
    { key, installation }: ClickHouseProps,
  ): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
    });
    const stack = Stack.of(this);
    const instances = stack.formatArn({ service: 'ec2', resource: 'instance', resourceName: '*' });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['ec2:AttachVolume'],
        resources: [stack.formatArn({ service: 'ec2', resource: 'volume', resourceName: volume.volumeId })],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['ec2:AttachVolume'],
        resources: [instances],
        conditions: { StringEquals: { 'aws:ResourceTag/application': installation } },
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: secrets.map(({ secretArn }) => secretArn),
      }),
    );
    allowKey(role, key, 'read-write');
    // EC2 decrypts the volume in the name of whoever attaches it.
    role.addToPolicy(
      new PolicyStatement({
        actions: ['kms:CreateGrant'],
        resources: [key.keyArn],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['route53:ChangeResourceRecordSets'], resources: [zone.hostedZoneArn] }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': NAMESPACE } },
      }),
    );
    accept(
      role,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonSSMManagedInstanceCore]',
      'The way in for an operator, without SSH and an open port.',
    );
    acceptInlinePolicies(role);
    acceptWildcard(role, '*', 'CloudWatch knows metrics by no name; a condition names the namespace.');
    acceptWildcard(
      role,
      instances,
      'The machine learns its id when it starts; a condition asks for machines with the tag of this installation.',
    );
    return role;
  }

  #machine(
    role: Role,
    props: ClickHouseProps & {
      volume: Volume;
      loadSecret: Secret;
      readSecret: Secret;
      certificate: Secret;
      zone: PrivateHostedZone;
      hostName: string;
    },
  ): AutoScalingGroup {
    const stack = Stack.of(this);
    const userData = UserData.forLinux();
    const template = new LaunchTemplate(this, 'Machine', {
      // Looked up when a machine starts: a newer image replaces no machine that runs.
      machineImage: MachineImage.resolveSsmParameterAtLaunch(
        '/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id',
        { os: OperatingSystemType.LINUX },
      ),
      instanceType: new InstanceType(props.instanceType),
      role,
      securityGroup: props.securityGroup,
      userData,
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: '/dev/sda1',
          volume: BlockDeviceVolume.ebs(20, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    const group = new AutoScalingGroup(this, 'Group', {
      vpc: props.vpc,
      vpcSubnets: { subnets: [props.subnet] },
      launchTemplate: template,
      minCapacity: 1,
      maxCapacity: 1,
      // The volume has one place only: the old machine goes first.
      updatePolicy: UpdatePolicy.rollingUpdate({ maxBatchSize: 1, minInstancesInService: 0 }),
      signals: Signals.waitForAll({ timeout: Duration.minutes(20) }),
    });
    const resource = group.node.defaultChild as CfnResource;
    const values = {
      REGION: Aws.REGION,
      VOLUME_ID: props.volume.volumeId,
      LOAD_SECRET_ID: props.loadSecret.secretArn,
      READ_SECRET_ID: props.readSecret.secretArn,
      CERTIFICATE_ID: props.certificate.secretArn,
      ZONE_ID: props.zone.hostedZoneId,
      HOST_NAME: props.hostName,
      CLICKHOUSE_VERSION,
      METRIC_NAMESPACE: NAMESPACE,
      INSTALLATION: props.installation,
      STACK: stack.stackName,
      RESOURCE: stack.getLogicalId(resource),
      S3_SUFFIX: Aws.URL_SUFFIX,
    };
    userData.addCommands(
      ...Object.entries(values).map(([name, value]) => `export ${name}='${value}'`),
      script('certificate'),
      usersFileScript(),
      script('setup'),
    );
    accept(
      group,
      'AwsSolutions-AS3',
      'A machine that is replaced shows in the alarm of the warehouse, which is told to the topic.',
    );
    return group;
  }

  #backups(volume: Volume, props: ClickHouseProps): void {
    const vault = new BackupVault(this, 'Backups', {
      encryptionKey: props.key,
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const plan = new BackupPlan(this, 'BackupPlan', { backupVault: vault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'nightly',
        scheduleExpression: Schedule.cron({ hour: '2', minute: '0' }),
        deleteAfter: Duration.days(props.backupDays),
      }),
    );
    const stack = Stack.of(this);
    const selection = plan.addSelection('Volume', {
      resources: [
        BackupResource.fromArn(stack.formatArn({ service: 'ec2', resource: 'volume', resourceName: volume.volumeId })),
      ],
    });
    accept(
      selection,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
      'The role that AWS Backup describes for itself.',
    );
  }

  #watch({ alarms, installation }: ClickHouseProps): void {
    alarms.watch('WarehouseDiskFull', {
      metric: machineMetric(installation, 'WarehouseDiskUsed', Stats.MAXIMUM),
      limit: { above: 80 },
      meaning: 'The disk of ClickHouse is four fifths full: loads fail when it is full.',
      section: 'clickhouse-disk-full',
    });
    alarms.watch('WarehouseSilent', {
      metric: machineMetric(installation, 'WarehouseDown', Stats.MINIMUM),
      limit: { above: 0 },
      periods: 2,
      silenceIsBad: true,
      meaning: 'ClickHouse has not answered for ten minutes.',
      section: 'clickhouse-silent',
    });
  }
}
