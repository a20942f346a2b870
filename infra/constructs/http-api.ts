import { Duration } from 'aws-cdk-lib';
import {
  AuthorizationType,
  EndpointType,
  IdentitySource,
  LambdaIntegration,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { addProblemResponses } from './problem-responses.ts';

export interface HttpApiRoute {
  readonly path: string;
  readonly function: string;
  readonly public?: true;
}

export interface HttpApiProps {
  readonly name: string;
  readonly routes: readonly HttpApiRoute[];
  readonly functions: Readonly<Record<string, IFunction>>;
  /** Called for every request to a path that is not public. */
  readonly authorizer: IFunction;
}

/** The REST API: one ANY method a path, proxied to the path's function; an authorizer on all but the public paths. */
export class HttpApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.api = new RestApi(this, 'Api', {
      restApiName: props.name,
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: { stageName: 'v1' },
      cloudWatchRole: false,
    });
    addProblemResponses(this.api);
    const authorizer = new RequestAuthorizer(this, 'Authorizer', {
      handler: props.authorizer,
      identitySources: [IdentitySource.header('Authorization')],
      // Not cached: a revoked key stops at once.
      resultsCacheTtl: Duration.seconds(0),
    });
    for (const route of props.routes) {
      const handler = props.functions[route.function];
      if (!handler) throw new Error(`route ${route.path}: no function "${route.function}"`);
      this.api.root
        .resourceForPath(route.path)
        .addMethod(
          'ANY',
          new LambdaIntegration(handler, { scopePermissionToMethod: false }),
          route.public ? { authorizationType: AuthorizationType.NONE } : { authorizer },
        );
    }
  }
}
