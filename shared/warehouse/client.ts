import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { logComment } from '../observability/correlation.ts';
import { inSpan, traceCarrier } from '../observability/tracing.ts';
import type { SqlQuery, Statement } from '../sql/statement.ts';
import { type Cluster, clusterSettings } from './cluster.ts';
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
  /** So many keys a statement of a load may hold in memory. */
  readonly keysHeld: number;
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

const clients = new Map<string, ClickHouseClient>();

/** The process's client of one database. It keeps its connections, and closes idle ones before the engine does. */
export function warehouseClient(database: string): ClickHouseClient {
  let client = clients.get(database);
  if (!client) {
    const { warehouse } = readConfig(['warehouse']);
    client = createClient({
      url: warehouse.WAREHOUSE_URL,
      username: warehouse.WAREHOUSE_USER,
      password: warehouse.WAREHOUSE_PASSWORD,
      database,
      ...(warehouse.WAREHOUSE_CA === '' ? {} : { tls: { ca_cert: Buffer.from(warehouse.WAREHOUSE_CA) } }),
      application: 'tranche',
      max_open_connections: 16,
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
    clients.set(database, client);
  }
  return client;
}

export async function closeWarehouseClients(): Promise<void> {
  await Promise.all([...clients.values()].map((client) => client.close()));
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
  const client = warehouseClient(database);
  const share = workloadSettings(workload);
  const requestOf = ({ name, sql, parameters, settings, signal }: Statement) => ({
    query: sql,
    query_params: { ...parameters },
    clickhouse_settings: { ...share, ...settings, log_comment: logComment(name) },
    http_headers: { ...traceCarrier() } as Record<string, string>,
    ...(signal ? { abort_signal: signal } : {}),
  });
  async function rows<Row>(query: SqlQuery<Row>): Promise<Row[]> {
    const found = await send(query, async () =>
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
      await send(statement, () => client.command(requestOf(statement)));
    },
    rows,
    row,
    stream: (statement) => send(statement, async () => (await client.exec(requestOf(statement))).stream),
  };
}

/** A tenant's warehouse, for work of a kind: reads, unless it says otherwise. */
export function warehouseFor(scope: TenantScope, workload: Workload = 'read'): Warehouse {
  const settings = settingsOf();
  const { WAREHOUSE_CLUSTER: cluster, WAREHOUSE_KEYS_HELD: keysHeld } = settings;
  return { ...statementsOn(scope.database, workload, settings), scope, cluster, keysHeld };
}
