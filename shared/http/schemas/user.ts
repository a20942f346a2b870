import * as z from 'zod';
import { MOST_PASSWORD_BYTES, SHORTEST_PASSWORD } from '../../domain/password.ts';
import { ROLES } from '../../domain/roles.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { USERNAME, USERNAME_FAULTS, USERNAME_FORM } from '../../domain/username.ts';
import { timestamp } from '../../domain/values.ts';

export const role = z.enum(ROLES).meta({
  id: 'Role',
  description: 'Every role reads; operator also uploads, syncs and configures; admin also handles keys and users.',
});

export const username = z.string().meta({ description: 'In small letters.', examples: ['anna'] });

/** In a path or a body: capitals make no difference. */
export const usernameParameter = textOfForm(USERNAME, USERNAME_FAULTS.format).meta({
  description: `${USERNAME_FORM.text}. Capitals make no difference.`,
  examples: ['anna'],
});

const newPassword = z.string().meta({
  description: `At least ${SHORTEST_PASSWORD} characters, any of Unicode, and at most ${MOST_PASSWORD_BYTES} bytes; not the username.`,
  format: 'password',
});

export const user = z
  .strictObject({
    username,
    role,
    is_active: z.boolean().meta({ description: 'Whether the user can sign in.' }),
    created_at: timestamp,
    last_login_at: timestamp.nullable(),
  })
  .meta({
    id: 'User',
    examples: [
      {
        username: 'anna',
        role: 'operator',
        is_active: true,
        created_at: '2026-03-02T09:00:00.000Z',
        last_login_at: '2026-03-02T09:30:00.000Z',
      },
    ],
  });

export const newUser = z
  .strictObject({ username: usernameParameter, role, password: newPassword })
  .meta({ id: 'NewUser' });

export const userChange = z
  .strictObject({ role: role.exactOptional(), is_active: z.boolean().exactOptional() })
  .meta({ id: 'UserChange' });

export const passwordChange = z
  .strictObject({
    password: newPassword,
    current_password: z
      .string()
      .exactOptional()
      .meta({ description: 'The password in force: for changing your own.', format: 'password' }),
  })
  .meta({ id: 'PasswordChange' });
