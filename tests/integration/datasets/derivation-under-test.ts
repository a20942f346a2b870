import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { afterAll, beforeAll } from 'vitest';
import type { Column } from '../../../shared/contracts/contract.ts';
import type {
  ComputedTable,
  DerivationCheck,
  DerivationContext,
  LimitBreach,
} from '../../../shared/contracts/derivation.ts';
import { columnType } from '../../../shared/contracts/kinds/kind.ts';
import { KEY_VERSION, KEY_VERSION_TYPE } from '../../../shared/contracts/private-values.ts';
import { LOAD_SETTINGS } from '../../../shared/pipeline/load-target.ts';
import { LOGIN_NAMES } from '../../../shared/warehouse/logins.ts';
import { workloadSettings } from '../../../shared/warehouse/workloads.ts';
import { LOAD_PASSWORD, startTestEngine, type TestEngine } from '../warehouse/engine-under-test.ts';

interface StoredTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}

/** Decimals as strings. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

interface DeriveOptions {
  /** Of each table, instead of as many as its rows make. */
  readonly parts?: number;
  readonly engine?: ClickHouseSettings;
}

const SETTINGS: ClickHouseSettings = {
  output_format_json_quote_decimals: 1,
  output_format_json_quote_64bit_integers: 0,
  output_format_decimal_trailing_zeros: 1,
};

/** Tables of file types and derived tables in an engine, derived by the login and with the bounds of a load. */
export class DerivationTables {
  readonly #client: ClickHouseClient;
  readonly #tables: readonly StoredTable[];
  readonly #derived: readonly ComputedTable[];

  private constructor(client: ClickHouseClient, fileTypes: readonly StoredTable[], derived: readonly ComputedTable[]) {
    this.#client = client;
    this.#tables = [...fileTypes, ...derived];
    this.#derived = derived;
  }

  /** Makes them, empty. */
  static async create(
    url: string,
    fileTypes: readonly StoredTable[],
    derived: readonly ComputedTable[],
  ): Promise<DerivationTables> {
    const client = createClient({
      url,
      username: LOGIN_NAMES.load,
      password: LOAD_PASSWORD,
      request_timeout: 600_000,
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: SETTINGS,
    });
    const made = new DerivationTables(client, fileTypes, derived);
    for (const { name, columns, key } of made.#tables) {
      const isPrivate = columns.some(({ kind }) => kind.isPrivate);
      const types = [
        ...columns.map((column) => `\`${column.name}\` ${columnType(column.kind, column.required)}`),
        ...(isPrivate ? [`${KEY_VERSION.name} ${KEY_VERSION_TYPE}`] : []),
      ];
      await made.command(`CREATE TABLE ${name} (row_number UInt32, ${types.join(', ')})
        ENGINE = MergeTree ORDER BY (${[...new Set([...key, 'row_number'])].join(', ')})`);
    }
    return made;
  }

  close = (): Promise<void> => this.#client.close();

  async command(query: string, settings: ClickHouseSettings = {}, parameters: object = {}): Promise<void> {
    await this.#client.command({ query, clickhouse_settings: settings, query_params: { ...parameters } });
  }

  async rows<Row = StoredRow>(
    query: string,
    parameters: object = {},
    settings: ClickHouseSettings = {},
  ): Promise<Row[]> {
    const result = await this.#client.query({
      query,
      format: 'JSONEachRow',
      query_params: { ...parameters },
      clickhouse_settings: settings,
    });
    return result.json<Row>();
  }

  async insert(table: string, rows: Iterable<object> | AsyncIterable<object>): Promise<void> {
    await this.#client.insert({ table, values: Readable.from(rows), format: 'JSONEachRow' });
  }

  /** Takes the rows out. A load may alter tables, and not truncate them. */
  clear = (table: string): Promise<void> => this.command(`ALTER TABLE ${table} DROP PARTITION tuple()`);

  /** What the limits find, before anything is derived. */
  async breaches(
    settings: object,
  ): Promise<readonly (LimitBreach & { readonly limit: string; readonly reason: string })[]> {
    const found = [];
    for (const { limits = [], ...table } of this.#derived) {
      for (const { context, parameters } of partsOf(settings, await this.#partsOf(table))) {
        for (const { name, sql, reason } of limits) {
          for (const breach of await this.rows<LimitBreach>(sql(context), parameters)) {
            found.push({ limit: name, ...breach, reason: reason(breach).text });
          }
        }
      }
    }
    return found;
  }

  /** Derives every table anew. */
  async derive(settings: object, options: DeriveOptions = {}): Promise<void> {
    for (const table of this.#derived) await this.deriveTable(table, settings, options);
  }

  async deriveTable(table: ComputedTable, settings: object, { parts, engine = {} }: DeriveOptions = {}): Promise<void> {
    await this.clear(table.name);
    const names = [...table.columns.map(({ name }) => `\`${name}\``), 'row_number'].join(', ');
    for (const { context, parameters } of partsOf(settings, parts ?? (await this.#partsOf(table)))) {
      await this.command(
        `INSERT INTO ${table.name} (${names}) SELECT ${names} FROM (${table.select(context)})`,
        { ...workloadSettings('load'), ...LOAD_SETTINGS, ...(table.settings as ClickHouseSettings), ...engine },
        parameters,
      );
    }
  }

  /** The names of the checks that found something. */
  async failedChecks(settings: object): Promise<string[]> {
    const failed: string[] = [];
    for (const table of this.#derived) {
      for (const check of table.checks) if (!(await this.passes(table, check, settings))) failed.push(check.name);
    }
    return failed;
  }

  async passes(table: ComputedTable, { sql }: DerivationCheck, settings: object): Promise<boolean> {
    for (const { context, parameters } of partsOf(settings, await this.#partsOf(table))) {
      const engine = { ...workloadSettings('load'), ...(table.settings as ClickHouseSettings) };
      if ((await this.rows(sql(context), parameters, engine)).length > 0) return false;
    }
    return true;
  }

  async #partsOf({ rowsAPart }: Pick<ComputedTable, 'rowsAPart'>): Promise<number> {
    if (rowsAPart === undefined) return 1;
    const counts = rowsAPart.of.map((table) => `(SELECT count() FROM ${table})`);
    const [counted] = await this.rows<{ rows: number }>(`SELECT ${counts.join(' + ')} AS rows`);
    return Math.max(1, Math.ceil(counted!.rows / rowsAPart.rows));
  }
}

/** What the SQL of a derivation is written against, and the parameters that it binds, for each part. */
function partsOf(settings: object, parts: number) {
  const parameters = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `setting_${name}`,
      typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : value,
    ]),
  );
  return Array.from({ length: parts }, (_, part) => {
    const context: DerivationContext = {
      rows: (table) => `(SELECT * FROM ${table})`,
      firstPlaces: () => undefined,
      setting: (name, type) => `{setting_${name}:${type}}`,
      ofPart: (column) => (parts === 1 ? '1' : `cityHash64(${column}) % ${parts} = ${part}`),
    };
    return { context, parameters };
  });
}

/** The tables in an engine of the test file's own. */
export function derivationUnderTest(fileTypes: readonly StoredTable[], derived: readonly ComputedTable[]) {
  let engine: TestEngine;
  let tables: DerivationTables;
  beforeAll(async () => {
    engine = await startTestEngine();
    tables = await DerivationTables.create(engine.url, fileTypes, derived);
  });
  afterAll(async () => {
    await tables?.close();
    await engine?.stop();
  });
  return () => tables;
}
