import { useTranslation } from 'react-i18next';
import { PageToCome } from '../../parts/page-to-come.tsx';

export default function UploadPage() {
  const { t } = useTranslation('upload');
  return <PageToCome title={t('title')} />;
}
