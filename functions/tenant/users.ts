import { readConfig } from '../../shared/config.ts';
import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { PASSWORD_FAULTS, passwordFault } from '../../shared/domain/password.ts';
import { type FieldError, fieldError, Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { readUsername, USERNAME_FAULTS, usernameFault } from '../../shared/domain/username.ts';
import {
  createUser,
  deleteUser,
  getUser,
  listUsers,
  setPassword,
  updateUser,
} from '../../shared/http/endpoints/users.ts';
import { type Implemented, implement, type TenantContext } from '../../shared/lambda/implement.ts';
import { addressSubject } from '../../shared/limits/client-address.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { database } from '../../shared/operations/database.ts';
import { withCurrentPassword } from '../../shared/operations/password-login.ts';
import { type User, type UserRefusal, usersOf } from '../../shared/operations/users.ts';
import { finishRevoking, noteRevoking } from '../../shared/provisioning/cancel-revoked.ts';

/** The users of a tenant, and their passwords. */
export const users: readonly Implemented[] = [
  implement(listUsers, async (context, { query }) => {
    const { data, next_cursor } = await registryFor(context).list(context.scope, query);
    return { body: { data: data.map(answer), next_cursor } };
  }),

  implement(createUser, async (context, { body }) => {
    const fault = usernameFault(body.username);
    const errors = fault ? [fieldError('username', fault, USERNAME_FAULTS[fault])] : [];
    assertFit([...errors, ...passwordErrors(body.password, body.username)]);
    const username = named(body.username);
    const user = await registryFor(context).add(context.scope, { ...body, username });
    if (!user) throw new Problem('user-exists', serviceSentence('user-exists', { username }));
    context.logger.info('user made', { user: user.userId, role: user.role });
    return { body: answer(user), headers: { Location: `/api/users/${encodeURIComponent(username)}` } };
  }),

  implement(getUser, async (context, { params }) => {
    const user = await registryFor(context).get(context.scope, named(params.username));
    if (!user) throw new Problem('not-found');
    return { body: answer(user) };
  }),

  implement(updateUser, async (context, { params, body }) => {
    if (Object.keys(body).length === 0) {
      const said = serviceSentence('user-change-empty');
      throw new Problem('invalid-request', said, { errors: [fieldError('role', 'required', said)] });
    }
    const change = { role: body.role, isActive: body.is_active };
    const revoke = () => registryFor(context).change(context.scope, named(params.username), change);
    const { user } = orRefusal(body.is_active === false ? await revoking(context, revoke) : await revoke());
    context.logger.info('user changed', { user: user.userId, role: user.role, is_active: user.isActive });
    return { body: answer(user) };
  }),

  implement(deleteUser, async (context, { params }) => {
    const remove = () => registryFor(context).remove(context.scope, named(params.username));
    const { userId } = orRefusal(await revoking(context, remove));
    context.logger.info('user removed', { user: userId });
    return {};
  }),

  implement(setPassword, async (context, { params, body }) => {
    const { scope, caller, logger } = context;
    const username = named(params.username);
    const isOwn = caller.user?.username === username;
    if (!isOwn && caller.role !== 'admin') {
      throw new Problem('forbidden', serviceSentence('password-of-other', { role: caller.role }));
    }
    const current = body.current_password;
    const missing = isOwn && current === undefined;
    const errors = missing ? [fieldError('current_password', 'required', serviceSentence('password-current'))] : [];
    assertFit([...errors, ...passwordErrors(body.password, username)]);
    const mayBe = isOwn ? onlyWith(context, username, current!) : undefined;
    const set = () => registryFor(context).setPassword(scope, username, body.password, mayBe);
    const done = await revoking(context, set);
    if (done === undefined) throw new Problem('not-found');
    if (!done) throw new Problem('wrong-password');
    logger.info('password set', { own: isOwn });
    return {};
  }),
];

const pepper = (): string => readConfig(['keys']).keys.KEY_PEPPER;
const registryFor = (context: TenantContext) => usersOf(database(), pepper(), actorOf(context));

/** Its form has been checked. */
const named = (text: string): string => readUsername(text)!;

const onlyWith = (context: TenantContext, username: string, password: string) => {
  const { scope, address } = context;
  const login = { tenantId: scope.tenantId, username, password, place: addressSubject(address) };
  return withCurrentPassword(pepper(), login, actorOf(context));
};

function passwordErrors(password: string, username: string): FieldError[] {
  const fault = passwordFault(password, username);
  return fault ? [fieldError('password', fault, PASSWORD_FAULTS[fault])] : [];
}

/** @throws {Problem} 400 `invalid-request` */
function assertFit(errors: FieldError[]): void {
  if (errors.length === 0) return;
  throw notAccepted(errors);
}

/** Does what ends sessions, and then cancels what they announced. */
async function revoking<T>(context: TenantContext, revoke: () => Promise<T>): Promise<T> {
  const { scope, logger } = context;
  const report = (what: string, error: Error) => logger.error(what, { error });
  const noted = await noteRevoking(scope.tenantId, report);
  const revoked = await revoke();
  await finishRevoking({ database: database(), scope, by: actorOf(context) }, noted, report);
  return revoked;
}

/** @throws {Problem} 404 `not-found`, 409 `last-admin` */
function orRefusal<T>(outcome: T | UserRefusal): T {
  if (outcome === 'unknown') throw new Problem('not-found');
  if (outcome === 'last-admin') throw new Problem('last-admin');
  return outcome as T;
}

const answer = ({ username, role, isActive, createdAt, lastLoginAt }: User) => ({
  username,
  role,
  is_active: isActive,
  created_at: createdAt.toISOString(),
  last_login_at: lastLoginAt?.toISOString() ?? null,
});
