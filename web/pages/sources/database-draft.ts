import type { components } from '../../api/schema.ts';
import { columnsRead, type DraftKind, pulledFiles } from './draft-kind.ts';
import type { CredentialsDraft, SourceDraft } from './source-draft.ts';

type PostgresConfig = components['schemas']['PostgresConfig'];
type MongodbConfig = components['schemas']['MongodbConfig'];
export type PostgresTable = PostgresConfig['tables'][string];
export type MongodbCollection = MongodbConfig['collections'][string];
export type TlsMode = PostgresConfig['tls'];

export const TLS_MODES = ['verify-full', 'require', 'disable'] as const satisfies readonly TlsMode[];

/** Where the database is. */
export interface ServerDraft {
  readonly host: string;
  /** As digits: empty is the usual one of its kind. */
  readonly port: string;
  readonly database: string;
  readonly tls: TlsMode;
  readonly ca: string;
  readonly authSource: string;
}

/** Which rows a file has. */
export interface TableDraft {
  readonly isQuery: boolean;
  readonly query: string;
  readonly table: string;
  /** Of a query: whether its result calls the columns as the file does. */
  readonly isAsNamed: boolean;
}

export const NEW_SERVER: ServerDraft = { host: '', port: '', database: '', tls: 'verify-full', ca: '', authSource: '' };
export const NEW_TABLE: TableDraft = { isQuery: false, query: '', table: '', isAsNamed: true };

interface ServerConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly tls: TlsMode;
  readonly ca?: string;
}

const serverConfig = ({ host, port, database, tls, ca }: ServerDraft, usualPort: number): ServerConfig => ({
  host: host.trim(),
  port: port.trim() === '' ? usualPort : Number(port),
  database,
  tls,
  ...(ca.trim() === '' ? {} : { ca }),
});

const hostOf = ({ host, port }: ServerConfig): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

const server = {
  placeOf: (config: ServerConfig) => `${hostOf(config)}/${config.database}`,
  hostOf,
  credentialKinds: ['password', 'none'],
  required: ({ server: { host, database } }: SourceDraft) =>
    [
      ['host', host.trim()],
      ['database', database],
    ] as const,
  requiredCredentials: ({ kind }: CredentialsDraft) => (kind === 'password' ? (['username', 'password'] as const) : []),
} as const;

const SERVER_FIELDS = ['host', 'port', 'database', 'tls', 'ca'] as const;

const serverDraft = ({ host, port, database, tls, ca = '' }: ServerConfig): ServerDraft => ({
  ...NEW_SERVER,
  host,
  port: String(port),
  database,
  tls,
  ca,
});

export const USUAL_PORT = { postgres: 5432, mongodb: 27_017 } as const;

export const postgresDraft: DraftKind<PostgresConfig> = {
  ...server,
  filesField: 'tables',
  filesOf: ({ tables }) => tables,
  draftOf: (config) => ({ server: serverDraft(config) }),
  fileOf(file) {
    const { query, table = '', columns, allow_empty } = file as PostgresTable;
    const isQuery = query !== undefined;
    return {
      ...(columns ? { columns } : {}),
      allowEmpty: allow_empty,
      table: { isQuery, query: query ?? '', table, isAsNamed: columns === undefined },
    };
  },
  configOf: (draft) => ({
    ...serverConfig(draft.server, USUAL_PORT.postgres),
    tables: pulledFiles(draft.files, ({ table: { isQuery, query, table, isAsNamed }, columns, allowEmpty }) => ({
      ...(isQuery ? { query } : { table: table.trim() }),
      ...(isQuery && isAsNamed ? {} : { columns: columnsRead(columns) }),
      allow_empty: allowEmpty,
    })),
  }),
  fields: SERVER_FIELDS,
  fieldsOfFile: ({ table: { isQuery } }) => [isQuery ? 'query' : 'table'],
  requiredOfFile: ({ table: { isQuery, query, table } }) => [
    isQuery ? ['query', query.trim()] : ['table', table.trim()],
  ],
};

export const mongodbDraft: DraftKind<MongodbConfig> = {
  ...server,
  filesField: 'collections',
  filesOf: ({ collections }) => collections,
  draftOf: (config) => ({ server: { ...serverDraft(config), authSource: config.auth_source ?? '' } }),
  fileOf(file) {
    const { collection, columns, allow_empty } = file as MongodbCollection;
    return { columns, allowEmpty: allow_empty, collection };
  },
  configOf: (draft) => ({
    ...serverConfig(draft.server, USUAL_PORT.mongodb),
    ...(draft.server.authSource === '' ? {} : { auth_source: draft.server.authSource }),
    collections: pulledFiles(draft.files, ({ collection, columns, allowEmpty }) => ({
      collection,
      columns: columnsRead(columns),
      allow_empty: allowEmpty,
    })),
  }),
  fields: [...SERVER_FIELDS, 'auth_source'],
  fieldsOfFile: () => ['collection'],
  requiredOfFile: ({ collection }) => [['collection', collection]],
};
