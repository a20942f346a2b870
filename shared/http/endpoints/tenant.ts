import { endpoint } from '../../lambda/endpoint.ts';
import { newApiKey, tenant } from '../schemas/tenant.ts';

export const getTenant = endpoint({
  operationId: 'getTenant',
  method: 'GET',
  path: '/api/tenant',
  summary: 'Who these credentials belong to',
  tag: 'tenant',
  access: 'tenant',
  function: 'tenant',
  success: { status: 200, description: 'The tenant.', schema: tenant },
  problems: [],
});

export const rotateApiKey = endpoint({
  operationId: 'rotateApiKey',
  method: 'POST',
  path: '/api/tenant/api-key/rotate',
  summary: 'Replace the API key',
  description: 'The new key is shown this once; the old key and its tokens stop at once.',
  tag: 'tenant',
  access: 'tenant',
  function: 'tenant',
  limit: 'rotations',
  answersSecret: true,
  roles: ['admin'],
  success: { status: 200, description: 'The new key.', schema: newApiKey },
  problems: ['no-api-key'],
});
