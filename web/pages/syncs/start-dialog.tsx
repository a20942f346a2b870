import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconChecklist, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { LOAN_TYPES, type LoanType } from '../../api/queries/syncs.ts';
import { latestUploadsQuery } from '../../api/queries/uploads.ts';
import { useAllowed, useSession } from '../../api/use-session.ts';
import { useStartSync } from '../../api/use-start-sync.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { DiscardUploadsButton } from '../../parts/discard-uploads-button.tsx';
import { ReplacesLive } from '../../parts/replaces-live.tsx';
import { StartRefusal } from '../../parts/start-refusal.tsx';
import { Loaded } from '../../parts/states.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { StagedFiles } from './staged-files.tsx';

const STAGED_LOOKED_AT = 50;

export interface StartDialogProps {
  /** Shown first. */
  readonly loanType: LoanType;
  readonly onClose: () => void;
}

/** What waits for a loan type, and what may be done with it: load it, or only check it. */
export function StartDialog({ loanType: first, onClose }: StartDialogProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const navigate = useNavigate();
  const allowed = useAllowed();
  const session = useSession();
  const [loanType, setLoanType] = useState(first);
  const staged = useQuery(latestUploadsQuery(STAGED_LOOKED_AT, 'STAGED'));
  const start = useStartSync((id) => void navigate(`/syncs/${id}`));
  const files = staged.data?.data.filter((upload) => upload.loan_type === loanType) ?? [];
  const begin = (validateOnly: boolean) =>
    start.mutate({ loanType, validateOnly, uploadIds: files.map(({ upload_id }) => upload_id) });
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
        <SegmentedControl
          fullWidth
          aria-label={t('loanType')}
          value={loanType}
          onChange={(value) => {
            setLoanType(value);
            start.reset();
          }}
          data={LOAN_TYPES.map((value) => ({ value, label: t(`common:loanType.${value}`) }))}
        />
        <Loaded query={staged}>
          {() =>
            files.length > 0 ? (
              <Stack gap="sm">
                <StagedFiles files={files} />
                <ReplacesLive
                  loanType={loanType}
                  fileTypes={files.flatMap(({ corrects, file_type }) => (corrects === null ? [file_type] : []))}
                />
              </Stack>
            ) : (
              <Group justify="space-between" gap="sm">
                <Text c="dimmed">{t('start.nothing', { loanType: t(`common:loanType.${loanType}`) })}</Text>
                <ButtonLink to="/upload" variant="light" size="xs">
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
