import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function SettingsPage() {
  const { t } = useTranslation('settings');
  return <PageToCome title={t('title')} />;
}
