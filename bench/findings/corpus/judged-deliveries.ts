/** Deliveries of one file type after the other, stopped, looked at, decided on. */
import type { Slice } from '../../../shared/contracts/slice.ts';
import { LIVE, type PlannedDelivery, single } from './delivery.ts';
import { generatedFiles } from './generated-files.ts';
import { creditsFrom, installment, paymentsFrom, WRONG, WRONG_PAYMENT } from './loan-rows.ts';
import { CASH, COMMERCIAL, RETAIL, rightFile, TRADES } from './planned-files.ts';
import { EACH, loan, quotedThroughout } from './right-rows.ts';
import { bookWithWrongRows } from './wrong-book.ts';

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

export const emptiedBook: PlannedDelivery = {
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

export const judgedDeliveries: readonly PlannedDelivery[] = [
  paymentsAlone('payments alone', 100),
  paymentsAlone('payments alone, large', 56_000),
  ...gates,
  ...looked,
];
