import { z } from 'zod';
import { endpoint } from '../../lambda/endpoint.ts';
import { profileBody } from '../schemas/profile.ts';
import { sliceParameters, tableName } from '../schemas/slice.ts';

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
    ...sliceParameters,
    data_type: tableName.optional().meta({ description: 'The first file type of the dataset where it is not given.' }),
    version: z
      .enum(['live', 'previous'])
      .default('live')
      .meta({ description: '`previous`: of the batch of this kind that was current before the one that is now.' }),
  }),
  success: { status: 200, description: 'The profile of the current batch, or of the one before.', schema: profileBody },
  problems: ['nothing-loaded', 'nothing-to-compare', 'query-too-heavy', 'warehouse-unavailable'],
});
