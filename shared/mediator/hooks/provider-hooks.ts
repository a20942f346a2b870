import { adapterOf } from '../providers/http-adapter.ts';
import { descriptionOf, providersOf } from '../providers/provider-record.ts';
import { hookTypeOf } from '../providers/read-hook.ts';
import { hiddenOf, openedSecrets } from '../providers/secrets.ts';
import type { HookEffects } from './hook-effects.ts';
import type { FindSigner } from './known-signers.ts';

/** How a provider signs, and where it says of what type an event is. One that is switched off is listened to all the same. */
export const signerOf: FindSigner = async (operations, code) => {
  const provider = await providersOf(operations).get(code);
  // Asked for also where there is no provider: how long it takes must not tell.
  const secrets = await openedSecrets(operations, code, 'webhook');
  if (provider === undefined) return undefined;
  const description = descriptionOf(provider);
  return {
    scheme: provider.signature_scheme,
    secrets,
    typeOf: (payload) => hookTypeOf(description, payload),
  };
};

/** Reads webhooks as their providers' descriptions say: each provider is looked up once in a run, with what it must not say back. */
export function readingHooks(): HookEffects['readHook'] {
  const adapters = new Map<string, ReturnType<typeof adapterOf> | undefined>();
  return async (operations, code, eventType, payload) => {
    if (!adapters.has(code)) {
      const provider = await providersOf(operations).get(code);
      const hidden = provider && (await hiddenOf(operations, code, descriptionOf(provider)));
      adapters.set(code, provider && adapterOf(provider, undefined, 'production', { hidden: hidden ?? [] }));
    }
    return adapters.get(code)?.readHook(eventType, payload);
  };
}
