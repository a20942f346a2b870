import * as z from 'zod';
import type { Coverage } from '../contracts/computation.ts';
import { isFileType, type Table, tableOf } from '../contracts/contract.ts';
import type { ComputedTable, DerivationContext, DerivationLimit } from '../contracts/derivation.ts';
import { hasPrivateColumns, KEY_VERSION } from '../contracts/private-values.ts';
import type { Slice } from '../contracts/slice.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import type { SyncCoverage } from '../domain/sync.ts';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { boundValue, type Parameters, rowCount } from '../sql/statement.ts';
import type { StatementName } from '../sql/statement-names.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { andSound, factColumns, inBatch, ofSlice, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { LOAD_SETTINGS } from './load-target.ts';
import { placeInBatch } from './row-check.ts';

/** A derived table is not what it should be: our fault, never the bank's. Its batch must not be published. */
export class DerivationFailed extends Error {
  override readonly name = 'DerivationFailed';
  readonly table: string;
  readonly check: string;

  constructor(table: string, check: string) {
    super(`the derived table ${table} fails its check ${check}`);
    this.table = table;
    this.check = check;
  }
}

/** A batch has more of something than a derivation takes; the reason is for the bank. */
export class DerivationLimitExceeded extends Error {
  override readonly name = 'DerivationLimitExceeded';
  readonly reason: Sentence;

  constructor(reason: Sentence) {
    super('a limit of a derivation is exceeded');
    this.reason = reason;
  }
}

export interface Derivation {
  readonly slice: Slice;
  /** Those of its dataset, in their order. */
  readonly tables: readonly ComputedTable[];
  /** Where the derived rows go; unseen until it is published. */
  readonly batchId: string;
  /** By file type the batch that is read; of one that has never been loaded there are no rows. */
  readonly sources: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  /** By file type that the sync does not bring whole, the batches that corrections have made it of, newest first. */
  readonly continued: Readonly<Record<string, readonly string[]>>;
  /** By table the batch that is live until this one is. */
  readonly live: Readonly<Record<string, string>>;
}

/**
 * Computes the derived tables of a dataset, one after the other. While one is computed, those before it are checked.
 * @returns by table how many rows were derived
 * @throws {DerivationLimitExceeded | DerivationFailed} when none of its statements runs any more
 */
export async function derive(warehouse: Warehouse, derivation: Derivation): Promise<Record<string, { rows: number }>> {
  const { tables } = derivation;
  const checked: Promise<number>[] = [];
  try {
    for (const table of tables) {
      const derived = new TableDerivation(warehouse, derivation, table);
      await derived.store();
      const rows = derived.check();
      // Awaited below; until then a failure must not count as unhandled.
      rows.catch(() => {});
      checked.push(rows);
    }
    const rows = await Promise.all(checked);
    return Object.fromEntries(tables.map(({ name }, index) => [name, { rows: rows[index]! }]));
  } finally {
    await Promise.allSettled(checked);
  }
}

const coverageRow = z.strictObject({
  rows: count,
  rows_matched: count,
  amount: z.string(),
  amount_matched: z.string(),
});

/** How much of the derived rows is matched, as the dataset measures it. To be asked when they are derived and checked. */
export async function measureCoverage(
  warehouse: Warehouse,
  derivation: Derivation,
  { sql, scale }: Coverage,
): Promise<SyncCoverage> {
  const statement = new Statement(derivation, { part: 0, of: 1 });
  const exact = (name: string) => `toDecimalString(c.${name}, ${scale}) AS ${name}`;
  const measured = sql(statement);
  return warehouse.row({
    name: 'derivation-coverage',
    row: coverageRow,
    sql: `SELECT c.rows AS rows, c.rows_matched AS rows_matched, ${exact('amount')}, ${exact('amount_matched')} FROM (${measured}) AS c`,
    parameters: statement.parameters,
  });
}

