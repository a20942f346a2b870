import { valueAt } from '../../domain/json-pointer.ts';
import type { Json, PaymentOrder, VerificationOrder } from '../adapter.ts';
import type { BodyMapping, HttpDescription, OrderField } from './description.ts';

/** What of an order a call may name; null where the order has nothing of it. */
export type OrderValues = Readonly<Partial<Record<OrderField, Json>>>;

export const valuesOfPayment = (order: PaymentOrder): OrderValues => ({
  transaction_id: order.transactionId,
  reference: order.reference ?? null,
  refund_of: order.refundOf?.transactionId ?? null,
  refund_of_reference: order.refundOf?.reference ?? null,
  transaction_type: order.type,
  amount: order.amount,
  currency: order.currency,
  source_account: order.source.account,
  source_system: order.source.system,
  target_account: order.target.account,
  target_system: order.target.system,
  user_id: order.userId,
  data: order.data,
});

export const valuesOfVerification = (order: VerificationOrder): OrderValues => ({
  request_id: order.requestId,
  reference: order.reference ?? null,
  verification_type: order.verificationType,
  subject_type: order.subjectType,
  subject_id: order.subjectId,
  data: order.data,
});

interface BodyParts {
  readonly values: OrderValues;
  readonly settings: unknown;
  readonly credentials: Readonly<Record<string, string>>;
  readonly amounts: HttpDescription['amounts'];
}

/** A body as its mapping has it, as JSON. What an order has not is left out. */
export function bodyText(mapping: BodyMapping, { values, settings, credentials, amounts }: BodyParts): string {
  const body = members();
  for (const [pointer, source] of Object.entries(mapping)) {
    const value = typeof source === 'string' ? found(source) : source.constant;
    if (value !== undefined && value !== null) put(body, pointer, value);
  }
  return JSON.stringify(body);

  function found(source: string): unknown {
    const [, kind, rest = ''] = /^(data|setting|credential):(.*)$/.exec(source) ?? [];
    if (kind === 'data') return valueAt(values.data, rest);
    if (kind === 'setting') return valueAt(settings, rest);
    if (kind === 'credential') return credentials[rest];
    const value = values[source as OrderField];
    return source === 'amount' && typeof value === 'string' ? amountAs(amounts, value) : value;
  }
}

/** An exact amount in the provider's form; a number goes out digit by digit. */
function amountAs(form: HttpDescription['amounts'], amount: string): unknown {
  if (form === 'decimal') return amount;
  // It has the decimals of its currency, so without the point it is in its smallest units.
  return rawJson(form === 'minor' ? amount.replace('.', '').replace(/^0+(?=\d)/, '') : amount);
}

// Part of the language, and not yet of the compiler's library.
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };

type Members = Record<string, unknown>;
/** Whose names are all its own: `__proto__` is one like others. */
const members = (): Members => Object.create(null) as Members;

const INDEX = /^(?:0|[1-9]\d?)$/;

/** Puts a value where the pointer leads; whatever is missing on the way is made: a list where a number follows. */
function put(body: Members, pointer: string, value: unknown): void {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at = body;
  for (const [position, part] of parts.entries()) {
    if (position === parts.length - 1) {
      at[part] = value;
      return;
    }
    at[part] ??= INDEX.test(parts[position + 1]!) ? [] : members();
    at = at[part] as Members;
  }
}
