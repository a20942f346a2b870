import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openApp } from './synthesis.ts';

const packs = () => [new AwsSolutionsChecks(), new ServerlessChecks(), new NIST80053R5Checks(), new PCIDSS321Checks()];

const violations = (app: App): string[] =>
  packs().flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map((resource) => `${ruleName} at ${resource.constructPath}`),
      ),
  );

interface Accepted {
  readonly path: string;
  readonly rule: string;
  readonly reason: string;
}

function accepted(app: App): Accepted[] {
  return app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>)
          .map(([rule, reason]) => ({
            path: construct.node.path,
            rule: rule.replace(/^annotation::/i, ''),
            reason,
          }))
          // Of the CDK's own validation, which its constructs excuse themselves from.
          .filter(({ rule }) => !rule.startsWith('CloudFormation-Validate')),
      ),
  );
}

const CONTEXTS = [
  {},
  { size: 'large', alarmEmail: 'night@bank.example', traces: 'xray' },
  { emulator: true },
  { webAcl: 'none', reserveConcurrency: false },
  {
    postgresSecret: 'bank/postgres',
    credentialsSecret: 'bank/credentials',
    clickhouseSecret: 'bank/clickhouse',
    installation: 'other',
  },
  {
    domain: 'tranche.bank.example',
    certificate: 'arn:aws:acm:eu-central-1:123456789012:certificate/0a1b',
    webAcl: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/bank/0a1b',
  },
];

describe('the rules of cdk-nag (AWS Solutions, Serverless, NIST 800-53 R5, PCI DSS 3.2.1)', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(CONTEXTS)('hold for %j, or a construct says why not', (context) => {
    expect(violations(openApp(context).app)).toEqual([]);
  });

  it('find what is wrong: without the reasons there would be violations', () => {
    const { app } = openApp();
    vi.spyOn(NagPack.prototype as unknown as { isAcknowledged(): boolean }, 'isAcknowledged').mockReturnValue(false);
    expect(violations(app).length).toBeGreaterThan(20);
  });

  it('are excused with a reason, and only where they would be broken', () => {
    const { app } = openApp();
    const reasons = accepted(app);
    expect(reasons.length).toBeGreaterThan(20);
    for (const { path, rule, reason } of reasons) expect(reason.length, `${rule} at ${path}`).toBeGreaterThan(20);

    const asked = new Set<string>();
    const pack = NagPack.prototype as unknown as { isAcknowledged(node: IConstruct, rule: string): boolean };
    vi.spyOn(pack, 'isAcknowledged').mockImplementation((node, rule) => {
      for (const scope of node.node.scopes) asked.add(`${rule} at ${scope.node.path}`);
      return true;
    });
    expect(violations(app)).toEqual([]);
    const unused = reasons.map(({ path, rule }) => `${rule} at ${path}`).filter((name) => !asked.has(name));
    expect(unused).toEqual([]);
  });
});