/** Of more rows than this, both halves of a part are derived at once: much of such a statement keeps one core busy only. */
const HALVED = 100_000;

const breachRow = z.strictObject({ subject: z.string(), found: count });

class TableDerivation {
  readonly #warehouse: Warehouse;
  readonly #derivation: Derivation;
  readonly #table: ComputedTable;
  #parts: readonly Statement[] = [];

  constructor(warehouse: Warehouse, derivation: Derivation, table: ComputedTable) {
    this.#warehouse = warehouse;
    this.#derivation = derivation;
    this.#table = table;
  }

  /** @throws {DerivationLimitExceeded} */
  async store(): Promise<void> {
    const rows = await this.#rowsToDivide();
    const of = Math.max(1, Math.ceil(rows / (this.#table.rowsAPart?.rows ?? 1)));
    this.#parts = Array.from({ length: of }, (_, part) => new Statement(this.#derivation, { part, of }));
    const breaches = await Promise.all((this.#table.limits ?? []).map((limit) => this.#breachOf(limit)));
    const reason = breaches.find((breach) => breach !== undefined);
    if (reason) throw new DerivationLimitExceeded(reason);
    for (const [part, whole] of this.#parts.entries()) {
      const half = (at: number) => new Statement(this.#derivation, { part: part + at * of, of: of * 2 });
      await this.#storeTogether(rows > HALVED ? [half(0), half(1)] : [whole]);
    }
  }

  /**
   * @returns how many rows were derived
   * @throws {DerivationFailed}
   */
  async check(): Promise<number> {
    for (const check of this.#table.checks) {
      for (const part of this.#parts) {
        const sql = `SELECT count() AS rows FROM (${check.sql(part)})`;
        const [found] = await this.#rows('derivation-check', part, sql, rowCount);
        if (found?.rows !== 0) throw new DerivationFailed(this.#table.name, check.name);
      }
    }
    return this.#count(this.#table, this.#derivation.batchId);
  }

  async #breachOf(limit: DerivationLimit): Promise<Sentence | undefined> {
    for (const part of this.#parts) {
      const [worst] = await this.#rows('derivation-limit', part, limit.sql(part), breachRow);
      if (worst) return limit.reason(worst);
    }
    return undefined;
  }

  /** How many rows tell how many parts there are; 0 where the table is not derived in parts. */
  async #rowsToDivide(): Promise<number> {
    const counts = (this.#table.rowsAPart?.of ?? []).map(async (name) => {
      const batch = batchOf(this.#derivation, name);
      return batch === undefined ? 0 : this.#count(this.#tableNamed(name), batch);
    });
    return (await Promise.all(counts)).reduce((sum, counted) => sum + counted, 0);
  }

  /** Ends when none of them is writing any more. */
  async #storeTogether(statements: readonly Statement[]): Promise<void> {
    const stored = await Promise.allSettled(statements.map((statement) => this.#store(statement)));
    const failed = stored.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  #tableNamed(name: string): Table {
    return tableOf(this.#derivation.slice.contract, name);
  }

  async #count({ table }: Table, batchId: string): Promise<number> {
    const { contract, storedVariant } = this.#derivation.slice;
    const { rows } = await this.#warehouse.row({
      name: 'derivation-count',
      row: rowCount,
      sql: `SELECT count() AS rows FROM ${table} WHERE ${inBatch(contract)}`,
      parameters: { variant: storedVariant, batch: batchId },
    });
    return rows;
  }

  async #store(statement: Statement): Promise<void> {
    const { slice } = this.#derivation;
    const columns = factColumns(slice.contract, this.#table).map(([name]) => identifier(name));
    const derived = this.#table.columns.map(({ name }) => identifier(name));
    const select = this.#table.select(statement);
    await this.#warehouse.command({
      name: 'derive',
      sql: `INSERT INTO ${this.#table.table} (${columns.join(', ')})
       SELECT ${placeInBatch(slice)}, toUInt32(row_number) AS row_number, ${derived.join(', ')} FROM (${select})`,
      parameters: statement.parameters,
      settings: {
        ...this.#table.settings,
        insert_deduplicate: 0,
        max_insert_threads: LOAD_SETTINGS.max_insert_threads,
      },
    });
  }

  #rows<Row>(name: StatementName, statement: Statement, sql: string, row: z.ZodType<Row>): Promise<Row[]> {
    const settings = { ...this.#table.settings };
    return this.#warehouse.rows({ name, row, sql, parameters: statement.parameters, settings });
  }
}

function batchOf({ slice, sources, batchId }: Derivation, name: string): string | undefined {
  return isFileType(tableOf(slice.contract, name)) ? sources[name] : batchId;
}

/** The context of one part, which gathers the parameters that the SQL written against it has. */
class Statement implements DerivationContext {
  readonly #derivation: Derivation;
  readonly #part: { readonly part: number; readonly of: number };
  readonly #parameters: Record<string, Parameters[string]> = {};

  constructor(derivation: Derivation, part: { readonly part: number; readonly of: number }) {
    this.#derivation = derivation;
    this.#part = part;
  }

  get parameters(): Parameters {
    const { slice, batchId } = this.#derivation;
    return { ...this.#parameters, variant: slice.storedVariant, batch: batchId };
  }

  readonly rows = (name: string): string => {
    const { contract } = this.#derivation.slice;
    const table = tableOf(contract, name);
    const read = [
      ...table.columns.filter(({ stored }) => stored ?? true).map((column) => identifier(column.name)),
      ...(hasPrivateColumns(table) ? [KEY_VERSION.name] : []),
      'row_number',
    ];
    const batch = batchOf(this.#derivation, name);
    if (batch === undefined) return `(SELECT ${read.join(', ')} FROM ${table.table} WHERE 0)`;
    this.#parameters[`batch_of_${name}`] = batch;
    return `(SELECT ${read.join(', ')} FROM ${table.table} WHERE ${ofSlice(contract)} AND batch_id = {batch_of_${name}:UUID}${andSound(table)})`;
  };

  readonly firstPlaces = (fileType: string, keptIn: string): string | undefined => {
    const { slice, continued, live } = this.#derivation;
    const [behind, kept] = [continued[fileType], live[keptIn]];
    if (behind === undefined || kept === undefined) return undefined;
    this.#parameters[`live_${keptIn}`] = kept;
    this.#parameters[`behind_${fileType}`] = [...behind];
    // What was rejected at first, and is right now, is in no table: its finding says where it stood.
    return `(SELECT record_key, argMax(row_number, precedence) AS row_number FROM (
      SELECT ${recordKeySql(slice.fileType(fileType))} AS record_key, row_number, ${behind.length + 1} AS precedence
      FROM ${tableOf(slice.contract, keptIn).table} WHERE ${ofSlice(slice.contract)} AND batch_id = {live_${keptIn}:UUID}
      UNION ALL
      SELECT assumeNotNull(record_key), row_number, indexOf({behind_${fileType}:Array(UUID)}, batch_id)
      FROM ${VALIDATION_ERRORS} WHERE batch_id IN {behind_${fileType}:Array(UUID)} AND file_type = ${literal(fileType)}
        AND severity = 'ERROR' AND isNotNull(record_key)
    ) GROUP BY record_key)`;
  };

  readonly setting = (name: string, type: string): string => {
    const value = this.#derivation.settings[name];
    if (value === undefined) throw new RangeError(`there is no setting ${name}`);
    this.#parameters[`setting_${name}`] = boundValue(value);
    return `{setting_${name}:${type}}`;
  };

  readonly ofPart = (column: string): string => {
    const { part, of } = this.#part;
    return of === 1 ? '1' : `cityHash64(${column}) % ${of} = ${part}`;
  };
}
