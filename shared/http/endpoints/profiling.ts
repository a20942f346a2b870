import * as z from 'zod';
import { endpoint } from '../../lambda/endpoint.ts';
import { profileBody } from '../schemas/profile.ts';
import { tableParameters } from '../schemas/slice.ts';

export const getProfile = endpoint({
  operationId: 'getProfile',
  method: 'GET',
  path: '/api/profiling',
  summary: 'Statistics of the loaded rows',
  tag: 'profiling',
  access: 'tenant',
  function: 'profiling',
  heavy: true,
  query: z.strictObject({
    ...tableParameters,
    version: z
      .enum(['live', 'previous'])
      .default('live')
      .meta({ description: '`previous`: of the batch of this kind that was current before the one that is now.' }),
  }),
  success: { status: 200, description: 'The profile of the current batch, or of the one before.', schema: profileBody },
  problems: ['nothing-loaded', 'nothing-to-compare', 'query-too-heavy', 'warehouse-unavailable'],
});
