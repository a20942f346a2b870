import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../api/queries/rules.ts';
import { useNames } from '../../datasets/use-names.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';

/** And how many more each time. */
const SHOWN_AT_FIRST = 50;

export function RuleTable({ rules }: { readonly rules: readonly Rule[] }) {
  const { t } = useTranslation(['rules', 'common']);
  const names = useNames();
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  return (
    <>
      <ScrollTable label={t('title')} minWidth={900} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rule')}</Table.Th>
            <Table.Th>{t('file')}</Table.Th>
            <Table.Th>{t('field')}</Table.Th>
            <Table.Th>{t('severity')}</Table.Th>
            <Table.Th>{t('expected')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.slice(0, most).map((rule) => (
            <Table.Tr key={rule.rule_id}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <RuleLink ruleId={rule.rule_id} />
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }} data-label={t('file')}>
                {names.table(rule.dataset, rule.file_type)}
              </Table.Td>
              <Table.Td data-label={t('field')}>
                {rule.field_name === null ? (
                  <Text span c="dimmed" fz="inherit">
                    {t('wholeRow')}
                  </Text>
                ) : (
                  <code>{rule.field_name}</code>
                )}
              </Table.Td>
              <Table.Td data-label={t('severity')}>
                <SeverityBadge severity={rule.severity} />
              </Table.Td>
              <Table.Td data-label={t('expected')} data-wide>
                <ServerText said={rule.expected} message={rule.expected_message} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
      {rules.length > most && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" onClick={() => setMost(most + SHOWN_AT_FIRST)}>
            {t('common:actions.more')}
          </Button>
        </Group>
      )}
    </>
  );
}
