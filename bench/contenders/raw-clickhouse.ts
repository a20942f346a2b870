import { type Column, columnsOfVariant, type FileType, fileTypeOf } from '../../shared/contracts/contract.ts';
import { columnType } from '../../shared/contracts/kinds/kind.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { LOAD_SETTINGS } from '../../shared/pipeline/load-target.ts';
import { timed } from '../measure.ts';
import { assertLoaded, type Portfolio, VARIANT } from '../portfolios.ts';
import { untilIdle, withCpu } from '../processes.ts';
import type { BenchService } from '../service.ts';
import { putForReading } from '../staging-objects.ts';

export interface LoadRun {
  readonly seconds: number;
  readonly cpuSeconds: number | undefined;
}

export const BENCH_DATABASE = 'tranche_bench';

/**
 * How texts and codes are declared to the reader. As plain strings that the insert turns into the dictionaries of the table
 * (`plain`), the same rows cost a third less CPU than parsed straight into dictionaries (`dictionary`).
 */
export type TextReading = 'plain' | 'dictionary';

/**
 * The floor: the same engine reads the same objects, one after the other, straight into typed tables. Nothing is checked:
 * a file with one wrong cell stops it, so it only ever loads clean ones.
 */
export class RawLoad {
  readonly #service: BenchService;
  readonly #portfolio: Portfolio;
  readonly #urls: Readonly<Record<string, string>>;

  private constructor(service: BenchService, portfolio: Portfolio, urls: Readonly<Record<string, string>>) {
    this.#service = service;
    this.#portfolio = portfolio;
    this.#urls = urls;
  }

  /** @param portfolio without wrong rows */
  static async prepare(service: BenchService, portfolio: Portfolio): Promise<RawLoad> {
    const name = String(portfolio.counts.files.credit!.rows);
    const urls = {
      credit: await putForReading(service, `bench/credit-${name}.csv`, portfolio.creditPath),
      payment_plan: await putForReading(service, `bench/payment_plan-${name}.csv`, portfolio.paymentPath),
    };
    await service.warehouse.command({ query: `CREATE DATABASE IF NOT EXISTS ${BENCH_DATABASE}` });
    return new RawLoad(service, portfolio, urls);
  }

  /** Into new tables; making and dropping them is not timed. */
  async run(texts: TextReading): Promise<LoadRun> {
    const { warehouse } = this.#service;
    for (const fileType of loans.fileTypes) {
      await warehouse.command({ query: `DROP TABLE IF EXISTS ${tableOf(fileType)} SYNC` });
      await warehouse.command({ query: createTable(fileType) });
    }
    await untilIdle(this.#service.pids);
    const { value, cpuSeconds } = await withCpu(this.#service.pids, () =>
      timed(async () => {
        for (const fileType of loans.fileTypes) {
          await warehouse.command({
            query: insertRaw(fileType, texts),
            query_params: { url: this.#urls[fileType.name] },
            clickhouse_settings: {
              format_csv_delimiter: ';',
              max_insert_threads: LOAD_SETTINGS.max_insert_threads,
            },
          });
        }
      }),
    );
    assertLoaded('The raw load', this.#portfolio, {
      credits: await this.#count('credit'),
      payments: await this.#count('payment_plan'),
    });
    for (const fileType of loans.fileTypes) {
      await warehouse.command({ query: `DROP TABLE ${tableOf(fileType)} SYNC` });
    }
    return { seconds: value.seconds, cpuSeconds };
  }

  async #count(name: string): Promise<number> {
    const result = await this.#service.warehouse.query({
      query: `SELECT count() AS rows FROM ${tableOf(fileTypeOf(loans, name))}`,
      format: 'JSONEachRow',
    });
    return (await result.json<{ rows: number }>())[0]?.rows ?? 0;
  }
}

const tableOf = (fileType: FileType): string => `${BENCH_DATABASE}.raw_${fileType.name}`;

/**
 * As Tranche stores it, where ClickHouse reads the bank's spelling by itself: dates as YYYYMMDD and YYYY-MM-DD, decimals,
 * integers; codes stay the letters they are. Only a flag (E, H) is no number for it.
 */
const rawType = ({ kind, required }: Column, texts: TextReading): string =>
  columnType(
    {
      ...kind,
      storedType: kind.name === 'flag' ? 'String' : kind.storedType,
      lowCardinality: texts === 'dictionary' && (kind.lowCardinality || kind.name === 'flag'),
    },
    required,
  );

const columnList = (fileType: FileType, texts: TextReading): string =>
  columnsOfVariant(fileType, VARIANT)
    .map((column) => `${column.name} ${rawType(column, texts)}`)
    .join(', ');

const createTable = (fileType: FileType): string =>
  `CREATE TABLE ${tableOf(fileType)} (${columnList(fileType, 'dictionary')})
   ENGINE = MergeTree ORDER BY (${fileType.key.join(', ')})`;

const insertRaw = (fileType: FileType, texts: TextReading): string =>
  `INSERT INTO ${tableOf(fileType)} SELECT ${columnsOfVariant(fileType, VARIANT)
    .map(({ name }) => name)
    .join(', ')} FROM url({url:String}, 'CSVWithNames', '${columnList(fileType, texts)}')`;
