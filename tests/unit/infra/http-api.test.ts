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
    expect(app.ofType('AWS::WAFv2::WebACLAssociation')).toEqual([]);
  });
});
