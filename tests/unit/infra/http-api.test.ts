import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../infra/routes.ts';
import { routeFinder } from '../../../local/host/routing.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { synthesised, text } from './synthesis.ts';

const app = synthesised();

describe('REST API', () => {
  const authorizerId = () => app.only('AWS::ApiGateway::Authorizer').id;

  it('asks the authorizer on every path but the public ones, and never keeps its answer', () => {
    const methods = app.ofType('AWS::ApiGateway::Method');
    expect(methods).toHaveLength(ROUTES.length);
    const open = methods.filter(({ properties }) => properties.AuthorizationType === 'NONE');
    expect(open).toHaveLength(ROUTES.filter((route) => route.public).length);
    for (const { properties } of methods) {
      expect(properties.HttpMethod).toBe('ANY');
      if (properties.AuthorizationType !== 'NONE') expect(properties.AuthorizerId).toEqual({ Ref: authorizerId() });
    }
    const authorizer = app.only('AWS::ApiGateway::Authorizer').properties;
    expect(authorizer).toMatchObject({ Type: 'REQUEST', AuthorizerResultTtlInSeconds: 0 });
    // With one, a request that lacks it would be refused without being counted.
    expect(authorizer.IdentitySource).toBeUndefined();
  });

  it('opens nothing that has to do with a tenant, but for signing in, and metrics, which check the credential', () => {
    const open = ROUTES.filter((route) => route.public);
    expect(new Set(open.map((route) => route.function))).toEqual(new Set(['auth', 'docs', 'health', 'metrics']));
  });

  it('knows every endpoint of the OpenAPI document, and guards those that need a credential', () => {
    const find = routeFinder(ROUTES);
    for (const endpoint of allEndpoints) {
      const example = endpoint.path.replaceAll(/\{[^}]+\}/g, '0197');
      const found = find(example)?.route;
      expect(found?.path, endpoint.operationId).toBe(endpoint.path);
      expect(found?.public === true, endpoint.operationId).toBe(endpoint.access === 'public');
    }
  });

  it('refuses with problem documents that carry the request id', () => {
    const responses = app.ofType('AWS::ApiGateway::GatewayResponse').map(({ properties }) => properties);
    const types = responses.map(({ ResponseType }) => String(ResponseType));
    expect(types).toEqual(expect.arrayContaining(['UNAUTHORIZED', 'ACCESS_DENIED', 'DEFAULT_4XX', 'DEFAULT_5XX']));
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

  it('says that it is not available, and when to come back, where a credential could not be looked up', () => {
    const responses = app.ofType('AWS::ApiGateway::GatewayResponse').map(({ properties }) => properties);
    for (const type of ['AUTHORIZER_FAILURE', 'AUTHORIZER_CONFIGURATION_ERROR']) {
      expect(responses.find(({ ResponseType }) => ResponseType === type)).toMatchObject({
        StatusCode: '503',
        ResponseParameters: { 'gatewayresponse.header.Retry-After': "'5'" },
      });
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
