import { Anchor } from '@mantine/core';
import { IconRefreshOff } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { usePath } from '../../datasets/use-dataset.ts';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { SyncTable } from '../../parts/sync-table.tsx';

export function LastSyncs({ syncs }: { readonly syncs: UseQueryResult<{ data: SyncLog[] }> }) {
  const { t } = useTranslation(['overview', 'common']);
  const path = usePath();
  return (
    <Panel
      title={t('syncs.title')}
      flush={(syncs.data?.data.length ?? 0) > 0}
      actions={
        <Anchor component={Link} to={path('/syncs')} size="sm" c="var(--tranche-link)">
          {t('common:actions.showAll')}
        </Anchor>
      }
    >
      <Loaded query={syncs}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState title={t('syncs.none')} icon={IconRefreshOff}>
              {t('syncs.noneDetail')}
            </EmptyState>
          ) : (
            <SyncTable label={t('syncs.title')} syncs={data} />
          )
        }
      </Loaded>
    </Panel>
  );
}
