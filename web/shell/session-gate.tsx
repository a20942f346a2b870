import { Center, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/use-session.ts';
import { Shell } from './shell.tsx';

const SignInPage = lazy(() => import('../pages/sign-in/sign-in-page.tsx'));

/** Shows a page to who is signed in, and else the sign-in in its place: the address stays, so the way on is known. */
export function SessionGate() {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const isSignedOut = session.state === 'signed-out';
  useEffect(() => {
    // What one bank has seen is not there for the next.
    if (isSignedOut) queries.clear();
  }, [isSignedOut, queries]);
  if (session.state === 'signed-in') return <Shell key={session.tenantId} />;
  const waiting = (
    <Center h="100dvh" role="status" aria-label={t('signIn.restoring')}>
      <Loader />
    </Center>
  );
  if (session.state === 'restoring') return waiting;
  return (
    <Suspense fallback={waiting}>
      <SignInPage hasExpired={session.because === 'expired'} />
    </Suspense>
  );
}
