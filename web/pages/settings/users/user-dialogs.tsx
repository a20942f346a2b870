import { Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordFault } from '../../../../shared/domain/password.ts';
import type { Role } from '../../../../shared/domain/roles.ts';
import { usernameFault } from '../../../../shared/domain/username.ts';
import { isProblemWithCode } from '../../../api/problem.ts';
import { addUser, changeUser, removeUser, setPassword, type User } from '../../../api/queries/users.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { NewPasswordInput } from './new-password-input.tsx';
import { RoleChoice } from './role-choice.tsx';
import { useUserChange } from './use-user-change.ts';

interface DialogProps {
  readonly onClose: () => void;
}
type UserDialogProps = DialogProps & { readonly user: User };

/** An admin's own sessions go on: only the new user is told anything. */
export function AddUserDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('users');
  const form = useForm({
    initialValues: { username: '', role: 'viewer' as Role, password: '' },
    validateInputOnBlur: true,
    validate: {
      username: (value) => {
        const fault = usernameFault(value.trim());
        return fault ? t(`usernameFault.${fault}`) : null;
      },
      password: (value, { username }) => {
        const fault = passwordFault(value, username.trim());
        return fault ? t(`passwordFault.${fault}`) : null;
      },
    },
    transformValues: (values) => ({ ...values, username: values.username.trim() }),
  });
  const adding = useUserChange({
    change: addUser,
    done: ({ username }) => ({ title: t('added', { name: username.toLowerCase() }), message: t('tell') }),
    onDone: onClose,
  });
  const isTaken = isProblemWithCode(adding.error, 'user-exists');
  return (
    <FormDialog
      title={t('addTitle')}
      submit={t('add')}
      isPending={adding.isPending}
      error={isTaken ? undefined : adding.error}
      onSubmit={form.onSubmit((values) => adding.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        {...form.getInputProps('username')}
        label={t('name')}
        description={t('nameHint')}
        error={form.errors.username ?? (isTaken ? t('taken') : undefined)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        data-autofocus
      />
      <NewPasswordInput {...form.getInputProps('password')} label={t('password')} />
      <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
    </FormDialog>
  );
}

export function ChangeRoleDialog({ user: { username, role: before }, onClose }: UserDialogProps) {
  const { t } = useTranslation(['users', 'common']);
  const [role, setRole] = useState<Role>(before);
  const changing = useUserChange({
    change: (next: Role) => changeUser(username, { role: next }),
    done: (next) => ({ title: t('changed', { name: username, role: t(`common:account.role.${next}`) }) }),
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t('changeTitle', { name: username })}
      submit={t('save')}
      isPending={changing.isPending}
      error={changing.error}
      onSubmit={(event) => {
        event?.preventDefault();
        changing.mutate(role);
      }}
      onClose={onClose}
    >
      <RoleChoice value={role} onChange={setRole} />
    </FormDialog>
  );
}

export function ResetPasswordDialog({ user: { username }, onClose }: UserDialogProps) {
  const { t } = useTranslation('users');
  const form = useForm({
    initialValues: { password: '' },
    validateInputOnBlur: true,
    validate: {
      password: (value) => {
        const fault = passwordFault(value, username);
        return fault ? t(`passwordFault.${fault}`) : null;
      },
    },
  });
  const setting = useUserChange({
    change: ({ password }: { password: string }) => setPassword(username, { password }),
    done: () => ({ title: t('resetDone', { name: username }), message: t('tell') }),
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t('resetTitle', { name: username })}
      submit={t('reset')}
      isPending={setting.isPending}
      error={setting.error}
      onSubmit={form.onSubmit((values) => setting.mutate(values))}
      onClose={onClose}
    >
      <Text>{t('resetDetail')}</Text>
      <NewPasswordInput {...form.getInputProps('password')} label={t('newPassword')} data-autofocus />
    </FormDialog>
  );
}

export function DeactivateDialog({ user: { username }, onClose }: UserDialogProps) {
  const { t } = useTranslation('users');
  const deactivating = useUserChange<void>({
    change: () => changeUser(username, { is_active: false }),
    done: () => ({ title: t('deactivated', { name: username }) }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={t('deactivateTitle', { name: username })}
      confirm={t('deactivate')}
      isDangerous
      isPending={deactivating.isPending}
      error={deactivating.error}
      onConfirm={() => deactivating.mutate()}
      onClose={onClose}
    >
      <Text>{t('deactivateDetail')}</Text>
    </ConfirmDialog>
  );
}

export function RemoveUserDialog({ user: { username }, onClose }: UserDialogProps) {
  const { t } = useTranslation('users');
  const removing = useUserChange<void>({
    change: () => removeUser(username),
    done: () => ({ title: t('removed', { name: username }) }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={t('removeTitle', { name: username })}
      confirm={t('remove')}
      isDangerous
      isPending={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <Text>{t('removeDetail')}</Text>
    </ConfirmDialog>
  );
}
