import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function SyncsPage() {
  const { t } = useTranslation('syncs');
  return <PageToCome title={t('title')} />;
}
