/** Deliveries that depend on what was delivered before, or on what was said of them: corrections, parts, gates, totals. */
import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import type { SampleRow } from '../../../shared/contracts/samples.ts';
import type { Slice } from '../../../shared/contracts/slice.ts';
import { type Content, type PlannedDelivery, type PlannedFile, single } from './delivery.ts';
import { damaged, generatedFiles, generatedLines } from './generated-files.ts';
import {
  CASH,
  COMMERCIAL,
  file,
  packed,
  RATES,
  RETAIL,
  rightFile,
  SALES,
  TRADES,
  withHeader,
} from './planned-files.ts';
import { EACH, loan, quotedThroughout, RightRows } from './right-rows.ts';

const LIVE = 3;
const WRONG = { customer_type: '?' } as const;
const WRONG_PAYMENT = { installment_amount: 'x' } as const;

const written = (slice: Slice, fileType: string, seed: number, make: (rows: RightRows) => Iterable<string | Buffer>) =>
  file(fileType, () => {
    const rows = new RightRows(slice, fileType, { seed });
    return withHeader(rows.header, make(rows));
  });

const creditsFrom = (seed: number, make: (rows: RightRows) => Iterable<string | Buffer>) =>
  written(RETAIL, 'credit', seed, make);
const paymentsFrom = (seed: number, make: (rows: RightRows) => Iterable<string | Buffer>) =>
  written(RETAIL, 'payment_plan', seed, make);

const keyed = (account: string, cells: SampleRow = {}): SampleRow => ({ loan_account_number: account, ...cells });
const installment = (account: string, number: number, cells: SampleRow = {}): SampleRow => ({
  loan_account_number: account,
  installment_number: String(number),
  ...cells,
});

/** Of the keys that come several times, how often. */
const CONTESTED = { TWICE: 2, THRICE: 3, 'FIRST WRONG': 2 } as const;

/** A book with wrong rows, and keys that several rows have. @param others right credits besides, each with payments */
const bookWithWrongRows = (others: number): readonly PlannedFile[] => [
  creditsFrom(31, (rows) => [
    ...rows.lines(others),
    ...Array.from({ length: 12 }, (_, at) => rows.line(keyed(`WRONG ${at}`, WRONG))),
    ...Object.entries(CONTESTED).flatMap(([key, times]) =>
      Array.from({ length: times }, (_, time) =>
        rows.line(keyed(key, { customer_id: `C${time}`, ...(key === 'FIRST WRONG' && time === 0 ? WRONG : {}) })),
      ),
    ),
  ]),
  paymentsFrom(32, (rows) => [
    ...rows.lines(others),
    ...Array.from({ length: 36 }, (_, at) => rows.line(installment(`WRONG ${at % 12}`, 1 + Math.floor(at / 12)))),
    ...Array.from({ length: 5 }, (_, at) => rows.line(installment(loan(0), 50 + at, WRONG_PAYMENT))),
    // Both are told of: the first waits for its credit, the second is wrong itself.
    rows.line(installment('WRONG 0', 9)),
    rows.line(installment('WRONG 0', 9, WRONG_PAYMENT)),
    ...Array.from({ length: 3 }, () => rows.line(installment(loan(0), 60))),
    ...Array.from({ length: 3 }, () => rows.line(installment('NOBODY', 1))),
  ]),
];

/** Brings some rows right, others still wrong, and rows of contested keys. @param others live rows that it brings anew */
const mendedRows = (others: number): readonly PlannedFile[] => [
  creditsFrom(33, (rows) => [
    ...Array.from({ length: 6 }, (_, at) => rows.line(keyed(`WRONG ${at}`))),
    ...Array.from({ length: 2 }, (_, at) => rows.line(keyed(`WRONG ${at + 6}`, WRONG))),
    ...Object.keys(CONTESTED).flatMap((key) => [rows.line(keyed(key)), rows.line(keyed(key))]),
    quotedThroughout(rows.line(keyed('THRICE'))),
    rows.line(keyed('NEW')),
    rows.line(keyed('NEW')),
    ...rows.lines(others),
  ]),
  paymentsFrom(34, (rows) => [
    ...Array.from({ length: 3 }, (_, at) => rows.line(installment(loan(0), 50 + at))),
    rows.line(installment('WRONG 1', 1)),
    rows.line(installment('WRONG 11', 1)),
    ...Array.from({ length: 2 }, () => rows.line(installment(loan(0), 60))),
  ]),
];

