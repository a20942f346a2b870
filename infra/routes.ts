/**
 * Every path of the REST API and the function that answers it (http-api.md, "Endpoints"). One ANY method a path: the
 * function knows its methods and answers 405 itself. `public` paths are reached without credentials.
 */
export interface Route {
  readonly path: string;
  readonly function: HttpFunctionName;
  readonly public?: true;
}

export type HttpFunctionName =
  | 'uploads'
  | 'sync'
  | 'data'
  | 'profiling'
  | 'tenant'
  | 'audit'
  | 'auth'
  | 'health'
  | 'metrics'
  | 'docs';

export const ROUTES: readonly Route[] = [
  { path: '/api/uploads', function: 'uploads' },
  { path: '/api/uploads/{upload_id}', function: 'uploads' },
  { path: '/api/uploads/{upload_id}/complete', function: 'uploads' },
  { path: '/api/uploads/{upload_id}/parts', function: 'uploads' },
  { path: '/api/uploads/{upload_id}/cancel', function: 'uploads' },

  { path: '/api/sync', function: 'sync' },
  { path: '/api/sync/configs', function: 'sync' },
  { path: '/api/sync/configs/{loan_type}', function: 'sync' },
  { path: '/api/sync/logs', function: 'sync' },
  { path: '/api/sync/logs/{id}', function: 'sync' },
  { path: '/api/sync/logs/{id}/errors', function: 'sync' },
  { path: '/api/sync/logs/{id}/error-groups', function: 'sync' },
  { path: '/api/sync/logs/{id}/changes', function: 'sync' },
  { path: '/api/sync/logs/{id}/changes/rows', function: 'sync' },
  { path: '/api/sync/logs/{id}/publish', function: 'sync' },
  { path: '/api/sync/logs/{id}/discard', function: 'sync' },
  { path: '/api/sync/logs/{id}/errors.csv', function: 'sync' },
  { path: '/api/sync/logs/{id}/rejected.csv', function: 'sync' },

  { path: '/api/errors', function: 'sync' },

  { path: '/api/publications', function: 'sync' },
  { path: '/api/publications/rollback', function: 'sync' },

  { path: '/api/data', function: 'data' },
  { path: '/api/portfolio', function: 'profiling' },
  { path: '/api/profiling', function: 'profiling' },
  { path: '/api/rules', function: 'docs' },
  { path: '/api/rules/{rule_id}', function: 'docs' },

  { path: '/api/tenant', function: 'tenant' },
  { path: '/api/tenant/api-key/rotate', function: 'tenant' },

  { path: '/api/audit', function: 'audit' },
  { path: '/api/audit.csv', function: 'audit' },

  { path: '/api/auth/token', function: 'auth', public: true },
  { path: '/api/auth/refresh', function: 'auth', public: true },
  { path: '/api/auth/logout', function: 'auth', public: true },

  { path: '/health', function: 'health', public: true },
  // It checks credentials itself: one of them is no tenant's.
  { path: '/metrics', function: 'metrics', public: true },

  { path: '/api/docs', function: 'docs', public: true },
  { path: '/api/openapi.json', function: 'docs', public: true },
  { path: '/problems', function: 'docs', public: true },
  { path: '/problems/{code}', function: 'docs', public: true },
  { path: '/', function: 'docs', public: true },
  // What no path above matches: docs answers 404 as a problem document.
  { path: '/{proxy+}', function: 'docs', public: true },
];
