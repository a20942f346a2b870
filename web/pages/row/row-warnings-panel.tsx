import { Group, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { Referring } from '../../api/queries/row-with-referring.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import { fileTypesOf } from '../../datasets/contracts.ts';
import type { RowLink } from '../../datasets/row-links.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { columnsOf } from '../../parts/row-columns.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { missingWarningsOf, runsOf, type Warning, warningsOf } from './row-warnings.ts';

export interface RowWarningsProps {
  readonly slice: SliceName;
  readonly table: string;
  readonly row: DataRow;
  readonly referring: readonly Referring[];
  /** Of what the row names, what is not there. */
  readonly missing: readonly RowLink[];
}

/** The warnings of a row and of those that refer to it: one line a rule, however many rows it is about. */
export function RowWarnings({ slice, table, row, referring, missing }: RowWarningsProps) {
  const { t } = useTranslation('data');
  const formats = useFormats();
  const ofOthers = referring.flatMap((other) =>
    warningsOf(slice, other.table.name, other.rows).map((warning) => ({ warning, referring: other })),
  );
  const own = [...warningsOf(slice, table, [row]), ...missingWarningsOf(slice, table, row, missing)].map((warning) => ({
    warning,
    referring: undefined,
  }));
  const warnings = [...own, ...ofOthers];
  const checked = [table, ...referring.map((other) => other.table.name)];
  // What is derived is checked by no rule.
  if (!checked.some((name) => fileTypesOf(slice.dataset).includes(name))) return null;
  if (warnings.length === 0) {
    return (
      <Group gap={8} c="dimmed" fz="sm">
        <IconCircleCheck size={18} aria-hidden />
        {t('record.warnings.none')}
      </Group>
    );
  }
  const count = warnings.reduce((sum, { warning }) => sum + warning.rows.length, 0);
  return (
    <Panel
      title={t('record.warnings.title')}
      hint={t('record.warnings.count', { count, shown: formats.count(count) })}
      actions={<IconAlertTriangle size={20} aria-hidden />}
    >
      <List size="sm" spacing={6} listStyleType="none">
        {warnings.map((line) => (
          <List.Item key={`${line.warning.table} ${line.warning.ruleId}`}>
            <WarningLine slice={slice} {...line} />
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

interface WarningLineProps {
  readonly slice: SliceName;
  readonly warning: Warning;
  /** Where the rows are; undefined for the row of the page itself. */
  readonly referring: Referring | undefined;
}

function WarningLine({ slice, warning, referring }: WarningLineProps) {
  const { t } = useTranslation('data');
  const texts = useCellTexts();
  const where = useWhere(slice.dataset);
  const { ruleId, table, field, expected, rows } = warning;
  const column = columnsOf(slice, table).find(({ name }) => name === field);
  const title = texts.title(field);
  const [only] = rows.length === 1 ? rows : [];
  const what = only && column ? t('record.warnings.value', { title, value: texts.shown(column, only[field]) }) : title;
  return (
    <>
      <RuleLink ruleId={ruleId} />
      {' · '}
      <Text span fw={600} fz="inherit">
        {referring === undefined ? what : `${where(referring, rows)}, ${what}`}
      </Text>
      <Text span display="block" c="dimmed" fz="inherit">
        <ServerText said={expected.text} message={expected.message} />
      </Text>
    </>
  );
}

const MOST_NAMED = 12;

/** Which of the referring rows, by what tells them from each other: "12 installments (Installment no. 1–9, 12)". */
function useWhere(dataset: string): (referring: Referring, rows: readonly DataRow[]) => string {
  const names = useNames();
  const formats = useFormats();
  return ({ table, columns }, rows) => {
    const counted = names.rows(dataset, table.name, rows.length, formats.count(rows.length));
    const [own, ...others] = table.key.filter((name) => !columns.includes(name));
    if (own === undefined || others.length > 0) return counted;
    const values = rows.map((row) => row[own] ?? '');
    const named = values.every((value) => typeof value === 'number')
      ? runsOf(values).map(([first, last]) =>
          first === last ? formats.count(first) : `${formats.count(first)}–${formats.count(last)}`,
        )
      : values.map(String);
    const shown = named.length > MOST_NAMED ? [...named.slice(0, MOST_NAMED), '…'] : named;
    return `${counted} (${names.column(dataset, own)} ${shown.join(', ')})`;
  };
}
