import { Alert, Anchor, Button, Card, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { signIn } from '../../api/session.ts';
import { ErrorState } from '../../parts/states.tsx';
import { Appearance } from '../../shell/account.tsx';
import { Brand } from '../../shell/brand.tsx';
import classes from './sign-in-page.module.css';

const API_KEY = /^sk_live_[0-9a-f]{48}$/;

export default function SignInPage({ hasExpired }: { readonly hasExpired: boolean }) {
  const { t } = useTranslation();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { apiKey: '' },
    // Copied keys come with spaces around them.
    transformValues: ({ apiKey }) => ({ apiKey: apiKey.trim() }),
    validate: { apiKey: (value) => (API_KEY.test(value.trim()) ? null : t('signIn.malformed')) },
  });
  const attempt = useMutation({ mutationFn: signIn });
  const isRefused = attempt.error instanceof ApiProblem && attempt.error.status === 401;
  return (
    <main className={classes.page}>
      <title>{`${t('signIn.title')} · ${t('app.name')}`}</title>
      <div className={classes.column}>
        <div className={classes.brand}>
          <Brand />
          <Text c="dimmed" size="md">
            {t('app.purpose')}
          </Text>
        </div>
        <Card padding="lg">
          <form onSubmit={form.onSubmit(({ apiKey }) => attempt.mutate(apiKey))} noValidate>
            <Stack gap="md">
              <div>
                <Title order={1}>{t('signIn.title')}</Title>
                <Text c="dimmed">{t('signIn.intro')}</Text>
              </div>
              {hasExpired && attempt.isIdle && (
                <Alert color="yellow" role="status">
                  {t('signIn.expired')}
                </Alert>
              )}
              <PasswordInput
                {...form.getInputProps('apiKey')}
                key={form.key('apiKey')}
                label={t('signIn.apiKey')}
                placeholder={t('signIn.placeholder')}
                error={form.errors.apiKey ?? (isRefused ? t('signIn.refused') : undefined)}
                autoComplete="current-password"
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
        </Card>
        <div className={classes.end}>
          <Anchor href="/api/docs" size="sm" c="var(--tranche-link)">
            {t('nav.apiDocs')}
          </Anchor>
          <Appearance />
        </div>
      </div>
    </main>
  );
}
