import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from './confirm-dialog.tsx';

/**
 * Asks before changes that are not saved are lost: by going to another page, a reload or closing the window.
 * @param unsaved where there are such changes, in words
 */
export function UnsavedGuard({ unsaved }: { readonly unsaved: readonly string[] }) {
  const { t } = useTranslation('settings');
  const isUnsaved = unsaved.length > 0;
  // Filters of the page change the address too, and lose nothing.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={t('unsaved.title')}
      confirm={t('unsaved.leave')}
      back={t('unsaved.stay')}
      isDangerous
      onConfirm={() => blocker.proceed()}
      onClose={() => blocker.reset()}
    >
      <Text>{t('unsaved.detail', { what: unsaved.join(', ') })}</Text>
    </ConfirmDialog>
  );
}
