import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
import { readConfig } from '../config.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { logComment } from '../observability/correlation.ts';
import { inSpan, statementKind, traceCarrier } from '../observability/tracing.ts';
import { type Cluster, clusterSettings } from './cluster.ts';

export type Parameters = Readonly<Record<string, unknown>>;

/** A tenant's warehouse: every statement runs in that tenant's database. Values are bound, never written into the SQL. */
export interface Warehouse {
  readonly scope: TenantScope;
  readonly cluster: Cluster;
  /** Runs a statement that gives no rows. */
  command(sql: string, parameters?: Parameters, settings?: ClickHouseSettings): Promise<void>;
  /** All rows of a query, as objects. Numbers of 64 bits and decimals come as strings. */
  rows<Row>(sql: string, parameters?: Parameters, settings?: ClickHouseSettings): Promise<Row[]>;
  /** The bytes of a result in a format of ClickHouse, as they come. */
  stream(sql: string, parameters?: Parameters, settings?: ClickHouseSettings): Promise<NodeJS.ReadableStream>;
}

/**
 * What ClickHouse refused, by its code (241) and name (MEMORY_LIMIT_EXCEEDED). Its own text may quote the row that it
 * stumbled over, so neither that nor the error that carried it is kept: whatever logs this error cannot log data.
 */
export class WarehouseError extends Error {
  override readonly name = 'WarehouseError';
  readonly code: string;
  constructor(code: string, type: string | undefined) {
    super(`ClickHouse error ${code}${type ? ` (${type})` : ''}`);
    this.code = code;
  }
}

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
const send = <T>(sql: string, work: () => Promise<T>): Promise<T> =>
  inSpan(
    `clickhouse ${statementKind(sql)}`,
    { kind: 'client', attributes: { 'db.system.name': 'clickhouse' } },
    async () => {
      try {
        return await work();
      } catch (error) {
        if (error instanceof ClickHouseError) throw new WarehouseError(error.code, error.type);
        throw new WarehouseUnavailable((error as NodeJS.ErrnoException).code);
      }
    },
  );

export function warehouseFor(scope: TenantScope): Warehouse {
  const client = warehouseClient(scope.database);
  const options = (parameters: Parameters = {}, settings: ClickHouseSettings = {}) => ({
    query_params: { ...parameters },
    clickhouse_settings: { ...settings, log_comment: logComment() },
    http_headers: { ...traceCarrier() } as Record<string, string>,
  });
  return {
    scope,
    cluster: readConfig(['warehouse']).warehouse.WAREHOUSE_CLUSTER,
    command: (sql, parameters, settings) =>
      send(sql, async () => {
        await client.command({ query: sql, ...options(parameters, settings) });
      }),
    rows: <Row>(sql: string, parameters?: Parameters, settings?: ClickHouseSettings) =>
      send(sql, async () => {
        const result = await client.query({ query: sql, format: 'JSONEachRow', ...options(parameters, settings) });
        return result.json<Row>();
      }),
    stream: (sql, parameters, settings) =>
      send(sql, async () => (await client.exec({ query: sql, ...options(parameters, settings) })).stream),
  };
}
