/**
 * A tenant, as everything that touches its data must name it. A scope is made from a verified credential or from the
 * tenant registry, never from request text; Postgres, ClickHouse and staging can only be reached through one.
 */
export interface TenantScope {
  readonly tenantId: string;
  /** Postgres schema, and the role that reaches it. */
  readonly schema: string;
  /** ClickHouse database. */
  readonly database: string;
}

export const TENANT_ID = /^[A-Z][A-Z0-9_]{1,19}$/;

/** @throws {RangeError} for an id that could not be a tenant's: such an id can never have come from the registry. */
export function tenantScope(tenantId: string): TenantScope {
  if (!TENANT_ID.test(tenantId)) throw new RangeError(`not a tenant id: ${JSON.stringify(tenantId)}`);
  const name = tenantId.toLowerCase();
  return { tenantId, schema: name, database: `${name}_dw` };
}
