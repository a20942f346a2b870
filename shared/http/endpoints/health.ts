import { endpoint } from '../../lambda/endpoint.ts';
import { health } from '../schemas/health.ts';

export const getHealth = endpoint({
  operationId: 'getHealth',
  method: 'GET',
  path: '/health',
  summary: 'Whether the service and what it needs are up',
  tag: 'health',
  access: 'public',
  function: 'health',
  limit: 'monitoring',
  traced: false,
  success: { status: 200, description: 'Everything answers.', schema: health },
  problems: ['unhealthy'],
});
