import type { PlannedFile } from './delivery.ts';
import { creditsFrom, installment, keyed, paymentsFrom, WRONG, WRONG_PAYMENT } from './loan-rows.ts';
import { loan } from './right-rows.ts';

/** Of the keys that come several times, how often. */
export const CONTESTED = { TWICE: 2, THRICE: 3, 'FIRST WRONG': 2 } as const;

/** A book with wrong rows, and keys that several rows have. @param others right credits besides, each with payments */
export const bookWithWrongRows = (others: number): readonly PlannedFile[] => [
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
