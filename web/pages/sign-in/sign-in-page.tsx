import { Alert, Anchor, Card, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Appearance } from '../../shell/account.tsx';
import { Brand } from '../../shell/brand.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { isSignInWay, rememberedSignIn, SIGN_IN_WAYS, type SignInWay } from './remembered-sign-in.ts';
import classes from './sign-in-page.module.css';

export default function SignInPage({ hasExpired }: { readonly hasExpired: boolean }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<SignInWay>(() => rememberedSignIn().way);
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
          <Stack gap="md">
            <Title order={1}>{t('signIn.title')}</Title>
            <SegmentedControl
              aria-label={t('signIn.way')}
              fullWidth
              value={way}
              onChange={(value) => isSignInWay(value) && setWay(value)}
              data={SIGN_IN_WAYS.map((value) => ({ value, label: t(`signIn.ways.${value}`) }))}
            />
            <Text c="dimmed">{t(way === 'key' ? 'signIn.introKey' : 'signIn.introPassword')}</Text>
            {hasExpired && (
              <Alert color="yellow" role="status">
                {t('signIn.expired')}
              </Alert>
            )}
            {way === 'key' ? <ApiKeyForm /> : <PasswordForm />}
          </Stack>
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
