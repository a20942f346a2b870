import { useTranslation } from 'react-i18next';
import type { DataRow } from '../../api/queries/rows.ts';
import { ABSENT, type CellTexts, useCellTexts } from '../../parts/cell-texts.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { ExactValue } from '../../parts/exact-value.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { ServedColumn } from '../../parts/row-columns.ts';
import classes from './loan-fields.module.css';

/** Which fields belong together for a reader. What is named nowhere comes last, so that no field is missing. */
const GROUPS = {
  standing: ['loan_status_code', 'days_past_due', 'outstanding_principal_balance', 'risk_class', 'default_probability'],
  amounts: ['original_loan_amount', 'total_interest_amount', 'kkdf_amount', 'bsmv_amount'],
  rates: ['nominal_interest_rate', 'kkdf_rate', 'bsmv_rate'],
  dates: ['loan_start_date', 'first_payment_date', 'final_maturity_date', 'loan_closing_date'],
  plan: [
    'total_installment_count',
    'paid_installment_count',
    'outstanding_installment_count',
    'installment_frequency',
    'grace_period_months',
  ],
  customer: [
    'customer_id',
    'customer_type',
    'customer_segment',
    'sector_code',
    'customer_district_code',
    'customer_province_code',
    'customer_region_code',
    'internal_rating',
    'external_rating',
    'internal_credit_rating',
    'insurance_included',
    'loan_product_type',
  ],
} as const;

export interface LoanFieldsProps {
  readonly credit: DataRow;
  readonly columns: readonly ServedColumn[];
}

/** All fields of a credit, in groups. */
export function LoanFields({ credit, columns }: LoanFieldsProps) {
  const { t } = useTranslation('data');
  const texts = useCellTexts();
  const grouped = new Set<string>(Object.values(GROUPS).flat());
  const others = columns.filter(({ name }) => !grouped.has(name));
  const groups = [
    ...Object.entries(GROUPS).map(([group, names]) => ({
      group: group as keyof typeof GROUPS,
      fields: names.flatMap((name) => columns.find((column) => column.name === name) ?? []),
    })),
    { group: 'origin' as const, fields: others },
  ];
  return (
    <div className={classes.groups}>
      {groups
        .filter(({ fields }) => fields.length > 0)
        .map(({ group, fields }) => (
          <div key={group} className={classes.group}>
            <Panel title={t(`loan.group.${group}`)}>
              <KeyValueList
                items={fields.map((column) => [
                  texts.title(column.name),
                  <FieldValue key={column.name} column={column} row={credit} texts={texts} />,
                ])}
              />
            </Panel>
          </div>
        ))}
    </div>
  );
}

function FieldValue({
  column,
  row,
  texts,
}: {
  readonly column: ServedColumn;
  readonly row: DataRow;
  readonly texts: CellTexts;
}) {
  const value = row[column.name];
  if (value === null || value === undefined) return ABSENT;
  if (column.kind.name === 'text') return <CodeText value={String(value)} />;
  return <ExactValue shown={texts.shown(column, value)} exact={String(value)} />;
}
