import * as z from 'zod';
import type { FunctionCatalogue } from './function-catalogue.ts';
import type { LocalFunction } from './functions.ts';
import type { TemplateResource, Templates } from './template.ts';
import { TemplateError } from './template-files.ts';

/** One path of the REST API, with the functions behind its methods. */
export interface ApiRoute {
  readonly path: string;
  readonly resourceId: string;
  readonly methods: ReadonlyMap<string, ApiMethod>;
}

export interface ApiMethod {
  readonly integration: LocalFunction;
}

export interface RestApi {
  readonly id: string;
  readonly stage: string;
  readonly binaryMediaTypes: readonly string[];
  readonly routes: readonly ApiRoute[];
  /** Where a line about every request goes, and what it looks like. */
  readonly accessLog: { readonly groupArn: string; readonly format: string } | undefined;
}

const Api = z.object({ BinaryMediaTypes: z.array(z.string()).default([]) });
const Stage = z.object({
  StageName: z.string(),
  AccessLogSetting: z.object({ DestinationArn: z.string(), Format: z.string() }).optional(),
});
const ApiResource = z.object({ ParentId: z.string(), PathPart: z.string() });
const Method = z.object({
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.string().default('NONE'),
  Integration: z.object({ Type: z.string(), Uri: z.string().optional() }),
});
/** Reads the REST API of the template. @throws {TemplateError} for what the laptop host cannot do. */
export function readRestApi(templates: Templates, functions: FunctionCatalogue): RestApi {
  const apis = templates.ofType('AWS::ApiGateway::RestApi');
  const [api] = apis;
  if (!api || apis.length > 1) throw new TemplateError(`one REST API expected in the template, found ${apis.length}`);
  const paths = resourcePaths(templates, api);
  const methods = new Map<string, Map<string, ApiMethod>>();
  for (const found of templates.ofType('AWS::ApiGateway::Method')) {
    const method = templates.read(found, Method);
    const integration = functions.find(invokedFunction(method.Integration.Uri));
    if (method.Integration.Type !== 'AWS_PROXY' || !integration) {
      throw new TemplateError(`${found.id}: only proxy integrations with a function of the template are known`);
    }
    if (method.AuthorizationType !== 'NONE') {
      throw new TemplateError(`${found.id}: authorization ${method.AuthorizationType} is not known, only NONE`);
    }
    const ofResource = methods.get(method.ResourceId) ?? new Map<string, ApiMethod>();
    ofResource.set(method.HttpMethod, { integration });
    methods.set(method.ResourceId, ofResource);
  }
  const found = templates.ofType('AWS::ApiGateway::Stage')[0];
  const stage = found && templates.read(found, Stage);
  const accessLog = stage?.AccessLogSetting;
  return {
    id: templates.ref(api),
    stage: stage?.StageName ?? 'local',
    accessLog: accessLog && { groupArn: accessLog.DestinationArn, format: accessLog.Format },
    binaryMediaTypes: templates.read(api, Api).BinaryMediaTypes,
    routes: [...methods].map(([resourceId, ofResource]) => ({
      path: paths.get(resourceId) ?? '/',
      resourceId,
      methods: ofResource,
    })),
  };
}

function resourcePaths(templates: Templates, api: TemplateResource): Map<string, string> {
  const resources = new Map(
    templates
      .ofType('AWS::ApiGateway::Resource')
      .map((found) => [templates.ref(found), templates.read(found, ApiResource)]),
  );
  const pathOf = (id: string): string => {
    const resource = resources.get(id);
    return resource ? `${pathOf(resource.ParentId)}/${resource.PathPart}` : '';
  };
  const root = templates.attribute(api, 'RootResourceId');
  return new Map([[root, '/'], ...[...resources.keys()].map((id): [string, string] => [id, pathOf(id)])]);
}

/** arn:aws:apigateway:…:lambda:path/2015-03-31/functions/<function ARN>/invocations → the function's ARN */
function invokedFunction(uri: string | undefined): string {
  return /\/functions\/([^/]+)\/invocations$/.exec(uri ?? '')?.[1] ?? '';
}
