import { type Column, columnsOfVariant, fileTypeOf } from '../../shared/contracts/contract.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { VARIANT } from '../portfolios.ts';

/**
 * The fields of a retail file as somebody who writes a loader by hand would note them down, for the contenders that are
 * not ClickHouse. That they mean what the contract means is checked in every run: all contenders must load the same rows.
 */
export type FieldRule = { readonly name: string; readonly required: boolean } & (
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'code'; readonly codes: Readonly<Record<string, string>> }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** At most two decimals and 16 digits before them. */
  | { readonly kind: 'decimal'; readonly min: string }
  /** In percent, 0 to 1000, with at most four decimals; stored as a fraction. */
  | { readonly kind: 'rate' }
  | { readonly kind: 'date' }
  | { readonly kind: 'flag' }
);

export const FLAG: Readonly<Record<string, number>> = { e: 1, evet: 1, yes: 1, h: 0, hayır: 0, no: 0 };

const STATUS = { aktif: 'ACTIVE', açık: 'ACTIVE', open: 'ACTIVE', kapalı: 'CLOSED' };
/** By lower-case spelling. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  customer_type: {
    ...{ i: 'INDIVIDUAL', bireysel: 'INDIVIDUAL', retail: 'INDIVIDUAL', individual: 'INDIVIDUAL' },
    ...{ t: 'TRADE', ticari: 'TRADE', trade: 'TRADE' },
    ...{ v: 'VIP', vip: 'VIP' },
  },
  loan_status_code: {
    ...{ a: 'ACTIVE', active: 'ACTIVE', k: 'CLOSED', closed: 'CLOSED' },
    ...{ n: 'DELINQUENT', npl: 'DELINQUENT', gecikme: 'DELINQUENT', delinquent: 'DELINQUENT' },
    ...STATUS,
  },
  installment_status: { a: 'ACTIVE', active: 'ACTIVE', k: 'CLOSED', closed: 'CLOSED', paid: 'CLOSED', ...STATUS },
};
const LOWEST: Readonly<Record<string, string>> = { original_loan_amount: '0.01' };

export const creditFields: readonly FieldRule[] = fieldsOf('credit');
export const paymentFields: readonly FieldRule[] = fieldsOf('payment_plan');

function fieldsOf(fileType: string): FieldRule[] {
  return columnsOfVariant(fileTypeOf(loans, fileType), VARIANT).map(ruleOf);
}

function ruleOf({ name, required, kind }: Column): FieldRule {
  const common = { name, required };
  const bound = (keyword: string) => Number(kind.jsonSchema[keyword]);
  switch (kind.name) {
    case 'text':
      return { ...common, kind: 'text', maxLength: bound('maxLength') };
    case 'integer':
      return { ...common, kind: 'integer', min: bound('minimum'), max: bound('maximum') };
    case 'code':
      return { ...common, kind: 'code', codes: CODES[name] ?? {} };
    case 'decimal':
      return { ...common, kind: 'decimal', min: LOWEST[name] ?? '0' };
    case 'rate':
    case 'date':
    case 'flag':
      return { ...common, kind: kind.name };
    default:
      throw new RangeError(`no contender reads ${name}, which is of kind ${kind.name}`);
  }
}
