import { CfnOutput, Duration, type SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { pageHeaders } from '../../shared/http/page-headers.ts';
import { PAGE_ROOTS } from '../../shared/http/page-paths.ts';
import { EDGE_HEADERS } from '../../shared/limits/client-address.ts';
import { accept } from '../acknowledge.ts';
import type { ApiOrigin } from '../constructs/http-api.ts';
import { PageBucket } from '../constructs/page-bucket.ts';

export interface PageStackProps extends StackProps {
  readonly api: ApiOrigin;
  /** Shown to the API, so that it believes who the client is. */
  readonly edgeSecret: SecretValue;
  /** Host of the presigned URLs. */
  readonly uploadHost: string;
}

/** Paths that are the API's. Everything else is the page's. */
const API_PATHS = ['/api/*', '/hooks/*', '/health', '/metrics', '/problems', '/problems/*'];

/**
 * The web page: its files in S3, served by CloudFront, with the API at the same address, so that the browser needs no
 * leave to ask it. The files are put there by `scripts/publish-page.ts`, not by a deployment: a page is newer more often.
 */
export class PageStack extends Stack {
  #clientAddress: EdgeFunction | undefined;

  constructor(scope: Construct, id: string, props: PageStackProps) {
    super(scope, id, props);
    const bucket = new PageBucket(this, 'Files');
    const distribution = new Distribution(this, 'Distribution', {
      comment: `${this.stackName}: the page, and the API behind it`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        // Each file says itself how long it may be kept: see publish-page.ts.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy: this.#securityHeaders(props.uploadHost),
        functionAssociations: [{ function: this.#pageRoutes(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: Object.fromEntries(API_PATHS.map((path) => [path, this.#apiBehavior(props)])),
    });
    this.#acceptRules(distribution);
    new CfnOutput(this, 'PageUrl', { description: 'The page', value: `https://${distribution.domainName}/` });
    new CfnOutput(this, 'PageBucketName', { description: 'For scripts/publish-page.ts', value: bucket.bucketName });
  }

  /** The same as the laptop host sends. */
  #securityHeaders(uploadHost: string): ResponseHeadersPolicy {
    const headers = pageHeaders(`https://${uploadHost}`);
    const { 'Content-Security-Policy': policy = '', 'Permissions-Policy': permissions = '' } = headers;
    return new ResponseHeadersPolicy(this, 'SecurityHeaders', {
      comment: 'Security headers of the page',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Permissions-Policy', value: permissions, override: true },
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ],
      },
    });
  }

  /** Addresses of pages are all the same file; what is in them is told by the page itself. */
  #pageRoutes(): EdgeFunction {
    return new EdgeFunction(this, 'PageRoutes', {
      comment: 'Addresses of pages are index.html',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(`const roots = ${JSON.stringify(PAGE_ROOTS)};
function handler(event) {
  const request = event.request;
  if (roots.includes(request.uri.split('/')[1])) request.uri = '/index.html';
  return request;
}`),
    });
  }

  /** Nothing of the API is kept, and the whole request but its host is passed on, with the address that it came from. */
  #apiBehavior({ api: { host, path }, edgeSecret }: PageStackProps): BehaviorOptions {
    this.#clientAddress ??= new EdgeFunction(this, 'ClientAddress', {
      comment: 'Tells the API whose request it is',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(`function handler(event) {
  const request = event.request;
  request.headers['${EDGE_HEADERS.client}'] = { value: event.viewer.ip };
  return request;
}`),
    });
    return {
      origin: new HttpOrigin(host, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        ...(path === '' ? {} : { originPath: path }),
        // CloudFront replaces what a client sends under this name.
        customHeaders: { [EDGE_HEADERS.secret]: edgeSecret.unsafeUnwrap() },
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [{ function: this.#clientAddress, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }

  #acceptRules(distribution: Distribution): void {
    const reasons = {
      'AwsSolutions-CFR1': 'Banks are anywhere; the credentials decide, not the country.',
      'AwsSolutions-CFR2': 'The files are public and static; the API behind it has its own web ACL.',
      'AwsSolutions-CFR3': 'The API keeps its own access log; who fetched the public page is of no interest.',
      'AwsSolutions-CFR4': 'CloudFront decides on TLS where it serves with its own certificate.',
    };
    for (const [rule, reason] of Object.entries(reasons)) accept(distribution, rule, reason);
  }
}
