import type { SourceKindName } from '../domain/source.ts';
import type { Connector, Opening } from './connector.ts';
import { openCredentials } from './credentials.ts';
import type { ConfigOf, CredentialsOf, SourceCredentials, SourceTarget } from './source-kinds.ts';
import type { SourceRecord } from './source-record.ts';

/** Drivers are loaded by whoever reads from such a source. */
const CONNECTORS: {
  readonly [K in SourceKindName]: (
    config: ConfigOf<K>,
    credentials: CredentialsOf<K> | undefined,
    opening: Opening,
  ) => Promise<Connector>;
} = {
  http_pages: async (...given) => (await import('./http-pages/http-pages.ts')).httpPages(...given),
  postgres: async (...given) => (await import('./postgres/postgres.ts')).postgres(...given),
  mongodb: async (...given) => (await import('./mongodb/mongodb.ts')).mongodb(...given),
};

/** What reads a source, of the kind that it is. It is to be closed. */
export const openConnector = (
  { kind, config }: SourceTarget,
  credentials: SourceCredentials | undefined,
  opening: Opening,
): Promise<Connector> =>
  (CONNECTORS[kind] as (...given: unknown[]) => Promise<Connector>)(config, credentials, opening);

/** The same, with the credentials that are kept for it. */
export const connectorOf = (
  source: SourceTarget & Pick<SourceRecord, 'tenant_id' | 'source_id' | 'sealed'>,
  opening: Opening,
): Promise<Connector> => openConnector(source, openCredentials(source), opening);
