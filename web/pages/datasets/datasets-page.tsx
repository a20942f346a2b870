import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { DATASETS, DEFAULT_DATASET } from '../../../shared/datasets/registry.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { DatasetCard } from './dataset-card.tsx';

/** The datasets there are, to choose one; where there is one only, that. */
export default function DatasetsPage() {
  const { t } = useTranslation();
  if (DATASETS.length === 1) return <Navigate to={pathOf(DEFAULT_DATASET.name, '')} replace />;
  return (
    <>
      <PageHeader title={t('dataset.all')} intro={t('dataset.intro')} />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {DATASETS.map((dataset) => (
          <DatasetCard key={dataset.name} dataset={dataset} />
        ))}
      </SimpleGrid>
    </>
  );
}
