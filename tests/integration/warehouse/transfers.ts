import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import * as z from 'zod';
import type { DatasetComputation } from '../../../shared/contracts/computation.ts';
import { atMost, number, present } from '../../../shared/contracts/condition.ts';
import type { Column, Dataset, FileType, RowRule } from '../../../shared/contracts/contract.ts';
import type { FileLayout } from '../../../shared/contracts/header.ts';
import { decimal } from '../../../shared/contracts/kinds/decimal.ts';
import type { Kind, Value } from '../../../shared/contracts/kinds/kind.ts';
import { text } from '../../../shared/contracts/kinds/text.ts';
import { FileCheck } from '../../../shared/contracts/offline/file-check.ts';
import { RecordSplitter } from '../../../shared/contracts/offline/record-splitter.ts';
import { csvHeader, csvLine } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { FileLoad } from '../../../shared/pipeline/load-file.ts';
import { storeGroupFindings } from '../../../shared/pipeline/row-groups.ts';
import { storeWarnings } from '../../../shared/pipeline/warnings.ts';
import { dropWorkTables } from '../../../shared/pipeline/work-tables.ts';
import { liveBatches, publish } from '../../../shared/warehouse/published.ts';
import type { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';

const column = (index: number, name: string, kind: Kind, required = true): Column => ({
  number: index,
  name,
  kind,
  required,
  meaning: name,
});
const columns = [
  column(1, 'id', text({ maxLength: 20, sample: (random) => `T${Math.floor(random() * 1e6)}` })),
  column(2, 'payer', text({ maxLength: 20, sample: (random) => `P${Math.floor(random() * 1e6)}` })),
  column(3, 'beneficiary', text({ maxLength: 20 }), false),
  column(4, 'amount', decimal({ scale: 2 })),
  column(5, 'currency', text({ maxLength: 3, lowCardinality: true, sample: () => 'EUR' }), false),
];
const rule = (of: number, severity: RowRule['severity'], field: string, holds: RowRule['holds']): RowRule => ({
  number: of,
  severity,
  errorType: 'VALUE',
  field,
  holds,
  reason: `${field} is right by the rule ${of}`,
  why: 'A test says that it is remarkable.',
  example: {},
});
const rowRules = [
  rule(899, 'QUARANTINE', 'amount', atMost('amount', number('1000'))),
  rule(801, 'QUARANTINE', 'currency', present('currency')),
  rule(811, 'WARNING', 'amount', atMost('amount', number('500'))),
  rule(821, 'ERROR', 'amount', atMost('amount', number('5000'))),
];
const group = (of: number, ...names: string[]) => ({
  number: of,
  columns: names,
  reason: `no other row has the same ${names.join(', ')}`,
  why: 'A test says that it is remarkable that there are several.',
});

/** Rows of one record key are allowed, and quarantined together if they name the same beneficiary. */
export const transfer: FileType = {
  name: 'transfer',
  rulePrefix: 'TEST-TRANSFER',
  title: 'Transfers',
  table: 'fact_transfer',
  key: ['id', 'payer', 'row_number'],
  columns,
  rowRules,
  groupRules: [group(802, 'id', 'payer', 'beneficiary')],
};
/** One row a record key; those that ask for the same are quarantined, however often they are named. */
export const order: FileType = {
  name: 'order',
  rulePrefix: 'TEST-ORDER',
  title: 'Orders',
  table: 'fact_order',
  key: ['id'],
  columns,
  rowRules,
  groupRules: [group(800, 'payer', 'beneficiary', 'amount'), group(803, 'payer', 'currency')],
};

export const transfers: Omit<Dataset, 'settings' | keyof DatasetComputation> & Omit<DatasetComputation, 'settings'> = {
  name: 'transfers',
  title: 'Transfers',
  version: 'transfers-1',
  fileTypes: [transfer, order],
  derivedTables: [
    {
      name: 'paid',
      title: 'What each payer paid',
      table: 'derived_paid',
      key: ['payer'],
      columns: [column(1, 'payer', text()), column(2, 'total', decimal({ precision: 30, scale: 2 }))],
      from: ['transfer'],
      select: ({ rows }) =>
        `SELECT payer, toDecimal128(sum(amount), 2) AS total, min(row_number) AS row_number FROM ${rows('transfer')} GROUP BY payer`,
      checks: [],
      origins: [{ table: 'transfer', columns: { payer: 'payer' } }],
    },
  ],
  analyses: [
    {
      name: 'how-many',
      title: 'How many transfers',
      parameters: z.strictObject({}),
      chart: null,
      from: ['transfer'],
      columns: [{ name: 'transfers', kind: decimal({ scale: 0 }) }],
      sql: ({ rows }) => `SELECT toDecimal64(count(), 0) AS transfers FROM ${rows('transfer')}`,
    },
  ],
};

export type Cells = Record<string, string>;
/** Few values, so that rows meet; some go the slow lane, some are rejected. */
export const transferCells: fc.Arbitrary<Cells> = fc.record({
  id: fc.constantFrom('1', '2', '3', 'ş "x"', '4', '5', '6', '7', '8', '9'),
  payer: fc.constantFrom('A', 'B', 'Ğ'),
  beneficiary: fc.constantFrom('', 'X', 'Y'),
  amount: fc.constantFrom('1', '1.00', '500.01', '1000', '1000.01', '5001', 'x'),
  currency: fc.constantFrom('', 'EUR', 'EUR', 'USD'),
}) as fc.Arbitrary<Cells>;

/** Of a row that is loaded. */
export interface ExpectedRow {
  readonly row_number: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly quarantine_rule: string | null;
}

export function transfersUnderTest(test: ReturnType<typeof warehouseUnderTest>, dataset: Dataset = transfers) {
  const slice = Slice.of(dataset, null);

  const layoutOf = (fileType: FileType): FileLayout => ({
    delimiter: ';',
    columns: fileType.columns.map(({ name }) => name),
    headerLine: 0,
    dataOffset: Buffer.byteLength(`${csvHeader(fileType, null)}\n`),
    encoding: 'utf-8',
    bom: false,
    lineEnd: 'LF',
  });
  const fileOf = (fileType: FileType, cells: readonly Cells[]) =>
    Buffer.from(`${csvHeader(fileType, null)}\n${cells.map((each) => `${csvLine(fileType, null, each)}\n`).join('')}`);

  /** What the check without a warehouse says of a file. */
  function expected(fileType: FileType, cells: readonly Cells[]) {
    const check = new FileCheck(fileType, null, layoutOf(fileType), undefined);
    const splitter = new RecordSplitter(layoutOf(fileType));
    const records = [...splitter.push(fileOf(fileType, cells)), ...splitter.end()];
    const found = records.flatMap((record) => check.check(record) ?? []);
    const all = [...found, ...check.end()];
    return { all, check };
  }

  /** Loads a file of it into a batch, as a sync does before anything is kept. */
  async function load(fileType: FileType, cells: readonly Cells[], batchId: string = randomUUID()) {
    const part = test.stage(fileOf(fileType, cells), layoutOf(fileType));
    const fileLoad = new FileLoad(test.warehouse, { slice, batchId, referenceBatchIds: {} }, fileType, [part]);
    await fileLoad.prepare();
    await fileLoad.pass();
    await fileLoad.inspect();
    const counts = await fileLoad.settle();
    return { batchId, counts };
  }

  async function makeLive(batches: Record<string, string>) {
    const before = await liveBatches(test.warehouse, slice);
    const syncId = randomUUID();
    await publish(test.warehouse, slice, {
      fencing: (before?.fencing ?? 0) + 1,
      syncId,
      batchId: Object.values(batches)[0]!,
      by: 'test',
      reason: '',
      orderId: syncId,
      batches: { ...before?.batches, ...batches },
    });
    return (await liveBatches(test.warehouse, slice))!;
  }

  /** As {@link load}, with what follows a load, published. */
  async function publishFile(fileType: FileType, cells: readonly Cells[]) {
    const loaded = await load(fileType, cells);
    await storeWarnings(test.warehouse, slice, fileType, loaded.batchId, {});
    await storeGroupFindings(test.warehouse, { slice, batchId: loaded.batchId }, fileType);
    await dropWorkTables(test.warehouse, slice);
    return { ...loaded, live: await makeLive({ [fileType.name]: loaded.batchId }) };
  }

  return { slice, load, makeLive, publishFile, expected };
}
