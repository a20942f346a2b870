import type { HookEffects } from '../../shared/mediator/hooks/hook-effects.ts';
import { readingHooks } from '../../shared/mediator/hooks/provider-hooks.ts';
import { applyVerificationEvent } from '../../shared/mediator/kyc/apply-answer.ts';
import { applyTransactionEvent } from '../../shared/mediator/money/apply-event.ts';

/** What webhooks lead to, for one run. */
export const hookEffects = (): HookEffects => ({
  readHook: readingHooks(),
  applyTransactionEvent,
  applyVerificationEvent,
});
