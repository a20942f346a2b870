import path from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Effect, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { accept, acceptInBoth, acceptInlinePolicies, acceptWildcard } from '../acknowledge.ts';
import { BUNDLE, ENTRY_METADATA, PACKAGES, TRACING_MODULE } from '../bundling.ts';
import type { Alarms } from './alarms.ts';
import { keptLog, type LogKeeping, type LogKind } from './kept-log.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Where a function stands to reach databases that have no public address. */
export interface FunctionNetwork {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

/** What a function tells about itself besides metrics: context values `logLevel` and `traces`. */
export interface Telemetry {
  /** The dimension `service` of its metrics: what tells installations in one account apart. */
  readonly service: string;
  readonly logLevel: string;
  /** `off`, `xray`, or the address of a collector. */
  readonly traces: string;
}

export interface TrancheFunctionProps {
  /** The file that exports `handler`, from the root of the repository. */
  readonly entry: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: LogKeeping;
  /** Of its own log. */
  readonly logKind?: LogKind;
  readonly telemetry: Telemetry;
  readonly alarms: Alarms;
  readonly network?: FunctionNetwork | undefined;
  /** Folders that go beside the bundle, from the root of the repository, each under its last name. */
  readonly folders?: readonly string[];
  /** Bundled each by itself, and found by the function as what it imports. */
  readonly packages?: readonly string[];
  /** Concurrent calls that it always gets, and never more. */
  readonly reservedConcurrency?: number | undefined;
  /** Only where something must know the function before it exists. */
  readonly functionName?: string;
}

/** A Lambda on Node 24 / arm64 with a role and a log group of its own; the role may write that log and nothing else. */
export class TrancheFunction extends NodejsFunction {
  readonly ownRole: Role;

  constructor(scope: Construct, id: string, props: TrancheFunctionProps) {
    const logGroup = keptLog(scope, `${id}Log`, props.logKind ?? 'working', props.logs);
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    if (props.network) allowNetworkInterfaces(role);
    const { traces } = props.telemetry;
    const { packages = [] } = props;
    const collector = traces === 'off' || traces === 'xray' ? undefined : traces;
    super(scope, id, {
      ...(props.functionName === undefined ? {} : { functionName: props.functionName }),
      entry: path.join(ROOT, props.entry),
      projectRoot: ROOT,
      depsLockFilePath: path.join(ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: props.telemetry.service,
        POWERTOOLS_LOG_LEVEL: props.telemetry.logLevel,
        ...(collector === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: collector }),
        ...props.environment,
      },
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      tracing: traces === 'xray' ? Tracing.ACTIVE : Tracing.DISABLED,
      role,
      logGroup,
      bundling: {
        format: OutputFormat.ESM,
        target: BUNDLE.target,
        mainFields: [...BUNDLE.mainFields],
        banner: BUNDLE.banner,
        externalModules: [...(collector === undefined ? [TRACING_MODULE] : []), ...packages],
        minify: true,
        keepNames: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.DEFAULT,
        sourcesContent: false,
        commandHooks: brought(props.folders ?? [], packages),
      },
    });
    this.ownRole = role;
    const lambda = this.node.defaultChild as CfnFunction;
    lambda.addMetadata(ENTRY_METADATA, props.entry);
    if (props.network) this.#stand(lambda, props.network);
    props.alarms.function(this);
    this.#acceptRules(props);
    if (traces === 'xray') {
      acceptWildcard(role, '*', 'X-Ray knows no resources that traces could be sent to.');
    } else {
      accept(
        this,
        'Serverless-LambdaTracing',
        'Context value `traces`: none, or OpenTelemetry to a collector of choice.',
      );
    }
  }

  #acceptRules({ network, reservedConcurrency }: TrancheFunctionProps): void {
    const kept =
      'Events that fail go to the failure destination, which keeps the error too; other callers wait for it.';
    accept(this, 'Serverless-LambdaDLQ', kept);
    accept(this, 'NIST.800.53.R5-LambdaDLQ', kept);
    acceptInlinePolicies(this.ownRole);
    if (network) acceptInlinePolicies(this);
    else acceptInBoth(this, 'LambdaInsideVPC', 'Reaches nothing that stands in a network of ours.');
    if (reservedConcurrency === undefined) {
      accept(
        this,
        'NIST.800.53.R5-LambdaConcurrency',
        'Called a few times a minute, or by an API that is limited as a whole and by address; nothing may starve it.',
      );
    }
  }

  #stand(lambda: CfnFunction, { subnetIds, securityGroupId }: FunctionNetwork): void {
    lambda.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [securityGroupId] };
    // Amazon's own roots, which sign the certificates of its databases, are in the runtime but not in Node.
    this.addEnvironment('NODE_EXTRA_CA_CERTS', '/var/runtime/ca-cert.pem');
    // Lambda itself makes the interfaces; the function's code must not.
    new Policy(this, 'CodeMakesNoInterfaces', {
      roles: [this.ownRole],
      statements: [
        new PolicyStatement({
          effect: Effect.DENY,
          actions: [...INTERFACE_ACTIONS],
          resources: ['*'],
          conditions: { ArnEquals: { 'lambda:SourceFunctionArn': this.functionArn } },
        }),
      ],
    });
    acceptWildcard(this.ownRole, '*', 'EC2 knows network interfaces by no name before they exist.');
  }
}

const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
] as const;

/** What Lambda asks of the role of a function in a VPC. */
function allowNetworkInterfaces(role: Role): void {
  role.addToPolicy(new PolicyStatement({ actions: [...INTERFACE_ACTIONS], resources: ['*'] }));
}

/** What goes with the code of a function. */
function brought(folders: readonly string[], packages: readonly string[]): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (input, output) => [
      ...folders.map((folder) => `cp -R "${input}/${folder}" "${output}/"`),
      ...packages.map((name) => packageCommand(name, input, output)),
    ],
  };
}

/** CommonJS, so that it needs nothing of the function's own file. */
const packageCommand = (name: string, input: string, output: string): string =>
  [
    `"${input}/node_modules/.bin/esbuild" "${input}/${PACKAGES}/${name}.ts"`,
    `--bundle --minify --keep-names --platform=node --target=${BUNDLE.target} --format=cjs --log-level=warning`,
    `--outfile="${output}/node_modules/${name}/index.js"`,
  ].join(' ');
