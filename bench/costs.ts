import { type Figure, figure } from './figures.ts';

/**
 * What loading a gigabyte costs on AWS, from the seconds that a sync takes here. Assumptions, not a bill: list prices of
 * eu-central-1 in US dollars, to be checked before anybody relies on them. docs/performance.md explains the model.
 */
const PRICES = {
  /** Lambda on arm64, a GB of memory for a second. */
  lambdaGigabyteSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  /** REST API. */
  apiRequest: 3.7 / 1e6,
  s3Write: 0.0054 / 1000,
  s3Read: 0.00043 / 1000,
  s3GigabyteMonth: 0.0245,
  sqsRequest: 0.4 / 1e6,
  dynamodbWrite: 0.7625 / 1e6,
  dynamodbRead: 0.1525 / 1e6,
  /** m7g.large: two cores, 8 GB, as the machine that the seconds are measured on has two. */
  engineHour: 0.0976,
} as const;

/** What one sync of both files does besides computing: generous estimates, in a sum in which they hardly show. */
const CALLS = {
  /** Two uploads announced and completed, one sync, and looking whether it is done. */
  apiRequests: 20,
  /** Of a function that answers the API. */
  apiGigabyteSeconds: 20 * 2 * 0.5 * 0.05,
  lambdaRequests: 45,
  dynamodbWrites: 60,
  dynamodbReads: 80,
  sqsRequests: 5,
  /** HEADs by the functions, ranges by the engine. */
  s3Reads: 30,
} as const;

const PART_BYTES = 64 * 1024 ** 2;
const RUN_SYNC_GIGABYTES = 0.5;
/** stage-upload reads the head of a file, and all of it if the bank declared its checksum. */
const STAGE_UPLOAD_GIGABYTE_SECONDS = 2 * 1.769 * 1;
/** As long as loaded files are kept, unless the CDK app's context says otherwise (`stagedFileDays`). */
const STAGED_DAYS = 90;

export interface SyncWork {
  readonly seconds: number;
  readonly bytes: number;
}

/** By item, for one gigabyte (10^9 bytes) of files. */
export function dollarsPerGigabyte({ seconds, bytes }: SyncWork) {
  const gigabytes = bytes / 1e9;
  const lambdaGigabyteSeconds = seconds * RUN_SYNC_GIGABYTES + STAGE_UPLOAD_GIGABYTE_SECONDS + CALLS.apiGigabyteSeconds;
  const requests =
    CALLS.apiRequests * PRICES.apiRequest +
    CALLS.lambdaRequests * PRICES.lambdaRequest +
    CALLS.dynamodbWrites * PRICES.dynamodbWrite +
    CALLS.dynamodbReads * PRICES.dynamodbRead +
    CALLS.sqsRequests * PRICES.sqsRequest +
    CALLS.s3Reads * PRICES.s3Read +
    (Math.ceil(bytes / PART_BYTES) + 4) * PRICES.s3Write;
  const items = {
    engine: ((seconds / 3600) * PRICES.engineHour) / gigabytes,
    functions: (lambdaGigabyteSeconds * PRICES.lambdaGigabyteSecond) / gigabytes,
    requests: requests / gigabytes,
    staged_files: (PRICES.s3GigabyteMonth * STAGED_DAYS) / 30,
  };
  return { ...items, total: Object.values(items).reduce((sum, item) => sum + item, 0) };
}

/** In thousandths of a dollar: the figures are small. */
export function costFigures(key: string, runs: readonly SyncWork[]): Figure[] {
  const costs = runs.map(dollarsPerGigabyte);
  const millidollars = (item: keyof (typeof costs)[number]) => costs.map((cost) => cost[item] * 1000);
  return [
    figure(
      `${key}.engine_millidollars_per_gigabyte`,
      'cost of a GB: engine while it loads',
      'm$',
      millidollars('engine'),
    ),
    figure(`${key}.functions_millidollars_per_gigabyte`, 'cost of a GB: Lambda', 'm$', millidollars('functions')),
    figure(
      `${key}.requests_millidollars_per_gigabyte`,
      'cost of a GB: requests of all services',
      'm$',
      millidollars('requests'),
    ),
    figure(
      `${key}.storage_millidollars_per_gigabyte`,
      `cost of a GB: staged file, ${STAGED_DAYS} days`,
      'm$',
      millidollars('staged_files'),
    ),
    figure(`${key}.total_millidollars_per_gigabyte`, 'cost of a GB: all of it', 'm$', millidollars('total')),
  ];
}
