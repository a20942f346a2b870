import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FindingGroup } from '../../api/finding-filter.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { Count, Percent } from '../../parts/values.tsx';
import classes from './findings.module.css';
import { type FindingsView, writeFindingsView } from './findings-view.ts';
import { RawValue } from './raw-value.tsx';
import { TAKES_FOCUS } from './rule-in-view.tsx';

const EXAMPLES_SHOWN = 3;
/** The most frequent rules; what follows is asked for. */
const SHOWN_FIRST = 12;

export interface FindingGroupTableProps {
  readonly groups: readonly FindingGroup[];
  readonly view: FindingsView;
}

/** The rules that rows broke, the most frequent first, each with rows to look at. */
export function FindingGroupTable({ groups, view }: FindingGroupTableProps) {
  const { t } = useTranslation(['syncs', 'rules', 'common']);
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? groups : groups.slice(0, SHOWN_FIRST);
  return (
    <>
      <ScrollTable label={t('findings.title')} minWidth={980}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rules:rule')}</Table.Th>
            <Table.Th>{t('rules:expected')}</Table.Th>
            <Table.Th>{t('rules:file')}</Table.Th>
            <Table.Th>{t('rules:severity')}</Table.Th>
            <Table.Th data-number>{t('files.rows')}</Table.Th>
            <Table.Th data-number>{t('findings.share')}</Table.Th>
            <Table.Th>{t('findings.examples')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((group) => (
            <Table.Tr key={`${group.file_type} ${group.rule_id}`}>
              <Table.Td className={classes.line ?? ''}>
                <RuleLink ruleId={group.rule_id} />
              </Table.Td>
              <Table.Td>
                {group.field_name !== null && <code>{group.field_name}</code>}
                <Text size="xs" c="dimmed">
                  {group.expected === null ? t('findings.pastRule') : <ServerText said={group.expected} />}
                </Text>
              </Table.Td>
              <Table.Td className={classes.line ?? ''}>{t(`common:fileType.${group.file_type}`)}</Table.Td>
              <Table.Td>
                <SeverityBadge severity={group.severity} />
              </Table.Td>
              <Table.Td data-number>
                <Count value={group.count} />
              </Table.Td>
              <Table.Td data-number>
                <Percent value={group.row_share} digits={2} />
              </Table.Td>
              <Table.Td>
                <ul className={classes.examples}>
                  {group.examples.slice(0, EXAMPLES_SHOWN).map(({ row_number, raw_value }) => (
                    <li key={row_number}>
                      <RawValue value={raw_value} />
                    </li>
                  ))}
                </ul>
                <Anchor
                  component={Link}
                  to={{ search: `${rowsOf(group, view)}` }}
                  state={TAKES_FOCUS}
                  preventScrollReset
                  fz="xs"
                  c="var(--tranche-link)"
                  aria-label={t('findings.rowsOf', { rule: group.rule_id })}
                >
                  {t('findings.showRows')}
                </Anchor>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
      {shown.length < groups.length && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t('findings.showAll', { count: groups.length })}
          </Button>
        </Group>
      )}
    </>
  );
}

const rowsOf = ({ rule_id, file_type }: FindingGroup, view: FindingsView): URLSearchParams =>
  writeFindingsView({ ...view, ruleId: rule_id, fileType: file_type, show: 'rows' });
