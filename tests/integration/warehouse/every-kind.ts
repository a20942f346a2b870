import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { checkRecord } from '../../../shared/contracts/check-record.ts';
import type { Column, Dataset, FileType, RowRule } from '../../../shared/contracts/contract.ts';
import type { FileLayout } from '../../../shared/contracts/header.ts';
import { code } from '../../../shared/contracts/kinds/code.ts';
import { country } from '../../../shared/contracts/kinds/country.ts';
import { currency } from '../../../shared/contracts/kinds/currency.ts';
import { date } from '../../../shared/contracts/kinds/date.ts';
import { decimal, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import { email } from '../../../shared/contracts/kinds/email.ts';
import { flag } from '../../../shared/contracts/kinds/flag.ts';
import { iban } from '../../../shared/contracts/kinds/iban.ts';
import { integer } from '../../../shared/contracts/kinds/integer.ts';
import type { Kind, Value } from '../../../shared/contracts/kinds/kind.ts';
import { list } from '../../../shared/contracts/kinds/list.ts';
import { rate } from '../../../shared/contracts/kinds/rate.ts';
import { text } from '../../../shared/contracts/kinds/text.ts';
import { timestamp } from '../../../shared/contracts/kinds/timestamp.ts';
import { csvHeader, csvLine } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { FileLoad } from '../../../shared/pipeline/load-file.ts';
import { dropWorkTables } from '../../../shared/pipeline/work-tables.ts';
import { publish } from '../../../shared/warehouse/published.ts';
import { tableStatements } from '../../../shared/warehouse/tables.ts';
import type { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';

const VARIANT = 'ALL';
/** Cells of the column that are likely to be equal, and its extremes. */
const column = (
  number: number,
  name: string,
  kind: Kind,
  cells: fc.Arbitrary<string>,
  profile?: Column['profile'],
): Column & { readonly cells: fc.Arbitrary<string> } => ({
  number,
  name,
  kind,
  required: name.startsWith('key_'),
  meaning: name,
  cells: name.startsWith('key_')
    ? cells
    : fc.oneof({ arbitrary: cells, weight: 6 }, { arbitrary: fc.constant(''), weight: 1 }),
  ...(profile ? { profile } : {}),
});
const among = (...cells: readonly (string | bigint)[]) => fc.constantFrom(...cells.map(String));
const digits = (most: number, sign = '-?') => fc.stringMatching(new RegExp(`^${sign}[0-9]{1,${most}}$`));
const accounts = [
  'DE89370400440532013000',
  'DE89 3704 0044 0532 0130 00',
  'GB82WEST12345698765432',
  'de89370400440532013000',
];
const otherAccounts = ['DE88370400440532013000', 'ZZ99AB', 'XK051212012345678906', 'FR7630006000011234567890', '12345'];
const times = [
  '2024-02-29T23:59:59.999Z',
  '2024-02-29 00:00:00',
  '2024-03-01T02:00+03:00',
  '1900-01-01 00:00',
  '2299-12-31T23:59:59.999Z',
];

/** Columns of every kind, in names of their own: key_ is part of the key. */
export const everyColumn = [
  column(1, 'key_text', text({ maxLength: 20 }), among('a', 'B', 'ş', 'a b')),
  column(2, 'key_time', timestamp(), among(...times)),
  column(3, 'key_wide', integer({ min: -(10n ** 30n), max: 10n ** 30n }), fc.oneof(digits(2), digits(30))),
  column(4, 'shares', integer({ min: -1_000, max: 1_000 }), digits(2), 'numeric'),
  column(5, 'price', decimal({ scale: 4 }), among('0', '0.0001', '1.5', '2', '12345678901234.9999'), 'numeric'),
  column(
    6,
    'amount',
    decimal({ precision: 30, scale: 6, min: null }),
    fc.oneof(digits(2), among('0', '3', '-3', '0.0001')),
    'numeric',
  ),
  column(7, 'small', integer({ min: -128, max: 127 }), among('0', '1', '-128', '127', '7'), 'both'),
  column(
    8,
    'long',
    integer({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    among('0', '7', -(2n ** 63n), 2n ** 63n - 1n),
    'both',
  ),
  column(9, 'unsigned', integer({ min: 0, max: 2n ** 64n - 1n }), among('0', '7', 2n ** 64n - 1n), 'numeric'),
  column(
    10,
    'huge',
    integer({ min: -(10n ** 76n) + 1n }),
    fc.oneof(among('0', '7', 10n ** 76n - 1n, 1n - 10n ** 76n), digits(76)),
    'numeric',
  ),
  column(
    11,
    'fine',
    decimal({ precision: 38, scale: 10, shown: 2, min: null }),
    fc.oneof(among('0', '7', '1.5', '-0.0000000001'), digits(28)),
    'numeric',
  ),
  column(
    12,
    'widest',
    decimal({ precision: 76, scale: 2, min: null }),
    fc.oneof(among('0', '7', '1.5', '-7'), digits(74)),
    'numeric',
  ),
  column(
    13,
    'narrow',
    decimal({ precision: 7, scale: 2, min: '-99999.99' }),
    fc.oneof(among('7', '1.5'), digits(5)),
    'both',
  ),
  column(14, 'interest', rate({ unit: 'fraction', max: '1' }), among('0', '1', '0.5', '18.5%'), 'numeric'),
  column(
    15,
    'day',
    date({ withMidnight: true }),
    among('20240229', '2024-03-01 00:00:00', '1900-01-01', '31.12.2100'),
    'categorical',
  ),
  column(16, 'at', timestamp(), among(...times), 'categorical'),
  column(17, 'paid_in', currency(), among('EUR', 'USD', 'TRY'), 'categorical'),
  column(18, 'kept_in', currency(), among('EUR', 'USD', 'TRY')),
  column(19, 'mail', email(), among('anna@example.com', 'Anna@Example.com', 'ş@örnek.com.tr')),
  column(20, 'land', country(), among('DE', 'XK', 'TR'), 'categorical'),
  column(21, 'account', iban({ anyCase: true }), among(...accounts, ...otherAccounts)),
  column(
    22,
    'accounts',
    list(iban({ anyCase: true })),
    fc.array(among(...accounts, ...otherAccounts), { minLength: 1, maxLength: 3 }).map((each) => each.join('|')),
  ),
  column(23, 'tags', list(text({ maxLength: 5 })), among('a', 'a|b', ' b | a ', "it's|\\")),
  column(24, 'counts', list(integer({ min: 0 })), among('1', '1|2', '3|3|4294967295')),
  column(25, 'moments', list(timestamp()), among(times[0]!, `${times[1]}|${times[2]}`)),
  column(26, 'insured', flag({ yes: ['Y'], no: ['N'] }), among('Y', 'N'), 'categorical'),
  column(
    27,
    'side',
    code([
      { input: 'B', value: 'BUY', meaning: '' },
      { input: 'S', value: 'SELL', meaning: '' },
    ]),
    among('B', 'S', 's'),
    'categorical',
  ),
  column(28, 'code_like', text({ lowCardinality: true }), among('1', '1.0', '01', 'EUR'), 'categorical'),
] as const;

export type Cells = Record<string, string>;
export const rowOfCells: fc.Arbitrary<Cells> = fc.record(
  Object.fromEntries(everyColumn.map(({ name, cells }) => [name, cells])),
) as fc.Arbitrary<Cells>;

export const everyKind = (
  rowRules: readonly RowRule[] = [],
): Dataset & { readonly fileTypes: readonly [FileType] } => ({
  name: 'everykind',
  title: 'Every kind',
  version: 'every-kind-1',
  variants: { column: 'part', names: [VARIANT] },
  fileTypes: [
    {
      name: 'every',
      rulePrefix: 'EVERY',
      title: 'One column of every kind',
      table: 'fact_every',
      key: ['key_text', 'key_time', 'key_wide'],
      columns: everyColumn,
      rowRules,
    },
  ],
});

export interface EveryRow {
  readonly row_number: number;
  readonly values: Readonly<Record<string, Value>>;
}

interface LoadedRows {
  readonly batchId: string;
  /** Those that must be loaded. */
  readonly rows: readonly EveryRow[];
  /** What must be found in the others, but for repeated keys. */
  readonly errors: readonly { row_number: number; rule_id: string; raw_value: string | null; detail: string }[];
  /** What the cells that can be read add up to, in units of the last decimal. */
  readonly sums: Readonly<Record<string, bigint>>;
  readonly controlSums: Readonly<Record<string, string>>;
}

/** Loads files of a dataset as the service does, and publishes them; the rows as TypeScript says they are. */
export function loadsOf(test: ReturnType<typeof warehouseUnderTest>, dataset: ReturnType<typeof everyKind>) {
  const [fileType] = dataset.fileTypes;
  const slice = Slice.of(dataset, VARIANT);
  let fencing = 0;

  const layout = (header: string): FileLayout => ({
    delimiter: ';',
    columns: fileType.columns.map(({ name }) => name),
    headerLine: 0,
    dataOffset: Buffer.byteLength(header),
    encoding: 'utf-8',
    bom: false,
    lineEnd: 'LF',
  });

  /** Stores rows, whatever is in them, as a batch that is published. */
  async function loadAny(cells: readonly Cells[]): Promise<LoadedRows> {
    for (const statement of tableStatements(dataset)) await test.sql.command(statement);
    const header = `${csvHeader(fileType, VARIANT)}\n`;
    const lines = cells.map((each) => csvLine(fileType, VARIANT, each));
    const part = test.stage(Buffer.from(`${header}${lines.join('\n')}\n`), layout(header));
    const batchId = randomUUID();
    const target = { slice, batchId, referenceBatchIds: {} };
    const summedColumns = fileType.columns.filter(({ kind }) => kind.isSummable).map(({ name }) => name);
    const fileLoad = new FileLoad(test.warehouse, target, fileType, [{ ...part, summedColumns }]);
    await fileLoad.prepare();
    await fileLoad.pass();
    await fileLoad.inspect();
    await fileLoad.settle();
    await dropWorkTables(test.warehouse, slice);
    fencing += 1;
    await publish(test.warehouse, slice, {
      fencing,
      syncId: randomUUID(),
      batchId,
      by: 'test',
      reason: '',
      orderId: randomUUID(),
      batches: { [fileType.name]: batchId },
    });
    const keys = new Set<string>();
    const rows: EveryRow[] = [];
    const sums: Record<string, bigint> = Object.fromEntries(summedColumns.map((name) => [name, 0n]));
    const errors: { row_number: number; rule_id: string; raw_value: string | null; detail: string }[] = [];
    for (const [index, line] of lines.entries()) {
      const { findings, values } = checkRecord(fileType, VARIANT, layout(header), line);
      for (const { ruleId, rawValue, detail } of findings) {
        errors.push({ row_number: index + 1, rule_id: ruleId, raw_value: rawValue, detail });
      }
      for (const name of summedColumns) {
        const { scale } = fileType.columns.find((each) => each.name === name)!.kind.number!;
        sums[name]! += unscaled(String(values[name] ?? '0'), scale);
      }
      if (findings.length > 0) continue;
      const key = fileType.key.map((name) => String(values[name])).join('/');
      if (!keys.has(key)) rows.push({ row_number: index + 1, values });
      keys.add(key);
    }
    return { batchId, rows, errors, sums, controlSums: fileLoad.controlTotals[0]!.sums };
  }

  /** Of rows in which nothing is wrong. */
  async function load(cells: readonly Cells[]): Promise<LoadedRows> {
    const loaded = await loadAny(cells);
    if (loaded.errors.length > 0) throw new Error(`the test's own rows are wrong: ${JSON.stringify(loaded.errors)}`);
    return loaded;
  }

  return { fileType, slice, load, loadAny };
}
