import * as z from 'zod';
import { pageQuery } from '../../domain/pagination.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import { newUser, passwordChange, user, userChange, usernameParameter } from '../schemas/user.ts';

/** The function that also replaces keys: it may do for it what users take. */
const common = { tag: 'users', access: 'tenant', function: 'tenant' } as const;
const roles = ['admin'] as const;
const params = z.strictObject({ username: usernameParameter });
const maxBodyBytes = 16 * 1024;

export const listUsers = endpoint({
  ...common,
  operationId: 'listUsers',
  method: 'GET',
  path: '/api/users',
  summary: 'Who can sign in with a password, by name',
  roles,
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of users.', schema: listOf(user) },
  problems: ['invalid-cursor'],
});

export const createUser = endpoint({
  ...common,
  operationId: 'createUser',
  method: 'POST',
  path: '/api/users',
  summary: 'Add a user',
  description:
    'Nobody adds himself. `Idempotency-Key` has no effect: whoever asks twice is told that the user is there.',
  roles,
  limit: 'passwords',
  body: newUser,
  passwords: ['password'],
  maxBodyBytes,
  success: {
    status: 201,
    description: 'The user, who can sign in now.',
    schema: user,
    headers: { Location: 'The user.' },
  },
  problems: ['user-exists'],
});

export const getUser = endpoint({
  ...common,
  operationId: 'getUser',
  method: 'GET',
  path: '/api/users/{username}',
  summary: 'A user',
  roles,
  params,
  success: { status: 200, description: 'The user.', schema: user },
  problems: ['not-found'],
});

export const updateUser = endpoint({
  ...common,
  operationId: 'updateUser',
  method: 'PATCH',
  path: '/api/users/{username}',
  summary: 'Give a user another role, deactivate or activate',
  description:
    'Another role holds from the next request on. Deactivating ends the sessions of the user, and cancels the uploads that ' +
    'wait for their file. Somebody stays who can manage users: an active admin, or an API key of an admin.',
  roles,
  params,
  body: userChange,
  success: { status: 200, description: 'The user as it is now.', schema: user },
  problems: ['not-found', 'last-admin'],
});

export const deleteUser = endpoint({
  ...common,
  operationId: 'deleteUser',
  method: 'DELETE',
  path: '/api/users/{username}',
  summary: 'Remove a user',
  description:
    'Ends the sessions of the user at once, and cancels the uploads that wait for their file. What the user did stays in the ' +
    'audit.',
  roles,
  params,
  success: { status: 204, description: 'There is no such user any more.' },
  problems: ['not-found', 'last-admin'],
});

export const setPassword = endpoint({
  ...common,
  operationId: 'setPassword',
  method: 'POST',
  path: '/api/users/{username}/password',
  summary: 'Set the password of a user, or change your own',
  description:
    'Admins set that of others. Everybody changes the own one, with `current_password`; wrong ones count like those of a ' +
    'sign-in. Ends all sessions of the user, this one too: sign in with the new password. Opens an account that was closed.',
  limit: 'passwords',
  params,
  body: passwordChange,
  passwords: ['password', 'current_password'],
  maxBodyBytes,
  success: { status: 204, description: 'The new password holds.' },
  problems: ['not-found', 'wrong-password', 'account-closed'],
});
