import { Problem } from '../domain/problems.ts';
import { type TenantScope, tenantScope } from '../domain/tenancy.ts';
import { recordChange, theOperator } from './audit.ts';
import type { Database, Queryable } from './database.ts';

export interface TenantRecord {
  scope: TenantScope;
  name: string;
  isActive: boolean;
  createdAt: Date;
  /** Prefixes of the keys in force. */
  keyPrefixes: string[];
}

interface TenantRow {
  tenant_id: string;
  name: string;
  is_active: boolean;
  created_at: Date;
  key_prefixes: string[];
}

const SELECT = `
  SELECT t.tenant_id, t.name, t.is_active, t.created_at,
         coalesce(array_agg(k.prefix::text ORDER BY k.created_at) FILTER (WHERE k.key_id IS NOT NULL), '{}') AS key_prefixes
  FROM tenants t LEFT JOIN api_keys k ON k.tenant_id = t.tenant_id AND k.revoked_at IS NULL`;

const fromRow = (row: TenantRow): TenantRecord => ({
  scope: tenantScope(row.tenant_id),
  name: row.name,
  isActive: row.is_active,
  createdAt: row.created_at,
  keyPrefixes: row.key_prefixes,
});

/** The registry of tenants. Making one takes more than a row: see create-tenant.ts. */
export function tenantsOf({ registry }: Pick<Database, 'registry'>) {
  return {
    get: (tenantId: string) => readTenant(registry, tenantId),
    async list(filter: { activeOnly?: boolean } = {}): Promise<TenantRecord[]> {
      const where = filter.activeOnly ? 'WHERE t.is_active' : '';
      return (await registry.query<TenantRow>(`${SELECT} ${where} GROUP BY t.tenant_id ORDER BY t.tenant_id`)).map(
        fromRow,
      );
    },
    /** A disabled tenant's requests are refused and its schedule rests; its data stays. @returns false for an unknown id */
    setActive: (tenantId: string, isActive: boolean): Promise<boolean> =>
      registry.transaction(async (inside) => {
        const [tenant] = await inside.query<{ is_active: boolean }>(
          'SELECT is_active FROM tenants WHERE tenant_id = $1 FOR UPDATE',
          [tenantId],
        );
        if (tenant === undefined || tenant.is_active === isActive) return tenant !== undefined;
        await inside.query(
          `UPDATE tenants SET is_active = $2, updated_at = now(),
             disabled_at = CASE WHEN $2 THEN disabled_at ELSE clock_timestamp() END WHERE tenant_id = $1`,
          [tenantId, isActive],
        );
        await recordChange(inside, tenantId, theOperator(), {
          action: isActive ? 'tenant.enabled' : 'tenant.disabled',
          target: tenantId,
          before: tenant,
          after: { is_active: isActive },
        });
        return true;
      }),
  };
}

/**
 * For what is given out for longer than a request lasts.
 * @param registry by the login for credentials, or its owner
 * @throws {Problem} 403 `tenant-inactive`
 */
export async function assertActive(registry: Queryable, tenantId: string): Promise<void> {
  const [tenant] = await registry.query<{ is_active: boolean }>('SELECT is_active FROM tenants WHERE tenant_id = $1', [
    tenantId,
  ]);
  if (tenant?.is_active !== true) throw new Problem('tenant-inactive');
}

export async function readTenant(registry: Queryable, tenantId: string): Promise<TenantRecord | undefined> {
  const rows = await registry.query<TenantRow>(`${SELECT} WHERE t.tenant_id = $1 GROUP BY t.tenant_id`, [tenantId]);
  return rows[0] && fromRow(rows[0]);
}
