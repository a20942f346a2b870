import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import type { SampleRow } from '../../../shared/contracts/samples.ts';
import { type Content, LIVE, type PlannedDelivery, type PlannedFile, single } from './delivery.ts';
import { installment, keyed, WRONG, WRONG_PAYMENT } from './loan-rows.ts';
import { file, packed, RETAIL, withHeader } from './planned-files.ts';
import { loan, quotedThroughout, RightRows } from './right-rows.ts';

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

export const partsAndTotals: readonly PlannedDelivery[] = [
  inParts('in parts', 20),
  inParts('in parts, large', 20_000),
  inParts('in parts, one of them with a total that is not right', 20, { expected_rows: 1 }),
  withTotals('control totals that are right', 60, JUST_RIGHT),
  withTotals('control totals that are not', 60, OFF),
  withTotals('control totals of cells that are no numbers', 60, OFF, 3),
  withTotals('control totals that are right, large', 36_000, JUST_RIGHT),
  withTotals('control totals that are not, large', 36_000, OFF, 3),
];
