import { allEndpoints } from '../shared/http/endpoints/index.ts';
import type { HttpFunctionName } from '../shared/lambda/endpoint.ts';

/** A path of the REST API and the function that answers it, whatever the method: the function knows its methods. */
export interface Route {
  readonly path: string;
  readonly function: HttpFunctionName;
}

/** Every path that an endpoint declares; and all others, where docs answers 404 as a problem document. */
export const ROUTES: readonly Route[] = [
  ...new Map(allEndpoints.map(({ path, function: name }) => [path, { path, function: name }])).values(),
  { path: '/{proxy+}', function: 'docs' },
];
