import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { datasetIn } from '../datasets/use-dataset.ts';
import { NotFound } from '../parts/not-found.tsx';

export default function NotFoundPage() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const dataset = datasetIn(pathname);
  return (
    <NotFound
      title={t('states.notFound')}
      detail={t('states.notFoundDetail')}
      asked={pathname}
      to={dataset ? `/${dataset.name}` : '/'}
      back={t('states.toOverview')}
    />
  );
}
