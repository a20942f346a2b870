import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  type IRestApi,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { accept, acceptInBoth } from '../acknowledge.ts';
import { keptLog, type LogKeeping } from './kept-log.ts';
import { addProblemResponses } from './problem-responses.ts';
import { RateWebAcl } from './rate-web-acl.ts';

export interface HttpApiRoute {
  readonly path: string;
  readonly function: string;
}

export interface HttpApiProps {
  readonly name: string;
  readonly routes: readonly HttpApiRoute[];
  readonly functions: Readonly<Record<string, IFunction>>;
  /** Requests a second in the long run, and at once. */
  readonly requests: { readonly rate: number; readonly burst: number };
  readonly logs: LogKeeping;
  /** Own host name; the one that AWS gives is switched off then. */
  readonly domain?: { readonly name: string; readonly certificateArn: string } | undefined;
  /** A web ACL that exists; else one is made that limits requests by address, where it is told how to know CloudFront. */
  readonly webAclArn?: string | undefined;
  readonly edgeSecret?: string | undefined;
  /** Whether the account lets API Gateway write logs by a role that is set here: once for a whole account and region. */
  readonly accountLogRole: boolean;
}

/**
 * What is written down of a request: ids, sizes and times. No header, no query, no body, so no credential and no data. Whose
 * request it was, the function's own line with the same request_id says.
 */
const ACCESS_LOG = {
  time: '$context.requestTimeEpoch',
  request_id: '$context.requestId',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  response_bytes: '$context.responseLength',
  latency_ms: '$context.responseLatency',
  function_ms: '$context.integration.latency',
  refusal: '$context.error.responseType',
};

/** Where another service of AWS, such as CloudFront, reaches the API: a host, and the path before all others, or none. */
export interface ApiOrigin {
  readonly host: string;
  readonly path: string;
}

/** The REST API: one ANY method a path, proxied to the path's function, which checks credentials itself (shared/lambda). */
export class HttpApi extends Construct {
  readonly api: RestApi;
  /** A line about every request, whoever answered it. */
  readonly accessLog: LogGroup;
  /** Where clients reach it, with a slash at the end. */
  readonly url: string;
  readonly origin: ApiOrigin;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.accessLog = keptLog(this, 'AccessLog', 'audit', props.logs);
    this.api = new RestApi(this, 'Api', {
      restApiName: props.name,
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: props.domain !== undefined,
      // Long answers travel compressed (shared/lambda/fit-answer.ts), which API Gateway only passes on where it takes them
      // for binary.
      binaryMediaTypes: ['*/*'],
      deployOptions: {
        stageName: 'v1',
        accessLogDestination: new LogGroupLogDestination(this.accessLog),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
        throttlingRateLimit: props.requests.rate,
        throttlingBurstLimit: props.requests.burst,
      },
      cloudWatchRole: props.accountLogRole,
      ...(props.accountLogRole ? { cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN } : {}),
    });
    const limitsAddresses = props.webAclArn === undefined && props.edgeSecret !== undefined;
    addProblemResponses(this.api, { filteredIsTooMany: limitsAddresses });
    this.#addRoutes(props);
    // Limits of single clients hang here, by keys of API Gateway that an operator may hand out.
    this.api.addUsagePlan('UsagePlan', {
      description: 'What one client may ask for that is given a key of API Gateway; without keys it binds nobody.',
      apiStages: [{ api: this.api as IRestApi, stage: this.api.deploymentStage }],
      throttle: { rateLimit: props.requests.rate / 2, burstLimit: props.requests.burst / 2 },
    });
    this.url = props.domain ? this.#addDomain(props.domain) : this.api.url;
    const { region, urlSuffix } = Stack.of(this);
    this.origin = props.domain
      ? { host: props.domain.name, path: '' }
      : {
          host: `${this.api.restApiId}.execute-api.${region}.${urlSuffix}`,
          path: `/${this.api.deploymentStage.stageName}`,
        };
    const webAclArn =
      props.webAclArn ??
      (props.edgeSecret === undefined
        ? undefined
        : new RateWebAcl(this, 'RateOfAddresses', {
            rate: props.requests.rate,
            edgeSecret: props.edgeSecret,
            logs: props.logs,
          }).arn);
    if (webAclArn !== undefined) {
      new CfnWebACLAssociation(this, 'WebAcl', { webAclArn, resourceArn: this.api.deploymentStage.stageArn });
    }
    this.#acceptRules(webAclArn !== undefined);
  }

  #addRoutes(props: HttpApiProps): void {
    for (const route of props.routes) {
      const handler = props.functions[route.function];
      if (!handler) throw new Error(`route ${route.path}: no function "${route.function}"`);
      const method = this.api.root
        .resourceForPath(route.path)
        .addMethod('ANY', new LambdaIntegration(handler, { scopePermissionToMethod: false }), {
          authorizationType: AuthorizationType.NONE,
        });
      const reason = 'The function lets nobody by without a credential of Tranche, except to its public endpoints.';
      accept(method, 'AwsSolutions-COG4', reason);
      accept(method, 'AwsSolutions-APIG4', reason);
    }
  }

  #addDomain({ name, certificateArn }: { name: string; certificateArn: string }): string {
    const domain = this.api.addDomainName('Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new CfnOutput(this, 'DomainTarget', {
      description: `Point ${name} here, by a CNAME or an alias record`,
      value: domain.domainNameAliasDomainName,
    });
    return `https://${name}/`;
  }

  #acceptRules(hasWebAcl: boolean): void {
    const reasons = {
      'AwsSolutions-APIG2':
        'The functions check every field of a request by its schema and answer which ones are wrong.',
      'AwsSolutions-APIG6':
        'Execution logs may hold headers, and so credentials. The access log has status, time and refusal.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'The role that AWS describes for the logs of API Gateway, for an account as a whole.',
      'Serverless-APIGWXrayEnabled': 'Traces are OpenTelemetry (shared/observability), to the collector of choice.',
    };
    for (const [rule, reason] of Object.entries(reasons)) accept(this, rule, reason);
    acceptInBoth(this, 'APIGWExecutionLoggingEnabled', reasons['AwsSolutions-APIG6']);
    acceptInBoth(
      this,
      'APIGWSSLEnabled',
      'What the API calls are Lambda functions, which it calls as itself by IAM: there is no server to show a certificate to.',
    );
    acceptInBoth(
      this,
      'APIGWCacheEnabledAndEncrypted',
      'Answers hang on the credential and change with every load; a cache would keep data of banks for nothing.',
    );
    if (hasWebAcl) return;
    const without = 'Switched off by context value webAcl, or an emulator that knows no web ACL.';
    accept(this, 'AwsSolutions-APIG3', without);
    acceptInBoth(this, 'APIGWAssociatedWithWAF', without);
  }
}
