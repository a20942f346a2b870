import { isDeepStrictEqual } from 'node:util';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import * as z from 'zod';
import { readConfig, rereadSecrets } from '../config.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { logComment } from '../observability/correlation.ts';
import { inSpan, traceCarrier } from '../observability/tracing.ts';
import { SECRET_PREFIX, type SqlQuery, type Statement } from '../sql/statement.ts';
import { type Cluster, clusterSettings } from './cluster.ts';
import { AUTHENTICATION_FAILED } from './error-codes.ts';
import { type Login, loginFor } from './logins.ts';
import { type Workload, workloadSettings } from './workloads.ts';

/** Runs statements in one database. */
export interface Statements {
  /** Runs a statement that gives no rows. */
  command<const Sql extends string>(statement: Statement<Sql>): Promise<void>;
  /** All rows of a query, as objects. Decimals come as strings. */
  rows<Row, const Sql extends string>(query: SqlQuery<Row, Sql>): Promise<Row[]>;
  /** The row of a query that gives one whatever it finds: a count, a sum. */
  row<Row, const Sql extends string>(query: SqlQuery<Row, Sql>): Promise<Row>;
  /** The bytes of a result in a format of ClickHouse, as they come. */
  stream<const Sql extends string>(statement: Statement<Sql>): Promise<NodeJS.ReadableStream>;
}

/** A tenant's warehouse: every statement runs in that tenant's database. */
export interface Warehouse extends Statements {
  readonly scope: TenantScope;
  readonly cluster: Cluster;
  readonly login: Login;
  /** So many keys a statement of a load may hold in memory. */
  readonly keysHeld: number;
  /** Files of at most so many bytes, unpacked, are loaded as small ones. */
  readonly smallFileBytes: number;
}

/**
 * What ClickHouse refused, by its code (241) and name (MEMORY_LIMIT_EXCEEDED). Its own text may quote the row that it
 * stumbled over, so neither that nor the error that carried it is kept: whatever logs this error cannot log data.
 */
export class WarehouseError extends Error {
  override readonly name = 'WarehouseError';
  readonly code: string;
  /** Of a memory limit: whether it is the statement's own. Otherwise others used the memory up. */
  readonly isOwnLimit: boolean;
  constructor(code: string, type: string | undefined, { isOwnLimit = true } = {}) {
    super(`ClickHouse error ${code}${type ? ` (${type})` : ''}`);
    this.code = code;
    this.isOwnLimit = isOwnLimit;
  }
}

/** Where the memory of a statement is counted together with that of others, ClickHouse names whose limit it was. */
const OTHERS_LIMIT = /\(total\)|\(for user\)|User memory limit/;

/** The engine could not be reached, or ended the connection: worth another try. */
export class WarehouseUnavailable extends Error {
  override readonly name = 'WarehouseUnavailable';
  /** @param reason a code of the network, such as ECONNREFUSED */
  constructor(reason: string | undefined) {
    super(`the warehouse does not answer${reason ? ` (${reason})` : ''}`);
  }
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Of a login. Where there is one for everything, it is the one that reads. */
function credentialsOf(login: Login): Credentials {
  const { warehouse, loading } = readConfig(['warehouse', 'loading']);
  return login === 'load' && loading.WAREHOUSE_LOAD_USER !== undefined
    ? { username: loading.WAREHOUSE_LOAD_USER, password: loading.WAREHOUSE_LOAD_PASSWORD }
    : { username: warehouse.WAREHOUSE_USER, password: warehouse.WAREHOUSE_PASSWORD };
}

interface OpenClient {
  readonly login: Login;
  readonly client: ClickHouseClient;
  readonly credentials: Credentials;
}

const clients = new Map<string, OpenClient>();

/** The process's client of one database by one login. It keeps its connections, and closes idle ones before the engine does. */
function openClient(database: string, login: Login): OpenClient {
  const name = `${login} ${database}`;
  let open = clients.get(name);
  if (!open) {
    const { warehouse } = readConfig(['warehouse']);
    const credentials = credentialsOf(login);
    const client = createClient({
      url: warehouse.WAREHOUSE_URL,
      ...credentials,
      database,
      ...(warehouse.WAREHOUSE_CA === '' ? {} : { tls: { ca_cert: Buffer.from(warehouse.WAREHOUSE_CA) } }),
      application: 'tranche',
      max_open_connections: 16,
      // Lists that are bound may be longer than an address.
      use_multipart_params_auto: true,
      request_timeout: warehouse.WAREHOUSE_TIMEOUT_SECONDS * 1000,
      // What the server says may quote rows: it must not reach a log.
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: {
        output_format_json_quote_decimals: 1,
        output_format_json_quote_64bit_integers: 0,
        output_format_decimal_trailing_zeros: 1,
        ...clusterSettings(warehouse.WAREHOUSE_CLUSTER),
      },
    });
    open = { login, client, credentials };
    clients.set(name, open);
  }
  return open;
}

export const warehouseClient = (database: string, login: Login = 'read'): ClickHouseClient =>
  openClient(database, login).client;

/**
 * After a refused login: reads the secrets again, and lets go of the clients with other passwords. They are not closed, which
 * would end statements that still run by the old one; their connections end when they are idle.
 * @returns whether the login has another password now
 */
async function renewClients(login: Login, refused: Credentials): Promise<boolean> {
  await rereadSecrets();
  for (const [name, open] of clients) {
    if (!isDeepStrictEqual(open.credentials, credentialsOf(open.login))) clients.delete(name);
  }
  return !isDeepStrictEqual(refused, credentialsOf(login));
}

export async function closeWarehouseClients(): Promise<void> {
  await Promise.all([...clients.values()].map(({ client }) => client.close()));
  clients.clear();
}

/** Sends a statement, telling apart what the engine refused from an engine that is not there. */
const send = <T>({ name }: Pick<Statement, 'name'>, work: () => Promise<T>): Promise<T> =>
  inSpan(`clickhouse ${name}`, { kind: 'client', attributes: { 'db.system.name': 'clickhouse' } }, async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ClickHouseError) {
        throw new WarehouseError(error.code, error.type, { isOwnLimit: !OTHERS_LIMIT.test(error.message) });
      }
      throw new WarehouseUnavailable((error as NodeJS.ErrnoException).code);
    }
  });

