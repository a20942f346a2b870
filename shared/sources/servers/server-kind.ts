import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { ServerConfig } from './config.ts';

/** With brackets around an IPv6 address. */
export const hostAndPort = ({ host, port }: Pick<ServerConfig, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** What all kinds of databases have in common (source-kind.ts). */
export const serverKind = {
  hostOf: hostAndPort,
  targetOf: ({ host }: ServerConfig) => ({ hostname: host, field: 'host' }),
  /** A password is not sent over a connection that anybody has made less safe than it was given for. */
  placeOf: ({ host, port, tls, ca }: ServerConfig): string => JSON.stringify([host, port, tls, ca]),
  credentialsAnew: serviceSentence('field-credentials-anew-server'),
  credentialsFaults: () => [],
};
