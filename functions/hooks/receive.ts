import { Problem } from '../../shared/domain/problems.ts';
import type { PublicContext } from '../../shared/lambda/implement.ts';
import { admitted } from '../../shared/limits/admitted.ts';
import { addressSubject } from '../../shared/limits/client-address.ts';
import { limiter } from '../../shared/limits/configured.ts';
import type { Hit, Limiter } from '../../shared/limits/limiter.ts';
import { askingToApply } from '../../shared/mediator/hooks/ask-to-apply.ts';
import { type FindSigner, knownSigners } from '../../shared/mediator/hooks/known-signers.ts';
import { namesOf, receiveHook } from '../../shared/mediator/hooks/receive-hook.ts';
import { type SignedHook, whyNotSigned } from '../../shared/mediator/hooks/signature.ts';
import { correlate } from '../../shared/observability/correlation.ts';
import { database } from '../../shared/operations/database.ts';

/** Where it was sent to. */
interface Address {
  readonly tenant_id: string;
  readonly provider_code: string;
}

/**
 * What takes a webhook: proves its signature, writes it down and asks for it to be applied. Who is to be believed is remembered for
 * some seconds, so that one of many takes one statement of Postgres.
 */
export function receiving(findSigner: FindSigner, limits: () => Limiter = limiter) {
  const signers = knownSigners(database, findSigner);
  const askToApply = askingToApply();

  return async (
    { address, logger }: PublicContext,
    { tenant_id, provider_code }: Address,
    hook: SignedHook,
  ): Promise<{ readonly isNew: boolean; readonly headers: Record<string, string> }> => {
    const stranger: Hit[] = [{ policy: 'hook-signatures', subject: addressSubject(address) }];
    const code = provider_code.toUpperCase();
    const isKnown = signers.has(tenant_id, code);
    const tooManyWrong = limits().refusal(stranger);
    if (tooManyWrong && !isKnown) admitted(tooManyWrong);

    let from = await signers.find(tenant_id, code);
    let reason = whyNotSigned(from, hook, Date.now());
    // Its secret may be new, or the provider.
    if (reason !== undefined && isKnown && !tooManyWrong) {
      from = await signers.renew(tenant_id, code, from);
      reason = whyNotSigned(from, hook, Date.now());
    }
    const { scope } = from;
    const refused = async (why: string): Promise<Problem> => {
      // Whose it was to be is for the log alone: the answer is the same whether there is such a provider or not.
      logger.info('webhook refused', { reason: why, ...(scope && { tenant_id, provider: code }) });
      return new Problem('signature-invalid', undefined, { headers: admitted(await limits().count(stranger)) });
    };
    if (reason !== undefined || scope === undefined) throw await refused(reason ?? 'no-secret');

    correlate({ tenant_id });
    const headers = admitted(await limits().count([{ policy: 'hooks', subject: `${tenant_id}/${code}` }]));
    const names = namesOf(from, hook);
    const operations = database().operationsFor(scope);
    const received = await receiveHook(operations, { provider: code, ...names, body: hook.body, address });
    if (received === undefined) throw await refused('provider-removed');
    if (received.isPending) await askToApply(tenant_id, logger);
    return { isNew: received.isNew, headers };
  };
}
