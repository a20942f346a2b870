import * as z from 'zod';
import { integerParameter, pageQuery } from '../../domain/pagination.ts';
import { MEDIATION_DAYS, PROVIDER_STATUSES, PROVIDER_TYPES } from '../../domain/provider.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import {
  checksAskedForBody,
  codeParameter,
  createdProviderBody,
  newProviderBody,
  newProviderKeyBody,
  providerBody,
  providerChangeBody,
  providerCheckBody,
  providerKeyBody,
  providerKeyUsageBody,
  providerStatisticsBody,
  providerStatusBody,
  rotatedBody,
  rotationBody,
} from '../schemas/provider.ts';

const common = { tag: 'providers', access: 'tenant', function: 'providers' } as const;
const roles = ['admin'] as const;
const ofProvider = { ...common, params: z.strictObject({ code: codeParameter }) };
const ofKey = { ...common, params: z.strictObject({ code: codeParameter, key_id: z.uuid() }) };

export const listProviders = endpoint({
  ...common,
  operationId: 'listProviders',
  method: 'GET',
  path: '/api/providers',
  summary: 'Providers, by code',
  query: z.strictObject({
    type: z.enum(PROVIDER_TYPES).optional(),
    status: z.enum(PROVIDER_STATUSES).optional(),
    active: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .pipe(z.boolean())
      .optional(),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of providers, without their secrets.', schema: listOf(providerBody) },
  problems: ['invalid-cursor'],
});

export const createProvider = endpoint({
  ...common,
  operationId: 'createProvider',
  method: 'POST',
  path: '/api/providers',
  summary: 'Add a provider',
  description:
    'The answer holds its webhook secret, and the credentials where they are made here: both are shown this once. Tell the provider ' +
    '`webhook_url` and the secret, and us what it answers by `POST …/check`.',
  roles,
  answersSecret: true,
  body: newProviderBody,
  success: {
    status: 201,
    description: 'The provider, with its secrets.',
    schema: createdProviderBody,
    headers: { Location: 'Path of the provider.' },
  },
  problems: ['provider-exists'],
});

export const checkAllProviders = endpoint({
  ...common,
  operationId: 'checkAllProviders',
  method: 'POST',
  path: '/api/providers/check-all',
  summary: 'Ask all active providers how they are',
  description:
    'In the background. As with the checks of the schedule, one that does not answer is asked again for a quarter of an hour before it counts as down.',
  roles,
  limit: 'syncs',
  success: { status: 202, description: 'They are being asked.', schema: checksAskedForBody },
  problems: [],
});

export const getProvider = endpoint({
  ...ofProvider,
  operationId: 'getProvider',
  method: 'GET',
  path: '/api/providers/{code}',
  summary: 'Read a provider',
  success: { status: 200, description: 'The provider, without its secrets.', schema: providerBody },
  problems: ['not-found'],
});

export const updateProvider = endpoint({
  ...ofProvider,
  operationId: 'updateProvider',
  method: 'PATCH',
  path: '/api/providers/{code}',
  summary: 'Change a provider',
  description:
    'Holds for calls that begin from then on. Where an address comes to be at another host, credentials that were given are to be ' +
    'given again. Its code, type and adapter stay; its status has an operation of its own.',
  roles,
  body: providerChangeBody,
  success: { status: 200, description: 'The provider as it is now.', schema: providerBody },
  problems: ['not-found', 'wrong-state'],
});

export const deleteProvider = endpoint({
  ...ofProvider,
  operationId: 'deleteProvider',
  method: 'DELETE',
  path: '/api/providers/{code}',
  summary: 'Remove a provider',
  description:
    'With its secrets, keys and the records of its calls and webhooks. One that transactions or verifications name stays: switch it off.',
  roles,
  success: { status: 204, description: 'There is no such provider any more.' },
  problems: ['not-found', 'provider-in-use'],
});

export const checkProvider = endpoint({
  ...ofProvider,
  operationId: 'checkProvider',
  method: 'POST',
  path: '/api/providers/{code}/check',
  summary: 'Ask a provider how it is, now',
  description: 'What it answers holds at once, and is told where it is news (`provider.status-changed`).',
  roles,
  limit: 'syncs',
  success: { status: 200, description: 'What was found.', schema: providerCheckBody },
  problems: ['not-found'],
});

export const setProviderStatus = endpoint({
  ...ofProvider,
  operationId: 'setProviderStatus',
  method: 'POST',
  path: '/api/providers/{code}/status',
  summary: 'Say whether a provider is to be used',
  description:
    'Only one that is online is called for something new; what is under way is asked about all the same. Others are told ' +
    '(`provider.status-changed`).',
  roles,
  body: providerStatusBody,
  success: { status: 200, description: 'The provider as it is now.', schema: providerBody },
  problems: ['not-found'],
});

export const getProviderStatistics = endpoint({
  ...ofProvider,
  operationId: 'getProviderStatistics',
  method: 'GET',
  path: '/api/providers/{code}/statistics',
  summary: 'How the calls of a provider went',
  description: 'Counted from every call that was recorded; those that only ask how it is do not count.',
  query: z.strictObject({
    hours: integerParameter(1, MEDIATION_DAYS * 24)
      .default(24)
      .meta({ description: 'Of the last so many hours.' }),
  }),
  success: { status: 200, description: 'The figures of one moment.', schema: providerStatisticsBody },
  problems: ['not-found'],
});

export const rotateProviderCredentials = endpoint({
  ...ofProvider,
  operationId: 'rotateProviderCredentials',
  method: 'POST',
  path: '/api/providers/{code}/rotate-credentials',
  summary: 'Replace what a provider is called with, and what it signs with',
  description:
    'The former ones hold on for `grace_seconds`: webhooks may be signed with either, and a call that is refused (401) with the new ' +
    'credentials is made with the former ones.',
  roles,
  answersSecret: true,
  body: rotationBody,
  success: { status: 200, description: 'The new ones, shown once.', schema: rotatedBody },
  problems: ['not-found'],
});

export const listProviderKeys = endpoint({
  ...ofProvider,
  operationId: 'listProviderKeys',
  method: 'GET',
  path: '/api/providers/{code}/keys',
  summary: 'The keys of a provider, newest first',
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of keys.', schema: listOf(providerKeyBody) },
  problems: ['not-found', 'invalid-cursor'],
});

export const createProviderKey = endpoint({
  ...ofProvider,
  operationId: 'createProviderKey',
  method: 'POST',
  path: '/api/providers/{code}/keys',
  summary: 'Let somebody call a provider so often',
  description:
    'A key is no secret: it is named by transactions, and bounds how many calls they make, a day and a month (UTC). A user has one ' +
    'of each environment.',
  roles,
  body: newProviderKeyBody,
  success: {
    status: 201,
    description: 'The key.',
    schema: providerKeyBody,
    headers: { Location: 'Path of its usage.' },
  },
  problems: ['not-found', 'wrong-state'],
});

export const deactivateProviderKey = endpoint({
  ...ofKey,
  operationId: 'deactivateProviderKey',
  method: 'POST',
  path: '/api/providers/{code}/keys/{key_id}/deactivate',
  summary: 'End a provider key, for good',
  roles,
  success: { status: 200, description: 'The key, ended.', schema: providerKeyBody },
  problems: ['not-found'],
});

export const resetProviderKeyLimits = endpoint({
  ...ofKey,
  operationId: 'resetProviderKeyLimits',
  method: 'POST',
  path: '/api/providers/{code}/keys/{key_id}/reset-limits',
  summary: 'Let a provider key begin anew',
  description: 'What it has used of the day and of the month does not count any more.',
  roles,
  success: { status: 200, description: 'The key.', schema: providerKeyBody },
  problems: ['not-found'],
});

export const getProviderKeyUsage = endpoint({
  ...ofKey,
  operationId: 'getProviderKeyUsage',
  method: 'GET',
  path: '/api/providers/{code}/keys/{key_id}/usage',
  summary: 'What a provider key has used, and has left',
  success: { status: 200, description: 'Of today and of this month (UTC).', schema: providerKeyUsageBody },
  problems: ['not-found'],
});
