import * as z from 'zod';
import { pageQuery } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import { newRollbackBody, publicationBody } from '../schemas/publication.ts';
import { sliceParameters } from '../schemas/slice.ts';

export const listPublications = endpoint({
  operationId: 'listPublications',
  method: 'GET',
  path: '/api/publications',
  summary: 'List what was published, newest first',
  description: 'One entry each time the book changed: by a sync, or by a rollback.',
  tag: 'publications',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  query: z.strictObject({
    ...sliceParameters,
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of publications.', schema: listOf(publicationBody) },
  problems: ['invalid-cursor', 'warehouse-unavailable'],
});

export const rollBack = endpoint({
  operationId: 'rollBack',
  method: 'POST',
  path: '/api/publications/rollback',
  summary: 'Show an earlier book again',
  description:
    'A new publication of what an earlier one showed, all its file types together, in one step. Rows are kept of the ' +
    'newest publications only: `restorable` tells.',
  tag: 'publications',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  roles: WRITERS,
  body: newRollbackBody,
  success: { status: 201, description: 'The new publication.', schema: publicationBody },
  problems: ['not-found', 'batch-gone', 'wrong-state', 'sync-in-progress', 'warehouse-unavailable'],
});
