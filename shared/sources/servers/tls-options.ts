import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { ServerConfig } from './config.ts';

/** How a connection to a checked address is encrypted: the certificate has to be that of the name. Undefined where it is not. */
export function tlsOptions({ host, tls, ca }: ServerConfig): ConnectionOptions | undefined {
  if (tls === 'disable') return undefined;
  return {
    // An address is no name that a server could be asked for, but what its certificate has to be of.
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: tls === 'verify-full',
    ...(ca === undefined ? {} : { ca }),
  };
}
