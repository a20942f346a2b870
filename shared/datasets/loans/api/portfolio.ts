import * as z from 'zod';
import { type FileType, fileTypeOf } from '../../../contracts/contract.ts';
import { scaled, unscaled } from '../../../contracts/kinds/decimal.ts';
import { Slice } from '../../../contracts/slice.ts';
import { identifier, literal } from '../../../sql/quoting.ts';
import { rowCount } from '../../../sql/statement.ts';
import type { Warehouse } from '../../../warehouse/client.ts';
import { keptResult } from '../../../warehouse/kept-results.ts';
import { askBatch, type ProfiledBatch, rowsOf } from '../../../warehouse/profile-batch.ts';
import { liveBatches, publicationOfBatch } from '../../../warehouse/published.ts';
import { scaleOf } from '../../../warehouse/served-value.ts';
import { loans } from '../contract.ts';
import type { Portfolio, PortfolioFigures } from './schemas.ts';

/** Grows with every change of what is kept. */
const SUMS_VERSION = 'portfolio-1';

/** Days past due, both inclusive; null is without end. */
const BUCKETS: readonly { readonly from: number; readonly to: number | null }[] = [
  { from: 0, to: 0 },
  { from: 1, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 90 },
  { from: 91, to: null },
];

interface Share {
  readonly count: number;
  readonly balance: string;
}

/** All that the figures are made of: sums, so that loan types can be added up. Decimals as exact text. */
interface Sums {
  readonly count: number;
  readonly balance: string;
  readonly rates: string;
  /** Of rate times balance. */
  readonly weighted: string;
  readonly buckets: readonly Share[];
  readonly statuses: Readonly<Record<string, Share>>;
}

const sumsRow = z.record(z.string(), z.union([z.string(), z.number()]));

type LoanType = Portfolio['data'][number]['loan_type'];

const CREDIT = fileTypeOf(loans, 'credit');

/** What each loan type shows now, and all of them together. */
export async function readPortfolio(warehouse: Warehouse): Promise<Portfolio> {
  const slices = await Promise.all(Slice.allOf(loans).map((slice) => readSlice(warehouse, slice)));
  const loaded = slices.flatMap(({ sums }) => sums ?? []);
  const payments = slices.flatMap(({ figures }) => figures.payment_count ?? []);
  return {
    data: slices.map(({ figures }) => figures),
    total: {
      ...figuresOf(loaded.length === 0 ? undefined : loaded.reduce(added)),
      payment_count: payments.length === 0 ? null : payments.reduce((all, rows) => all + rows, 0),
    },
    next_cursor: null,
  };
}

async function readSlice(
  warehouse: Warehouse,
  slice: Slice,
): Promise<{ figures: Portfolio['data'][number]; sums: Sums | undefined }> {
  const live = await liveBatches(warehouse, slice);
  const creditBatch = live?.batches[CREDIT.name];
  const [sums, credit = null, payment_plan = null] = await Promise.all([
    creditBatch === undefined ? undefined : sumsOf({ warehouse, slice, table: CREDIT, batchId: creditBatch }),
    ...loans.fileTypes.map((fileType) => loadedFile(warehouse, slice, fileType, live?.batches[fileType.name])),
  ]);
  return {
    sums,
    figures: {
      loan_type: slice.variant as LoanType,
      loaded_at: live?.publishedAt ?? null,
      sync_id: live?.syncId ?? null,
      files: { credit, payment_plan },
      ...figuresOf(sums),
      payment_count: payment_plan?.row_count ?? null,
    },
  };
}

/** A batch of a file type, and the sync that loaded it: an earlier one than the last, where that brought no such file. */
async function loadedFile(
  warehouse: Warehouse,
  slice: Slice,
  fileType: FileType,
  batchId: string | undefined,
): Promise<Portfolio['data'][number]['files']['credit']> {
  if (batchId === undefined) return null;
  const batch = { warehouse, slice, table: fileType, batchId };
  const [publication, [counted]] = await Promise.all([
    publicationOfBatch(warehouse, slice, fileType.name, batchId),
    // Known from the parts of the batch, without reading a row.
    askBatch(batch, { name: 'portfolio-count', row: rowCount, sql: `SELECT count() AS rows FROM ${rowsOf(batch)}` }),
  ]);
  return {
    batch_id: batchId,
    sync_id: publication!.syncId,
    loaded_at: publication!.publishedAt,
    row_count: counted!.rows,
  };
}

/** The sums of a batch of credits: the kept result, or computed and kept. */
async function sumsOf(batch: ProfiledBatch): Promise<Sums> {
  const version = `${SUMS_VERSION}/${loans.version}`;
  const key = { batchId: batch.batchId, fileType: batch.table.name, version };
  const { json } = await keptResult(batch.warehouse, key, () => computeSums(batch));
  return JSON.parse(json) as Sums;
}

