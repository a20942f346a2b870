import * as z from 'zod';
import { creditFields, type FieldRule, FLAG, paymentFields } from './field-rules.ts';

/** The rows of both files as zod schemas: what is checked, and into what it is turned. */

const DATE = /^(?:(\d{4})(\d{2})(\d{2})|(\d{4})-(\d{2})-(\d{2})|(\d{2})\.(\d{2})\.(\d{4}))$/;
const RATE = /^(\d+(?:[.,]\d+)?)(?: *(%|bps))?$/i;

function isoDate(cell: string): string | undefined {
  const [, y1, m1, d1, y2, m2, d2, d3, m3, y3] = DATE.exec(cell) ?? [];
  const iso = `${y1 ?? y2 ?? y3}-${m1 ?? m2 ?? m3}-${d1 ?? d2 ?? d3}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) return undefined;
  return iso >= '1900-01-01' && iso <= '2100-12-31' ? iso : undefined;
}

function fraction(cell: string): string | undefined {
  const [, digits = '', unit = '%'] = RATE.exec(cell) ?? [];
  const perUnit = unit === '%' ? 100 : 10_000;
  const decimals = digits.split(/[.,]/)[1]?.length ?? 0;
  const value = digits === '' ? Number.NaN : Number(digits.replace(',', '.')) / perUnit;
  return value <= 10 && decimals <= (unit === '%' ? 4 : 2) ? value.toFixed(6) : undefined;
}

/** A cell that `read` understands; what it does not is an issue with this message. */
const readAs = <Value>(read: (cell: string) => Value | undefined, message: string) =>
  z.string().transform((cell, context): Value => {
    const value = read(cell);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

function valueSchema(rule: FieldRule): z.ZodType<string | number, string> {
  switch (rule.kind) {
    case 'text':
      return z
        .string()
        .min(1, 'REQUIRED')
        .max(rule.maxLength, 'RANGE')
        .regex(/^[^\p{Cc}\u200b-\u200f\u2060\ufeff]*$/u, 'FORMAT');
    case 'code':
      return readAs((cell) => rule.codes[cell.toLowerCase()], 'VALUE');
    case 'integer':
      return z
        .string()
        .regex(/^-?\d+$/, 'TYPE')
        .transform(Number)
        .refine((value) => value >= rule.min && value <= rule.max, 'RANGE');
    case 'decimal':
      return z
        .string()
        .regex(/^-?\d{1,16}(\.\d{1,2})?$/, 'TYPE')
        .refine((cell) => Number(cell) >= Number(rule.min), 'RANGE');
    case 'rate':
      return readAs(fraction, 'TYPE');
    case 'date':
      return readAs(isoDate, 'FORMAT');
    case 'flag':
      return readAs((cell) => FLAG[cell.toLowerCase()], 'VALUE');
  }
}

const fieldSchema = (rule: FieldRule): z.ZodType<string | number | null, string> =>
  rule.required ? valueSchema(rule) : z.union([z.literal('').transform(() => null), valueSchema(rule)]);

const rowSchema = (rules: readonly FieldRule[]) =>
  z.strictObject(Object.fromEntries(rules.map((rule) => [rule.name, fieldSchema(rule)])));

const issue = (path: string, message: string) => ({ code: 'custom' as const, path: [path], message });

export const creditRow: z.ZodType<Record<string, unknown>> = rowSchema(creditFields).superRefine((row, context) => {
  const number = (name: string) => Number(row[name]);
  const text = (name: string) => String(row[name]);
  if (number('paid_installment_count') > number('total_installment_count')) {
    context.addIssue(issue('paid_installment_count', 'must be at most total_installment_count'));
  }
  if (text('loan_start_date') > text('first_payment_date')) {
    context.addIssue(issue('first_payment_date', 'must not be before loan_start_date'));
  }
  if (text('first_payment_date') > text('final_maturity_date')) {
    context.addIssue(issue('final_maturity_date', 'must not be before first_payment_date'));
  }
});

const REMAINING = ['remaining_principal', 'remaining_interest', 'remaining_kkdf', 'remaining_bsmv'];

export const paymentRow: z.ZodType<Record<string, unknown>> = rowSchema(paymentFields).superRefine((row, context) => {
  const isPaid = row.installment_status === 'CLOSED';
  if (isPaid !== (row.actual_payment_date !== null)) {
    context.addIssue(issue('actual_payment_date', 'must be given exactly when the installment is paid'));
  }
  if (isPaid && REMAINING.some((name) => Number(row[name]) !== 0)) {
    context.addIssue(issue('installment_status', 'nothing may remain of a paid installment'));
  }
});
