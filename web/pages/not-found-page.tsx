import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../parts/button-link.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { EmptyState } from '../parts/states.tsx';

export default function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('states.notFound')} />
      <EmptyState
        title={t('states.notFoundDetail')}
        icon={IconMapQuestion}
        action={<ButtonLink to="/">{t('states.toOverview')}</ButtonLink>}
      />
    </>
  );
}
