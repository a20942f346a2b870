import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function SyncPage() {
  const { t } = useTranslation('syncs');
  return <PageToCome title={t('title')} />;
}
