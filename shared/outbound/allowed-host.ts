import { lookup } from 'node:dns/promises';
import { isAllowedAddress, literalAddress } from './allowed-addresses.ts';

/**
 * Whether all addresses of a host may be connected to, as far as that is known now: they are checked again with every connection.
 * A host that is not known (yet) may.
 * @param hostname of a URL
 */
export async function mayBeConnectedTo(hostname: string): Promise<boolean> {
  const literal = literalAddress(hostname);
  if (literal !== undefined) return isAllowedAddress(literal);
  const found = await lookup(hostname, { all: true }).catch(() => []);
  return found.every(({ address }) => isAllowedAddress(address));
}
