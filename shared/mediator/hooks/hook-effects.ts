import type { Operations } from '../../operations/database.ts';
import type { Applied, Json, ProviderEvent } from '../adapter.ts';

type About<Event extends ProviderEvent['about']> = Extract<ProviderEvent, { readonly about: Event }>;

/**
 * Applies an event to what it is about, in one transaction. Twice does no harm.
 * @param by who says so, for the history
 * @param eventId of the webhook, for what happens by its word alone, such as a refund: it happens once for each
 */
export type ApplyEvent<Event extends ProviderEvent> = (
  operations: Operations,
  provider: string,
  event: Event,
  by: string,
  eventId: string,
) => Promise<Applied>;

/** What webhooks lead to. */
export interface HookEffects {
  /** @returns undefined for an event of a kind that nobody knows */
  readHook(
    operations: Operations,
    provider: string,
    eventType: string,
    payload: Json,
  ): Promise<ProviderEvent | undefined>;
  readonly applyTransactionEvent: ApplyEvent<About<'transaction' | 'refund'>>;
  readonly applyVerificationEvent: ApplyEvent<About<'verification'>>;
}
