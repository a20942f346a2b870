import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isProblemWithCode } from '../../api/problem.ts';
import { changesQuery } from '../../api/queries/changes.ts';
import { FILE_TYPES, type SyncLog } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { FileChanges } from './file-changes.tsx';

/** What the sync changed in what was loaded before. */
export function Changes({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('syncs');
  const formats = useFormats();
  const isLoad = sync.status === 'COMPLETED' && !sync.validate_only;
  const changes = useQuery({ ...changesQuery(sync.id), enabled: isLoad });
  if (!isLoad) return <Unchanged title={t('changes.nothing')} why={t(whyNot(sync))} />;
  if (isProblemWithCode(changes.error, 'nothing-to-compare')) {
    return <Unchanged title={t('changes.first')} why={t('changes.firstDetail')} />;
  }
  if (isProblemWithCode(changes.error, 'sync-not-published')) {
    return <Unchanged title={t('changes.nothing')} why={t('changes.failed')} />;
  }
  return (
    <Panel
      title={t('changes.title')}
      hint={
        changes.data && (
          <>
            {t('changes.comparedWith')}{' '}
            <Anchor
              component={Link}
              to={`/syncs/${changes.data.compared_with.sync_id}`}
              fz="inherit"
              c="var(--tranche-link)"
              underline="always"
            >
              {formats.dateTime(changes.data.compared_with.published_at)}
            </Anchor>
          </>
        )
      }
    >
      <Loaded query={changes}>
        {({ files }) => (
          <Stack gap="lg">
            {FILE_TYPES.map((fileType) => {
              const file = files[fileType];
              return file && <FileChanges key={fileType} fileType={fileType} changes={file} />;
            })}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

const whyNot = ({ validate_only }: SyncLog) => (validate_only ? 'changes.checkOnly' : 'changes.failed');

function Unchanged({ title, why }: { readonly title: string; readonly why: string }) {
  const { t } = useTranslation('syncs');
  return (
    <Panel title={t('changes.title')}>
      <Text fw={600}>{title}</Text>
      <Text c="dimmed">{why}</Text>
    </Panel>
  );
}
