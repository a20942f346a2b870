import { Stack } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { loadedFilesQuery } from '../../api/queries/portfolio.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { LoanTypeInAddress } from '../../parts/loan-type-in-address.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { ProfileOfFile } from './profile-of-file.tsx';
import { ProfileToolbar } from './profile-toolbar.tsx';
import { useProfileView } from './use-profile-view.ts';

/** What is in every column of what is loaded. */
export default function ProfilePage() {
  return (
    <LoanTypeInAddress>
      <Profile />
    </LoanTypeInAddress>
  );
}

function Profile() {
  const { t } = useTranslation(['profile', 'common']);
  const [view, show] = useProfileView();
  const files = useQuery(loadedFilesQuery);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Stack gap="md">
        <ProfileToolbar view={view} onChange={show} />
        <Loaded query={files} loading={<LoadingState rows={6} height={60} />}>
          {(slices) => {
            const file = slices.find(({ loan_type }) => loan_type === view.loanType)?.files[view.dataType];
            if (file) return <ProfileOfFile key={file.batch_id} view={view} file={file} onChange={show} />;
            return (
              <Panel title={t(`common:fileType.${view.dataType}`)}>
                <EmptyState
                  title={t('empty.title')}
                  icon={IconDatabaseOff}
                  action={
                    <ButtonLink to="/upload" variant="light" size="xs">
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
