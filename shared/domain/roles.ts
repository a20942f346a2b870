/** What a credential may do. Every role reads; `operator` also uploads, syncs and configures; `admin` also handles keys and users. */
export const ROLES = ['admin', 'operator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/** The roles that may change something. */
export const WRITERS: readonly Role[] = ['admin', 'operator'];
