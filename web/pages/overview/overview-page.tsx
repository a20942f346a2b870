import { Stack } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasEnded, latestSyncsQuery } from '../../api/queries/syncs.ts';
import { useAllowed } from '../../api/use-session.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Attention } from './attention.tsx';
import { LastSyncs } from './last-syncs.tsx';
import { PortfolioPanels } from './portfolio-panels.tsx';
import { UnderWay } from './under-way.tsx';

export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const allowed = useAllowed();
  const syncs = useQuery(latestSyncsQuery(10));
  // A new load has other totals.
  const newest = syncs.data?.data.find(hasEnded)?.id ?? 'none';
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          allowed.write && (
            <ButtonLink to="/upload" leftSection={<IconUpload size={16} aria-hidden />}>
              {t('uploadFiles')}
            </ButtonLink>
          )
        }
      />
      <Stack gap="md">
        <Attention />
        <PortfolioPanels newest={syncs.isPending ? undefined : newest} />
        <UnderWay syncs={syncs} />
        <LastSyncs syncs={syncs} />
      </Stack>
    </>
  );
}
