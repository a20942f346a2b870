import * as z from 'zod';
import { tenantId, timestamp } from '../../domain/values.ts';
import { role, username } from './user.ts';

const prefix = z
  .string()
  .meta({ description: 'The first 16 characters of the key, to tell keys apart.', examples: ['sk_live_0a1b2c3d'] });

export const tenant = z
  .strictObject({
    tenant_id: tenantId,
    name: z.string(),
    api_key_prefix: prefix.nullable().meta({ description: 'Of the key behind these credentials; null for a user.' }),
    username: username.nullable().meta({ description: 'Who is signed in; null where a key is behind it.' }),
    role,
    created_at: timestamp,
  })
  .meta({
    id: 'Tenant',
    examples: [
      {
        tenant_id: 'BANK001',
        name: 'Bank 001',
        api_key_prefix: 'sk_live_0a1b2c3d',
        username: null,
        role: 'admin',
        created_at: '2026-03-02T09:00:00.000Z',
      },
    ],
  });
export type Tenant = z.infer<typeof tenant>;

export const newApiKey = z
  .strictObject({ api_key: z.string().meta({ description: 'Shown this once.' }), api_key_prefix: prefix })
  .meta({ id: 'NewApiKey' });
