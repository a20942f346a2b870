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
    const known = request.PhysicalResourceId ?? 'none';
    await answer(request, request.RequestType === 'Delete' ? { ok: true, id: known } : await newPair(known, logger));
  },
  { kind: 'server' },
);

/** @param known the pair that stays in force where no other can be made */
async function newPair(known: string, logger: Logger): Promise<Outcome> {
  try {
    const { privateKey, publicKey } = makeTokenKeys();
    await writeSecret(readConfig(['tokenKeys']).tokenKeys.TOKEN_KEY_SECRET_ID, privateKey);
    const id = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
    logger.info('new keys for access tokens', { pair: id });
    return { ok: true, id, attributes: { PublicKey: publicKey } };
  } catch (error) {
    logger.error('no keys for access tokens', { error: error as Error });
    return { ok: false, id: known, reason: `No keys for access tokens: ${(error as Error).message}` };
  }
}
