import { Button, List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefreshDot } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Dataset, derivedTablesOf } from '../../../shared/contracts/contract.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { useLiveBooks } from '../../api/queries/publications.ts';
import { useStartSync } from '../../api/use-start-sync.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { VariantChoice } from '../../parts/slice-choice.tsx';

export interface RebuildButtonProps {
  readonly contract: Dataset;
  readonly isOff: boolean;
}

/** Derives the tables of what is live anew, after saying what that does. Off where nothing is live. */
export function RebuildButton({ contract, isOff }: RebuildButtonProps) {
  const { t } = useTranslation('settings');
  const [isAsking, asking] = useDisclosure();
  const books = useLiveBooks(Slice.allOf(contract));
  const isNothingLive = books !== undefined && Object.keys(books).length === 0;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRefreshDot size={16} aria-hidden />}
        disabled={isOff || isNothingLive}
        onClick={asking.open}
      >
        {t('rebuild.open')}
      </Button>
      {isAsking && <RebuildDialog contract={contract} onClose={asking.close} />}
    </>
  );
}

function RebuildDialog({ contract, onClose }: { readonly contract: Dataset; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const names = useNames();
  const navigate = useNavigate();
  const { name: dataset } = contract;
  const [slice, setSlice] = useState(Slice.allOf(contract)[0]!);
  const start = useStartSync((id) => void navigate(pathOf(dataset, `/syncs/${id}`)));
  return (
    <ConfirmDialog
      title={t('rebuild.title')}
      confirm={t('rebuild.confirm')}
      isPending={start.isPending}
      error={start.error}
      onConfirm={() => start.mutate({ slice: { dataset, variant: slice.variant }, rebuild: true })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <VariantChoice
          dataset={contract}
          value={slice.variant}
          onChange={(variant) => setSlice(Slice.allOf(contract).find((one) => one.variant === variant) ?? slice)}
        />
        <Text>{t('rebuild.detail')}</Text>
        <List size="sm">
          {derivedTablesOf(contract).map(({ name }) => (
            <List.Item key={name}>{names.table(dataset, name)}</List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          {t('rebuild.kept')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
