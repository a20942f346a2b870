import { Card, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSession } from '../../api/use-session.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { chooseFiles } from './chosen-files.ts';
import { ChosenPanel } from './chosen-panel.tsx';
import { DropArea } from './drop-area.tsx';
import { InterruptedPanel } from './interrupted-panel.tsx';
import { NextPanel } from './next-panel.tsx';
import { RecentUploads } from './recent-uploads.tsx';
import { TransfersPanel } from './transfers-panel.tsx';

export default function UploadPage() {
  const { t } = useTranslation('upload');
  const allowed = useAllowed();
  const { name: dataset } = useDataset();
  const names = useNames();
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Stack gap="md">
        {allowed.write ? (
          <>
            <DropArea title={t('drop.title')} hint={names.said(dataset, 'upload:drop.hint')} onFiles={chooseFiles} />
            <ChosenPanel />
            <TransfersPanel />
            <InterruptedPanel />
            <NextPanel />
          </>
        ) : (
          <NotForThisRole />
        )}
        <RecentUploads />
      </Stack>
    </>
  );
}

function NotForThisRole() {
  const { t } = useTranslation(['upload', 'common']);
  const session = useSession();
  const role = session.state === 'signed-in' ? session.role : 'viewer';
  return (
    <Card>
      <EmptyState title={t('role.title')} icon={IconLock}>
        {t('role.detail', { role: t(`common:account.role.${role}`) })}
      </EmptyState>
    </Card>
  );
}
