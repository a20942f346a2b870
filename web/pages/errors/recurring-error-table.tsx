import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { expectedBy, ruleById } from '../../../shared/contracts/rules.ts';
import type { RecurringError, RecurringErrorsFilter } from '../../api/queries/errors.ts';
import { datasetOfRule } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { Count } from '../../parts/values.tsx';
import classes from './recurring-error-table.module.css';

export interface RecurringErrorTableProps {
  readonly errors: readonly RecurringError[];
  readonly grouping: RecurringErrorsFilter['group_by'];
  /** Syncs that were looked at. */
  readonly syncs: number;
}

/** The same mistakes, again and again: errors before what is quarantined before warnings, then the most frequent. */
export function RecurringErrorTable({ errors, grouping, syncs }: RecurringErrorTableProps) {
  const { t } = useTranslation(['errors', 'common', 'rules']);
  const formats = useFormats();
  const names = useNames();
  const hasQuarantined = errors.some(({ quarantine_count }) => quarantine_count > 0);
  return (
    <ScrollTable label={t('title')} minWidth={960} asCards>
      <Table.Thead>
        <Table.Tr>
          {grouping === 'rule' && <Table.Th>{t('rules:rule')}</Table.Th>}
          {grouping !== 'file_type' && <Table.Th>{t('rules:field')}</Table.Th>}
          <Table.Th>{t('rules:file')}</Table.Th>
          {grouping === 'rule' && <Table.Th>{t('rules:kind')}</Table.Th>}
          <Table.Th data-number>{t('errors')}</Table.Th>
          {hasQuarantined && <Table.Th data-number>{t('quarantined')}</Table.Th>}
          <Table.Th data-number>{t('warnings')}</Table.Th>
          <Table.Th data-number>{t('inSyncs')}</Table.Th>
          <Table.Th>{t('lastSeen')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {errorsFirst(errors).map((error) => (
          <Table.Tr key={`${error.rule_id} ${error.file_type} ${error.field_name}`}>
            {grouping === 'rule' && (
              <Table.Td className={classes.line ?? ''}>
                {error.rule_id !== null && <RuleLink ruleId={error.rule_id} />}
              </Table.Td>
            )}
            {grouping !== 'file_type' && (
              <Table.Td data-label={t('rules:field')} data-wide>
                {error.field_name === null ? (
                  <Text span c="dimmed" fz="inherit">
                    {t('rules:wholeRow')}
                  </Text>
                ) : (
                  <code>{error.field_name}</code>
                )}
                {grouping === 'rule' && error.rule_id !== null && <Expected ruleId={error.rule_id} />}
              </Table.Td>
            )}
            <Table.Td data-label={t('rules:file')} className={classes.line ?? ''}>
              {names.table(error.last_seen.dataset, error.file_type)}
            </Table.Td>
            {grouping === 'rule' && (
              <Table.Td data-label={t('rules:kind')}>
                {error.error_type && t(`rules:errorTypeOf.${error.error_type}`)}
              </Table.Td>
            )}
            <Table.Td data-number data-label={t('errors')}>
              <Count value={error.error_count} />
            </Table.Td>
            {hasQuarantined && (
              <Table.Td data-number data-label={t('quarantined')}>
                <Count value={error.quarantine_count} />
              </Table.Td>
            )}
            <Table.Td data-number data-label={t('warnings')}>
              <Count value={error.warning_count} />
            </Table.Td>
            <Table.Td data-number data-label={t('inSyncs')}>
              {t('ofSyncs', { seen: formats.count(error.sync_count), all: formats.count(syncs) })}
            </Table.Td>
            <Table.Td data-label={t('lastSeen')} className={classes.line ?? ''}>
              <Anchor component={Link} to={lastSeenLink(error)} fz="inherit" c="var(--tranche-link)">
                <time dateTime={error.last_seen.completed_at}>{formats.dateTime(error.last_seen.completed_at)}</time>
              </Anchor>{' '}
              {error.last_seen.variant !== null && (
                <Text span c="dimmed" fz="inherit">
                  {names.slice(error.last_seen)}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

const errorsFirst = (errors: readonly RecurringError[]): RecurringError[] =>
  [...errors].sort(
    (a, b) =>
      b.error_count - a.error_count || b.quarantine_count - a.quarantine_count || b.warning_count - a.warning_count,
  );

/** What the rule asks for; nothing for a rule that this page's contract does not have. */
function Expected({ ruleId }: { readonly ruleId: string }) {
  const dataset = datasetOfRule(ruleId);
  const rule = dataset && ruleById(dataset, ruleId);
  if (!rule) return null;
  const { text, message } = expectedBy(rule);
  return (
    <Text size="xs" c="dimmed">
      <ServerText said={text} message={message} />
    </Text>
  );
}

/** To the findings themselves, in the newest sync that has them. */
function lastSeenLink({ last_seen, rule_id, file_type }: RecurringError): string {
  const params = new URLSearchParams({ file_type, ...(rule_id === null ? {} : { rule_id }) });
  return pathOf(last_seen.dataset, `/syncs/${last_seen.sync_id}?${params}`);
}
