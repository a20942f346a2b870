import { optional, required } from '../../contracts/columns.ts';
import { atMost, both, equals, exactlyWhen, implies, is, number, present, sum } from '../../contracts/condition.ts';
import type { Column, Dataset, FileType, RowRule } from '../../contracts/contract.ts';
import { code } from '../../contracts/kinds/code.ts';
import { date } from '../../contracts/kinds/date.ts';
import { decimal, scaled, unscaled } from '../../contracts/kinds/decimal.ts';
import { flag } from '../../contracts/kinds/flag.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { between } from '../../contracts/kinds/kind.ts';
import { rate } from '../../contracts/kinds/rate.ts';
import { text } from '../../contracts/kinds/text.ts';

const RETAIL = ['RETAIL'] as const;
const COMMERCIAL = ['COMMERCIAL'] as const;

const numbered = (prefix: string, digits: number, high: number) => (random: () => number) =>
  prefix + String(between(random, 1, high)).padStart(digits, '0');

/** Percent, 0 to 1000: above 100 is possible in a crisis and worth a look, above 1000 is a typing error. */
const percent = (typical: readonly [number, number]) =>
  rate({ unit: 'percent', max: '10', decimalComma: true, typical });
const amount = (typical: readonly [number, number]) => decimal({ typical });
const count = (typical: readonly [number, number]) => integer({ min: 0, typical });

const numeric = { profile: 'numeric' } as const;
const categorical = { profile: 'categorical' } as const;
const commercial = (more: Partial<Column> = {}) => ({ variants: COMMERCIAL, ...more });
const retail = (more: Partial<Column> = {}) => ({ variants: RETAIL, ...more });

const loanAccountNumber = text({ sample: numbered('LOAN_', 8, 99_999_999) });

const openOrClosed = (openMeaning: string, closedMeaning: string, closedSynonyms: readonly string[] = []) =>
  [
    { input: 'A', value: 'ACTIVE', meaning: openMeaning, synonyms: ['Aktif', 'Açık', 'Open'] },
    { input: 'K', value: 'CLOSED', meaning: closedMeaning, synonyms: ['Kapalı', ...closedSynonyms] },
  ] as const;

