import { endpoint } from '../endpoint.ts';
import { health } from '../schemas/health.ts';

export const getHealth = endpoint({
  operationId: 'getHealth',
  method: 'GET',
  path: '/health',
  summary: 'Whether the service and what it needs are up',
  tag: 'health',
  access: 'public',
  success: { status: 200, description: 'Everything answers.', schema: health },
  problems: ['unhealthy'],
});