const corrections = (name: string, others: number, broughtAnew: number): PlannedDelivery => ({
  name,
  slice: RETAIL,
  tenant: LIVE,
  steps: [
    { name: 'load', files: bookWithWrongRows(others) },
    {
      name: 'as they were',
      corrects: 'load',
      files: [
        { fileType: 'credit', rejectedIn: 'load' },
        { fileType: 'payment_plan', rejectedIn: 'load' },
      ],
    },
    {
      name: 'as they were, with others',
      corrects: 'load',
      files: [
        rightFile(RETAIL, 'credit', 2, { first: 30_000_000 }),
        { fileType: 'credit', rejectedIn: 'load' },
        { fileType: 'payment_plan', rejectedIn: 'load' },
        rightFile(RETAIL, 'payment_plan', 2, { first: 9 }),
      ],
    },
    { name: 'mended', corrects: 'as they were, with others', files: mendedRows(broughtAnew) },
    {
      name: 'mended again',
      corrects: 'mended',
      files: [
        creditsFrom(35, (rows) => [
          ...Array.from({ length: 6 }, (_, at) => rows.line(keyed(`WRONG ${at + 6}`))),
          ...Array.from({ length: 5 }, () => rows.line(keyed('THRICE'))),
        ]),
      ],
    },
    {
      name: 'rejected of the correction',
      corrects: 'mended again',
      files: [
        { fileType: 'credit', rejectedIn: 'mended again' },
        rightFile(RETAIL, 'credit', 3, { first: 20_000_000 }),
        rightFile(RETAIL, 'payment_plan', 5),
      ],
    },
  ],
});

/** Contested keys by the hundred, some of them brought many times. */
const manyContested: PlannedDelivery = {
  name: 'corrections of many contested keys',
  slice: RETAIL,
  tenant: LIVE,
  steps: [
    {
      name: 'load',
      files: [
        creditsFrom(36, (rows) =>
          Array.from({ length: 4000 }, (_, at) => rows.line(keyed(`KEY ${at % 2000}`, { customer_id: `C${at}` }))),
        ),
      ],
    },
    {
      name: 'contested',
      corrects: 'load',
      files: [
        creditsFrom(37, (rows) => [
          ...Array.from({ length: 6000 }, (_, at) => rows.line(keyed(`KEY ${at % 3000}`))),
          ...rows.lines(100),
        ]),
      ],
    },
  ],
};

/** Payments of one id, payer, beneficiary and time: a batch payment, whatever their order and spelling. */
const batchPayment = (id: string, at: string, cells: SampleRow = {}): SampleRow => ({
  id,
  payer_iban: 'DE89370400440532013000',
  beneficiary_iban: 'GB82WEST12345698765432',
  ts: at,
  ...cells,
});

const groupsOf = (rows: RightRows): string[] => [
  ...[1, 2].map(() => rows.line(batchPayment('PAIR', '2024-01-02T10:00:00Z'))),
  ...[1, 2, 3].map(() => rows.line(batchPayment('THREE', '2024-01-02T10:00:00Z'))),
  rows.line(batchPayment('ONE INSTANT', '2024-01-02T10:00:00Z')),
  rows.line(batchPayment('ONE INSTANT', '2024-01-02T13:00:00+03:00')),
  quotedThroughout(rows.line(batchPayment('ONE INSTANT', '2024-01-02 10:00:00'))),
  rows.line(batchPayment('ONE WRONG', '2024-01-02T10:00:00Z')),
  rows.line(batchPayment('ONE WRONG', '2024-01-02T10:00:00Z', { amount: 'x' })),
  rows.line(batchPayment('OTHER TIMES', '2024-01-02T10:00:00Z')),
  rows.line(batchPayment('OTHER TIMES', '2024-01-02T10:00:01Z')),
  rows.line(batchPayment('CASE', '2024-01-02T10:00:00Z')),
  rows.line(batchPayment('CASE', '2024-01-02T10:00:00Z', { payer_iban: 'de89370400440532013000' })),
  ...[1, 2].map(() =>
    rows.line(batchPayment('NO COUNTRY', '2024-01-02T10:00:00Z', { payer_iban: 'ZZ68539007547034' })),
  ),
  rows.line(batchPayment('ALONE', '2024-01-02T10:00:00Z', { payer_iban: 'ZZ68539007547034' })),
  ...Array.from({ length: 50 }, () => rows.line(batchPayment('FIFTY', '2024-03-31T01:30:00Z'))),
];

