import { useTranslation } from 'react-i18next';
import { NothingLoaded } from '../../parts/nothing-loaded.tsx';
import { SLICE } from './queries.ts';

/** Before the first load of companies and payments. */
export function NoCash() {
  const { t } = useTranslation('cash');
  return (
    <NothingLoaded
      dataset={SLICE.dataset}
      title={t('overview.nothing')}
      detail={t('overview.nothingDetail')}
      upload={t('overview.upload')}
    />
  );
}
