import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { CodeText } from '../parts/code-text.tsx';
import { NotFound } from '../parts/not-found.tsx';

export default function NotFoundPage() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <NotFound title={t('states.notFound')} to="/" back={t('states.toOverview')}>
      <CodeText value={pathname} />
      <br />
      {t('states.notFoundDetail')}
    </NotFound>
  );
}