const credit: FileType = {
  name: 'credit',
  rulePrefix: 'LOAN-CREDIT',
  title: 'Credits: one row a loan',
  table: 'fact_credit',
  countedAs: { total: 'total_credit_rows', valid: 'valid_credit_rows' },
  key: ['loan_account_number'],
  columns: [
    required(1, 'loan_account_number', loanAccountNumber, 'the loan; unique within a loan type'),
    required(2, 'customer_id', text({ sample: numbered('CUST_', 5, 99_999) }), 'the borrower'),
    required(
      3,
      'customer_type',
      code([
        { input: 'I', value: 'INDIVIDUAL', meaning: 'a person', synonyms: ['Bireysel', 'Retail'] },
        { input: 'T', value: 'TRADE', meaning: 'a merchant or company', synonyms: ['Ticari'] },
        { input: 'V', value: 'VIP', meaning: 'a privately served customer' },
      ]),
      'what kind of customer the borrower is',
      categorical,
    ),
    required(
      4,
      'loan_status_code',
      code([
        ...openOrClosed('running', 'paid back or otherwise ended'),
        { input: 'N', value: 'DELINQUENT', meaning: 'non-performing', synonyms: ['NPL', 'Gecikme'] },
      ]),
      'where the loan stands',
      categorical,
    ),
    required(5, 'days_past_due', count([0, 120]), 'days since the oldest unpaid installment was due', numeric),
    required(
      6,
      'final_maturity_date',
      date({ typical: ['2026-06-01', '2031-12-31'] }),
      'when the last installment is due',
    ),
    required(7, 'total_installment_count', count([6, 24]), 'installments agreed', numeric),
    required(8, 'outstanding_installment_count', count([1, 24]), 'installments still to be paid', numeric),
    required(9, 'paid_installment_count', count([0, 6]), 'installments paid', numeric),
    required(
      10,
      'first_payment_date',
      date({ typical: ['2025-07-01', '2026-05-31'] }),
      'when the first installment is due',
    ),
    required(
      11,
      'original_loan_amount',
      decimal({ min: '0.01', typical: [500, 1_500_000] }),
      'principal paid out; more than 0',
      numeric,
    ),
    required(12, 'outstanding_principal_balance', amount([0, 1_400_000]), 'principal still owed', numeric),
    required(13, 'nominal_interest_rate', percent([150, 5_500]), 'interest a year', numeric),
    required(14, 'total_interest_amount', amount([0, 60_000]), 'interest over the whole term', numeric),
    required(15, 'kkdf_rate', percent([0, 1_500]), 'KKDF, a Turkish levy on interest', numeric),
    required(16, 'kkdf_amount', amount([0, 3_000]), 'KKDF over the whole term', numeric),
    required(17, 'bsmv_rate', percent([450, 550]), 'BSMV, a Turkish levy on interest', numeric),
    required(18, 'bsmv_amount', amount([0, 2_500]), 'BSMV over the whole term', numeric),
    required(19, 'grace_period_months', count([0, 3]), 'months before the first installment', categorical),
    required(20, 'installment_frequency', count([1, 3]), 'months between installments', categorical),
    required(21, 'loan_start_date', date({ typical: ['2024-06-01', '2025-06-30'] }), 'when the loan was paid out'),
    optional(
      22,
      'loan_closing_date',
      date({ typical: ['2026-06-01', '2026-12-31'] }),
      'when the loan ended; empty while open',
    ),
    optional(23, 'internal_rating', integer({ typical: [1, 15] }), "the bank's own rating", numeric),
    optional(24, 'external_rating', integer({ typical: [1, 1_000] }), "a rating agency's score", numeric),
    optional(
      25,
      'insurance_included',
      flag({ yes: ['E', 'Evet', 'Yes'], no: ['H', 'Hayır', 'No'] }),
      'whether the loan is insured',
      retail(categorical),
    ),
    optional(
      26,
      'customer_district_code',
      text({ lowCardinality: true, sample: numbered('DISTRICT_', 1, 900) }),
      "district of the borrower's address",
      retail(categorical),
    ),
    optional(
      27,
      'customer_province_code',
      text({ lowCardinality: true, sample: numbered('PROVINCE_', 1, 82) }),
      "province of the borrower's address",
      retail(categorical),
    ),
    optional(28, 'loan_product_type', integer({ typical: [1, 6] }), "the bank's product code", commercial(categorical)),
    optional(
      29,
      'loan_status_flag',
      text({ sample: () => 'A' }),
      'says what loan_status_code says; not stored',
      commercial({ stored: false }),
    ),
    optional(
      30,
      'customer_region_code',
      text({ lowCardinality: true, sample: numbered('REGION_', 1, 77) }),
      "region of the borrower's address",
      commercial(categorical),
    ),
    optional(
      31,
      'sector_code',
      integer({ typical: [1, 19] }),
      "the borrower's line of business",
      commercial(categorical),
    ),
    optional(
      32,
      'internal_credit_rating',
      integer({ typical: [1, 20] }),
      'rating of the credit, not of the customer',
      commercial(categorical),
    ),
    optional(
      33,
      'default_probability',
      rate({ unit: 'fraction', max: '1', typical: [1, 80] }),
      'probability of default within a year',
      commercial(numeric),
    ),
    optional(34, 'risk_class', integer({ typical: [1, 3] }), "the supervisor's risk class", commercial(categorical)),
    optional(
      35,
      'customer_segment',
      integer({ typical: [1, 4] }),
      "the bank's customer segment",
      commercial(categorical),
    ),
  ],
  rowRules: [
    {
      number: 801,
      severity: 'ERROR',
      errorType: 'RANGE',
      field: 'paid_installment_count',
      holds: atMost('paid_installment_count', 'total_installment_count'),
      reason: 'paid_installment_count must be at most total_installment_count',
      why: 'More installments than were agreed cannot have been paid: one of the two counts is wrong.',
      example: { paid_installment_count: '25', total_installment_count: '24', outstanding_installment_count: '0' },
    },
    {
      number: 802,
      severity: 'ERROR',
      errorType: 'RANGE',
      field: 'first_payment_date',
      holds: atMost('loan_start_date', 'first_payment_date'),
      reason: 'first_payment_date must not be before loan_start_date',
      why: 'No installment is due before the loan is paid out: one of the two dates is wrong.',
      example: { loan_start_date: '20250801', first_payment_date: '20250731', final_maturity_date: '20260731' },
    },
    {
      number: 803,
      severity: 'ERROR',
      errorType: 'RANGE',
      field: 'final_maturity_date',
      holds: atMost('first_payment_date', 'final_maturity_date'),
      reason: 'final_maturity_date must not be before first_payment_date',
      why: 'A plan cannot end before it begins: one of the two dates is wrong, and the term would be negative.',
      example: { first_payment_date: '20260801', final_maturity_date: '20260731' },
    },
    {
      number: 901,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'total_installment_count',
      holds: equals(sum('paid_installment_count', 'outstanding_installment_count'), 'total_installment_count'),
      reason: 'paid_installment_count + outstanding_installment_count usually equals total_installment_count',
      why: 'In real files the counts often do not add up, so the row is loaded; in a new loan it is worth a look.',
      example: { total_installment_count: '12', paid_installment_count: '3', outstanding_installment_count: '8' },
    },
    {
      number: 902,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'outstanding_principal_balance',
      holds: atMost('outstanding_principal_balance', 'original_loan_amount'),
      reason: 'outstanding_principal_balance is usually at most original_loan_amount',
      why: 'Interest added to the principal can make the debt larger than the loan was, so the row is loaded; else one of the amounts is wrong.',
      example: { original_loan_amount: '1000', outstanding_principal_balance: '1000.01' },
    },
    ...['nominal_interest_rate', 'kkdf_rate', 'bsmv_rate'].map(
      (field, index): RowRule => ({
        number: 903 + index,
        severity: 'WARNING',
        errorType: 'RANGE',
        field,
        holds: atMost(field, number('1')),
        reason: `${field}, which this column expects in percent, is usually at most 100`,
        why: 'Such rates do occur in a crisis, so the row is loaded; more often the number was meant in another unit.',
        example: { [field]: '100.01' },
      }),
    ),
    {
      number: 906,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'loan_closing_date',
      holds: atMost('loan_start_date', 'loan_closing_date'),
      reason: 'loan_closing_date is usually not before loan_start_date',
      why: 'A loan cannot end before it begins, but nothing is computed from the date of its end, so the row is loaded.',
      example: { loan_start_date: '20250601', loan_closing_date: '20250531' },
    },
  ],
  reconcile: (cells) => {
    cells.outstanding_installment_count = String(
      Number(cells.total_installment_count) - Number(cells.paid_installment_count),
    );
    if (cents(cells.outstanding_principal_balance!) > cents(cells.original_loan_amount!)) {
      cells.outstanding_principal_balance = cells.original_loan_amount!;
    }
    if (cells.loan_status_flag !== undefined) cells.loan_status_flag = cells.loan_status_code!;
    cells.loan_closing_date = '';
  },
};