/** @param others right payments of each file besides */
const cashFiles = (others: number): readonly PlannedFile[] => [
  rightFile(CASH, 'company', 30),
  ...['sepa', 'swift'].map((fileType) =>
    written(CASH, fileType, 41, (rows) => [...rows.lines(others / 2), ...groupsOf(rows), ...rows.lines(others / 2)]),
  ),
  RATES,
];

const groups = (name: string, others: number): PlannedDelivery => ({
  name,
  slice: CASH,
  tenant: LIVE,
  steps: [
    { name: 'load', files: cashFiles(others) },
    {
      name: 'regrouped',
      corrects: 'load',
      files: [
        written(CASH, 'sepa', 42, (rows) => [
          rows.line(batchPayment('PAIR', '2024-01-02T10:00:00Z')),
          rows.line(batchPayment('ALONE', '2024-01-02T10:00:00Z')),
          rows.line(batchPayment('ONE WRONG', '2024-01-02T10:00:00Z')),
          ...[1, 2].map(() => rows.line(batchPayment('NEW PAIR', '2024-01-02T10:00:00Z'))),
          rows.line(batchPayment('NEW', '2024-01-02T10:00:00Z', { currency: 'USD' })),
        ]),
      ],
    },
    { name: 'derived anew', files: [], rebuild: true },
  ],
});

/** A file in three uploads, each written in another way, with keys that repeat those of the others. */
const inParts = (name: string, others: number, announced: PlannedFile['announced'] = {}): PlannedDelivery => {
  const part = (
    seed: number,
    number: number,
    make: (rows: RightRows) => readonly string[],
    delimiter: ';' | ',' | '\t' = ';',
  ) => {
    const rows = new RightRows(RETAIL, 'credit', { first: number * (others + 10), seed, delimiter });
    return { header: rows.header, lines: [...rows.lines(others), ...make(rows)] };
  };
  const shared = (rows: RightRows, delimiter: string): string[] => [
    rows.line(keyed('IN ALL PARTS')),
    rows.line(keyed('TWICE HERE')),
    rows.line(keyed('TWICE HERE')),
    rows.line(keyed('WRONG', WRONG)),
    quotedThroughout(rows.line(keyed('QUOTED')), delimiter as ';'),
    rows.line(keyed('LINES', { customer_district_code: 'a\nb' })),
    '',
  ];
  const reversed = (line: string) => line.split('\t').reverse().join('\t');
  const plain = file(
    'credit',
    () => {
      const { header, lines } = part(51, 0, (rows) => shared(rows, ';'));
      return [...withHeader(header, lines), ';;;\n\x1a'];
    },
    { name: 'first.csv' },
  );
  const tabs = file(
    'credit',
    () => {
      const { header, lines } = part(52, 1, (rows) => shared(rows, '\t'), '\t');
      return withHeader(
        reversed(header),
        lines.map((line) => (line.includes('\n') || line.includes('"') ? line : reversed(line))),
        '\r\n',
      );
    },
    { name: 'second.tsv', announced },
  );
  const commas = packed(
    file(
      'credit',
      () => {
        const { header, lines } = part(53, 2, (rows) => shared(rows, ','), ',');
        return withHeader(header, lines);
      },
      { name: 'third.csv' },
    ),
  );
  const payments = (first: number): PlannedFile =>
    file(
      'payment_plan',
      () => {
        const rows = new RightRows(RETAIL, 'payment_plan', { first: first * others, seed: 54 });
        return withHeader(rows.header, [
          ...rows.lines(others),
          rows.line(installment('NOBODY', 1)),
          rows.line(installment(loan(0), 40)),
          rows.line(installment('IN ALL PARTS', 1)),
          rows.line(installment('WRONG', 1)),
          rows.line(installment(loan(0), 41, WRONG_PAYMENT)),
        ]);
      },
      { name: `payments-${first}.csv` },
    );
  return single(name, RETAIL, LIVE, [plain, tabs, commas, payments(0), payments(1)]);
};

