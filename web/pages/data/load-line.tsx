import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { loadedTableOf, publicationsQuery } from '../../api/queries/publications.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DateTime } from '../../parts/values.tsx';

export interface LoadLineProps {
  readonly slice: SliceName;
  readonly dataType: string;
  /** The batch that is shown. */
  readonly batchId: string | null | undefined;
  readonly onShowNewer: () => void;
}

/** Which load the rows are of; and that there is a newer one, when that is so. */
export function LoadLine({ slice, dataType, batchId, onShowNewer }: LoadLineProps) {
  const { t } = useTranslation('data');
  const publications = useQuery(publicationsQuery(slice)).data;
  const loaded = publications && loadedTableOf(publications, dataType);
  if (!batchId || !loaded) return null;
  if (loaded.batchId !== batchId) {
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
        {t('load.loaded')} <DateTime value={loaded.loadedAt} />
      </span>
      {loaded.syncId !== undefined && (
        <Anchor
          component={Link}
          to={pathOf(slice.dataset, `/syncs/${loaded.syncId}`)}
          fz="inherit"
          c="var(--tranche-link)"
        >
          {t('load.sync')}
        </Anchor>
      )}
      <span>
        · {t('load.batch')} <code title={batchId}>{batchId.slice(0, 8)}</code>
      </span>
      <CopyButton text={batchId} />
    </Group>
  );
}
