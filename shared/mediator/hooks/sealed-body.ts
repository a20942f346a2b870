import { readConfig } from '../../config.ts';
import type { TenantScope } from '../../domain/tenancy.ts';
import { sealer } from '../../secrets/sealer.ts';

/** A webhook may speak of persons: its body lies in no table as it came. */
const opened = () => sealer(readConfig(['providers']).providers.PROVIDER_KEY, 'tranche webhook bodies v1');

/** What is copied to another webhook does not open there. */
export const sealBody = ({ tenantId }: TenantScope, hookId: string, body: Uint8Array): Buffer =>
  opened().close(tenantId, hookId, body);

/** Byte for byte as it came. */
export const openBody = ({ tenantId }: TenantScope, hookId: string, sealed: Uint8Array): Buffer =>
  opened().open(tenantId, hookId, sealed);
