import * as z from 'zod';
import { pageQuery } from '../../domain/pagination.ts';
import { errorType, severity } from '../../domain/validation-error.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import { rule } from '../schemas/rule.ts';
import { fileTypeName, sliceParameters } from '../schemas/slice.ts';

export const listRules = endpoint({
  operationId: 'listRules',
  method: 'GET',
  path: '/api/rules',
  summary: 'List the rules that files are checked by',
  description: 'Of a dataset; of one variant, with examples of it, where one is named.',
  tag: 'rules',
  access: 'tenant',
  function: 'rules',
  query: z.strictObject({
    ...sliceParameters,
    file_type: fileTypeName.optional(),
    severity: severity.optional(),
    error_type: errorType.optional(),
    field_name: z.string().min(1).max(100).optional().meta({ description: 'Rules that read this field.' }),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of rules, in the order of their ids.', schema: listOf(rule) },
  problems: ['invalid-cursor'],
});

export const getRule = endpoint({
  operationId: 'getRule',
  method: 'GET',
  path: '/api/rules/{rule_id}',
  summary: 'Read a rule: what it checks, why, and an example of each kind',
  tag: 'rules',
  access: 'tenant',
  function: 'rules',
  params: z.strictObject({ rule_id: z.string().min(1).max(100) }),
  query: z.strictObject(sliceParameters),
  success: { status: 200, description: 'The rule.', schema: rule },
  problems: ['not-found'],
});
