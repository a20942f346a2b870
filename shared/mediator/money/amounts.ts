import { scaled, unscaled } from '../../contracts/kinds/decimal.ts';
import { type FieldError, fieldError } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { TRANSACTION_PRECISION, TRANSACTION_SCALE } from '../../domain/transaction.ts';
import { decimalsOf } from './currencies.ts';

const WHOLE_DIGITS = TRANSACTION_PRECISION - TRANSACTION_SCALE;
const FORM = new RegExp(`^(?:0|[1-9][0-9]{0,${WHOLE_DIGITS - 1}})(?:[.][0-9]+)?$`);

/** An amount as Postgres has it, with the decimals of its currency: "10.500000", "EUR" → "10.50". */
export const servedAmount = (numeric: string, currency: string): string => {
  const units = unscaled(numeric, TRANSACTION_SCALE);
  const scale = decimalsOf(currency);
  return scaled(units / 10n ** BigInt(TRANSACTION_SCALE - scale), scale);
};

/** @returns what is wrong with an amount that a client names: it is more than 0, and has no more decimals than its currency */
export function amountFault(field: string, text: string, currency: string): FieldError | undefined {
  const scale = decimalsOf(currency);
  if (!FORM.test(text)) return fieldError(field, 'format', serviceSentence('amount-form', { digits: WHOLE_DIGITS }));
  if ((text.split('.')[1] ?? '').length > scale) {
    return fieldError(field, 'format', serviceSentence('amount-decimals', { currency, most: scale, value: text }));
  }
  return unscaled(text, scale) > 0n ? undefined : fieldError(field, 'range', serviceSentence('amount-above'));
}
