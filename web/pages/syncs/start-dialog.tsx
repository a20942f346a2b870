import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconChecklist, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { latestUploadsQuery } from '../../api/queries/uploads.ts';
import { useAllowed, useSession } from '../../api/use-session.ts';
import { useStartSync } from '../../api/use-start-sync.ts';
import { isSameSlice } from '../../datasets/contracts.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { DiscardUploadsButton } from '../../parts/discard-uploads-button.tsx';
import { ReplacesLive } from '../../parts/replaces-live.tsx';
import { VariantChoice } from '../../parts/slice-choice.tsx';
import { StartRefusal } from '../../parts/start-refusal.tsx';
import { Loaded } from '../../parts/states.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { StagedFiles } from './staged-files.tsx';

const STAGED_LOOKED_AT = 50;

export interface StartDialogProps {
  /** Shown first. */
  readonly slice: SliceName;
  readonly onClose: () => void;
}

/** What waits for a slice of the open dataset, and what may be done with it: load it, or only check it. */
export function StartDialog({ slice: first, onClose }: StartDialogProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const navigate = useNavigate();
  const allowed = useAllowed();
  const session = useSession();
  const dataset = useDataset();
  const names = useNames();
  const [slice, setSlice] = useState(first);
  const staged = useQuery(latestUploadsQuery(dataset.name, STAGED_LOOKED_AT, 'STAGED'));
  const start = useStartSync((id) => void navigate(pathOf(dataset.name, `/syncs/${id}`)));
  const files = staged.data?.filter((upload) => isSameSlice(upload, slice)) ?? [];
  const begin = (validateOnly: boolean) =>
    start.mutate({ slice, validateOnly, uploadIds: files.map(({ upload_id }) => upload_id) });
  useFocusBack();
  const isIdle = !allowed.write || files.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('start.title')}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack gap="md">
        <VariantChoice
          fullWidth
          dataset={dataset}
          value={slice.variant}
          onChange={(variant) => {
            setSlice({ dataset: dataset.name, variant });
            start.reset();
          }}
        />
        <Loaded query={staged}>
          {() =>
            files.length > 0 ? (
              <Stack gap="sm">
                <StagedFiles files={files} />
                <ReplacesLive
                  slice={slice}
                  fileTypes={files.flatMap(({ corrects, file_type }) => (corrects === null ? [file_type] : []))}
                />
              </Stack>
            ) : (
              <Group justify="space-between" gap="sm">
                <Text c="dimmed">{t('start.nothing', { slice: names.slice(slice) })}</Text>
                <ButtonLink to={pathOf(dataset.name, '/upload')} variant="light" size="xs">
                  {t('start.upload')}
                </ButtonLink>
              </Group>
            )
          }
        </Loaded>
        {start.isError && <StartRefusal error={start.error} fileNames={files.map(({ file_name }) => file_name)} />}
        <Text size="sm" c="dimmed">
          {!allowed.write && session.state === 'signed-in'
            ? t('common:states.roleForbids', { role: t(`common:account.role.${session.role}`) })
            : t('start.hint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <DiscardUploadsButton uploads={files} label={t('start.discard')} mr="auto" />
          <Button
            variant="default"
            leftSection={<IconChecklist size={16} aria-hidden />}
            disabled={isIdle}
            loading={start.isPending && start.variables.validateOnly === true}
            onClick={() => begin(true)}
          >
            {t('start.validate')}
          </Button>
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            disabled={isIdle}
            loading={start.isPending && !start.variables.validateOnly}
            onClick={() => begin(false)}
          >
            {t('start.sync')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
