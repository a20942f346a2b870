import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function ProfilePage() {
  const { t } = useTranslation('profile');
  return <PageToCome title={t('title')} />;
}
