import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function OverviewPage() {
  const { t } = useTranslation('overview');
  return <PageToCome title={t('title')} />;
}
