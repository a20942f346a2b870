import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function DataPage() {
  const { t } = useTranslation('data');
  return <PageToCome title={t('title')} />;
}
