import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { signIn } from '../../api/session.ts';
import { ErrorState } from '../../parts/states.tsx';
import { rememberSignIn } from './remembered-sign-in.ts';
import classes from './sign-in-page.module.css';

const API_KEY = /^sk_live_[0-9a-f]{48}$/;

export function ApiKeyForm() {
  const { t } = useTranslation();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { apiKey: '' },
    // Copied keys come with spaces around them.
    transformValues: ({ apiKey }) => ({ apiKey: apiKey.trim() }),
    validate: { apiKey: (value) => (API_KEY.test(value.trim()) ? null : t('signIn.malformed')) },
  });
  const attempt = useMutation({ mutationFn: signIn, onSuccess: () => rememberSignIn({ way: 'key' }) });
  const isRefused = attempt.error instanceof ApiProblem && attempt.error.status === 401;
  return (
    <form onSubmit={form.onSubmit(({ apiKey }) => attempt.mutate(apiKey))} noValidate>
      <Stack gap="md">
        <PasswordInput
          {...form.getInputProps('apiKey')}
          key={form.key('apiKey')}
          label={t('signIn.apiKey')}
          placeholder={t('signIn.placeholder')}
          error={form.errors.apiKey ?? (isRefused ? t('signIn.refused') : undefined)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
          classNames={{ innerInput: classes.key ?? '' }}
        />
        {attempt.isError && !isRefused && <ErrorState error={attempt.error} />}
        <Button type="submit" size="md" loading={attempt.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