const SUMMED = 'original_loan_amount';
const CENTS = 2;

/** A file of credits of which the bank says what it adds up to. @param off by how much, in rows and in cents */
const withTotals = (
  name: string,
  count: number,
  off: { rows: number; cents: bigint },
  unreadable = 0,
): PlannedDelivery => {
  const rows = (): SampleRow[] => {
    const made = new RightRows(RETAIL, 'credit', { seed: 61 });
    return Array.from({ length: count }, (_, at) =>
      made.row(at % 10 === 3 ? WRONG : at < unreadable ? { [SUMMED]: 'x' } : at === 7 ? keyed(loan(6)) : {}),
    );
  };
  const sum = rows().reduce(
    (total, row) => (row[SUMMED] === 'x' ? total : total + unscaled(row[SUMMED]!, CENTS)),
    off.cents,
  );
  const content = (): Content => {
    const writer = new RightRows(RETAIL, 'credit');
    return withHeader(
      writer.header,
      rows().map((row) => writer.written(row)),
    );
  };
  const announced = { expected_rows: count + off.rows, expected_sums: { [SUMMED]: scaled(sum, CENTS) } };
  return single(name, RETAIL, 1, [file('credit', content, { announced })]);
};

const JUST_RIGHT = { rows: 0, cents: 0n };
const OFF = { rows: 1, cents: 1n };

const paymentsAlone = (name: string, count: number): PlannedDelivery => ({
  name,
  slice: RETAIL,
  tenant: LIVE,
  steps: [
    { name: 'load', files: [rightFile(RETAIL, 'credit', 1300), rightFile(RETAIL, 'payment_plan', 200)] },
    {
      name: 'payments alone',
      files: [
        paymentsFrom(71, (rows) => [
          ...rows.lines(count),
          ...Array.from({ length: 300 }, (_, at) => rows.line(installment(loan(1200 + at), 99))),
          ...Array.from({ length: 2 }, () => rows.line(installment(loan(3), 98))),
          quotedThroughout(rows.line(installment('NOBODY', 1))),
          '',
          rows.line(installment(loan(4), 97, WRONG_PAYMENT)),
        ]),
      ],
    },
    { name: 'credits alone', files: [rightFile(RETAIL, 'credit', 1000, { seed: 72 })] },
  ],
});

const wrongShare = (slice: Slice, name: string, rows: number, errors: number, most: number): PlannedDelivery =>
  single(name, slice, 2, generatedFiles(slice, { rows, errors, seed: 81 }), { config: { max_error_rate: most } });

const gates: readonly PlannedDelivery[] = [
  wrongShare(RETAIL, 'more wrong than is allowed', 500, 0.2, 0.05),
  wrongShare(RETAIL, 'more wrong than is allowed, large', 20_000, 0.03, 0.02),
  wrongShare(COMMERCIAL, 'nothing may be wrong', 300, 0.02, 0),
  wrongShare(TRADES, 'more wrong than is allowed, trades', 60, 0.2, 0.1),
  wrongShare(CASH, 'more wrong than is allowed, cash', 60, 0.2, 0.1),
  single(
    'more wrong than is allowed, in one file',
    RETAIL,
    2,
    [
      creditsFrom(82, (rows) => [...rows.lines(90), ...Array.from({ length: 10 }, () => rows.line(WRONG))]),
      rightFile(RETAIL, 'payment_plan', 2000),
    ],
    { config: { max_error_rate: 0.05 } },
  ),
  {
    name: 'more removed than is allowed',
    slice: RETAIL,
    tenant: LIVE,
    steps: [
      { name: 'load', files: [rightFile(RETAIL, 'credit', 1200), rightFile(RETAIL, 'payment_plan', 1100)] },
      {
        name: 'held',
        files: [
          creditsFrom(83, (rows) => [...rows.lines(100), rows.line(WRONG)]),
          rightFile(RETAIL, 'payment_plan', 1100, { first: 600 }),
        ],
        config: { max_removed_rate: 0.5 },
      },
      {
        name: 'accepted',
        files: [rightFile(RETAIL, 'credit', 100), rightFile(RETAIL, 'payment_plan', 50)],
        config: { max_removed_rate: 0.5 },
        acceptRemoval: true,
      },
    ],
  },
];

