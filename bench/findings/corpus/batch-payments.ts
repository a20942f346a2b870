import type { SampleRow } from '../../../shared/contracts/samples.ts';
import { LIVE, type PlannedDelivery, type PlannedFile } from './delivery.ts';
import { CASH, RATES, rightFile, written } from './planned-files.ts';
import { quotedThroughout, type RightRows } from './right-rows.ts';

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

export const batchPayments: readonly PlannedDelivery[] = [
  groups('batch payments', 60),
  groups('batch payments, large', 24_000),
];
