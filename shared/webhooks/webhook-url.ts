import { lookup } from 'node:dns/promises';
import { type FieldError, fieldError } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { isAllowedAddress, isAllowedSpecially, literalAddress } from '../outbound/allowed-addresses.ts';

/**
 * What is wrong with where a webhook is to be sent, as far as it can be said without sending anything: every attempt looks
 * again. A host that is not known (yet) is no fault here; a test says so.
 */
export async function urlFault(text: string): Promise<FieldError | undefined> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || text.includes('#'))
    return fieldError('url', 'format', serviceSentence('field-webhook-url'));
  const addresses = await addressesOf(url.hostname);
  if (!addresses.every((address) => isAllowedAddress(address)))
    return fieldError('url', 'address', serviceSentence('field-webhook-address'));
  if (url.protocol === 'http:' && !(addresses.length > 0 && addresses.every((address) => isAllowedSpecially(address))))
    return fieldError('url', 'insecure', serviceSentence('field-webhook-insecure'));
  return undefined;
}

async function addressesOf(hostname: string): Promise<string[]> {
  const literal = literalAddress(hostname);
  if (literal !== undefined) return [literal];
  return lookup(hostname, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
}