const cents = (cell: string): bigint => unscaled(cell, 2);

const remaining = ['remaining_principal', 'remaining_interest', 'remaining_kkdf', 'remaining_bsmv'] as const;

const paymentPlan: FileType = {
  name: 'payment_plan',
  rulePrefix: 'LOAN-PAYMENT',
  title: 'Payment plan: one row an installment',
  table: 'fact_payment_plan',
  countedAs: { total: 'total_payment_rows', valid: 'valid_payment_rows' },
  key: ['loan_account_number', 'installment_number'],
  references: [{ number: 701, columns: ['loan_account_number'], fileType: 'credit' }],
  columns: [
    required(1, 'loan_account_number', loanAccountNumber, 'the loan, as in the credit file'),
    required(2, 'installment_number', integer({ min: 1, typical: [1, 24] }), 'counts from 1 within a loan', numeric),
    optional(
      3,
      'actual_payment_date',
      date({ spelling: 'YYYYMMDD', typical: ['2025-01-01', '2025-07-04'] }),
      'when it was paid; empty while unpaid',
    ),
    required(
      4,
      'scheduled_payment_date',
      date({ spelling: 'YYYY-MM-DD', typical: ['2025-07-05', '2026-12-31'] }),
      'when it is due',
    ),
    required(5, 'installment_amount', amount([100, 400_000]), 'what is due', numeric),
    required(6, 'principal_component', amount([50, 400_000]), 'of it, principal', numeric),
    required(7, 'interest_component', amount([0, 100_000]), 'of it, interest', numeric),
    required(8, 'kkdf_component', amount([0, 3_500]), 'of it, KKDF', numeric),
    required(9, 'bsmv_component', amount([0, 4_300]), 'of it, BSMV', numeric),
    required(
      10,
      'installment_status',
      code(openOrClosed('still to be paid', 'paid', ['Paid'])),
      'whether it is paid',
      categorical,
    ),
    required(11, 'remaining_principal', amount([0, 390_000]), 'principal still owed after it', numeric),
    required(12, 'remaining_interest', amount([0, 88_000]), 'interest still owed after it', numeric),
    required(13, 'remaining_kkdf', amount([0, 3_200]), 'KKDF still owed after it', numeric),
    required(14, 'remaining_bsmv', amount([0, 4_200]), 'BSMV still owed after it', numeric),
  ],
  rowRules: [
    {
      number: 801,
      severity: 'ERROR',
      errorType: 'VALUE',
      field: 'actual_payment_date',
      holds: exactlyWhen(is('installment_status', 'CLOSED'), present('actual_payment_date')),
      reason: 'actual_payment_date must be given exactly when installment_status is K (paid)',
      why: 'Status and date say the same thing twice; where they disagree, nobody can tell whether the money came.',
      example: { installment_status: 'A', actual_payment_date: '20250601' },
    },
    {
      number: 802,
      severity: 'ERROR',
      errorType: 'VALUE',
      field: 'installment_status',
      holds: implies(
        is('installment_status', 'CLOSED'),
        both(...remaining.map((column) => equals(column, number('0')))),
      ),
      reason: `${remaining.join(', ')} must be 0 when installment_status is K (paid)`,
      why: 'A paid installment that still has a remainder would be counted as paid and as owed.',
      example: {
        installment_status: 'K',
        actual_payment_date: '20250601',
        remaining_principal: '0.01',
        remaining_interest: '0',
        remaining_kkdf: '0',
        remaining_bsmv: '0',
      },
    },
    {
      number: 901,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'installment_amount',
      holds: equals(
        sum('principal_component', 'interest_component', 'kkdf_component', 'bsmv_component'),
        'installment_amount',
      ),
      reason: 'principal, interest, KKDF and BSMV components usually add up to installment_amount',
      why: 'In real files the parts often differ from the whole, so the row is loaded; a large difference is worth a look.',
      example: {
        principal_component: '100',
        interest_component: '0',
        kkdf_component: '0',
        bsmv_component: '0',
        installment_amount: '99.99',
      },
    },
  ],
  reconcile: (cells) => {
    const components = [
      cells.principal_component!,
      cells.interest_component!,
      cells.kkdf_component!,
      cells.bsmv_component!,
    ];
    cells.installment_amount = scaled(
      components.reduce((total, component) => total + cents(component), 0n),
      2,
    );
    const isPaid = cells.installment_status === 'K';
    cells.actual_payment_date = isPaid ? cells.actual_payment_date || '20250630' : '';
    if (isPaid) for (const column of remaining) cells[column] = '0';
  },
};

/** A bank's loan portfolio: credits and their payment plans, in two loan types that are replaced independently. */
export const loans: Dataset = {
  name: 'loans',
  title: 'Loan portfolios',
  version: 'loans-1',
  variants: { column: 'loan_type', names: ['RETAIL', 'COMMERCIAL'] },
  fileTypes: [credit, paymentPlan],
};
