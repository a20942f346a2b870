import { Anchor, Group, Table, Text } from '@mantine/core';
import { IconRefreshOff } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { Count, Duration } from '../../parts/values.tsx';

export function LastSyncs({ syncs }: { readonly syncs: UseQueryResult<{ data: SyncLog[] }> }) {
  const { t } = useTranslation(['overview', 'common']);
  return (
    <Panel
      title={t('syncs.title')}
      flush={(syncs.data?.data.length ?? 0) > 0}
      actions={
        <Anchor component={Link} to="/syncs" size="sm" c="var(--tranche-link)">
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
            <SyncTable syncs={data} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function SyncTable({ syncs }: { readonly syncs: readonly SyncLog[] }) {
  const { t } = useTranslation(['overview', 'common']);
  const formats = useFormats();
  return (
    <ScrollTable label={t('syncs.title')} minWidth={780}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('syncs.when')}</Table.Th>
          <Table.Th>{t('syncs.loanType')}</Table.Th>
          <Table.Th>{t('syncs.status')}</Table.Th>
          <Table.Th>{t('syncs.trigger')}</Table.Th>
          <Table.Th data-number>{t('syncs.credits')}</Table.Th>
          <Table.Th data-number>{t('syncs.payments')}</Table.Th>
          <Table.Th data-number>{t('syncs.errors')}</Table.Th>
          <Table.Th data-number>{t('syncs.duration')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {syncs.map((sync) => (
          <Table.Tr key={sync.id}>
            <Table.Td>
              <Anchor component={Link} to={`/syncs/${sync.id}`} fz="inherit" c="var(--tranche-link)">
                <time dateTime={sync.queued_at}>{formats.dateTime(sync.queued_at)}</time>
              </Anchor>
            </Table.Td>
            <Table.Td>{t(`common:loanType.${sync.loan_type}`)}</Table.Td>
            <Table.Td>
              <Group gap={6} wrap="nowrap">
                <StatusBadge status={sync.status} />
                {sync.validate_only && (
                  <Text size="xs" c="dimmed">
                    {t('syncs.checkOnly')}
                  </Text>
                )}
              </Group>
            </Table.Td>
            <Table.Td>{t(`common:trigger.${sync.trigger}`)}</Table.Td>
            <Table.Td data-number>
              <Rows valid={sync.valid_credit_rows} total={sync.total_credit_rows} />
            </Table.Td>
            <Table.Td data-number>
              <Rows valid={sync.valid_payment_rows} total={sync.total_payment_rows} />
            </Table.Td>
            <Table.Td data-number>
              {sync.error_count ? (
                <Text span c="light-dark(#b02a37, #ff9c96)" fz="inherit" fw={600}>
                  <Count value={sync.error_count} />
                </Text>
              ) : (
                <Count value={sync.error_count} />
              )}
            </Table.Td>
            <Table.Td data-number>
              <Duration milliseconds={sync.duration_ms} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

/** Valid rows, and of how many where some were rejected. */
function Rows({ valid, total }: { readonly valid: number | null; readonly total: number | null }) {
  const { t } = useTranslation('overview');
  const formats = useFormats();
  if (valid === null || total === null || valid === total) return <Count value={valid} />;
  return <span>{t('syncs.ofTotal', { valid: formats.count(valid), total: formats.count(total) })}</span>;
}
