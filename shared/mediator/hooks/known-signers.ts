import { TENANT_ID, type TenantScope, tenantScope } from '../../domain/tenancy.ts';
import type { Database, Operations } from '../../operations/database.ts';
import type { HookSigner } from './signature.ts';

/** How a provider signs; undefined where a tenant has none of this code. */
export type FindSigner = (operations: Operations, code: string) => Promise<HookSigner | undefined>;

/** A provider of a tenant, and how it signs: without a secret where there is no such provider, or no such tenant. */
export interface AddressedProvider extends HookSigner {
  /** Undefined where there is no such provider. */
  readonly scope: TenantScope | undefined;
}

const NOBODY: AddressedProvider = { scope: undefined, scheme: 'standard', secrets: [] };

/** A secret that was taken away holds so much longer at most. */
const KEPT_MS = 5000;
/** Whoever makes up addresses fills no memory. */
const MOST_KEPT = 1000;

interface Known {
  readonly untilMs: number;
  readonly provider: Promise<AddressedProvider>;
}

/**
 * Who a webhook may be from, by its address: looked up once in five seconds, also what is not there. A disabled tenant has no
 * providers, as its keys open nothing.
 */
export function knownSigners(database: () => Database, findSigner: FindSigner, clock: () => number = Date.now) {
  const known = new Map<string, Known>();
  const nameOf = (tenantId: string, code: string) => `${tenantId}/${code}`;
  const fresh = (name: string): Known | undefined => {
    const found = known.get(name);
    return found && found.untilMs > clock() ? found : undefined;
  };

  function keep(name: string, provider: Promise<AddressedProvider>): void {
    known.delete(name);
    if (known.size >= MOST_KEPT) for (const [old, { untilMs }] of known) if (untilMs <= clock()) known.delete(old);
    for (const [oldest] of known) if (known.size >= MOST_KEPT) known.delete(oldest);
    known.set(name, { untilMs: clock() + KEPT_MS, provider });
    provider.catch(() => known.delete(name));
  }

  function lookUpAnew(tenantId: string, code: string): Promise<AddressedProvider> {
    const provider = lookUp(database(), findSigner, tenantId, code);
    keep(nameOf(tenantId, code), provider);
    return provider;
  }

  return {
    /** Whether it is known without asking Postgres. */
    has: (tenantId: string, code: string): boolean => fresh(nameOf(tenantId, code)) !== undefined,
    find: (tenantId: string, code: string): Promise<AddressedProvider> =>
      fresh(nameOf(tenantId, code))?.provider ?? lookUpAnew(tenantId, code),
    /** Looked up again, if nobody else has done so since. @param seen what turned out not to do */
    async renew(tenantId: string, code: string, seen: AddressedProvider): Promise<AddressedProvider> {
      const kept = await fresh(nameOf(tenantId, code))?.provider;
      return kept === undefined || kept === seen ? lookUpAnew(tenantId, code) : kept;
    },
  };
}

async function lookUp(
  database: Database,
  findSigner: FindSigner,
  tenantId: string,
  code: string,
): Promise<AddressedProvider> {
  const ask = (id: string) =>
    database.registry.query<{ tenant_id: string }>('SELECT tenant_id FROM tenants WHERE tenant_id = $1 AND is_active', [
      id,
    ]);
  const [tenant] = await ask(tenantId);
  if (tenant === undefined || !TENANT_ID.test(tenant.tenant_id)) {
    // As many questions as about a tenant that there is.
    await ask('');
    return { ...NOBODY };
  }
  const scope = tenantScope(tenant.tenant_id);
  const signer = await findSigner(database.operationsFor(scope), code);
  return signer === undefined ? { ...NOBODY } : { scope, ...signer };
}
