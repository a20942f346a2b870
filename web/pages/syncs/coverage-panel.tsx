import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { coverageShares } from '../../../shared/domain/coverage-shares.ts';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { useNames } from '../../datasets/use-names.ts';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Amount, Count, Share } from '../../parts/values.tsx';

export interface CoveragePanelProps {
  readonly sync: SyncLog;
  readonly coverage: NonNullable<SyncLog['coverage']>;
}

/** How much of what was derived is of something that the files have: in rows, and in what they come to. */
export function CoveragePanel({ sync, coverage }: CoveragePanelProps) {
  const { t } = useTranslation('syncs');
  const names = useNames();
  const { rows, rows_matched, amount, amount_matched } = coverage;
  const shares = coverageShares(coverage);
  const lines = [
    {
      name: 'rows',
      share: shares.rows,
      matched: <Count value={rows_matched} />,
      all: <Count value={rows} />,
    },
    {
      name: 'amount',
      share: shares.amount,
      matched: <Amount value={amount_matched} />,
      all: <Amount value={amount} />,
    },
  ] as const;
  return (
    <Panel title={t('coverage.title')} hint={names.said(sync.dataset, 'syncs:coverage.hint')} flush>
      <ScrollTable label={t('coverage.title')} minWidth={360} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('coverage.what')}</Table.Th>
            <Table.Th data-number>{t('coverage.share')}</Table.Th>
            <Table.Th data-number>{t('coverage.matched')}</Table.Th>
            <Table.Th data-number>{t('coverage.all')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ name, share, matched, all }) => (
            <Table.Tr key={name}>
              <Table.Td>{t(`coverage.${name}`)}</Table.Td>
              <Table.Td data-number data-label={t('coverage.share')}>
                <Share value={share} />
              </Table.Td>
              <Table.Td data-number data-label={t('coverage.matched')}>
                {matched}
              </Table.Td>
              <Table.Td data-number data-label={t('coverage.all')}>
                {all}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
    </Panel>
  );
}
