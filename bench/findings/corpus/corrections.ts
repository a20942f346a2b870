import type { Slice } from '../../../shared/contracts/slice.ts';
import { LIVE, type PlannedDelivery, type PlannedFile } from './delivery.ts';
import { damaged, generatedFiles, generatedLines } from './generated-files.ts';
import { creditsFrom, installment, keyed, paymentsFrom, WRONG } from './loan-rows.ts';
import { CASH, file, RETAIL, rightFile, SALES, TRADES } from './planned-files.ts';
import { loan, quotedThroughout } from './right-rows.ts';
import { bookWithWrongRows, CONTESTED } from './wrong-book.ts';

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

/** Of loans, with keys that several rows have. */
export const correctionsOfLoans: readonly PlannedDelivery[] = [
  corrections('corrections', 60, 8),
  corrections('corrections, large', 36_000, 1500),
  manyContested,
];

export const correctionsOfOthers: readonly PlannedDelivery[] = [
  corrected('corrections of clients', TRADES, 'client', 93),
  corrected('corrections of customers', SALES, 'customer', 94),
  corrected('corrections of companies', CASH, 'company', 95),
];
