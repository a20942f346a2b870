import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../infra/routes.ts';
import { routeFinder } from '../../../local/host/routing.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { synthesised, text } from './synthesis.ts';

const app = synthesised();

describe('REST API', () => {
  it('hands every path to the function that its endpoints declare, and has no other', () => {
    const methods = app.ofType('AWS::ApiGateway::Method');
    expect(methods).toHaveLength(ROUTES.length);
    for (const { properties } of methods) {
      expect(properties).toMatchObject({ HttpMethod: 'ANY', AuthorizationType: 'NONE' });
    }
    expect(app.ofType('AWS::ApiGateway::Authorizer')).toEqual([]);
    const find = routeFinder(ROUTES);
    for (const { path, function: name, operationId } of allEndpoints) {
      const found = find(path.replaceAll(/\{[^}]+\}/g, '0197'))?.route;
      expect(found, operationId).toEqual({ path, function: name });
    }
  });

  it('refuses with problem documents that carry the request id', () => {
    const responses = app.ofType('AWS::ApiGateway::GatewayResponse').map(({ properties }) => properties);
    const types = responses.map(({ ResponseType }) => String(ResponseType));
    expect(types).toEqual(expect.arrayContaining(['REQUEST_TOO_LARGE', 'THROTTLED', 'DEFAULT_4XX', 'DEFAULT_5XX']));
    for (const { ResponseParameters, ResponseTemplates, StatusCode } of responses) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.X-Request-Id': 'context.requestId',
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
      });
      const problem = JSON.parse((ResponseTemplates as Record<string, string>)['application/json'] ?? '');
      expect(problem).toMatchObject({ status: Number(StatusCode), request_id: '$context.requestId' });
      expect(problem.type).toMatch(/^\/problems\/[a-z-]+$/);
    }
  });

  it('writes down who asked for what and how it ended, and nothing that a client sent', () => {
    const { AccessLogSetting, MethodSettings } = app.only('AWS::ApiGateway::Stage').properties as {
      AccessLogSetting: { Format: string };
      MethodSettings: Record<string, unknown>[];
    };
    const format = JSON.parse(AccessLogSetting.Format) as Record<string, string>;
    expect(format).toMatchObject({ request_id: '$context.requestId', status: '$context.status' });
    expect(AccessLogSetting.Format).not.toMatch(/input|header|apiKey|authorization|querystring|\$context\.path/i);
    // Nor does the gateway log on its own account what it hands to functions.
    for (const settings of MethodSettings) expect(settings.DataTraceEnabled).not.toBe(true);
    expect(MethodSettings[0]).toMatchObject({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
  });

  it('has a usage plan below the limits of all', () => {
    expect(app.only('AWS::ApiGateway::UsagePlan').properties).toMatchObject({
      Throttle: { RateLimit: 25, BurstLimit: 50 },
      ApiStages: [expect.anything()],
    });
  });

  it('takes every type for binary, so that compressed answers get through', () => {
    expect(app.only('AWS::ApiGateway::RestApi').properties.BinaryMediaTypes).toEqual(['*/*']);
  });
});

describe('an own host name', () => {
  const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/0a1b-2c3d';
  const own = synthesised({
    domain: 'tranche.bank.example',
    certificate,
    webAcl: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/bank/0a1b-2c3d',
  });

  it('is the only way in', () => {
    expect(own.only('AWS::ApiGateway::RestApi').properties.DisableExecuteApiEndpoint).toBe(true);
    expect(own.only('AWS::ApiGateway::DomainName').properties).toMatchObject({
      DomainName: 'tranche.bank.example',
      RegionalCertificateArn: certificate,
      SecurityPolicy: 'TLS_1_2',
    });
    const outputs = Object.assign({}, ...own.stacks.map(({ template }) => template.Outputs));
    expect(outputs.ApiUrl.Value).toBe('https://tranche.bank.example/');
  });

  it("has the bank's firewall before it", () => {
    expect(text(own.only('AWS::WAFv2::WebACLAssociation').properties)).toContain('webacl/bank');
    expect(own.ofType('AWS::WAFv2::WebACL')).toEqual([]);
  });
});

describe('addresses that ask too often', () => {
  const refusal = ({ ofType }: ReturnType<typeof synthesised>) => {
    const found = ofType('AWS::ApiGateway::GatewayResponse').find(
      ({ properties }) => properties.ResponseType === 'WAF_FILTERED',
    );
    return found?.properties.StatusCode;
  };

  it('are refused before the API, by half of what it takes altogether', () => {
    const acl = app.only('AWS::WAFv2::WebACL');
    expect(text(app.only('AWS::WAFv2::WebACLAssociation').properties.WebACLArn)).toContain(acl.id);
    expect(acl.properties).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
    type Rule = { Action: unknown; Statement: { RateBasedStatement: Record<string, unknown> } };
    const rules = (acl.properties.Rules as Rule[]).map(({ Action, Statement }) => {
      expect(Action).toEqual({ Block: {} });
      const { Limit, EvaluationWindowSec, AggregateKeyType } = Statement.RateBasedStatement;
      return [Limit, EvaluationWindowSec, AggregateKeyType];
    });
    expect(rules).toEqual([
      [7500, 300, 'IP'],
      [7500, 300, 'FORWARDED_IP'],
    ]);
    expect(refusal(app)).toBe('429');
  });

  it('are those of clients, where CloudFront proves to stand between', () => {
    const [direct, behind] = (app.only('AWS::WAFv2::WebACL').properties.Rules as Record<string, unknown>[]).map(text);
    for (const rule of [direct, behind]) {
      expect(rule).toMatch(/"SingleHeader":\{"Name":"x-tranche-edge"\}/);
      expect(rule).toContain('resolve:secretsmanager');
    }
    expect(direct).toContain('"ScopeDownStatement":{"NotStatement"');
    expect(behind).toContain('"ForwardedIPConfig":{"FallbackBehavior":"MATCH","HeaderName":"x-tranche-client"}');
  });

  it('are written down when they are refused, without what they showed', () => {
    const { LogDestinationConfigs, LoggingFilter, RedactedFields } = app.only(
      'AWS::WAFv2::LoggingConfiguration',
    ).properties;
    expect(text(LogDestinationConfigs)).toContain('aws-waf-logs-TrancheService');
    expect(LoggingFilter).toMatchObject({ DefaultBehavior: 'DROP' });
    for (const header of ['authorization', 'x-api-key', 'x-tranche-edge'])
      expect(text(RedactedFields)).toContain(header);
    expect(text(RedactedFields)).toContain('QueryString');
  });

  it('are nobody where that is switched off, and in an emulator', () => {
    for (const context of [{ webAcl: 'none' }, { emulator: true }]) {
      const without = synthesised(context);
      expect(without.ofType('AWS::WAFv2::WebACL')).toEqual([]);
      expect(without.ofType('AWS::WAFv2::WebACLAssociation')).toEqual([]);
      expect(refusal(without)).toBe('403');
    }
  });
});
