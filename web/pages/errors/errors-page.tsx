import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function ErrorsPage() {
  const { t } = useTranslation('errors');
  return <PageToCome title={t('title')} />;
}
