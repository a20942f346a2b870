import * as z from 'zod';
import { ERROR_GROUPINGS } from '../../domain/error-group.ts';
import { integerParameter, pageQuery } from '../../domain/pagination.ts';
import { severity } from '../../domain/validation-error.ts';
import { timestampParameter } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import { recurringErrorsBody } from '../schemas/findings.ts';
import { fileTypeName, sliceParameters } from '../schemas/slice.ts';

export const DEFAULT_SYNCS = 20;
export const MOST_SYNCS = 100;

export const listRecurringErrors = endpoint({
  operationId: 'listRecurringErrors',
  method: 'GET',
  path: '/api/errors',
  summary: 'The findings of the last syncs, by rule, field or file',
  description:
    'Over syncs that have ended, failed ones too; dry runs (`validate_only`) are left out, since the load after them finds ' +
    `the same. The last ${DEFAULT_SYNCS}, or as many as \`last_syncs\` says; with \`since\`, those ended since then, at most the last ${MOST_SYNCS}.`,
  tag: 'sync',
  access: 'tenant',
  function: 'errors',
  heavy: true,
  query: z.strictObject({
    group_by: z.enum(ERROR_GROUPINGS).default('rule').meta({ description: '`field` tells the files apart too.' }),
    ...sliceParameters,
    file_type: fileTypeName.optional(),
    severity: severity.optional(),
    last_syncs: integerParameter(1, MOST_SYNCS)
      .optional()
      .meta({ description: `Look at this many syncs at most (1 to ${MOST_SYNCS}).` }),
    since: timestampParameter.optional().meta({ description: 'Look at syncs that ended then or later.' }),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of groups, the most frequent first.', schema: recurringErrorsBody },
  problems: ['invalid-cursor', 'query-too-heavy', 'warehouse-unavailable'],
});
