import { createHash } from 'node:crypto';
import { readConfig } from '../../shared/config.ts';
import { answer, type Outcome, ResourceRequest } from '../../shared/lambda/custom-resource.ts';
import { eventFunction } from '../../shared/lambda/event-function.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { makeTokenKeys } from '../../shared/operations/access-token.ts';
import { writeSecret } from '../../shared/secrets/secrets-manager.ts';

/**
 * Called by CloudFormation when the app is deployed for the first time, or a new pair is asked for: makes the keys of
 * access tokens. The private one goes into a secret that this function cannot read; the public one is the answer.
 */
export const handler = eventFunction<unknown, void>(
  'token-keys',
  async (event, { logger }) => {
    const request = ResourceRequest.parse(event);
    // The secret stays when the stack goes, as all data do.
    if (request.RequestType === 'Delete') await answer(request, { ok: true, id: request.PhysicalResourceId ?? 'none' });
    else await answer(request, await newPair(logger));
  },
  { kind: 'server' },
);

async function newPair(logger: Logger): Promise<Outcome> {
  try {
    const { privateKey, publicKey } = makeTokenKeys();
    await writeSecret(readConfig(['tokenKeys']).tokenKeys.TOKEN_KEY_SECRET_ID, privateKey);
    const id = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
    logger.info('new keys for access tokens', { pair: id });
    return { ok: true, id, attributes: { PublicKey: publicKey } };
  } catch (error) {
    logger.error('no keys for access tokens', { error: error as Error });
    return { ok: false, reason: `No keys for access tokens: ${(error as Error).message}` };
  }
}
