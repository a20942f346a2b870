import { Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import type { Cell, DataRow } from '../../api/queries/rows.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useIsPhone } from '../../parts/use-is-phone.ts';
import { Amount, CalendarDate, Count } from '../../parts/values.tsx';
import classes from './payment-plan-table.module.css';

const AMOUNTS = [
  'installment_amount',
  'principal_component',
  'interest_component',
  'kkdf_component',
  'bsmv_component',
  'remaining_principal',
] as const;
/** What adds up over installments; what remains after each does not. */
const ADDED = AMOUNTS.slice(0, -1);
const SCALE = 2;

export interface PaymentPlanTableProps {
  readonly loan: string;
  readonly plan: readonly DataRow[];
}

/** Every installment: as a table, or on a phone as cards. */
export function PaymentPlanTable(props: PaymentPlanTableProps) {
  return useIsPhone() ? <InstallmentCards {...props} /> : <InstallmentTable {...props} />;
}

function InstallmentCards({ loan, plan }: PaymentPlanTableProps) {
  const { t } = useTranslation('loans');
  const texts = useCellTexts();
  const totals = ADDED.map((name) => [texts.title(name), <Amount key={name} value={totalOf(plan, name)} />] as const);
  return (
    <ul className={classes.cards} aria-label={t('plan.tableLabel', { loan })}>
      {plan.map((row) => (
        <li key={String(row.row_number)} className={classes.card}>
          <div className={classes.cardHead}>
            <b>{t('plan.installment', { number: String(row.installment_number) })}</b>
            <InstallmentStatus status={textOf(row.installment_status)} />
          </div>
          <KeyValueList
            items={[
              [
                texts.title('scheduled_payment_date'),
                <CalendarDate key="due" value={textOf(row.scheduled_payment_date)} />,
              ],
              [texts.title('actual_payment_date'), <CalendarDate key="paid" value={textOf(row.actual_payment_date)} />],
              ...AMOUNTS.map((name) => [texts.title(name), <Amount key={name} value={textOf(row[name])} />] as const),
            ]}
          />
        </li>
      ))}
      <li className={classes.card}>
        <div className={classes.cardHead}>
          <b>{t('plan.totals')}</b>
        </div>
        <KeyValueList items={totals} />
      </li>
    </ul>
  );
}

function InstallmentTable({ loan, plan }: PaymentPlanTableProps) {
  const { t } = useTranslation('loans');
  const texts = useCellTexts();
  return (
    <div className={classes.frame}>
      <ScrollTable label={t('plan.tableLabel', { loan })} minWidth={980}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th data-number>{texts.title('installment_number')}</Table.Th>
            <Table.Th>{texts.title('scheduled_payment_date')}</Table.Th>
            <Table.Th>{texts.title('actual_payment_date')}</Table.Th>
            <Table.Th>{texts.title('installment_status')}</Table.Th>
            {AMOUNTS.map((name) => (
              <Table.Th key={name} data-number>
                {texts.title(name)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plan.map((row) => (
            <Table.Tr key={String(row.row_number)}>
              <Table.Td data-number>
                <Count value={Number(row.installment_number)} />
              </Table.Td>
              <Table.Td>
                <CalendarDate value={textOf(row.scheduled_payment_date)} />
              </Table.Td>
              <Table.Td>
                <CalendarDate value={textOf(row.actual_payment_date)} />
              </Table.Td>
              <Table.Td>
                <InstallmentStatus status={textOf(row.installment_status)} />
              </Table.Td>
              {AMOUNTS.map((name) => (
                <Table.Td key={name} data-number>
                  <Amount value={textOf(row[name])} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={4} scope="row">
              {t('plan.totals')}
            </Table.Th>
            {ADDED.map((name) => (
              <Table.Th key={name} data-number>
                <Amount value={totalOf(plan, name)} />
              </Table.Th>
            ))}
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </ScrollTable>
    </div>
  );
}

function InstallmentStatus({ status }: { readonly status: string | null }) {
  const { t } = useTranslation('loans');
  if (status === 'CLOSED') {
    return (
      <Badge color="teal" tt="none">
        {t('codeOf.installment_status.CLOSED')}
      </Badge>
    );
  }
  return (
    <Badge color="petrol" variant="outline" tt="none">
      {t('codeOf.installment_status.ACTIVE')}
    </Badge>
  );
}

const textOf = (cell: Cell | undefined): string | null => (cell === null || cell === undefined ? null : String(cell));

/** Exact: amounts are added as whole cents. */
const totalOf = (plan: readonly DataRow[], column: string): string =>
  scaled(
    plan.reduce((sum, row) => sum + unscaled(textOf(row[column]) ?? '0', SCALE), 0n),
    SCALE,
  );
