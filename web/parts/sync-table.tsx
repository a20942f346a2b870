import { Anchor, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasEnded, type SyncLog } from '../api/queries/syncs.ts';
import { useFormats } from '../format/use-formats.ts';
import { ScrollTable } from './scroll-table.tsx';
import { StatusBadge } from './status-badge.tsx';
import { Count, Duration } from './values.tsx';

export interface SyncTableProps {
  readonly label: string;
  readonly syncs: readonly SyncLog[];
}

/** Syncs, one a line; those that run show how far they are. */
export function SyncTable({ label, syncs }: SyncTableProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  return (
    <ScrollTable label={label} minWidth={780}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('table.when')}</Table.Th>
          <Table.Th>{t('loanType')}</Table.Th>
          <Table.Th>{t('status')}</Table.Th>
          <Table.Th>{t('trigger')}</Table.Th>
          <Table.Th data-number>{t('table.credits')}</Table.Th>
          <Table.Th data-number>{t('table.payments')}</Table.Th>
          <Table.Th data-number>{t('table.errors')}</Table.Th>
          <Table.Th data-number>{t('duration')}</Table.Th>
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
              <Status sync={sync} />
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

function Status({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const loanType = t(`common:loanType.${sync.loan_type}`);
  return (
    <Stack gap={4}>
      <Group gap={6} wrap="nowrap">
        <StatusBadge status={sync.status} />
        {sync.validate_only && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('checkOnly')}
          </Text>
        )}
        {!hasEnded(sync) && <Text size="xs">{formats.percent(sync.progress, 0)}</Text>}
      </Group>
      {!hasEnded(sync) && (
        <Progress.Root size="xs">
          <Progress.Section value={sync.progress * 100} aria-label={t('progress.of', { loanType })} />
        </Progress.Root>
      )}
    </Stack>
  );
}

/** Valid rows, and of how many where some were rejected. */
function Rows({ valid, total }: { readonly valid: number | null; readonly total: number | null }) {
  const { t } = useTranslation('syncs');
  const formats = useFormats();
  if (valid === null || total === null || valid === total) return <Count value={valid} />;
  return <span>{t('table.ofTotal', { valid: formats.count(valid), total: formats.count(total) })}</span>;
}
