import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance, version } from '@duckdb/node-api';
import { assertLoaded, type Delivery } from '../deliveries.ts';
import { timed } from '../measure.ts';
import {
  countRecords,
  createTable,
  creditSql,
  deleteDuplicates,
  ERRORS_TABLE,
  type FileSql,
  hasDuplicates,
  insertDuplicates,
  insertErrors,
  insertSound,
  paymentSql,
} from './duckdb-sql.ts';
import type { LoadRun } from './raw-clickhouse.ts';

export const duckdbVersion = (): string => version();

const THREADS = '2';
/** One delimiter too many at the end of a line is nothing to DuckDB: no option makes it an error. */
const NOT_CHECKED = ['001'];

/** The file that a database has its tables in, and those beside it. */
function removeDatabase(file: string): void {
  for (const name of [file, `${file}.wal`, `${file}.tmp`]) rmSync(name, { recursive: true, force: true });
}

/** Makes a database on disk, with as many threads as the engine has, and removes it again. @param folder made when missing */
export async function withDatabase<T>(folder: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'bench.duckdb');
  removeDatabase(file);
  const instance = await DuckDBInstance.create(file, { threads: THREADS });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
    removeDatabase(file);
  }
}

/**
 * DuckDB with the same rules as SQL, in a database on disk. It reads the file from the local disk, where Tranche fetches
 * it over HTTP, and numbers no rows where nothing is wrong.
 */
export class DuckDbLoad {
  readonly #portfolio: Delivery;
  readonly #folder: string;

  /** @param folder for the database, made when missing */
  constructor(portfolio: Delivery, folder: string) {
    this.#portfolio = portfolio;
    this.#folder = folder;
  }

  run(): Promise<LoadRun> {
    return withDatabase(this.#folder, async (connection) => {
      for (const statement of [createTable(creditSql), createTable(paymentSql), ERRORS_TABLE]) {
        await connection.run(statement);
      }
      const { seconds, value } = await timed(async () => {
        const { paths } = this.#portfolio;
        const credit = await loadFile(connection, paths.credit!, creditSql);
        const payment_plan = await loadFile(connection, paths.payment_plan!, paymentSql);
        await connection.run('CHECKPOINT');
        return { credit, payment_plan };
      });
      assertLoaded('DuckDB', this.#portfolio, value, NOT_CHECKED);
      return { seconds, cpuSeconds: undefined };
    });
  }
}

/** @returns the number of rows loaded */
async function loadFile(connection: DuckDBConnection, csv: string, file: FileSql): Promise<number> {
  await connection.run(insertSound(csv, file));
  const rejected = await scalar(connection, 'SELECT count(*) FROM reject_errors');
  const stored = () => scalar(connection, `SELECT count(*) FROM ${file.table}`);
  if (rejected > 0 || (await stored()) < (await scalar(connection, countRecords(csv, file)))) {
    await connection.run(insertErrors(csv, file));
  }
  if ((await scalar(connection, hasDuplicates(file))) > 0) {
    await connection.run(insertDuplicates(file));
    await connection.run(deleteDuplicates(file));
  }
  return stored();
}

export async function scalar(connection: DuckDBConnection, sql: string): Promise<number> {
  const reader = await connection.runAndReadAll(sql);
  return Number(reader.getRows()[0]?.[0] ?? 0);
}
