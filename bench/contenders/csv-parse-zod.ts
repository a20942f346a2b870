import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { parse } from 'csv-parse';
import type * as z from 'zod';
import { columnsOfVariant, type FileType } from '../../shared/contracts/contract.ts';
import { columnType } from '../../shared/contracts/kinds/kind.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { assertLoaded, type Delivery } from '../deliveries.ts';
import { timed } from '../measure.ts';
import { VARIANT } from '../portfolios.ts';
import type { BenchService } from '../service.ts';
import { putForReading } from '../staging-objects.ts';
import { BENCH_DATABASE, type LoadRun } from './raw-clickhouse.ts';
import { creditRow, paymentRow } from './zod-rows.ts';

type Row = Record<string, unknown>;

const BATCH_ROWS = 10_000;
const ERRORS = `${BENCH_DATABASE}.stream_errors`;

/**
 * What a loader usually looks like: stream the object through csv-parse, check each record with zod, and insert what is
 * right in batches, one of them on its way while the next is filled. Same rules, same engine, same objects.
 */
export class StreamLoad {
  readonly #service: BenchService;
  readonly #portfolio: Delivery;
  readonly #urls: Readonly<Record<'credit' | 'payment_plan', string>>;

  private constructor(service: BenchService, portfolio: Delivery, urls: Record<'credit' | 'payment_plan', string>) {
    this.#service = service;
    this.#portfolio = portfolio;
    this.#urls = urls;
  }

  static async prepare(service: BenchService, portfolio: Delivery): Promise<StreamLoad> {
    const name = String(portfolio.counts.files.credit!.rows);
    const urls = {
      credit: await putForReading(service, `bench/stream-credit-${name}.csv`, portfolio.paths.credit!),
      payment_plan: await putForReading(
        service,
        `bench/stream-payment_plan-${name}.csv`,
        portfolio.paths.payment_plan!,
      ),
    };
    await service.warehouse.command({ query: `CREATE DATABASE IF NOT EXISTS ${BENCH_DATABASE}` });
    return new StreamLoad(service, portfolio, urls);
  }

  async run(): Promise<LoadRun> {
    await this.#makeTables();
    const { seconds, value } = await timed(async () => {
      const accounts = new Set<string>();
      const credit = await this.#load('credit', creditRow, (row) => {
        const account = String(row.loan_account_number);
        if (accounts.has(account)) return 'DUPLICATE';
        accounts.add(account);
        return undefined;
      });
      const seen = new Set<string>();
      const payment_plan = await this.#load('payment_plan', paymentRow, (row) => {
        const key = `${row.loan_account_number}/${row.installment_number}`;
        if (!accounts.has(String(row.loan_account_number))) return 'CROSS_REFERENCE';
        if (seen.has(key)) return 'DUPLICATE';
        seen.add(key);
        return undefined;
      });
      return { credit, payment_plan };
    });
    assertLoaded('csv-parse + zod', this.#portfolio, value);
    await this.#dropTables();
    return { seconds, cpuSeconds: undefined };
  }

  /** @returns the number of rows loaded */
  async #load(
    name: 'credit' | 'payment_plan',
    schema: z.ZodType<Row>,
    relate: (row: Row) => string | undefined,
  ): Promise<number> {
    const response = await fetch(this.#urls[name]);
    if (!response.ok || response.body === null) throw new Error(`the object could not be read: ${response.status}`);
    const records: AsyncIterable<Record<string, string>> = Readable.fromWeb(response.body as ReadableStream).pipe(
      parse({ delimiter: ';', columns: true, trim: true, bom: true }),
    );
    const rows = new BatchInsert(this.#service, tableOf(name));
    const errors = new BatchInsert(this.#service, ERRORS);
    let rowNumber = 0;
    let loaded = 0;
    for await (const record of records) {
      rowNumber += 1;
      const checked = schema.safeParse(record);
      const fault = checked.success ? relate(checked.data) : undefined;
      if (checked.success && fault === undefined) {
        loaded += 1;
        await rows.add({ ...checked.data, row_number: rowNumber });
      } else {
        const issues = checked.error?.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
        for (const { field, message } of issues ?? [{ field: '', message: fault ?? '' }]) {
          await errors.add({ file_type: name, row_number: rowNumber, field, message, raw_value: record[field] ?? '' });
        }
      }
    }
    await rows.finish();
    await errors.finish();
    return loaded;
  }

  async #makeTables(): Promise<void> {
    await this.#dropTables();
    for (const fileType of loans.fileTypes) await this.#service.warehouse.command({ query: createTable(fileType) });
    await this.#service.warehouse.command({
      query: `CREATE TABLE ${ERRORS} (file_type String, row_number UInt32, field String, message String, raw_value String)
        ENGINE = MergeTree ORDER BY (file_type, row_number)`,
    });
  }

  async #dropTables(): Promise<void> {
    const tables = [...loans.fileTypes.map(({ name }) => tableOf(name)), ERRORS];
    for (const table of tables) await this.#service.warehouse.command({ query: `DROP TABLE IF EXISTS ${table} SYNC` });
  }
}

/** Collects rows and sends them when there are enough; waits for the batch before, so that two are in memory at most. */
class BatchInsert {
  readonly #service: BenchService;
  readonly #table: string;
  #rows: Row[] = [];
  #sending: Promise<unknown> = Promise.resolve();

  constructor(service: BenchService, table: string) {
    this.#service = service;
    this.#table = table;
  }

  async add(row: Row): Promise<void> {
    if (this.#rows.push(row) >= BATCH_ROWS) await this.#send();
  }

  async finish(): Promise<void> {
    if (this.#rows.length > 0) await this.#send();
    await this.#sending;
  }

  async #send(): Promise<void> {
    await this.#sending;
    this.#sending = this.#service.warehouse.insert({ table: this.#table, values: this.#rows, format: 'JSONEachRow' });
    // A failure is thrown where it is waited for.
    this.#sending.catch(() => {});
    this.#rows = [];
  }
}

const tableOf = (name: string): string => `${BENCH_DATABASE}.stream_${name}`;

/** Columns and order as Tranche stores them. */
function createTable(fileType: FileType): string {
  const columns = columnsOfVariant(fileType, VARIANT).map(
    (column) => `${column.name} ${columnType(column.kind, column.required)}`,
  );
  return `CREATE TABLE ${tableOf(fileType.name)} (${columns.join(', ')}, row_number UInt32)
    ENGINE = MergeTree ORDER BY (${fileType.key.join(', ')})`;
}
