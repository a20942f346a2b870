import type { Operations } from '../../operations/database.ts';
import type { Applied, Json, ProviderEvent } from '../adapter.ts';

type About<Event extends ProviderEvent['about']> = Extract<ProviderEvent, { readonly about: Event }>;

/** What webhooks lead to. */
export interface HookEffects {
  /** @returns undefined for an event of a kind that nobody knows */
  readHook(
    operations: Operations,
    provider: string,
    eventType: string,
    payload: Json,
  ): Promise<ProviderEvent | undefined>;
  /**
   * Applies an event to what it is about, in one transaction. Twice does no harm.
   * @param eventId the provider's, for what happens by its word alone, such as a refund: it happens once for each
   */
  applyTransactionEvent(
    operations: Operations,
    provider: string,
    event: About<'transaction' | 'refund'>,
    eventId: string,
  ): Promise<Applied>;
  /** The same. @param by who says so */
  applyVerificationEvent(
    operations: Operations,
    provider: string,
    event: About<'verification'>,
    by: string,
  ): Promise<Applied>;
}
