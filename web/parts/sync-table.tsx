import { Anchor, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { findDataset } from '../../shared/datasets/registry.ts';
import { isLive } from '../api/live-book.ts';
import { useLiveBook } from '../api/queries/publications.ts';
import { hasEnded, type SyncLog } from '../api/queries/syncs.ts';
import { rejectedRowsOf, rowCountsOf } from '../api/sync-outcome.ts';
import { derivedIn } from '../datasets/contracts.ts';
import { pathOf } from '../datasets/use-dataset.ts';
import { useNames } from '../datasets/use-names.ts';
import { useFormats } from '../format/use-formats.ts';
import { DeliveredFiles } from './delivered-files.tsx';
import { LiveBadge } from './live-badge.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { SyncBadge } from './sync-badge.tsx';
import { useRowCountWords } from './sync-result.tsx';
import classes from './sync-table.module.css';
import { Duration } from './values.tsx';

export interface SyncTableProps {
  readonly label: string;
  readonly syncs: readonly SyncLog[];
}

/** Syncs of one dataset, one a line; those that run show how far they are. */
export function SyncTable({ label, syncs }: SyncTableProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  const [first] = syncs;
  const variant = first && findDataset(first.dataset)?.variants ? names.variant(first.dataset) : undefined;
  return (
    <ScrollTable label={label} minWidth={900} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('table.when')}</Table.Th>
          {variant !== undefined && <Table.Th>{variant}</Table.Th>}
          <Table.Th>{t('status')}</Table.Th>
          <Table.Th>{t('table.rows')}</Table.Th>
          <Table.Th>{t('table.files')}</Table.Th>
          <Table.Th>{t('trigger')}</Table.Th>
          <Table.Th data-number>{t('duration')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {syncs.map((sync) => (
          <Table.Tr key={sync.id}>
            <Table.Td className={classes.when ?? ''}>
              <Anchor
                component={Link}
                to={pathOf(sync.dataset, `/syncs/${sync.id}`)}
                fz="inherit"
                c="var(--tranche-link)"
              >
                <time dateTime={sync.queued_at}>{formats.dateTime(sync.queued_at)}</time>
              </Anchor>
            </Table.Td>
            {variant !== undefined && <Table.Td data-label={variant}>{names.slice(sync)}</Table.Td>}
            <Table.Td data-label={t('status')}>
              <Status sync={sync} />
            </Table.Td>
            <Table.Td className={classes.rows ?? ''} data-label={t('table.rows')}>
              <Rows sync={sync} />
            </Table.Td>
            <Table.Td className={classes.files ?? ''} data-label={t('table.files')}>
              <DeliveredFiles sync={sync} />
            </Table.Td>
            <Table.Td data-label={t('trigger')}>{t(`common:trigger.${sync.trigger}`)}</Table.Td>
            <Table.Td className={classes.when ?? ''} data-number data-label={t('duration')}>
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
  const slice = useNames().slice(sync);
  return (
    <Stack gap={4}>
      <Group gap={6}>
        <SyncBadge sync={sync} />
        <LiveBadge sync={sync} />
        {sync.rebuild && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('rebuild')}
          </Text>
        )}
        {sync.validate_only && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('checkOnly')}
          </Text>
        )}
        {!hasEnded(sync) && <Text size="xs">{formats.percent(sync.progress, 0)}</Text>}
      </Group>
      {!hasEnded(sync) && (
        <Progress.Root size="xs">
          <Progress.Section value={sync.progress * 100} aria-label={t('progress.of', { slice })} />
        </Progress.Root>
      )}
    </Stack>
  );
}

/** How many rows a rebuild has derived. */
function DerivedRows({ sync }: { readonly sync: SyncLog }) {
  const names = useNames();
  const formats = useFormats();
  const derived = derivedIn(sync.dataset, sync.derived);
  if (derived.length === 0) return '–';
  return derived.map(([table, { rows }]) => (
    <div key={table}>{names.rows(sync.dataset, table, rows, formats.count(rows))}</div>
  ));
}

/** What became of the rows of each file, and the way to fix those that were rejected. */
function Rows({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const names = useNames();
  const words = useRowCountWords(sync);
  const book = useLiveBook(sync);
  const counts = rowCountsOf(sync);
  if (sync.rebuild) return <DerivedRows sync={sync} />;
  if (counts.length === 0) return '–';
  const canBeFixed = rejectedRowsOf(sync) > 0 && isLive(sync, book);
  return (
    <div>
      {counts.map((ofFile) => (
        <div key={ofFile.fileType}>
          <Text span c="dimmed" fz="inherit">
            {names.table(sync.dataset, ofFile.fileType)}:
          </Text>{' '}
          {words(ofFile)}
          {canBeFixed && ofFile.rejected !== undefined && (
            <>
              {' · '}
              <Anchor
                component={Link}
                to={pathOf(sync.dataset, `/syncs/${sync.id}#fix`)}
                fz="inherit"
                fw={600}
                c="var(--tranche-link)"
                aria-label={t('table.fixOf', { file: names.table(sync.dataset, ofFile.fileType) })}
              >
                {t('table.fix')}
              </Anchor>
            </>
          )}
        </div>
      ))}
    </div>
  );
}
