import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { profileQuery } from '../../api/queries/profile.ts';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { Count, Share } from '../../parts/values.tsx';
import { dataPath } from '../row-path.ts';
import { useNames } from '../use-names.ts';
import { useReasonWords } from './reason-words.ts';

const OUTCOMES = 'trade_outcome';

export interface OutcomesPanelProps {
  readonly slice: SliceName;
  readonly batchId: string;
}

/** How many trades were carried out, and how many were not for which reason; each leads to those trades. */
export function OutcomesPanel({ slice, batchId }: OutcomesPanelProps) {
  const { t } = useTranslation('trades');
  const names = useNames();
  const reason = useReasonWords();
  const profile = useQuery(profileQuery(slice, OUTCOMES, 'live', batchId));
  const code = (column: string, value: string) => names.code(slice.dataset, column, value);
  return (
    <Panel title={t('outcomes.title')} flush={(profile.data?.row_count ?? 0) > 0}>
      <Loaded query={profile}>
        {(found) => {
          if (!found || found.row_count === 0) return <EmptyState title={t('outcomes.none')} />;
          const valuesOf = (column: string) =>
            (found.categorical_stats[column]?.values ?? []).map((line) => ({ ...line, value: String(line.value) }));
          const completed = valuesOf('transaction_status').filter(({ value }) => value === 'completed');
          const lines = [
            ...completed.map((line) => ({ ...line, column: 'transaction_status', hint: undefined })),
            ...valuesOf('failure_reason').map((line) => ({
              ...line,
              column: 'failure_reason',
              hint: reason(line.value),
            })),
          ];
          return (
            <ScrollTable label={t('outcomes.title')} minWidth={360} asCards>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{names.column(slice.dataset, 'transaction_status')}</Table.Th>
                  <Table.Th data-number>{t('outcomes.trades')}</Table.Th>
                  <Table.Th data-number>{t('outcomes.share')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map(({ column, value, frequency, hint }) => (
                  <Table.Tr key={value}>
                    <Table.Td>
                      <div>
                        <Anchor
                          component={Link}
                          to={dataPath(slice, OUTCOMES, [[`filter[${column}][eq]`, value]])}
                          fz="inherit"
                          c="var(--tranche-link)"
                        >
                          {column === 'failure_reason'
                            ? t('outcomes.failed', { reason: code(column, value) })
                            : code(column, value)}
                        </Anchor>
                        {hint !== undefined && (
                          <Text size="xs" c="dimmed">
                            {hint}
                          </Text>
                        )}
                      </div>
                    </Table.Td>
                    <Table.Td data-number data-label={t('outcomes.trades')}>
                      <Count value={frequency} />
                    </Table.Td>
                    <Table.Td data-number data-label={t('outcomes.share')}>
                      <Share value={frequency / found.row_count} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </ScrollTable>
          );
        }}
      </Loaded>
    </Panel>
  );
}
