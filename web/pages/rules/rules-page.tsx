import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function RulesPage() {
  const { t } = useTranslation('rules');
  return <PageToCome title={t('title')} />;
}
