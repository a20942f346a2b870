import { Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FindingFilter, FindingGroup, Severity } from '../../api/finding-filter.ts';
import { findingPagesQuery } from '../../api/queries/findings.ts';
import { useNames } from '../../datasets/use-names.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { Count } from '../../parts/values.tsx';
import classes from './findings.module.css';
import { RawValue } from './raw-value.tsx';
import { RuleInView } from './rule-in-view.tsx';

const PAGE_ROWS = 50;

export interface FindingRowsProps {
  readonly syncId: string;
  readonly filter: FindingFilter & { readonly severity: Severity };
  /** What the filter lets through, added up. */
  readonly groups: readonly FindingGroup[];
}

/** The findings one by one: in which line of which file, and what stood there. */
export function FindingRows({ syncId, filter, groups }: FindingRowsProps) {
  const { t } = useTranslation(['syncs', 'rules', 'common']);
  const names = useNames();
  const { fileType, errorType, field, severity, ruleId } = filter;
  const findings = useInfiniteQuery(
    findingPagesQuery(syncId, { fileType, errorType, field, severity, ruleId }, PAGE_ROWS),
  );
  const rows = findings.data?.pages.flatMap(({ data }) => data) ?? [];
  const rule = ruleId === undefined ? undefined : groups[0];
  return (
    <>
      {rule ? (
        <RuleInView key={rule.rule_id} group={rule} />
      ) : (
        <Title order={3} className={classes.severity ?? ''}>
          {t(`findings.of.${severity}`)}
        </Title>
      )}
      {findings.isPending && <LoadingState rows={6} />}
      {findings.isError && <ErrorState error={findings.error} retry={() => void findings.refetch()} />}
      {rows.length > 0 && (
        <ScrollTable
          label={rule ? t('findings.as.rows') : `${t('findings.as.rows')}: ${t(`findings.of.${severity}`)}`}
          minWidth={980}
          asCards
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rules:file')}</Table.Th>
              <Table.Th data-number>{t('findings.line')}</Table.Th>
              <Table.Th>{t('findings.key')}</Table.Th>
              <Table.Th>{t('rules:field')}</Table.Th>
              <Table.Th>{t('findings.value')}</Table.Th>
              <Table.Th>{t('findings.message')}</Table.Th>
              {!rule && <Table.Th>{t('rules:rule')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((finding) => (
              <Table.Tr key={`${finding.file_type} ${finding.row_number} ${finding.rule_id}`}>
                <Table.Td className={classes.line ?? ''}>{names.table(finding.dataset, finding.file_type)}</Table.Td>
                <Table.Td data-number data-label={t('findings.line')}>
                  <Count value={finding.line_number} />
                </Table.Td>
                <Table.Td className={classes.key ?? ''} data-label={t('findings.key')}>
                  {finding.record_key === null ? '–' : <CodeText value={finding.record_key} />}
                </Table.Td>
                <Table.Td data-label={t('rules:field')}>
                  {finding.field_name === null ? (
                    <Text span c="dimmed" fz="inherit">
                      {t('rules:wholeRow')}
                    </Text>
                  ) : (
                    <code>{finding.field_name}</code>
                  )}
                </Table.Td>
                <Table.Td className={classes.value ?? ''} data-label={t('findings.value')}>
                  <RawValue value={finding.raw_value} isHidden={finding.value_hidden} />
                </Table.Td>
                <Table.Td className={classes.message ?? ''} data-label={t('findings.message')} data-wide>
                  <ServerText said={finding.error_message} message={finding.message} />
                </Table.Td>
                {!rule && (
                  <Table.Td className={classes.line ?? ''} data-label={t('rules:rule')}>
                    <RuleLink ruleId={finding.rule_id} />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
      <MoreButton query={findings} />
    </>
  );
}
