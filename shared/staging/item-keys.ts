/** The first part of the key of a tenant's uploads. */
export const TENANT_KEYS = 'TENANT#';
/** The partition of what is to be gone on with (undecided.ts). */
export const UNDECIDED = 'UNDECIDED';
