import { Group, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataRow } from '../../api/queries/rows.ts';
import type { LoanType } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { columnsOf } from '../../parts/row-columns.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { runsOf, type Warning, warningsOf } from './loan-warnings.ts';

export interface LoanWarningsProps {
  readonly loanType: LoanType;
  readonly credit: DataRow;
  readonly plan: readonly DataRow[];
}

/** The warnings of a loan and its installments: one line a rule, however many rows it is about. */
export function LoanWarnings({ loanType, credit, plan }: LoanWarningsProps) {
  const { t } = useTranslation('data');
  const formats = useFormats();
  const warnings = [...warningsOf('credit', loanType, [credit]), ...warningsOf('payment_plan', loanType, plan)];
  if (warnings.length === 0) {
    return (
      <Group gap={8} c="dimmed" fz="sm">
        <IconCircleCheck size={18} aria-hidden />
        {t('loan.warnings.none')}
      </Group>
    );
  }
  const count = warnings.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <Panel
      title={t('loan.warnings.title')}
      hint={t('loan.warnings.count', { count, shown: formats.count(count) })}
      actions={<IconAlertTriangle size={20} aria-hidden />}
    >
      <List size="sm" spacing={6} listStyleType="none">
        {warnings.map((warning) => (
          <List.Item key={warning.ruleId}>
            <WarningLine warning={warning} loanType={loanType} />
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

function WarningLine({
  warning: { ruleId, dataType, field, expected, rows },
  loanType,
}: {
  readonly warning: Warning;
  readonly loanType: LoanType;
}) {
  const { t } = useTranslation('data');
  const formats = useFormats();
  const texts = useCellTexts();
  const column = columnsOf(loanType, dataType).find(({ name }) => name === field);
  const title = texts.title(field);
  const [only] = rows.length === 1 ? rows : [];
  const numbers = runsOf(rows.map((row) => Number(row.installment_number)))
    .map(([first, last]) => (first === last ? formats.count(first) : `${formats.count(first)}–${formats.count(last)}`))
    .join(', ');
  const where =
    dataType === 'credit'
      ? undefined
      : only
        ? t('loan.warnings.installment', { number: numbers })
        : t('loan.warnings.installments', { shown: formats.count(rows.length), numbers });
  const what = only && column ? t('loan.warnings.value', { title, value: texts.shown(column, only[field]) }) : title;
  return (
    <>
      <RuleLink ruleId={ruleId} />
      {' · '}
      <Text span fw={600} fz="inherit">
        {where === undefined ? what : `${where}, ${what}`}
      </Text>
      <Text span display="block" c="dimmed" fz="inherit">
        <ServerText said={`${expected}.`} />
      </Text>
    </>
  );
}