const settingsOf = () => readConfig(['warehouse']).warehouse;

/** What runs statements in a database; outside of tenants, that is `default`. */
export function statementsOn(
  database = 'default',
  workload: Workload = 'read',
  { WAREHOUSE_CHECK_ROWS: checksRows }: Pick<ReturnType<typeof settingsOf>, 'WAREHOUSE_CHECK_ROWS'> = settingsOf(),
): Statements {
  const login = loginFor(workload);
  /** Once more where the login was refused, and has another password now. */
  const asked = <T>(statement: Pick<Statement, 'name'>, ask: (client: ClickHouseClient) => Promise<T>): Promise<T> =>
    send(statement, async () => {
      const { client, credentials } = openClient(database, login);
      try {
        return await ask(client);
      } catch (error) {
        const isRefused = error instanceof ClickHouseError && error.code === AUTHENTICATION_FAILED;
        if (!isRefused || !(await renewClients(login, credentials))) throw error;
        return await ask(warehouseClient(database, login));
      }
    });
  const share = workloadSettings(workload);
  const requestOf = ({ name, sql, parameters, settings, signal }: Statement) => ({
    query: sql,
    query_params: { ...parameters },
    ...(Object.keys(parameters ?? {}).some((name) => name.startsWith(SECRET_PREFIX))
      ? { use_multipart_params: true }
      : {}),
    clickhouse_settings: { ...share, ...settings, log_comment: logComment(name) },
    http_headers: { ...traceCarrier() } as Record<string, string>,
    ...(signal ? { abort_signal: signal } : {}),
  });
  async function rows<Row>(query: SqlQuery<Row>): Promise<Row[]> {
    const found = await asked(query, async (client) =>
      (await client.query({ ...requestOf(query), format: 'JSONEachRow' })).json<Row>(),
    );
    return checksRows ? z.array(query.row).parse(found) : found;
  }
  async function row<Row>(query: SqlQuery<Row>): Promise<Row> {
    const [first] = await rows(query);
    if (first === undefined) throw new TypeError(`${query.name} gave no row`);
    return first;
  }
  return {
    async command(statement) {
      await asked(statement, (client) => client.command(requestOf(statement)));
    },
    rows,
    row,
    stream: (statement) => asked(statement, async (client) => (await client.exec(requestOf(statement))).stream),
  };
}

/** A tenant's warehouse, for work of a kind: reads, unless it says otherwise. */
export function warehouseFor(scope: TenantScope, workload: Workload = 'read'): Warehouse {
  const settings = settingsOf();
  return {
    ...statementsOn(scope.database, workload, settings),
    scope,
    cluster: settings.WAREHOUSE_CLUSTER,
    keysHeld: settings.WAREHOUSE_KEYS_HELD,
    smallFileBytes: settings.WAREHOUSE_SMALL_FILE_BYTES,
    login: loginFor(workload),
  };
}
