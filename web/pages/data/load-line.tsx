import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadedFilesQuery } from '../../api/queries/portfolio.ts';
import type { FileTypeName, LoanType } from '../../api/queries/syncs.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DateTime } from '../../parts/values.tsx';

export interface LoadLineProps {
  readonly loanType: LoanType;
  readonly dataType: FileTypeName;
  /** The batch that is shown. */
  readonly batchId: string | null | undefined;
  readonly onShowNewer: () => void;
}

/** Which load the rows are of; and that there is a newer one, when that is so. */
export function LoadLine({ loanType, dataType, batchId, onShowNewer }: LoadLineProps) {
  const { t } = useTranslation('data');
  const loaded = useQuery(loadedFilesQuery).data?.find(({ loan_type }) => loan_type === loanType)?.files[dataType];
  if (!batchId || !loaded) return null;
  if (loaded.batch_id !== batchId) {
    return (
      <Alert color="yellow" p="xs">
        <Group gap="sm">
          <Text size="sm">{t('load.newer')}</Text>
          <Button size="compact-sm" variant="default" onClick={onShowNewer}>
            {t('load.showNewer')}
          </Button>
        </Group>
      </Alert>
    );
  }
  return (
    <Group gap={6} c="dimmed" fz="sm">
      <span>
        {t('load.loaded')} <DateTime value={loaded.loaded_at} />
      </span>
      <Anchor component={Link} to={`/syncs/${loaded.sync_id}`} fz="inherit" c="var(--tranche-link)">
        {t('load.sync')}
      </Anchor>
      <span>
        · {t('load.batch')} <code title={batchId}>{batchId.slice(0, 8)}</code>
      </span>
      <CopyButton text={batchId} />
    </Group>
  );
}
