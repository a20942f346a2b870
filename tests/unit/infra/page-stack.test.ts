import vm from 'node:vm';
import { App, SecretValue } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { PageStack } from '../../../infra/stacks/page-stack.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { pageHeaders } from '../../../shared/http/page-headers.ts';

const UPLOAD_HOST = 'staging.s3.eu-central-1.amazonaws.com';

interface Behavior {
  readonly PathPattern: string;
  readonly AllowedMethods: readonly string[];
  readonly TargetOriginId: string;
}

describe('the page stack', () => {
  let template: Template;
  let distribution: Record<string, unknown>;
  beforeAll(() => {
    const stack = new PageStack(new App(), 'Page', {
      api: { host: 'abc.execute-api.eu-central-1.amazonaws.com', path: '/v1' },
      edgeSecret: SecretValue.unsafePlainText('the secret of the edge'),
      uploadHost: UPLOAD_HOST,
    });
    template = Template.fromStack(stack);
    const [found] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    distribution = found?.Properties.DistributionConfig;
  });

  it('keeps the files private: only this distribution reads them', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const [policy] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    const statements = policy?.Properties.PolicyDocument.Statement as Record<string, unknown>[];
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
    });
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
  });

  it('tells the API whose request it is, whatever the client says, and proves to be the one who tells', () => {
    const origins = distribution.Origins as { Id: string; OriginCustomHeaders?: unknown }[];
    const behaviors = distribution.CacheBehaviors as (Behavior & { FunctionAssociations: unknown[] })[];
    for (const { TargetOriginId, FunctionAssociations } of behaviors) {
      expect(origins.find(({ Id }) => Id === TargetOriginId)?.OriginCustomHeaders).toEqual([
        { HeaderName: 'x-tranche-edge', HeaderValue: 'the secret of the edge' },
      ]);
      expect(FunctionAssociations).toEqual([{ EventType: 'viewer-request', FunctionARN: expect.anything() }]);
    }
    const codes = Object.values(template.findResources('AWS::CloudFront::Function')).map((found) =>
      String(found.Properties.FunctionCode),
    );
    const code = codes.find((text) => text.includes('viewer.ip')) ?? '';
    const request = { uri: '/api/data', headers: { 'x-tranche-client': { value: '198.51.100.1' } } };
    const passed = vm.runInNewContext(`${code}; handler(event)`, { event: { request, viewer: { ip: '203.0.113.9' } } });
    expect(passed.headers).toEqual({ 'x-tranche-client': { value: '203.0.113.9' } });
    expect(passed.uri).toBe('/api/data');
  });

  it('hands every path of the API to the API, with every method, and keeps nothing of it', () => {
    const behaviors = distribution.CacheBehaviors as Behavior[];
    const pattern = (text: string) => new RegExp(`^${text.replaceAll('*', '.*')}$`);
    const isApi = (path: string) => behaviors.some(({ PathPattern }) => pattern(PathPattern).test(path));
    const paths = [...allEndpoints.map(({ path }) => path), '/metrics'].filter((path) => path !== '/');
    expect(paths.filter((path) => !isApi(path))).toEqual([]);
    for (const path of ['/', '/index.html', '/assets/main-1.js', '/data', '/apix'])
      expect([path, isApi(path)]).toEqual([path, false]);
    for (const { AllowedMethods } of behaviors) expect(AllowedMethods).toContain('PATCH');
    const origins = distribution.Origins as { Id: string; DomainName: unknown; OriginPath?: string }[];
    const api = new Set(behaviors.map(({ TargetOriginId }) => TargetOriginId));
    expect(origins.filter(({ Id }) => api.has(Id)).map(({ OriginPath }) => OriginPath)).toContain('/v1');
    // AWS' managed policy CachingDisabled.
    const cached = behaviors.filter(
      (behavior) => !JSON.stringify(behavior).includes('4135ea2d-6df8-44a3-9df3-4b5a84be39ad'),
    );
    expect(cached).toEqual([]);
  });

  it('sends the same security headers as the laptop', () => {
    const headers = pageHeaders(`https://${UPLOAD_HOST}`);
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: headers['Content-Security-Policy'], Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: headers['X-Frame-Options'] },
          ReferrerPolicy: { ReferrerPolicy: headers['Referrer-Policy'] },
        },
        CustomHeadersConfig: {
          Items: Match.arrayWith(
            ['Permissions-Policy', 'Cross-Origin-Opener-Policy'].map((name) =>
              Match.objectLike({ Header: name, Value: headers[name] }),
            ),
          ),
        },
      },
    });
  });

  it.each([
    ['/', '/'],
    ['/settings', '/index.html'],
    ['/rules/LOAN-CREDIT-017', '/index.html'],
    ['/assets/main-1.js', '/assets/main-1.js'],
    ['/settingsx', '/settingsx'],
  ])('%s is %s', (address, file) => {
    const [found] = Object.values(template.findResources('AWS::CloudFront::Function'));
    const run = vm.runInNewContext(`${found?.Properties.FunctionCode}; handler`);
    expect(run({ request: { uri: address } }).uri).toBe(file);
  });
});
