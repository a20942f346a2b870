import { Stack } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, latestSyncsQuery } from '../../api/queries/syncs.ts';
import { useAllowed } from '../../api/use-session.ts';
import { pagesOf } from '../../datasets/dataset-pages.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { LoadingState } from '../../parts/states.tsx';
import { Attention } from './attention.tsx';
import { LastSyncs } from './last-syncs.tsx';
import { LoadedFiles } from './loaded-files.tsx';
import { UnderWay } from './under-way.tsx';

export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const allowed = useAllowed();
  const dataset = useDataset();
  const syncs = useQuery(latestSyncsQuery(dataset.name, 10));
  // A new load has other totals.
  const newest = syncs.isPending ? undefined : (syncs.data?.data.find(hasEnded)?.id ?? 'none');
  const Figures = pagesOf(dataset.name).overview;
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          allowed.write && (
            <ButtonLink to={pathOf(dataset.name, '/upload')} leftSection={<IconUpload size={16} aria-hidden />}>
              {t('uploadFiles')}
            </ButtonLink>
          )
        }
      />
      <Stack gap="md">
        <Attention />
        {Figures ? (
          <Suspense fallback={<LoadingState rows={6} height={26} />}>
            <Figures newest={newest} />
          </Suspense>
        ) : (
          <LoadedFiles />
        )}
        <UnderWay syncs={syncs} />
        <LastSyncs syncs={syncs} />
      </Stack>
    </>
  );
}
