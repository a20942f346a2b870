import { Card } from '@mantine/core';
import { IconTools } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from './page-header.tsx';
import { EmptyState } from './states.tsx';

/** Stands where a page is not built yet. */
export function PageToCome({ title }: { readonly title: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={title} />
      <Card>
        <EmptyState title={t('states.notBuilt')} icon={IconTools}>
          {t('states.notBuiltDetail')}
        </EmptyState>
      </Card>
    </>
  );
}
