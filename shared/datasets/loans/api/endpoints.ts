import { endpoint } from '../../../lambda/endpoint.ts';
import { portfolio } from './schemas.ts';

export const getPortfolio = endpoint({
  operationId: 'getPortfolio',
  method: 'GET',
  path: '/api/portfolio',
  summary: 'What is loaded: when, how much is owed, at which rates, how late',
  tag: 'profiling',
  access: 'tenant',
  function: 'datasets',
  heavy: true,
  success: { status: 200, description: 'One entry a loan type, and all together.', schema: portfolio },
  problems: ['query-too-heavy', 'warehouse-unavailable'],
});
