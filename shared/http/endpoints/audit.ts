import * as z from 'zod';
import { auditAction, auditEntry } from '../../domain/audit.ts';
import { pageQuery } from '../../domain/pagination.ts';
import { listOf, timestampParameter } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';

const tag = 'audit';
const filters = {
  action: auditAction.optional(),
  actor: z.string().min(1).max(100).optional().meta({
    description:
      'A kind of actor (`operator`), a key by its id or prefix, a user by name or id, or a session by its id.',
  }),
  target: z.string().min(1).max(100).optional().meta({ description: 'Id of what was changed.' }),
  since: timestampParameter.optional().meta({ description: 'Made then or later.' }),
  until: timestampParameter.optional().meta({ description: 'Made before then.' }),
};

export const listAudit = endpoint({
  operationId: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: 'Who changed what, newest first',
  description:
    'Every change: by whom, of what, from where, before and after. Entries are never changed, and kept for years.',
  tag,
  access: 'tenant',
  function: 'audit',
  roles: ['admin'],
  query: z.strictObject({ ...filters, ...pageQuery }),
  success: { status: 200, description: 'A page of entries.', schema: listOf(auditEntry) },
  problems: ['invalid-cursor'],
});

export const downloadAudit = endpoint({
  operationId: 'downloadAudit',
  method: 'GET',
  path: '/api/audit.csv',
  summary: 'Download who changed what, newest first',
  tag,
  access: 'tenant',
  function: 'audit',
  roles: ['admin'],
  query: z.strictObject(filters),
  success: {
    status: 302,
    description: 'To the CSV file.',
    headers: { Location: 'A presigned URL, valid for a short time.' },
  },
  problems: [],
});
