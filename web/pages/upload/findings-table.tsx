import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { Count } from '../../parts/values.tsx';
import classes from './findings-table.module.css';

const SHOWN_FIRST = 8;
/** More than that nobody reads here: the service lists all, with filters. */
const SHOWN_AT_MOST = 300;
/** A cell that holds a whole line is cut. */
const VALUE_CHARACTERS = 120;

export interface FindingsTableProps {
  readonly fileName: string;
  readonly findings: readonly Schemas['ValidationError'][];
  /** Whether lines are rows of a sheet. */
  readonly isSheet: boolean;
}

/** What would be rejected, finding by finding, as the service would list it. */
export function FindingsTable({ fileName, findings, isSheet }: FindingsTableProps) {
  const { t } = useTranslation('upload');
  const server = useServerWords();
  const formats = useFormats();
  const line = t(isSheet ? 'rejected.sheetRow' : 'rejected.line');
  const [isOpen, setOpen] = useState(false);
  const listed = findings.slice(0, isOpen ? SHOWN_AT_MOST : SHOWN_FIRST);
  return (
    <div className={classes.findings}>
      <ScrollTable label={t('rejected.table', { file: fileName })} minWidth={760} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th data-number>{t('rejected.row')}</Table.Th>
            <Table.Th data-number>{line}</Table.Th>
            <Table.Th>{t('rejected.field')}</Table.Th>
            <Table.Th>{t('rejected.value')}</Table.Th>
            <Table.Th>{t('rejected.rule')}</Table.Th>
            <Table.Th>{t('rejected.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {listed.map(
            ({ row_number, line_number, field_name, rule_id, error_message, message, raw_value, value_hidden }) => (
              <Table.Tr key={`${row_number} ${rule_id}`}>
                <Table.Td data-number data-label={t('rejected.row')}>
                  <Count value={row_number} inGrid />
                </Table.Td>
                <Table.Td data-number data-label={line}>
                  <Count value={line_number} inGrid />
                </Table.Td>
                <Table.Td data-label={t('rejected.field')}>
                  {field_name === null ? t('rejected.wholeRow') : <code>{field_name}</code>}
                </Table.Td>
                <Table.Td className={classes.value ?? ''} data-label={t('rejected.value')}>
                  {raw_value === null ? (
                    <Text span size="sm" c="dimmed" fs="italic">
                      {t(value_hidden ? 'rejected.hidden' : 'rejected.empty')}
                    </Text>
                  ) : (
                    <div className={classes.clipped} title={raw_value}>
                      <CodeText value={shortened(raw_value)} />
                    </div>
                  )}
                </Table.Td>
                <Table.Td className={classes.rule ?? ''} data-label={t('rejected.rule')}>
                  <RuleLink ruleId={rule_id} />
                </Table.Td>
                <Table.Td className={classes.what ?? ''} data-label={t('rejected.what')} data-wide>
                  {/* It repeats the value. */}
                  <div className={classes.clipped} title={server.text(error_message, message) ?? error_message}>
                    <ServerText said={error_message} message={message} />
                  </div>
                </Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </ScrollTable>
      {findings.length > SHOWN_FIRST && (
        <Group gap="sm" className={classes.more ?? ''}>
          <Button size="xs" variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen
              ? t('rejected.showFewer')
              : t('rejected.showAll', { shown: formats.count(Math.min(findings.length, SHOWN_AT_MOST)) })}
          </Button>
          {isOpen && findings.length > SHOWN_AT_MOST && (
            <Text size="sm" c="dimmed">
              {t('rejected.most', { shown: formats.count(SHOWN_AT_MOST) })}
            </Text>
          )}
        </Group>
      )}
    </div>
  );
}

const shortened = (value: string): string =>
  value.length > VALUE_CHARACTERS ? `${value.slice(0, VALUE_CHARACTERS)}…` : value;
