import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TENANT_ID } from '../../../shared/domain/tenancy.ts';
import { ApiProblem, isProblemWithCode } from '../../api/problem.ts';
import { signInAs } from '../../api/session.ts';
import { ErrorState } from '../../parts/states.tsx';
import { rememberedSignIn, rememberSignIn } from './remembered-sign-in.ts';
import classes from './sign-in-page.module.css';

const bankOf = (text: string): string => text.trim().toUpperCase();

export function PasswordForm() {
  const { t } = useTranslation();
  const [{ bank: lastBank }] = useState(rememberedSignIn);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { bank: lastBank, username: '', password: '' },
    transformValues: ({ bank, username, password }) => ({
      tenantId: bankOf(bank),
      username: username.trim(),
      password,
    }),
    validate: {
      bank: (value) => (TENANT_ID.test(bankOf(value)) ? null : t('signIn.bankWrong')),
      username: (value) => (value.trim() === '' ? t('signIn.usernameMissing') : null),
      password: (value) => (value === '' ? t('signIn.passwordMissing') : null),
    },
  });
  const attempt = useMutation({
    mutationFn: signInAs,
    onSuccess: (_, { tenantId }) => rememberSignIn({ way: 'password', bank: tenantId }),
    // What was typed is kept nowhere.
    gcTime: 0,
  });
  const isRefused = attempt.error instanceof ApiProblem && attempt.error.status === 401;
  const isClosed = isProblemWithCode(attempt.error, 'account-closed');
  return (
    <form onSubmit={form.onSubmit((user) => attempt.mutate(user))} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('bank')}
          key={form.key('bank')}
          label={t('signIn.bank')}
          placeholder={t('signIn.bankPlaceholder')}
          autoComplete="organization"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={30}
          {...(lastBank === '' ? { autoFocus: true } : {})}
          classNames={{ input: classes.bank ?? '' }}
        />
        <TextInput
          {...form.getInputProps('username')}
          key={form.key('username')}
          label={t('signIn.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          {...(lastBank === '' ? {} : { autoFocus: true })}
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('signIn.password')}
          error={form.errors.password ?? (isRefused ? t('signIn.refusedPassword') : undefined)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
        />
        {isClosed && (
          <Alert color="yellow" role="alert">
            {t('signIn.closed')}
          </Alert>
        )}
        {attempt.isError && !isRefused && !isClosed && <ErrorState error={attempt.error} />}
        <Button type="submit" size="md" loading={attempt.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
