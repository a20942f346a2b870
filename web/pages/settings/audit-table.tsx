import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/audit-entry.ts';
import { ExactValue } from '../../parts/exact-value.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { DateTime } from '../../parts/values.tsx';
import { AuditActorCell } from './audit-actor-cell.tsx';
import { AuditChangeList } from './audit-change-list.tsx';
import classes from './audit-table.module.css';
import { AuditTargetCell } from './audit-target-cell.tsx';
import type { AuditView } from './audit-view.ts';

export interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  /** Asked to list what one entry is about, or what one actor did. */
  readonly onShow: (changes: AuditView) => void;
}

export function AuditTable({ entries, onShow }: AuditTableProps) {
  const { t } = useTranslation('settings');
  return (
    <ScrollTable label={t('audit.title')} minWidth={900} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('audit.when')}</Table.Th>
          <Table.Th>{t('audit.what')}</Table.Th>
          <Table.Th>{t('audit.who')}</Table.Th>
          <Table.Th>{t('audit.change')}</Table.Th>
          <Table.Th>{t('audit.address')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className={classes.entries ?? ''}>
        {entries.map((entry) => (
          <Table.Tr key={entry.id}>
            <Table.Td className={classes.when ?? ''}>
              <DateTime value={entry.at} />
            </Table.Td>
            <Table.Td className={classes.what ?? ''} data-label={t('audit.what')}>
              <div>
                <AuditTargetCell entry={entry} onShow={onShow} />
              </div>
            </Table.Td>
            <Table.Td className={classes.who ?? ''} data-label={t('audit.who')}>
              <div>
                <AuditActorCell actor={entry.actor} onShow={onShow} />
              </div>
            </Table.Td>
            <Table.Td className={classes.change ?? ''} data-label={t('audit.change')} data-wide>
              <AuditChangeList entry={entry} />
            </Table.Td>
            <Table.Td className={classes.address ?? ''} data-label={t('audit.address')}>
              <div>
                {entry.address === null ? '–' : <ExactValue shown={entry.address} exact={entry.address} />}
                {entry.request_id !== null && (
                  <div className={classes.request}>
                    {t('audit.request')}{' '}
                    <ExactValue shown={`${entry.request_id.slice(0, 8)}…`} exact={entry.request_id} />
                  </div>
                )}
              </div>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
