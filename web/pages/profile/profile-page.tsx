import { Stack } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { loadedTableOf, publicationsQuery } from '../../api/queries/publications.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SliceInAddress } from '../../parts/slice-in-address.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { ProfileOfFile } from './profile-of-file.tsx';
import { ProfileToolbar } from './profile-toolbar.tsx';
import { useProfileView } from './use-profile-view.ts';

/** What is in every column of what is loaded. */
export default function ProfilePage() {
  return (
    <SliceInAddress>
      <Profile />
    </SliceInAddress>
  );
}

function Profile() {
  const { t } = useTranslation(['profile', 'common']);
  const [view, show] = useProfileView();
  const names = useNames();
  const { slice, dataType } = view;
  const publications = useQuery(publicationsQuery(slice));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Stack gap="md">
        <ProfileToolbar view={view} onChange={show} />
        <Loaded query={publications} loading={<LoadingState rows={6} height={60} />}>
          {(published) => {
            const loaded = loadedTableOf(published, dataType);
            if (loaded) return <ProfileOfFile key={loaded.batchId} view={view} loaded={loaded} onChange={show} />;
            return (
              <Panel title={names.table(slice.dataset, dataType)}>
                <EmptyState
                  title={t('empty.title')}
                  icon={IconDatabaseOff}
                  action={
                    <ButtonLink to={pathOf(slice.dataset, '/upload')} variant="light" size="xs">
                      {t('empty.upload')}
                    </ButtonLink>
                  }
                >
                  {t('empty.detail')}
                </EmptyState>
              </Panel>
            );
          }}
        </Loaded>
      </Stack>
    </>
  );
}
