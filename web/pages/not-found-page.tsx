import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { NotFound } from '../parts/not-found.tsx';

export default function NotFoundPage() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <NotFound
      title={t('states.notFound')}
      detail={t('states.notFoundDetail')}
      asked={pathname}
      to="/"
      back={t('states.toOverview')}
    />
  );
}
