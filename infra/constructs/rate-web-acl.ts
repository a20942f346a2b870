import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { EDGE_HEADERS } from '../../shared/limits/client-address.ts';
import { keptLog, type LogKeeping } from './kept-log.ts';

export interface RateWebAclProps {
  /** Requests a second that the API takes in the long run, over all clients. */
  readonly rate: number;
  /** By which the API knows CloudFront, and believes it whose request it passes on. */
  readonly edgeSecret: string;
  readonly logs: LogKeeping;
}

/** AWS WAF looks back over so many seconds. */
const WINDOW_SECONDS = 300;

/**
 * Lets no address take more than half of what the API takes altogether: the limits of shared/limits hold for credentials
 * and need a function to run, this one holds before. Behind CloudFront an address is that of its client, as there.
 * Why no managed rules: docs/decisions/0022-what-stands-before-the-api.md.
 */
export class RateWebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { rate, edgeSecret, logs }: RateWebAclProps) {
    super(scope, id);
    const fromEdge: CfnWebACL.StatementProperty = {
      byteMatchStatement: {
        fieldToMatch: { singleHeader: { Name: EDGE_HEADERS.secret } },
        positionalConstraint: 'EXACTLY',
        searchString: edgeSecret,
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    };
    const limit = { limit: (rate * WINDOW_SECONDS) / 2, evaluationWindowSec: WINDOW_SECONDS };
    const rule = (name: string, priority: number, rateBasedStatement: CfnWebACL.RateBasedStatementProperty) => ({
      name,
      priority,
      action: { block: {} },
      statement: { rateBasedStatement },
      visibilityConfig: visibility(name),
    });
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('WebAcl'),
      rules: [
        rule('RateOfAddress', 0, {
          ...limit,
          aggregateKeyType: 'IP',
          scopeDownStatement: { notStatement: { statement: fromEdge } },
        }),
        rule('RateBehindCloudFront', 1, {
          ...limit,
          aggregateKeyType: 'FORWARDED_IP',
          forwardedIpConfig: { headerName: EDGE_HEADERS.client, fallbackBehavior: 'MATCH' },
          scopeDownStatement: fromEdge,
        }),
      ],
    });
    this.arn = acl.attrArn;
    this.#logRefusals(logs);
  }

  /** Who was refused and for which path: no credential, and nothing of a query. */
  #logRefusals(logs: LogKeeping): void {
    const stack = Stack.of(this);
    // AWS WAF writes only to log groups with this beginning.
    const logGroupName = `aws-waf-logs-${stack.stackName}`;
    const log = keptLog(this, 'Log', 'audit', logs, logGroupName);
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.arn,
      logDestinationConfigs: [
        stack.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }],
          },
        ],
      },
      redactedFields: [
        ...['authorization', 'x-api-key', 'cookie', EDGE_HEADERS.secret].map((name) => ({
          singleHeader: { Name: name },
        })),
        { queryString: {} },
      ],
    });
    logging.node.addDependency(log);
  }
}

/** No samples: they would keep requests, and with them credentials. */
const visibility = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});
