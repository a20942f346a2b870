import { type FieldError, fieldError } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { SourceKind } from '../source-kind.ts';
import {
  type HttpPagesConfig,
  type HttpPagesCredentials,
  httpPagesConfig,
  httpPagesCredentials,
  type PagedFile,
} from './config.ts';

export const httpPagesKind = {
  config: httpPagesConfig,
  credentials: httpPagesCredentials,
  filesField: 'files',
  filesOf: ({ files }) => files,
  hostOf: ({ base_url }) => new URL(base_url).host,
  targetOf: ({ base_url }) => ({ hostname: new URL(base_url).hostname, field: 'base_url' }),
  placeOf: ({ base_url }) => new URL(base_url).origin,
  credentialsAnew: serviceSentence('field-credentials-anew'),
  fileFaults: (field, file) => windowFaults(field, file as PagedFile),
  credentialsFaults,
} satisfies SourceKind<HttpPagesConfig, HttpPagesCredentials>;

function windowFaults(field: string, { next }: PagedFile): FieldError[] {
  if (next.kind !== 'window') return [];
  const { from, to, start, end } = next;
  return [
    ...(from === to ? [fieldError(`${field}.next.to`, 'value', serviceSentence('field-same-key-twice'))] : []),
    ...(end !== undefined && end.includes('T') !== start.includes('T')
      ? [fieldError(`${field}.next.end`, 'value', serviceSentence('field-window-form'))]
      : []),
    ...(end !== undefined && Date.parse(end) <= Date.parse(start)
      ? [fieldError(`${field}.next.end`, 'value', serviceSentence('field-window-order'))]
      : []),
  ];
}

function credentialsFaults({ token, username, password }: HttpPagesCredentials): FieldError[] {
  const isBasic = username !== undefined || password !== undefined;
  if (token !== undefined && isBasic)
    return [fieldError('credentials', 'value', serviceSentence('field-credentials-both'))];
  if (isBasic && (username === undefined || password === undefined)) {
    const missing = username === undefined ? 'username' : 'password';
    return [fieldError(`credentials.${missing}`, 'required', serviceSentence('field-credentials-password'))];
  }
  return [];
}
