import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { passwordFault } from '../../../../shared/domain/password.ts';
import { isProblemWithCode } from '../../../api/problem.ts';
import { AUDIT_KEY } from '../../../api/queries/audit.ts';
import { setPassword } from '../../../api/queries/users.ts';
import { signInAs } from '../../../api/session.ts';
import { Panel } from '../../../parts/panel.tsx';
import { ErrorState } from '../../../parts/states.tsx';
import { NewPasswordInput } from './new-password-input.tsx';

export interface OwnPasswordPanelProps {
  readonly tenantId: string;
  readonly username: string;
}

/** For whoever is signed in with a password, to change it. */
export function OwnPasswordPanel({ tenantId, username }: OwnPasswordPanelProps) {
  const { t } = useTranslation(['users', 'common']);
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: {
      current: (value) => (value === '' ? t('own.wrong') : null),
      password: (value) => {
        const fault = passwordFault(value, username);
        return fault ? t(`passwordFault.${fault}`) : null;
      },
    },
  });
  const changing = useMutation({
    mutationFn: async ({ current, password }: typeof form.values) => {
      await setPassword(username, { password, current_password: current });
      // All sessions have ended, this one too.
      await signInAs({ tenantId, username, password });
    },
    onSuccess: () => {
      form.reset();
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      const closeButtonProps = { 'aria-label': t('common:actions.close') };
      notifications.show({ color: 'teal', title: t('own.done'), message: t('own.ended'), closeButtonProps });
    },
    gcTime: 0,
  });
  const isWrong = isProblemWithCode(changing.error, 'wrong-password');
  return (
    <Panel title={t('own.title')} hint={t('own.hint', { name: username })}>
      <form onSubmit={form.onSubmit((values) => changing.mutate(values))} noValidate>
        <Stack gap="sm">
          {/* For what keeps passwords: whose it is. */}
          <input type="text" autoComplete="username" value={username} readOnly hidden />
          <PasswordInput
            {...form.getInputProps('current')}
            label={t('current')}
            error={form.errors.current ?? (isWrong ? t('own.wrong') : undefined)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
          />
          <NewPasswordInput {...form.getInputProps('password')} label={t('newPassword')} />
          {changing.isError && !isWrong && <ErrorState error={changing.error} />}
          <Group gap="sm">
            <Button type="submit" variant="default" loading={changing.isPending}>
              {t('own.button')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('own.detail')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
