import { valueAt } from '../../domain/json-pointer.ts';
import type { Answer, Json, ProviderEvent } from '../adapter.ts';
import type { HttpDescription } from './description.ts';
import { amountAt, cleanText, idAt, kept, messageAt, textAt } from './read-text.ts';

type Told = Extract<Answer, { readonly data: Json }>;

/**
 * What a webhook tells.
 * @param payload parsed; amounts are exact where its numbers were left as texts, or as exact numbers
 * @returns undefined where nobody knows what it means: an event that is not described, a status that is not, an amount that is none
 */
export function readHook(
  { hooks, statuses, amounts }: HttpDescription,
  eventType: string,
  payload: Json,
  secrets: readonly string[],
): ProviderEvent | undefined {
  const event = Object.hasOwn(hooks.events, eventType) ? hooks.events[eventType] : undefined;
  if (event === undefined) return undefined;
  if (event.about === 'information') return { about: 'information' };
  const word = textAt(payload, hooks.status);
  const outcome = event.outcome ?? (word !== undefined && Object.hasOwn(statuses, word) ? statuses[word] : undefined);
  if (outcome === undefined) return undefined;
  const masked = (text: string | null): string | null => (text === null ? null : cleanText(text, secrets));
  const reference = masked(idAt(payload, hooks.reference));
  const answer: Told = {
    outcome,
    // Of what is told of: the refund, not what it gives back.
    reference: event.about === 'refund' ? masked(idAt(payload, hooks.refund_reference)) : reference,
    data: kept(valueAt(payload, hooks.data) as Json | undefined, secrets),
    code: outcome === 'failed' ? masked(idAt(payload, hooks.code)) : null,
    message: outcome === 'failed' ? masked(messageAt(payload, hooks.message)) : null,
  };
  if (event.about === 'verification') {
    return { about: 'verification', requestId: idAt(payload, hooks.request_id), reference, answer };
  }
  const currency = idAt(payload, hooks.currency);
  const amount = amountAt(payload, hooks.amount, currency, amounts);
  if (amount === undefined) return undefined;
  const transactionId = idAt(payload, hooks.transaction_id);
  return event.about === 'transaction'
    ? { about: 'transaction', transactionId, reference, amount, currency, answer }
    : { about: 'refund', transactionId, reference, refundId: idAt(payload, hooks.refund_id), amount, currency, answer };
}

/** Which event a payload is, by the provider's description. */
export const hookTypeOf = ({ hooks }: HttpDescription, payload: Json): string | null => idAt(payload, hooks.event_type);