const looked: readonly PlannedDelivery[] = [
  ...[300, 20_000].map(
    (rows): PlannedDelivery => ({
      name: `checked only, then loaded, ${rows}`,
      slice: RETAIL,
      tenant: 2,
      steps: [
        { name: 'check', files: generatedFiles(RETAIL, { rows, errors: 0.1, seed: 91 }), validateOnly: true },
        { name: 'load', files: generatedFiles(RETAIL, { rows, errors: 0.1, seed: 91 }) },
      ],
    }),
  ),
  single('checked only, too much wrong', RETAIL, 2, generatedFiles(RETAIL, { rows: 200, errors: 0.4, seed: 92 }), {
    validateOnly: true,
    config: { max_error_rate: 0.1 },
  }),
  {
    name: 'published by hand',
    slice: RETAIL,
    tenant: LIVE,
    steps: [
      { name: 'waits', files: bookWithWrongRows(150), config: { publish: 'manual' } },
      { name: 'published', files: [], decides: { step: 'waits', on: 'publish' } },
      { name: 'waits again', files: bookWithWrongRows(20), config: { publish: 'manual' } },
      { name: 'discarded', files: [], decides: { step: 'waits again', on: 'discard' } },
    ],
  },
];

/** What depends on rows that were rejected comes back with them. */
const corrected = (name: string, slice: Slice, referred: string, seed: number): PlannedDelivery => ({
  name,
  slice,
  tenant: LIVE,
  steps: [
    { name: 'load', files: generatedFiles(slice, { rows: 80, errors: 0.2, seed }) },
    {
      name: 'mended',
      corrects: 'load',
      // The same rows without what was wrong: with no errors, the samples of a seed are others.
      files: [file(referred, () => generatedLines(slice, { rows: 80, errors: 0, seed }).get(referred)!)],
    },
    {
      name: 'damaged',
      corrects: 'mended',
      files: [
        file(referred, () => damaged(generatedLines(slice, { rows: 80, errors: 0.1, seed }).get(referred)!, 10, seed)),
      ],
    },
  ],
});

const nothingLeft: PlannedDelivery = {
  name: 'an empty book',
  slice: RETAIL,
  tenant: LIVE,
  steps: [
    { name: 'load', files: [rightFile(RETAIL, 'credit', 30), rightFile(RETAIL, 'payment_plan', 60)] },
    {
      name: 'empty',
      files: [
        rightFile(RETAIL, 'credit', 0, { announced: { allow_empty: true } }),
        rightFile(RETAIL, 'payment_plan', 0, { announced: { allow_empty: true } }),
      ],
    },
    { name: 'payments of nobody', files: [rightFile(RETAIL, 'payment_plan', 2 * EACH)] },
  ],
};

export const stepwiseDeliveries: readonly PlannedDelivery[] = [
  corrections('corrections', 60, 8),
  corrections('corrections, large', 36_000, 1500),
  manyContested,
  groups('batch payments', 60),
  groups('batch payments, large', 24_000),
  inParts('in parts', 20),
  inParts('in parts, large', 20_000),
  inParts('in parts, one of them with a total that is not right', 20, { expected_rows: 1 }),
  withTotals('control totals that are right', 60, JUST_RIGHT),
  withTotals('control totals that are not', 60, OFF),
  withTotals('control totals of cells that are no numbers', 60, OFF, 3),
  withTotals('control totals that are right, large', 36_000, JUST_RIGHT),
  withTotals('control totals that are not, large', 36_000, OFF, 3),
  paymentsAlone('payments alone', 100),
  paymentsAlone('payments alone, large', 56_000),
  ...gates,
  ...looked,
  corrected('corrections of clients', TRADES, 'client', 93),
  corrected('corrections of customers', SALES, 'customer', 94),
  corrected('corrections of companies', CASH, 'company', 95),
  nothingLeft,
];
