import { readConfig } from '../../shared/config.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { verifyCredentials } from '../../shared/http/endpoints/auth.ts';
import { getTenant, rotateApiKey } from '../../shared/http/endpoints/tenant.ts';
import { unauthorized } from '../../shared/lambda/credential.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { apiKeysOf } from '../../shared/operations/api-keys.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { database } from '../../shared/operations/database.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { finishRevoking, noteRevoking } from '../../shared/provisioning/cancel-revoked.ts';
import { users } from './users.ts';

export const handler = httpFunction(
  implement(getTenant, async ({ scope, caller }) => {
    const tenant = await tenantsOf(database()).get(scope.tenantId);
    if (!tenant) throw unauthorized();
    return {
      body: {
        tenant_id: scope.tenantId,
        name: tenant.name,
        api_key_prefix: caller.apiKeyPrefix,
        username: caller.user?.username ?? null,
        role: caller.role,
        created_at: tenant.createdAt.toISOString(),
      },
    };
  }),

  implement(verifyCredentials, async ({ scope, caller }) => ({
    body: {
      valid: true as const,
      tenant_id: scope.tenantId,
      username: caller.user?.username ?? null,
      role: caller.role,
      expires_at: caller.expiresAt?.toISOString() ?? null,
    },
  })),

  implement(rotateApiKey, async (context) => {
    const { scope, caller, logger } = context;
    if (caller.keyId === null) throw new Problem('no-api-key');
    const by = actorOf(context);
    const keys = apiKeysOf(database(), readConfig(['keys']).keys.KEY_PEPPER, by);
    const report = (what: string, error: Error) => logger.error(what, { error });
    const noted = await noteRevoking(scope.tenantId, report);
    const fresh = await keys.rotate(scope, caller.keyId);
    // Another rotation was faster: this key has just stopped.
    if (!fresh) throw unauthorized();
    const cancelled = await finishRevoking({ database: database(), scope, by }, noted, report);
    logger.info('api key replaced', { old_key_id: caller.keyId, key_id: fresh.keyId, uploads_cancelled: cancelled });
    return { body: { api_key: fresh.apiKey, api_key_prefix: fresh.prefix } };
  }),

  ...users,
);