async function computeSums(batch: ProfiledBatch): Promise<Sums> {
  const { balance, rate, daysPastDue, status } = COLUMNS;
  const values = status.kind.jsonSchema.enum as readonly string[];
  const shares = [
    ...BUCKETS.map(
      ({ from, to }) => `${daysPastDue.sql} >= ${from}${to === null ? '' : ` AND ${daysPastDue.sql} <= ${to}`}`,
    ),
    ...values.map((value) => `${status.sql} = ${literal(value)}`),
  ];
  const [row] = await askBatch(batch, {
    name: 'portfolio-sums',
    row: sumsRow,
    sql: `SELECT count() AS rows, toString(sum(${balance.sql})) AS balance, toString(sum(${rate.sql})) AS rates,
       toString(sum(toDecimal128(${rate.sql}, ${rate.scale}) * ${balance.sql})) AS weighted,
       ${shares
         .flatMap((condition, index) => [
           `countIf(${condition}) AS count_${index}`,
           `toString(sumIf(${balance.sql}, ${condition})) AS balance_${index}`,
         ])
         .join(', ')}
     FROM ${rowsOf(batch)}`,
  });
  const share = (index: number): Share => ({
    count: Number(row![`count_${index}`]),
    balance: exact(row![`balance_${index}`], balance.scale),
  });
  return {
    count: Number(row!.rows),
    balance: exact(row!.balance, balance.scale),
    rates: exact(row!.rates, rate.scale),
    weighted: exact(row!.weighted, balance.scale + rate.scale),
    buckets: BUCKETS.map((_, index) => share(index)),
    statuses: Object.fromEntries(values.map((value, index) => [value, share(BUCKETS.length + index)])),
  };
}

/** With its full scale, which the engine's texts do not have. */
const exact = (text: string | number | undefined, scale: number): string =>
  scaled(unscaled(String(text), scale), scale);

const column = (name: string) => {
  const { kind } = CREDIT.columns.find((candidate) => candidate.name === name)!;
  return { sql: identifier(name), scale: scaleOf(kind), kind };
};
/** What the figures are made of. */
const COLUMNS = {
  balance: column('outstanding_principal_balance'),
  rate: column('nominal_interest_rate'),
  daysPastDue: column('days_past_due'),
  status: column('loan_status_code'),
};

/** Exact decimals of one scale, added. */
function plus(a: string, b: string): string {
  const scale = a.split('.')[1]?.length ?? 0;
  return scaled(unscaled(a, scale) + unscaled(b, scale), scale);
}

const plusShare = (a: Share, b: Share): Share => ({ count: a.count + b.count, balance: plus(a.balance, b.balance) });

const added = (a: Sums, b: Sums): Sums => ({
  count: a.count + b.count,
  balance: plus(a.balance, b.balance),
  rates: plus(a.rates, b.rates),
  weighted: plus(a.weighted, b.weighted),
  buckets: a.buckets.map((bucket, index) => plusShare(bucket, b.buckets[index]!)),
  statuses: Object.fromEntries(
    Object.entries(a.statuses).map(([value, share]) => [value, plusShare(share, b.statuses[value]!)]),
  ),
});

function figuresOf(sums: Sums | undefined): Omit<PortfolioFigures, 'payment_count'> {
  if (!sums) {
    return {
      credit_count: null,
      outstanding_balance: null,
      average_rate: null,
      weighted_average_rate: null,
      days_past_due: null,
      statuses: null,
    };
  }
  const { balance, rate } = COLUMNS;
  const shown = ({ count, balance: outstanding }: Share) => ({ count, outstanding_balance: outstanding });
  const balanceUnits = unscaled(sums.balance, balance.scale);
  return {
    credit_count: sums.count,
    outstanding_balance: sums.balance,
    average_rate: quotient(unscaled(sums.rates, rate.scale), BigInt(sums.count), rate.scale),
    weighted_average_rate: quotient(unscaled(sums.weighted, balance.scale + rate.scale), balanceUnits, rate.scale),
    days_past_due: BUCKETS.map((bucket, index) => ({ ...bucket, ...shown(sums.buckets[index]!) })),
    statuses: Object.entries(sums.statuses).map(([status, share]) => ({ status, ...shown(share) })),
  };
}

/** A quotient of units of `scale` decimals, rounded half up to as many; null of nothing. Neither is negative. */
const quotient = (units: bigint, divisor: bigint, scale: number): string | null =>
  divisor === 0n ? null : scaled((2n * units + divisor) / (2n * divisor), scale);
