import { assertLoaded, type Delivery } from '../deliveries.ts';
import { timed } from '../measure.ts';
import { scalar, withDatabase } from './duckdb.ts';
import {
  createTable,
  type DuckDbDataset,
  insertSound,
  repeatedKeys,
  withoutPartner,
} from './duckdb-datasets/dataset.ts';
import type { LoadRun } from './raw-clickhouse.ts';

/** By name; whole numbers, amounts in cents. */
export type Totals = Readonly<Record<string, string>>;

export interface DerivedRun extends LoadRun {
  readonly totals: Totals;
}

/**
 * DuckDB loads, checks and derives a dataset. Of a delivery without rejected rows: they are checked all the same, and what
 * would have to be said of wrong ones is not.
 */
export class DuckDbDerivation {
  readonly #dataset: DuckDbDataset;
  readonly #delivery: Delivery;
  readonly #folder: string;

  /** @param folder for the database, made when missing */
  constructor(dataset: DuckDbDataset, delivery: Delivery, folder: string) {
    this.#dataset = dataset;
    this.#delivery = delivery;
    this.#folder = folder;
  }

  run(): Promise<DerivedRun> {
    const { files, derivations, totals } = this.#dataset;
    return withDatabase(this.#folder, async (connection) => {
      for (const file of files) await connection.run(createTable(file));
      const { seconds } = await timed(async () => {
        for (const file of files) {
          await connection.run(insertSound(this.#delivery.paths[file.fileType]!, file));
          const breaches = [
            ...(file.key ? [repeatedKeys(file)] : []),
            ...(file.reference ? [withoutPartner(file, file.reference)] : []),
          ];
          for (const breach of breaches) {
            if ((await scalar(connection, breach)) > 0)
              throw new Error(`DuckDB found rows of ${file.fileType} to reject`);
          }
        }
        for (const statement of derivations) await connection.run(statement);
        await connection.run('CHECKPOINT');
      });
      const loaded: Record<string, number> = {};
      for (const { fileType } of files) {
        loaded[fileType] = await scalar(connection, `SELECT count(*) FROM "${fileType}"`);
      }
      assertLoaded('DuckDB', this.#delivery, loaded);
      const [row = {}] = (await connection.runAndReadAll(totals)).getRowObjects();
      return {
        seconds,
        cpuSeconds: undefined,
        totals: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
      };
    });
  }
}

/** @throws {Error} if two contenders have derived different things: one of them does not do what the other does */
export function assertSameTotals(contender: string, its: Totals, right: Totals): void {
  for (const [name, value] of Object.entries(right)) {
    if (its[name] === value) continue;
    throw new Error(`${contender} derived ${its[name]} ${name}; Tranche has ${value}. Its time cannot be compared.`);
  }
}
