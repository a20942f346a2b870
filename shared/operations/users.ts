import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { cursorsOf, type Page, pageOf } from '../domain/pagination.ts';
import type { Role } from '../domain/roles.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { type AuditActor, type Change, recordChange } from './audit.ts';
import type { Database, Queryable } from './database.ts';
import { forgetWrongPasswords, nameHash } from './lockout.ts';
import { hashOf, inTurn } from './password-hash.ts';

/** Somebody who signs in with a password. */
export interface User {
  userId: string;
  /** In small letters. */
  username: string;
  role: Role;
  isActive: boolean;
  createdAt: Date;
  lastLoginAt: Date | null;
}

export interface UserChange {
  readonly role?: Role | undefined;
  readonly isActive?: boolean | undefined;
}

/** `last-admin`: nobody would be left who can manage users. */
export type UserRefusal = 'unknown' | 'last-admin';

interface UserRow {
  user_id: string;
  username: string;
  role: Role;
  is_active: boolean;
  created_at: Date;
  last_login_at: Date | null;
}

const COLUMNS = 'user_id, username, role, is_active, created_at, last_login_at';
const cursors = cursorsOf('users', z.tuple([z.string().max(64)]));

/**
 * The users of tenants. Names are given in small letters (domain/username.ts), passwords as they were checked
 * (domain/password.ts).
 * @param by who changes them
 */
export function usersOf({ registry }: Pick<Database, 'registry'>, pepper: string, by: AuditActor) {
  /** @returns undefined where the name is taken */
  async function add(
    { tenantId }: TenantScope,
    { username, role, password }: { username: string; role: Role; password: string },
  ): Promise<User | undefined> {
    const userId = uuidv7();
    const hash = await inTurn(() => hashOf(password, { pepper, userId }));
    return registry.transaction(async (inside) => {
      const [row] = await inside.query<UserRow>(
        `INSERT INTO users (user_id, tenant_id, username, role, password_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (tenant_id, username) DO NOTHING RETURNING ${COLUMNS}`,
        [userId, tenantId, username, role, hash],
      );
      if (!row) return undefined;
      await recordChange(inside, tenantId, by, {
        action: 'user.made',
        target: username,
        after: { user_id: userId, role },
      });
      return fromRow(row);
    });
  }

  /** Changes a user and tells what was there before, unless nobody could manage users after that. */
  const altered = <T>(
    { tenantId }: TenantScope,
    username: string,
    staysAdmin: boolean,
    alter: (inside: Queryable, before: UserRow) => Promise<T>,
  ): Promise<T | UserRefusal> =>
    registry.transaction(async (inside) => {
      // One change of a tenant's admins at a time: two that remove each other would both find the other one there.
      await inside.query('SELECT 1 FROM tenants WHERE tenant_id = $1 FOR NO KEY UPDATE', [tenantId]);
      const before = await locked(inside, tenantId, username);
      if (!before) return 'unknown';
      const isAdmin = before.role === 'admin' && before.is_active;
      if (isAdmin && !staysAdmin && !(await hasOtherAdmin(inside, tenantId, before.user_id))) return 'last-admin';
      return alter(inside, before);
    });

  /** What signed in as this user stops at once, and the account is open again to whoever has the password. */
  async function stopAll(inside: Queryable, tenantId: string, { user_id, username }: UserRow): Promise<number> {
    await inside.query('UPDATE users SET revoked_at = clock_timestamp() WHERE user_id = $1', [user_id]);
    await forgetWrongPasswords(inside, nameHash(pepper, tenantId, username));
    const ended = await inside.query(
      `UPDATE sessions SET ended_at = clock_timestamp(), end_reason = 'revoked'
       WHERE user_id = $1 AND ended_at IS NULL RETURNING 1`,
      [user_id],
    );
    return ended.length;
  }

  return {
    add,

    /** In the order of their names. @throws {Problem} `invalid-cursor` */
    async list({ tenantId }: TenantScope, page: { limit: number; cursor?: string | undefined }): Promise<Page<User>> {
      const [after] = page.cursor === undefined ? [''] : cursors.decode(page.cursor);
      const rows = await registry.query<UserRow>(
        `SELECT ${COLUMNS} FROM users WHERE tenant_id = $1 AND username COLLATE "C" > $2
         ORDER BY username COLLATE "C" LIMIT $3`,
        [tenantId, after, page.limit + 1],
      );
      return pageOf(rows.map(fromRow), page.limit, cursors, ({ username }) => [username]);
    },

    async get({ tenantId }: TenantScope, username: string): Promise<User | undefined> {
      const [row] = await registry.query<UserRow>(
        `SELECT ${COLUMNS} FROM users WHERE tenant_id = $1 AND username = $2`,
        [tenantId, username],
      );
      return row && fromRow(row);
    },

    /**
     * Gives another role, or (de)activates. Deactivating ends the user's sessions.
     * @returns `stopped`: whether what was signed in has been stopped
     */
    change: (scope: TenantScope, username: string, { role, isActive }: UserChange) =>
      altered(scope, username, (role ?? 'admin') === 'admin' && isActive !== false, async (inside, before) => {
        const [row] = await inside.query<UserRow>(
          `UPDATE users SET role = coalesce($2, role), is_active = coalesce($3, is_active) WHERE user_id = $1 RETURNING ${COLUMNS}`,
          [before.user_id, role ?? null, isActive ?? null],
        );
        const after = row!;
        const stopped = before.is_active && !after.is_active;
        if (stopped) await stopAll(inside, scope.tenantId, before);
        const said = differences(before, after);
        if (said) {
          await recordChange(inside, scope.tenantId, by, { action: 'user.changed', target: username, ...said });
        }
        return { user: fromRow(after), stopped };
      }),

    /** Ends the user's sessions, too. */
    remove: (scope: TenantScope, username: string) =>
      altered(scope, username, false, async (inside, before) => {
        await stopAll(inside, scope.tenantId, before);
        await inside.query('DELETE FROM users WHERE user_id = $1', [before.user_id]);
        await recordChange(inside, scope.tenantId, by, {
          action: 'user.removed',
          target: username,
          before: { user_id: before.user_id, role: before.role, is_active: before.is_active },
        });
        return fromRow(before);
      }),

    /**
     * Replaces the password, which ends the user's sessions.
     * @param mayBe decides, in the transaction of the change, whether it may be made
     * @returns undefined for a user that is not there, and false where it may not be
     */
    setPassword: ({ tenantId }: TenantScope, username: string, password: string, mayBe: Permission = anyhow) =>
      inTurn(() =>
        registry.transaction(async (inside) => {
          const before = await locked(inside, tenantId, username);
          if (!before) return undefined;
          if (!(await mayBe(inside, before.user_id, before.password_hash))) return false;
          const hash = await hashOf(password, { pepper, userId: before.user_id });
          await inside.query('UPDATE users SET password_hash = $2 WHERE user_id = $1', [before.user_id, hash]);
          const sessions = await stopAll(inside, tenantId, before);
          await recordChange(inside, tenantId, by, {
            action: 'user.password-set',
            target: username,
            after: { user_id: before.user_id, sessions_ended: sessions },
          });
          return true;
        }),
      ),
  };
}

