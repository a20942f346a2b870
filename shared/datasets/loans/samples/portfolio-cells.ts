import { type Column, columnsOfVariant, type FileType } from '../../../contracts/contract.ts';
import type { SampleRow } from '../../../contracts/samples.ts';
import { dashedDate, plainDate } from './day-text.ts';
import type { Installment, Loan } from './loan-maker.ts';

type Cell<Source> = (source: Source) => string;

const twoDigits = Array.from({ length: 100 }, (_, value) => `.${String(value).padStart(2, '0')}`);

/** 1250 → "12.50", 1200 → "12": banks leave zero cents out. */
function hundredths(value: number): string {
  const rest = value % 100;
  return rest === 0 ? String(value / 100) : Math.floor(value / 100) + twoDigits[rest]!;
}

const creditCells: Readonly<Record<string, Cell<Loan>>> = {
  loan_account_number: (loan) => loan.account,
  customer_id: (loan) => loan.customer,
  customer_type: (loan) => loan.customerType,
  loan_status_code: (loan) => loan.status,
  loan_status_flag: (loan) => loan.status,
  days_past_due: (loan) => String(loan.daysPastDue),
  final_maturity_date: (loan) => plainDate(loan.lastDueDay),
  total_installment_count: (loan) => String(loan.length),
  outstanding_installment_count: (loan) => String(loan.length - loan.paid),
  paid_installment_count: (loan) => String(loan.paid),
  first_payment_date: (loan) => plainDate(loan.firstDueDay),
  original_loan_amount: (loan) => hundredths(loan.amount),
  outstanding_principal_balance: (loan) => hundredths(loan.outstanding),
  nominal_interest_rate: (loan) => hundredths(loan.nominalRate),
  total_interest_amount: (loan) => hundredths(loan.interest),
  kkdf_rate: (loan) => hundredths(loan.kkdfRate),
  kkdf_amount: (loan) => hundredths(loan.kkdf),
  bsmv_rate: (loan) => hundredths(loan.bsmvRate),
  bsmv_amount: (loan) => hundredths(loan.bsmv),
  grace_period_months: (loan) => String(loan.grace),
  installment_frequency: (loan) => String(loan.frequency),
  loan_start_date: (loan) => plainDate(loan.startDay),
  loan_closing_date: (loan) => (loan.closingDay === undefined ? '' : plainDate(loan.closingDay)),
};

export interface DueInstallment {
  readonly loan: Loan;
  installment: Installment;
}

const paymentCells: Readonly<Record<string, Cell<DueInstallment>>> = {
  loan_account_number: ({ loan }) => loan.account,
  installment_number: ({ installment }) => String(installment.number),
  actual_payment_date: ({ installment: { paidDay } }) => (paidDay === undefined ? '' : plainDate(paidDay)),
  scheduled_payment_date: ({ installment }) => dashedDate(installment.dueDay),
  installment_amount: ({ installment: { principal, interest, kkdf, bsmv } }) =>
    hundredths(principal + interest + kkdf + bsmv),
  principal_component: ({ installment }) => hundredths(installment.principal),
  interest_component: ({ installment }) => hundredths(installment.interest),
  kkdf_component: ({ installment }) => hundredths(installment.kkdf),
  bsmv_component: ({ installment }) => hundredths(installment.bsmv),
  installment_status: ({ installment }) => (installment.paidDay === undefined ? 'A' : 'K'),
  remaining_principal: ({ installment }) => hundredths(installment.remainingPrincipal),
  remaining_interest: ({ installment }) => hundredths(installment.remainingInterest),
  remaining_kkdf: ({ installment }) => hundredths(installment.remainingKkdf),
  remaining_bsmv: ({ installment }) => hundredths(installment.remainingBsmv),
};

/** Writes rows of one file kind, in two forms: a whole line, or its cells to change some of them first. */
export interface RowMaker<Source> {
  line(source: Source): string;
  cells(source: Source): SampleRow;
}

const EMPTY_SHARE = 0.05;

/** What the loan does not say, such as ratings and districts, is made by the column's kind; optional cells are empty at times. */
function rowMaker<Source>(
  columns: readonly Column[],
  known: Readonly<Record<string, Cell<Source>>>,
  random: () => number,
): RowMaker<Source> {
  const makers = columns.map((column): Cell<Source> => {
    const { sample } = column.kind;
    return (
      known[column.name] ??
      (column.required ? () => sample(random) : () => (random() < EMPTY_SHARE ? '' : sample(random)))
    );
  });
  const [first, ...others] = makers;
  return {
    // No cell that is made here needs quotes.
    line: (source) => {
      let line = first!(source);
      for (const maker of others) line += `;${maker(source)}`;
      return line;
    },
    cells: (source) => Object.fromEntries(columns.map((column, index) => [column.name, makers[index]!(source)])),
  };
}

export const creditRows = (fileType: FileType, variant: string | null, random: () => number): RowMaker<Loan> =>
  rowMaker(columnsOfVariant(fileType, variant), creditCells, random);

export const paymentRows = (
  fileType: FileType,
  variant: string | null,
  random: () => number,
): RowMaker<DueInstallment> => rowMaker(columnsOfVariant(fileType, variant), paymentCells, random);
