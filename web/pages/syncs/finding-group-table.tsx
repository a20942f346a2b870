import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FindingGroup } from '../../api/finding-filter.ts';
import { useNames } from '../../datasets/use-names.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { Count, Share } from '../../parts/values.tsx';
import classes from './findings.module.css';
import { type FindingsView, foldedGroups, writeFindingsView } from './findings-view.ts';
import { RawValue } from './raw-value.tsx';
import { TAKES_FOCUS } from './rule-in-view.tsx';

const EXAMPLES_SHOWN = 3;
/** What follows is asked for. */
const SHOWN_FIRST = 12;

export interface FindingGroupTableProps {
  readonly groups: readonly FindingGroup[];
  readonly view: FindingsView;
}

/** The rules that rows broke, errors first, then the most frequent, each with rows to look at. */
export function FindingGroupTable({ groups, view }: FindingGroupTableProps) {
  const { t } = useTranslation('syncs');
  const [isOpen, setOpen] = useState(false);
  const [isUnfolded, setUnfolded] = useState(false);
  const { listed, everywhere } = foldedGroups(groups);
  const shown = isOpen ? listed : listed.slice(0, SHOWN_FIRST);
  const id = useId();
  return (
    <>
      {shown.length > 0 && <Groups label={t('findings.title')} groups={shown} view={view} />}
      {shown.length < listed.length && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t('findings.showAll', { count: listed.length })}
          </Button>
        </Group>
      )}
      {everywhere.length > 0 && (
        <Group gap="xs" className={classes.everywhere ?? ''}>
          <Text size="sm" c="dimmed" flex={1} miw={200}>
            {t('findings.everywhere', { count: everywhere.length })}
          </Text>
          <Button
            variant="default"
            size="xs"
            aria-expanded={isUnfolded}
            aria-controls={id}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            {t(isUnfolded ? 'findings.fold' : 'findings.unfold')}
          </Button>
        </Group>
      )}
      <div id={id}>
        {isUnfolded && everywhere.length > 0 && (
          <Groups label={t('findings.everywhereTable')} groups={everywhere} view={view} />
        )}
      </div>
    </>
  );
}

interface GroupsProps extends FindingGroupTableProps {
  readonly label: string;
}

function Groups({ label, groups, view }: GroupsProps) {
  const { t } = useTranslation(['syncs', 'rules', 'common']);
  const names = useNames();
  return (
    <ScrollTable label={label} minWidth={980} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('rules:rule')}</Table.Th>
          <Table.Th>{t('rules:severity')}</Table.Th>
          <Table.Th>{t('rules:expected')}</Table.Th>
          <Table.Th>{t('rules:file')}</Table.Th>
          <Table.Th data-number>{t('files.rows')}</Table.Th>
          <Table.Th data-number>{t('findings.share')}</Table.Th>
          <Table.Th>{t('findings.examples')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map((group) => (
          <Table.Tr key={`${group.file_type} ${group.rule_id}`}>
            <Table.Td className={classes.line ?? ''}>
              <RuleLink ruleId={group.rule_id} />
            </Table.Td>
            <Table.Td data-label={t('rules:severity')}>
              <SeverityBadge severity={group.severity} />
            </Table.Td>
            <Table.Td data-label={t('rules:expected')} data-wide>
              {group.field_name !== null && <code>{group.field_name}</code>}
              <Text size="xs" c="dimmed">
                {group.expected === null ? (
                  t('findings.pastRule')
                ) : (
                  <ServerText said={group.expected} message={group.expected_message} />
                )}
              </Text>
            </Table.Td>
            <Table.Td className={classes.line ?? ''} data-label={t('rules:file')}>
              {names.table(group.dataset, group.file_type)}
            </Table.Td>
            <Table.Td data-number data-label={t('files.rows')}>
              <Count value={group.count} />
            </Table.Td>
            <Table.Td data-number data-label={t('findings.share')}>
              <Share value={group.row_share} />
            </Table.Td>
            <Table.Td data-label={t('findings.examples')} data-wide>
              <ul className={classes.examples}>
                {group.examples.slice(0, EXAMPLES_SHOWN).map(({ row_number, raw_value, value_hidden }) => (
                  <li key={row_number}>
                    <RawValue value={raw_value} isHidden={value_hidden} />
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
  );
}

const rowsOf = ({ rule_id, file_type }: FindingGroup, view: FindingsView): URLSearchParams =>
  writeFindingsView({ ...view, ruleId: rule_id, fileType: file_type, show: 'rows' });
