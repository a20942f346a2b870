import * as z from 'zod';
import { pageQuery } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import {
  newSourceBody,
  pullBody,
  sourceBody,
  sourceChangeBody,
  sourceTestBody,
  triedSourceBody,
} from '../schemas/source.ts';

const common = { tag: 'sources', access: 'tenant', function: 'sources' } as const;
const params = z.strictObject({ source_id: z.uuid() });

export const listSources = endpoint({
  ...common,
  operationId: 'listSources',
  method: 'GET',
  path: '/api/sources',
  summary: 'Where files are fetched from',
  query: z.strictObject(pageQuery),
  success: {
    status: 200,
    description: 'A page of sources, in the order in which they were made.',
    schema: listOf(sourceBody),
  },
  problems: ['invalid-cursor'],
});

export const createSource = endpoint({
  ...common,
  operationId: 'createSource',
  method: 'POST',
  path: '/api/sources',
  summary: 'Add a source',
  description:
    'The schedule pulls it within a minute, if it is enabled, and then every `interval_minutes`: what it has becomes files of the ' +
    'slice, which are loaded like files that are sent. `POST /api/sources/test` tries it before.',
  roles: WRITERS,
  body: newSourceBody,
  success: {
    status: 201,
    description: 'The source.',
    schema: sourceBody,
    headers: { Location: 'Path of the source.' },
  },
  problems: ['source-exists', 'too-many-sources'],
});

export const tryOutSource = endpoint({
  ...common,
  operationId: 'tryOutSource',
  method: 'POST',
  path: '/api/sources/test',
  summary: 'Try a source that is not kept yet',
  description: 'Asks for the first page of each file, and says what it holds and what is wrong with it. Keeps nothing.',
  roles: WRITERS,
  limit: 'syncs',
  body: triedSourceBody,
  success: { status: 200, description: 'What was found.', schema: sourceTestBody },
  problems: [],
});

export const getSource = endpoint({
  ...common,
  operationId: 'getSource',
  method: 'GET',
  path: '/api/sources/{source_id}',
  summary: 'Read a source',
  params,
  success: { status: 200, description: 'The source, without its credentials.', schema: sourceBody },
  problems: ['not-found'],
});

export const updateSource = endpoint({
  ...common,
  operationId: 'updateSource',
  method: 'PATCH',
  path: '/api/sources/{source_id}',
  summary: 'Change a source',
  description:
    'A pull that is under way goes on as it began. Where the source comes to be at another host, kept credentials are to be given again.',
  roles: WRITERS,
  params,
  body: sourceChangeBody,
  success: { status: 200, description: 'The source as it is now.', schema: sourceBody },
  problems: ['not-found', 'source-exists'],
});

export const deleteSource = endpoint({
  ...common,
  operationId: 'deleteSource',
  method: 'DELETE',
  path: '/api/sources/{source_id}',
  summary: 'Remove a source',
  description: 'Its credentials are gone at once. A pull that is under way ends; what was loaded stays.',
  roles: WRITERS,
  params,
  success: { status: 204, description: 'There is no such source any more.' },
  problems: ['not-found'],
});

export const testSource = endpoint({
  ...common,
  operationId: 'testSource',
  method: 'POST',
  path: '/api/sources/{source_id}/test',
  summary: 'Try a source',
  description: 'Asks for the first page of each file, and says what it holds and what is wrong with it.',
  roles: WRITERS,
  limit: 'syncs',
  params,
  success: { status: 200, description: 'What was found.', schema: sourceTestBody },
  problems: ['not-found'],
});

export const startPull = endpoint({
  ...common,
  operationId: 'startPull',
  method: 'POST',
  path: '/api/sources/{source_id}/pull',
  summary: 'Pull a source, now',
  roles: WRITERS,
  limit: 'syncs',
  params,
  success: {
    status: 202,
    description: 'The pull, queued.',
    schema: pullBody,
    headers: { Location: 'Path of the pull.' },
  },
  problems: ['not-found', 'pull-in-progress', 'sync-disabled'],
});

export const listPulls = endpoint({
  ...common,
  operationId: 'listPulls',
  method: 'GET',
  path: '/api/sources/{source_id}/pulls',
  summary: 'The pulls of a source, newest first',
  description: 'Pulls are kept for 90 days.',
  params,
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of pulls.', schema: listOf(pullBody) },
  problems: ['not-found', 'invalid-cursor'],
});

export const getPull = endpoint({
  ...common,
  operationId: 'getPull',
  method: 'GET',
  path: '/api/pulls/{pull_id}',
  summary: 'Read a pull',
  params: z.strictObject({ pull_id: z.uuid() }),
  success: { status: 200, description: 'The pull as far as it is.', schema: pullBody },
  problems: ['not-found'],
});
