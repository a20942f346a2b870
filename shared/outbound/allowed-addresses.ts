import ip from 'ipaddr.js';
import { ConfigurationError, readConfig } from '../config.ts';
import { type Network, readNetworks } from './networks.ts';

/**
 * Whether something may be fetched from there: a public address, or one that the installation allows. Forms that hide an IPv4
 * address in an IPv6 one are read as what they hide, or are no public ones; the cloud's own addresses are link-local.
 * @param text an IPv4 or IPv6 address, without brackets
 */
export function isAllowedAddress(text: string, allowed = allowedNetworks()): boolean {
  if (!ip.isValid(text)) return false;
  return isPublic(ip.process(text)) || isAllowedSpecially(text, allowed);
}

/** Whether the installation names it: only there may something be sent over http, where others could listen elsewhere. */
export function isAllowedSpecially(text: string, allowed = allowedNetworks()): boolean {
  if (!ip.isValid(text)) return false;
  const address = ip.process(text);
  return (
    address.range() !== 'linkLocal' &&
    allowed.some(([network, prefix]) => network.kind() === address.kind() && address.match(network, prefix))
  );
}

let parsed: { readonly text: string; readonly networks: readonly Network[] } | undefined;

function allowedNetworks(): readonly Network[] {
  const text = readConfig(['outbound']).outbound.OUTBOUND_ALLOWED;
  if (parsed?.text !== text) {
    const networks = readNetworks(text);
    if (networks === undefined) throw new ConfigurationError('Configuration: OUTBOUND_ALLOWED is no list of networks.');
    parsed = { text, networks };
  }
  return parsed.networks;
}

/** Of IPv6 the addresses that are given out (2000::/3): others are unicast by name only. */
const GIVEN_OUT = ip.parseCIDR('2000::/3') as [ip.IPv6, number];
const isPublic = (address: ip.IPv4 | ip.IPv6): boolean =>
  address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(GIVEN_OUT));

/** A host, of a URL or without brackets, where it is an address and no name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ip.isValid(bare) ? bare : undefined;
}
