import type { Answer } from '../../shared/mediator/adapter.ts';
import type { CallVerifier } from '../../shared/mediator/kyc/work-off.ts';
import type { Mediation } from '../../shared/mediator/mediation.ts';
import type { Providers } from '../../shared/mediator/money/dispatch-transactions.ts';
import { callProvider, type ProviderCall } from '../../shared/mediator/providers/call-provider.ts';
import { chosenProvider } from '../../shared/mediator/providers/chosen-provider.ts';
import { providerKeysOf } from '../../shared/mediator/providers/provider-keys.ts';
import { descriptionOf, findProvider } from '../../shared/mediator/providers/provider-record.ts';
import { cleanAnswer } from '../../shared/mediator/providers/read-text.ts';
import { hiddenOf } from '../../shared/mediator/providers/secrets.ts';

type About = Omit<ProviderCall, 'provider'> & { readonly provider: string };

/** By the provider's code. What it is no more, or its key, nothing was sent to. */
async function call(about: About, work: Parameters<typeof callProvider>[1]): Promise<Answer> {
  const provider = await findProvider(about.operations, about.provider);
  if (provider === undefined) return { outcome: 'not-sent', reason: 'it is not there any more' };
  const answer = await callProvider({ ...about, provider }, work);
  // The adapter knows what it has sent; the provider knows more: former credentials, and what it signs its webhooks with.
  return cleanAnswer(answer, await hiddenOf(about.operations, about.provider, descriptionOf(provider)));
}

/** How transactions reach providers, for one run. */
export const reachingProviders = (work: Mediation): Providers => ({
  async call(row, how, order) {
    const { operations, logger, remainingMs } = work;
    const { provider, provider_key: keyId, transaction_id: subject } = row;
    const key = keyId === null ? undefined : await providerKeysOf(operations, provider!).get(keyId);
    if (keyId !== null && key === undefined) return { outcome: 'not-sent', reason: 'its provider key is not there' };
    const environment = key?.environment ?? 'production';
    const wasSent = how === 'order-again';
    const operation = how === 'ask' ? how : 'order';
    const about = {
      operations,
      provider: provider!,
      environment,
      keyId,
      operation,
      wasSent,
      subject,
      logger,
      remainingMs,
    };
    return call(about, (adapter) => adapter[operation](order));
  },

  async choose({ transaction_type: type, currency, routing }) {
    const { country = null, tried = [] } = routing ?? {};
    return (await chosenProvider(work.operations, { type, currency, country, tried }))?.code;
  },
});

/** How verifications reach providers, for one run. */
export const reachingVerifiers =
  ({ remainingMs }: Mediation): CallVerifier =>
  (about, work) =>
    call({ ...about, remainingMs }, work);
