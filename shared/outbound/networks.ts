import ip from 'ipaddr.js';

type Address = ip.IPv4 | ip.IPv6;
export type Network = readonly [network: Address, prefix: number];

const FORM = /^(?:\d+\.\d+\.\d+\.\d+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)\/\d+$/;

/** `127.0.0.0/8,10.1.2.3`: undefined where one of them is no address or network. */
export function readNetworks(text: string): readonly Network[] | undefined {
  const networks: Network[] = [];
  for (const part of text.split(',').map((item) => item.trim())) {
    if (part === '') continue;
    const written = part.includes('/') ? part : `${part}/${part.includes(':') ? 128 : 32}`;
    // Short forms such as 10.1 mean other networks to other programs.
    if (!ip.isValidCIDR(written) || !FORM.test(written)) return undefined;
    networks.push(ip.parseCIDR(written));
  }
  return networks;
}
