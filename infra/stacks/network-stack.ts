import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acceptInBoth, acceptInlinePolicies } from '../acknowledge.ts';
import { keptLog, type LogKeeping } from '../constructs/kept-log.ts';
import type { FunctionNetwork } from '../constructs/tranche-function.ts';

export interface NetworkStackProps extends StackProps {
  readonly natGateways: number;
  readonly logs: LogKeeping;
  /** Which databases are made here; those that exist are reached over the internet, encrypted. */
  readonly makes: { readonly postgres: boolean; readonly clickhouse: boolean };
  /** Besides 443, where sources are. */
  readonly outboundPorts: readonly number[];
}

/**
 * A VPC of two zones for the databases and the functions that need them. Nothing in it can be reached from outside.
 * Files and tables are reached through gateways that cost nothing, so a NAT carries small things only: secrets, queue
 * messages, packages of the warehouse's machine. It costs less than an endpoint for each of these.
 */
export class NetworkStack extends Stack {
  readonly vpc: IVpc;
  readonly postgresGroup: SecurityGroup;
  readonly warehouseGroup: SecurityGroup;
  /** Where functions stand that need a database. */
  readonly functions: FunctionNetwork;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.42.0.0/16'),
      maxAzs: 2,
      natGateways: props.natGateways,
      // What the default group may is changed by a function of the CDK with wide rights; nothing is ever put into it.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      gatewayEndpoints: {
        S3: { service: GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
    });
    // The CDK's own types disagree about optional properties.
    this.vpc = vpc as IVpc;
    const refused = vpc.addFlowLog('Refused', {
      destination: FlowLogDestination.toCloudWatchLogs(keptLog(this, 'RefusedLog', 'audit', props.logs)),
      trafficType: FlowLogTrafficType.REJECT,
    });
    acceptInlinePolicies(refused);
    acceptInBoth(
      vpc,
      'VPCNoUnrestrictedRouteToIGW',
      'The public subnets hold the NAT gateways and nothing else; no address is given out in them.',
    );
    acceptInBoth(
      vpc,
      'VPCDefaultSecurityGroupClosed',
      'Nothing is ever put into the default group; to close it, the CDK would need a function with wide rights.',
    );

    const group = (name: string, description: string) =>
      new SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound: false });
    const functions = group('Functions', 'Functions of Tranche that need a database');
    this.postgresGroup = group('Postgres', 'Postgres of Tranche');
    this.warehouseGroup = group('Warehouse', 'ClickHouse of Tranche');
    functions.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'AWS services, collectors of traces');
    if (props.makes.postgres) this.#connect(functions, this.postgresGroup, Port.POSTGRES, 'Postgres');
    else functions.addEgressRule(Peer.anyIpv4(), Port.POSTGRES, 'a Postgres that exists');
    if (props.makes.clickhouse) this.#connect(functions, this.warehouseGroup, Port.tcp(8443), 'ClickHouse');
    else functions.addEgressRule(Peer.anyIpv4(), Port.tcp(8443), 'a ClickHouse that exists');
    for (const port of props.outboundPorts) functions.addEgressRule(Peer.anyIpv4(), Port.tcp(port), 'sources');
    this.warehouseGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'S3, AWS services, packages');
    this.warehouseGroup.addEgressRule(Peer.anyIpv4(), Port.HTTP, 'packages of the operating system, which are signed');
    this.functions = {
      subnetIds: this.vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
      securityGroupId: functions.securityGroupId,
    };
  }

  #connect(from: SecurityGroup, to: SecurityGroup, port: Port, what: string): void {
    from.addEgressRule(to, port, what);
    to.addIngressRule(from, port, 'functions of Tranche');
  }
}