/** Told whose password it is and the hash in force. */
export type Permission = (inside: Queryable, userId: string, passwordHash: string) => Promise<boolean>;
const anyhow: Permission = async () => true;

async function locked(
  inside: Queryable,
  tenantId: string,
  username: string,
): Promise<(UserRow & { password_hash: string }) | undefined> {
  const [row] = await inside.query<UserRow & { password_hash: string }>(
    `SELECT ${COLUMNS}, password_hash FROM users WHERE tenant_id = $1 AND username = $2 FOR UPDATE`,
    [tenantId, username],
  );
  return row;
}

/** Another user, or a key, that may manage users. */
async function hasOtherAdmin(inside: Queryable, tenantId: string, userId: string): Promise<boolean> {
  const [{ found } = { found: false }] = await inside.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM users WHERE tenant_id = $1 AND user_id <> $2 AND role = 'admin' AND is_active)
         OR EXISTS (SELECT FROM api_keys WHERE tenant_id = $1 AND role = 'admin' AND revoked_at IS NULL) AS found`,
    [tenantId, userId],
  );
  return found;
}

/** For the audit: what is another now; undefined where nothing is. */
function differences(before: UserRow, after: UserRow): Pick<Change, 'before' | 'after'> | undefined {
  const names = (['role', 'is_active'] as const).filter((name) => before[name] !== after[name]);
  if (names.length === 0) return undefined;
  const of = (row: UserRow) => Object.fromEntries(names.map((name) => [name, row[name]]));
  return { before: of(before), after: of(after) };
}

const fromRow = (row: UserRow): User => ({
  userId: row.user_id,
  username: row.username,
  role: row.role,
  isActive: row.is_active,
  createdAt: row.created_at,
  lastLoginAt: row.last_login_at,
});
