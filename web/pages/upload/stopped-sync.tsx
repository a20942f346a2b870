import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { FailureAlert } from '../../parts/failure-alert.tsx';

/** Why a sync was stopped before most of the book vanished, and the way to its page, where that is decided. */
export function StoppedSync({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('upload');
  if (!sync.failure) return null;
  return (
    <FailureAlert
      failure={sync.failure}
      advice={
        <>
          <Text size="md">{t('next.stopped')}</Text>
          <ButtonLink to={pathOf(sync.dataset, `/syncs/${sync.id}`)} size="sm">
            {t('next.decide')}
          </ButtonLink>
        </>
      }
    />
  );
}
