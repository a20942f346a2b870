import type { IncomingMessage } from 'node:http';

/** Names by which programs of this machine call it. */
const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the request is for this machine by its own name. A page whose host name was made to lead here (DNS rebinding)
 * sends that name, and would otherwise pass for a page of ours.
 */
export function isForThisMachine({ headers: { host } }: IncomingMessage): boolean {
  return host !== undefined && OWN_NAMES.has(host.toLowerCase().replace(/:\d{1,5}$/, ''));
}

/**
 * Whether a page in a browser sends the request: browsers alone send these headers, with every request that is not of the
 * page's own origin, and pages can neither leave them out nor change them.
 */
export const isOfPage = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;

/** Whether a page of another origin sends the request: one of the same address only is ours. */
export function isOfForeignPage({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && origin !== `http://${host}`;
}

/** Why an engine does not answer at all, as a sentence; undefined when it may. */
export function refusalByEngine(message: IncomingMessage): string | undefined {
  if (!isForThisMachine(message)) return 'This server answers to 127.0.0.1 and localhost only: see the Host header.';
  if (isOfPage(message)) return 'This server does not answer pages in a browser.';
  return undefined;
}
