import type { components } from './schema.ts';

type Schemas = components['schemas'];

export type AuditEntry = Schemas['AuditEntry'];
export type AuditAction = Schemas['AuditAction'];
export type AuditActor = Schemas['AuditActor'];

/** In the API's own words; absent is any. */
export interface AuditFilter {
  readonly action?: AuditAction;
  readonly actor?: string;
  readonly target?: string;
  /** Instants: from the first on, and before the second. */
  readonly since?: string;
  readonly until?: string;
}
