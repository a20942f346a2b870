import * as z from 'zod';
import { tenantId, timestamp } from '../../domain/values.ts';
import { role, username } from './user.ts';

const ownTenant = tenantId.exactOptional().meta({ description: 'If named, it must be the tenant of the credentials.' });

/** Whatever text is no key in force gets the same answer, so no form is demanded here. */
export const apiKeyBody = z
  .strictObject({
    api_key: z.string().meta({ description: '`sk_live_` and 48 hex digits.' }),
    tenant_id: ownTenant,
  })
  .meta({ id: 'ApiKeyBody' });

/** Whatever text is no name or no password gets the same answer, so no form is demanded here. */
export const loginBody = z
  .strictObject({
    tenant_id: tenantId,
    username: z
      .string()
      .max(256)
      .meta({ description: 'Capitals make no difference.', examples: ['anna'] }),
    password: z.string().meta({ format: 'password' }),
  })
  .meta({ id: 'LoginBody' });

export const refreshTokenBody = z
  .strictObject({
    refresh_token: z.string().meta({ description: 'The last one that was handed out.' }),
    tenant_id: ownTenant,
  })
  .meta({ id: 'RefreshTokenBody' });

export const tokens = z
  .strictObject({
    access_token: z.string().meta({ description: 'For `Authorization: Bearer …`.' }),
    refresh_token: z
      .string()
      .meta({ description: 'Good for one use, within an hour. Keep it where no script of others reads it.' }),
    token_type: z.literal('Bearer'),
    expires_in: z.int().min(1).meta({ description: 'Seconds that the access token lives.' }),
    tenant_id: tenantId,
    role,
  })
  .meta({ id: 'Tokens' });
export type Tokens = z.infer<typeof tokens>;

export const verified = z
  .strictObject({
    valid: z.literal(true),
    tenant_id: tenantId,
    username: username.nullable().meta({ description: 'Who is signed in; null where a key is behind it.' }),
    role,
    expires_at: timestamp
      .nullable()
      .meta({ description: 'When the access token runs out; null for an API key, which does not.' }),
  })
  .meta({ id: 'VerifiedCredentials' });
