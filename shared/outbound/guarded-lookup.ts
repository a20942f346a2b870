import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isAllowedAddress } from './allowed-addresses.ts';

export class AddressRefused extends Error {}

/** Every address of the name has to be allowed: which of them is connected to is not ours to say. */
export const lookupGuardedBy =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 4);
      const [first] = found;
      if (!first || !found.every(({ address }) => isAllowed(address))) return callback(new AddressRefused(), '', 4);
      if (options.all) return (callback as (error: null, found: unknown) => void)(null, found);
      callback(null, first.address, first.family);
    });
  };

export const guardedLookup = lookupGuardedBy((address) => isAllowedAddress(address));

/** An address of a host, which may be one already, that may be connected to. @throws {AddressRefused}, and what a look-up throws */
export const allowedAddressOf = (host: string): Promise<string> =>
  new Promise((resolve, reject) =>
    guardedLookup(host, {}, (error, address) => (error ? reject(error) : resolve(address as string))),
  );
