import { type Column, columnsOfVariant, type FileType, recordKeyOf } from '../../shared/contracts/contract.ts';
import { columnType } from '../../shared/contracts/kinds/kind.ts';
import { LOAD_SETTINGS } from '../../shared/pipeline/load-target.ts';
import { assertLoaded, type Delivery } from '../deliveries.ts';
import { timed } from '../measure.ts';
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
  readonly #delivery: Delivery;
  readonly #urls: Readonly<Record<string, string>>;

  private constructor(service: BenchService, delivery: Delivery, urls: Readonly<Record<string, string>>) {
    this.#service = service;
    this.#delivery = delivery;
    this.#urls = urls;
  }

  /** @param delivery without wrong rows */
  static async prepare(service: BenchService, delivery: Delivery): Promise<RawLoad> {
    const urls: Record<string, string> = {};
    for (const [fileType, file] of Object.entries(delivery.paths)) {
      urls[fileType] = await putForReading(service, `bench/${fileType}-${delivery.rows}.csv`, file);
    }
    await service.warehouse.command({ query: `CREATE DATABASE IF NOT EXISTS ${BENCH_DATABASE}` });
    return new RawLoad(service, delivery, urls);
  }

  /** Into new tables; making and dropping them is not timed. */
  async run(texts: TextReading): Promise<LoadRun> {
    const { warehouse } = this.#service;
    const { contract, variant } = this.#delivery.slice;
    for (const fileType of contract.fileTypes) {
      await warehouse.command({ query: `DROP TABLE IF EXISTS ${tableOf(fileType)} SYNC` });
      await warehouse.command({ query: createTable(fileType, variant) });
    }
    await untilIdle(this.#service.pids);
    const { value, cpuSeconds } = await withCpu(this.#service.pids, () =>
      timed(async () => {
        for (const fileType of contract.fileTypes) {
          await warehouse.command({
            query: insertRaw(fileType, variant, texts),
            query_params: { url: this.#urls[fileType.name] },
            clickhouse_settings: {
              format_csv_delimiter: ';',
              date_time_input_format: 'best_effort',
              max_insert_threads: LOAD_SETTINGS.max_insert_threads,
            },
          });
        }
      }),
    );
    const loaded: Record<string, number> = {};
    for (const fileType of contract.fileTypes) loaded[fileType.name] = await this.#count(fileType);
    assertLoaded('The raw load', this.#delivery, loaded);
    for (const fileType of contract.fileTypes) {
      await warehouse.command({ query: `DROP TABLE ${tableOf(fileType)} SYNC` });
    }
    return { seconds: value.seconds, cpuSeconds };
  }

  async #count(fileType: FileType): Promise<number> {
    const result = await this.#service.warehouse.query({
      query: `SELECT count() AS rows FROM ${tableOf(fileType)}`,
      format: 'JSONEachRow',
    });
    return (await result.json<{ rows: number }>())[0]?.rows ?? 0;
  }
}

const tableOf = (fileType: FileType): string => `${BENCH_DATABASE}.raw_${fileType.name}`;

/**
 * As Tranche stores it, where ClickHouse reads the bank's spelling by itself: dates as YYYYMMDD and YYYY-MM-DD, decimals,
 * integers; codes stay the texts they are. Only a flag (E, H) is no number for it, and a list no list.
 */
const rawType = ({ kind, required }: Column, texts: TextReading): string =>
  columnType(
    {
      ...kind,
      storedType: kind.name === 'flag' || kind.storedType.startsWith('Array') ? 'String' : kind.storedType,
      lowCardinality: texts === 'dictionary' && (kind.lowCardinality || kind.name === 'flag'),
    },
    required,
  );

const columnList = (fileType: FileType, variant: string | null, texts: TextReading): string =>
  columnsOfVariant(fileType, variant)
    .map((column) => `${column.name} ${rawType(column, texts)}`)
    .join(', ');

/** Sorted by the key's columns that the file has. */
const createTable = (fileType: FileType, variant: string | null): string =>
  `CREATE TABLE ${tableOf(fileType)} (${columnList(fileType, variant, 'dictionary')})
   ENGINE = MergeTree ORDER BY (${recordKeyOf(fileType).join(', ')})`;

const insertRaw = (fileType: FileType, variant: string | null, texts: TextReading): string =>
  `INSERT INTO ${tableOf(fileType)} SELECT ${columnsOfVariant(fileType, variant)
    .map(({ name }) => name)
    .join(
      ', ',
    )} FROM url({url:String}, 'CSVWithNames', '${columnList(fileType, variant, texts).replaceAll("'", "''")}')`;
