import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

/** Headers that CloudFront adds to what it passes on to the API (infra/stacks/page-stack.ts). */
export const EDGE_HEADERS = {
  /** Proves that it is CloudFront. */
  secret: 'x-tranche-edge',
  /** Whose request it is. */
  client: 'x-tranche-client',
} as const;

/** Where there is no address to be had, as in a test invocation from the console. */
const UNKNOWN = 'unknown';

/** What of an event of API Gateway says where a request came from. */
export interface WithIdentity {
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  readonly requestContext?: { readonly identity?: { readonly sourceIp?: string | null } } | undefined;
}

/**
 * The other end of the connection, as the gateway saw it, or CloudFront, where that stands before the gateway and proves
 * to be it. Never `X-Forwarded-For`: a client writes there what it likes.
 * @param edgeSecret what CloudFront shows; empty where there is none
 */
export function clientAddress(event: WithIdentity, edgeSecret = ''): string {
  const seenByEdge = edgeSecret === '' ? undefined : addressFromEdge(event.headers ?? {}, edgeSecret);
  const address = seenByEdge ?? event.requestContext?.identity?.sourceIp ?? UNKNOWN;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function addressFromEdge(headers: NonNullable<WithIdentity['headers']>, edgeSecret: string): string | undefined {
  const header = (wanted: string) => Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(header(EDGE_HEADERS.secret) ?? ''), digest(edgeSecret))) return undefined;
  return header(EDGE_HEADERS.client);
}

/** Whose requests are counted together: with IPv6 one customer has a whole /64, and a new address for every request. */
export function addressSubject(address: string): string {
  if (isIPv4(address) || !isIPv6(address)) return address;
  return `${networkOf(address).join(':')}::/64`;
}

/** The first four groups, without leading zeros. */
function networkOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  // An IPv4 address at the end stands for two groups.
  const length = (list: string[]) => list.length + (list.at(-1)?.includes('.') ? 1 : 0);
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - length(before) - length(after));
  const all = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
}
