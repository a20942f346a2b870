import { IconDatabaseOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../parts/button-link.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { pathOf } from '../use-dataset.ts';
import { SLICE } from './queries.ts';

/** Before the first load. */
export function NothingLoaded() {
  const { t } = useTranslation('cash');
  return (
    <EmptyState
      title={t('overview.nothing')}
      icon={IconDatabaseOff}
      action={
        <ButtonLink to={pathOf(SLICE.dataset, '/upload')} variant="light" size="xs">
          {t('overview.upload')}
        </ButtonLink>
      }
    >
      {t('overview.nothingDetail')}
    </EmptyState>
  );
}
