import { Stack, type StackProps } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { ClickHouse } from '../constructs/clickhouse.ts';
import type { SettingsSource } from '../constructs/function-settings.ts';
import type { LogKeeping } from '../constructs/kept-log.ts';
import { Postgres } from '../constructs/postgres.ts';
import type { Capacity } from '../sizes.ts';
import type { FoundationStack } from './foundation-stack.ts';
import type { NetworkStack } from './network-stack.ts';

export interface DatabasesStackProps extends StackProps {
  readonly installation: string;
  readonly foundation: FoundationStack;
  readonly network: NetworkStack;
  readonly capacity: Capacity;
  readonly logs: LogKeeping;
  readonly backupDays: number;
  readonly keepData: boolean;
  /** Which are to be made; the others exist. */
  readonly makes: { readonly postgres: boolean; readonly clickhouse: boolean };
}

/** Postgres and ClickHouse, where they are not given. */
export class DatabasesStack extends Stack {
  readonly postgres: SettingsSource | undefined;
  readonly credentials: SettingsSource | undefined;
  readonly cluster: IDatabaseCluster | undefined;
  readonly clickhouse: ClickHouse | undefined;

  constructor(scope: Construct, id: string, props: DatabasesStackProps) {
    super(scope, id, props);
    const { network, foundation, capacity, backupDays, keepData } = props;
    const alarms = new Alarms(this, 'Alarms', foundation.alarms);
    const shared = { vpc: network.vpc, key: foundation.key, backupDays, keepData, alarms };
    if (props.makes.postgres) {
      const postgres = new Postgres(this, 'Postgres', {
        ...shared,
        subnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        securityGroup: network.postgresGroup,
        units: capacity.postgresUnits,
        standby: capacity.postgresStandby,
        logs: props.logs,
      });
      this.postgres = postgres.settings;
      this.credentials = postgres.credentials;
      this.cluster = postgres.cluster;
    }
    if (props.makes.clickhouse) {
      const [subnet] = network.vpc.privateSubnets;
      if (!subnet) throw new Error('the VPC has no private subnet');
      this.clickhouse = new ClickHouse(this, 'ClickHouse', {
        ...shared,
        installation: props.installation,
        subnet,
        securityGroup: network.warehouseGroup,
        instanceType: capacity.warehouseInstance,
        diskGib: capacity.warehouseDiskGib,
      });
    }
  }
}
