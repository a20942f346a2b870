import { PASSWORD_FAULTS, passwordFault } from '../domain/password.ts';
import { isRole, ROLES } from '../domain/roles.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { readUsername, USERNAME_FAULTS, usernameFault } from '../domain/username.ts';
import { theOperator } from '../operations/audit.ts';
import { type User, type UserRefusal, usersOf } from '../operations/users.ts';
import {
  type Command,
  cancelledText,
  known,
  type Result,
  revoking,
  TenantCommandFailure,
  type TenantStores,
} from './tenant-command.ts';

/** The people of a tenant: what `npm run tenants` does to them. */
export const USER_COMMANDS = {
  'add-user': { values: 3, takesPassword: true, run: addUser },
  'list-users': { values: 1, run: listUsers },
  'disable-user': { values: 2, run: (installation, values) => setUserActive(installation, values, false) },
  'enable-user': { values: 2, run: (installation, values) => setUserActive(installation, values, true) },
  'remove-user': { values: 2, run: removeUser },
  'set-password': { values: 2, takesPassword: true, run: setPassword },
} as const satisfies Record<string, Command>;

const MOST_USERS_AT_ONCE = 1000;
const MOST_PAGES = 1000;

async function addUser(
  installation: TenantStores,
  [tenantId = '', name = '', role = '']: string[],
  password: string,
): Promise<Result> {
  if (!isRole(role)) throw new TenantCommandFailure(`${JSON.stringify(role)} is not a role: ${ROLES.join(', ')} are.`);
  const fault = usernameFault(name);
  if (fault) throw new TenantCommandFailure(USERNAME_FAULTS[fault].text);
  const username = name.toLowerCase();
  const { scope } = await known(installation, tenantId);
  const users = usersIn(installation);
  const there = await users.get(scope, username);
  if (!there) assertFit(password, username);
  const made = there ? undefined : await users.add(scope, { username, role, password });
  if (made) {
    return {
      data: { tenant_id: tenantId, username, role, created: true },
      text: `${username} can sign in to ${tenantId}, with the role ${role}.`,
    };
  }
  const user = there ?? (await userNamed(installation, scope, username));
  return {
    data: { tenant_id: tenantId, username, role: user.role, created: false },
    text:
      `${username} is there already, with the role ${user.role}; nothing was changed. For a new password: ` +
      `npm run tenants -- set-password ${tenantId} ${username}`,
  };
}

async function listUsers(installation: TenantStores, [tenantId = '']: string[]): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const found: User[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, next_cursor } = await usersIn(installation).list(scope, { limit: MOST_USERS_AT_ONCE, cursor });
    found.push(...data);
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  const data = found.map(({ username, role, isActive, createdAt, lastLoginAt }) => ({
    username,
    role,
    is_active: isActive,
    created_at: createdAt.toISOString(),
    last_login_at: lastLoginAt?.toISOString() ?? null,
  }));
  const width = Math.max(0, ...data.map(({ username }) => username.length));
  const lines = data.map(
    ({ username, role, is_active, last_login_at }) =>
      `${username.padEnd(width)}  ${role.padEnd(8)}  ${is_active ? 'active  ' : 'disabled'}  ` +
      (last_login_at ? `last signed in ${last_login_at.slice(0, 10)}` : 'never signed in'),
  );
  return { data, text: lines.length > 0 ? lines.join('\n') : `${tenantId} has no users.` };
}

async function setUserActive(
  installation: TenantStores,
  [tenantId = '', name = '']: string[],
  isActive: boolean,
): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const { username } = await userNamed(installation, scope, name);
  const set = () => usersIn(installation).change(scope, username, { isActive });
  if (isActive) {
    orFailure(await set(), tenantId, username);
    return {
      data: { tenant_id: tenantId, username, is_active: true },
      text: `${username} of ${tenantId} can sign in again.`,
    };
  }
  const { revoked, cancelled } = await revoking(installation, scope, set);
  orFailure(revoked, tenantId, username);
  return {
    data: { tenant_id: tenantId, username, is_active: false, cancelled_uploads: cancelled },
    text: `${username} of ${tenantId} is signed out and cannot sign in.${cancelledText(cancelled)}`,
  };
}

async function removeUser(installation: TenantStores, [tenantId = '', name = '']: string[]): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const { username } = await userNamed(installation, scope, name);
  const remove = () => usersIn(installation).remove(scope, username);
  const { revoked, cancelled } = await revoking(installation, scope, remove);
  orFailure(revoked, tenantId, username);
  return {
    data: { tenant_id: tenantId, username, removed: true, cancelled_uploads: cancelled },
    text: `${username} of ${tenantId} is signed out and removed.${cancelledText(cancelled)}`,
  };
}

async function setPassword(
  installation: TenantStores,
  [tenantId = '', name = '']: string[],
  password: string,
): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const { username } = await userNamed(installation, scope, name);
  assertFit(password, username);
  const set = () => usersIn(installation).setPassword(scope, username, password);
  const { revoked, cancelled } = await revoking(installation, scope, set);
  if (!revoked) throw noSuchUser(tenantId, username);
  return {
    data: { tenant_id: tenantId, username, cancelled_uploads: cancelled },
    text: `${username} of ${tenantId} has the new password, and is signed out everywhere.${cancelledText(cancelled)}`,
  };
}

const usersIn = ({ database, pepper }: TenantStores) => usersOf(database, pepper, theOperator());

async function userNamed(installation: TenantStores, scope: TenantScope, name: string): Promise<User> {
  const username = readUsername(name);
  const user = username && (await usersIn(installation).get(scope, username));
  if (!user) throw noSuchUser(scope.tenantId, name);
  return user;
}

const noSuchUser = (tenantId: string, name: string): TenantCommandFailure =>
  new TenantCommandFailure(
    `${tenantId} has no user ${JSON.stringify(name)}. npm run tenants -- list-users ${tenantId} shows all.`,
  );

function assertFit(password: string, username: string): void {
  const fault = passwordFault(password, username);
  if (fault) throw new TenantCommandFailure(PASSWORD_FAULTS[fault].text);
}

function orFailure<T>(outcome: T | UserRefusal, tenantId: string, username: string): T {
  if (outcome === 'unknown') throw noSuchUser(tenantId, username);
  if (outcome === 'last-admin') {
    throw new TenantCommandFailure(
      `${username} is the last active admin of ${tenantId}, and no key of an admin is in force. First make another: ` +
        `npm run tenants -- key ${tenantId} admin`,
    );
  }
  return outcome as T;
}
