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
import { type Warning, warningsOf } from './loan-warnings.ts';

export interface LoanWarningsProps {
  readonly loanType: LoanType;
  readonly credit: DataRow;
  readonly plan: readonly DataRow[];
}

/** What the rules remark on a loan and its installments. */
export function LoanWarnings({ loanType, credit, plan }: LoanWarningsProps) {
  const { t } = useTranslation('data');
  const warnings = [
    ...warningsOf('credit', loanType, credit).map((warning) => ({ warning, dataType: 'credit' as const })),
    ...plan.flatMap((row) =>
      warningsOf('payment_plan', loanType, row).map((warning) => ({ warning, dataType: 'payment_plan' as const })),
    ),
  ];
  if (warnings.length === 0) {
    return (
      <Group gap={8} c="dimmed" fz="sm">
        <IconCircleCheck size={18} aria-hidden />
        {t('loan.warnings.none')}
      </Group>
    );
  }
  return (
    <Panel
      title={t('loan.warnings.title')}
      hint={t('loan.warnings.count', { count: warnings.length })}
      actions={<IconAlertTriangle size={20} aria-hidden />}
    >
      <List size="sm" spacing={6} listStyleType="none">
        {warnings.map(({ warning, dataType }) => (
          <List.Item key={`${warning.ruleId} ${warning.row.row_number}`}>
            <Remark warning={warning} loanType={loanType} dataType={dataType} />
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

function Remark({
  warning: { ruleId, field, expected, row },
  loanType,
  dataType,
}: {
  readonly warning: Warning;
  readonly loanType: LoanType;
  readonly dataType: 'credit' | 'payment_plan';
}) {
  const { t } = useTranslation('data');
  const formats = useFormats();
  const texts = useCellTexts();
  const column = columnsOf(loanType, dataType).find(({ name }) => name === field);
  return (
    <>
      <RuleLink ruleId={ruleId} />
      {' · '}
      {dataType === 'payment_plan' && (
        <Text span fw={600} fz="inherit">
          {t('loan.warnings.installment', { number: formats.count(Number(row.installment_number)) })}
          {', '}
        </Text>
      )}
      {column && (
        <Text span fw={600} fz="inherit">
          {t('loan.warnings.value', { title: texts.title(field), value: texts.shown(column, row[field]) })}
        </Text>
      )}
      <Text span display="block" c="dimmed" fz="inherit">
        <ServerText said={`${expected}.`} />
      </Text>
    </>
  );
}
