import * as z from 'zod';
import { ROLES } from './roles.ts';
import { timestamp } from './values.ts';

export const AUDIT_ACTIONS = [
  'session.started',
  'session.refused',
  'session.reused',
  'session.ended',
  'key.made',
  'key.rotated',
  'key.revoked',
  'user.made',
  'user.changed',
  'user.password-set',
  'user.removed',
  'tenant.made',
  'tenant.enabled',
  'tenant.disabled',
  'tenant.private-key-rotated',
  'upload.announced',
  'upload.completed',
  'upload.cancelled',
  'sync.started',
  'sync.ended',
  'sync.published',
  'sync.discarded',
  'book.rolled-back',
  'config.changed',
  'settings.changed',
  'source.made',
  'source.changed',
  'source.removed',
  'source.pulled',
  'stream.changed',
  'alert.closed',
  'provider.made',
  'provider.changed',
  'provider.removed',
  'provider.status-changed',
  'provider.credentials-rotated',
  'provider.key-made',
  'provider.key-changed',
  'account.made',
  'transaction.made',
  'transaction.changed',
  'kyc.profile-made',
  'kyc.profile-changed',
  'kyc.profile-removed',
  'kyc.looked-at',
  'kyc.requested',
  'kyc.cancelled',
  'kyc.decided',
  'kyc.document-announced',
  'kyc.revoked',
  'hook.retried',
  'hook.cancelled',
  'webhook.made',
  'webhook.changed',
  'webhook.removed',
  'webhook.secret-rotated',
  'webhook.replayed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_ACTORS = ['key', 'session', 'user', 'operator', 'service', 'unknown'] as const;
export type AuditActorKind = (typeof AUDIT_ACTORS)[number];

const state = z
  .record(z.string(), z.unknown())
  .nullable()
  .meta({ description: 'What of the target matters; never keys, passwords, tokens or rows.' });

export const auditAction = z.enum(AUDIT_ACTIONS).meta({
  id: 'AuditAction',
  description:
    'What was done. session.refused: somebody showed a key of this tenant that does not sign in, or a wrong password. ' +
    'session.reused: a refresh token was used twice, which ended the session.',
});

export const auditEntry = z
  .strictObject({
    id: z.uuid(),
    at: timestamp,
    action: auditAction,
    actor: z
      .strictObject({
        kind: z.enum(AUDIT_ACTORS).meta({
          description:
            'key: an API key; session: who signed in with one; user: who signed in with a password; operator: the command ' +
            'line; service: Tranche by itself; unknown: whoever was refused.',
        }),
        role: z.enum(ROLES).nullable(),
        key_id: z.uuid().nullable(),
        api_key_prefix: z.string().nullable(),
        user_id: z.uuid().nullable(),
        username: z.string().nullable().meta({ description: 'The name that the user had then.' }),
        session_id: z.uuid().nullable(),
      })
      .meta({ id: 'AuditActor' }),
    target: z
      .string()
      .meta({ description: 'Id of what was changed: of an upload, a sync, a key …; the name of a user.' }),
    before: state,
    after: state,
    address: z.string().nullable().meta({ description: 'Where the request came from; null where there was none.' }),
    request_id: z.string().nullable().meta({ description: 'The `X-Request-Id` of the request, as in the logs.' }),
  })
  .meta({
    id: 'AuditEntry',
    examples: [
      {
        id: '0197a1b2-0000-7000-8000-000000000001',
        at: '2026-03-02T09:30:00.000Z',
        action: 'user.changed',
        actor: {
          kind: 'key',
          role: 'admin',
          key_id: '0197a1b2-0000-7000-8000-000000000002',
          api_key_prefix: 'sk_live_0a1b2c3d',
          user_id: null,
          username: null,
          session_id: null,
        },
        target: 'anna',
        before: { role: 'viewer' },
        after: { role: 'operator' },
        address: '203.0.113.9',
        request_id: '6f2b0f2e-7a6e-4a3c-9f57-0c8f2d9f1b11',
      },
    ],
  });
export type AuditEntry = z.infer<typeof auditEntry>;
