import { lookup } from 'node:dns/promises';
import { isAllowedAddress, literalAddress } from './allowed-addresses.ts';

/** A resolver that is out of reach takes ten seconds and more to say so; a client waits meanwhile. */
export const LOOKUP_MS = 2000;

/** All addresses of a host. */
type Lookup = (hostname: string) => Promise<readonly { readonly address: string }[]>;

/**
 * Whether all addresses of a host may be connected to, as far as that is known now: they are checked again with every connection.
 * A host that is not known (yet), or not within {@link LOOKUP_MS}, may.
 * @param hostname of a URL
 */
export async function mayBeConnectedTo(
  hostname: string,
  addressesOf: Lookup = (name) => lookup(name, { all: true }),
): Promise<boolean> {
  const literal = literalAddress(hostname);
  if (literal !== undefined) return isAllowedAddress(literal);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never[]>((resolve) => {
    timer = setTimeout(() => resolve([]), LOOKUP_MS);
  });
  const found = await Promise.race([addressesOf(hostname).catch(() => []), late]).finally(() => clearTimeout(timer));
  return found.every(({ address }) => isAllowedAddress(address));
}
