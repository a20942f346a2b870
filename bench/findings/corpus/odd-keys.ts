/** Pieces in which keys are repeated, and in which rows refer to nothing. */
import type { RightRows } from './right-rows.ts';
import { EACH, loan, quotedThroughout } from './right-rows.ts';

type Pieces = (rows: RightRows) => readonly (string | Buffer)[];

const WRONG = { customer_type: '?' } as const;
/** Right, and not spelled in the everyday way. */
const SPELLED = { loan_start_date: '01.02.2025', nominal_interest_rate: '1850 bps' } as const;

const times = <Made>(count: number, make: (time: number) => Made): Made[] =>
  Array.from({ length: count }, (_, time) => make(time));

/** Of a credit file. */
export const repeatedCredits: Pieces = (rows) => {
  const of = (key: string) => ({ loan_account_number: key });
  return [
    ...times(2, () => rows.line(of('TWICE'))),
    ...times(3, () => rows.line(of('THRICE'))),
    ...times(60, () => rows.line(of('MANY'))),
    rows.line({ ...of('FIRST WRONG'), ...WRONG }),
    rows.line(of('FIRST WRONG')),
    rows.line(of('FIRST WRONG')),
    rows.line(of('SECOND WRONG')),
    rows.line({ ...of('SECOND WRONG'), ...WRONG }),
    rows.line(of('SECOND WRONG')),
    ...times(3, () => rows.line({ ...of('ALL WRONG'), ...WRONG })),
    // Of one key, some rows are spelled in the everyday way and others are not.
    rows.line(of('PLAIN FIRST')),
    quotedThroughout(rows.line(of('PLAIN FIRST'))),
    rows.line({ ...of('PLAIN LAST'), ...SPELLED }),
    rows.line(of('PLAIN LAST')),
    quotedThroughout(rows.line(of('NONE PLAIN'))),
    rows.line({ ...of('NONE PLAIN'), ...SPELLED }),
    // One key in several spellings, and keys that only look alike.
    rows.line(of('TRIMMED')),
    rows.raw('loan_account_number', ' TRIMMED '),
    rows.raw('loan_account_number', '\u00a0TRIMMED\u200b'),
    rows.raw('loan_account_number', '"TRIMMED"'),
    rows.raw('loan_account_number', '" TRIMMED"'),
    rows.line(of('trimmed')),
    rows.line(of('Trimmed')),
    rows.line(of('CAF\u00c9')),
    rows.line(of('CAFE\u0301')),
    rows.line(of('CAFE')),
    rows.line(of('\u0130STANBUL')),
    rows.line(of('I\u0307STANBUL')),
    rows.line(of('ISTANBUL')),
    ...times(2, () => rows.line(of('1.23457E+15'))),
    ...times(2, () => rows.line(of('#N/A'))),
    ...times(2, () => rows.line(of("'0012345"))),
    ...times(2, () => rows.raw('loan_account_number', '="0012345"')),
    ...times(2, () => rows.line(of('K'.repeat(255)))),
    ...times(2, () => rows.line(of('\ufffdX'))),
    rows.line(of('0')),
    rows.line(of('00')),
    ...times(2, () => rows.line(of(loan(10_000_000)))),
  ];
};

/** Of a payment file beside credits 0 to 99, and one that is wrong, and one that comes twice. */
export const repeatedPayments: Pieces = (rows) => {
  const of = (account: string, number: string) => ({ loan_account_number: account, installment_number: number });
  return [
    ...times(2, () => rows.line(of(loan(1), '31'))),
    ...times(3, () => rows.line(of(loan(1), '32'))),
    ...times(40, () => rows.line(of(loan(2), '33'))),
    rows.line({ ...of(loan(3), '34'), installment_amount: 'x' }),
    rows.line(of(loan(3), '34')),
    rows.line(of(loan(3), '34')),
    // One number in several spellings.
    rows.line(of(loan(4), '35')),
    rows.line(of(loan(4), '035')),
    rows.line(of(loan(4), ' 35')),
    rows.raw('installment_number', '"35"', { loan_account_number: loan(4) }),
    rows.line(of(`${loan(4)} `, '35')),
    // The first row of the key refers to nothing, and so do the others.
    ...times(3, () => rows.line(of('NOBODY', '1'))),
    quotedThroughout(rows.line(of('NOBODY', '1'))),
    rows.line({ ...of('NOBODY', '2'), installment_amount: 'x' }),
    rows.line(of('NOBODY', '2')),
    ...times(2, () => rows.line(of(WRONG_LOAN, '1'))),
    ...times(2, () => rows.line(of(REPEATED_LOAN, '1'))),
    ...times(2, () => rows.line(of(LAST_RIGHT_LOAN, '1'))),
    rows.line(of('CAF\u00c9', '1')),
    rows.line(of('CAFE\u0301', '1')),
    rows.line(of('CAFE\u0301', '2')),
    rows.line(of('CAFE', '1')),
  ];
};

/** Of credits that payments refer to. */
export const WRONG_LOAN = 'WRONG LOAN';
export const REPEATED_LOAN = 'REPEATED LOAN';
export const LAST_RIGHT_LOAN = 'LAST RIGHT LOAN';

/** Of the credit file beside them. */
export const creditsOfPayments: Pieces = (rows) => [
  rows.line({ loan_account_number: WRONG_LOAN, ...WRONG }),
  rows.line({ loan_account_number: REPEATED_LOAN }),
  rows.line({ loan_account_number: REPEATED_LOAN }),
  rows.line({ loan_account_number: LAST_RIGHT_LOAN, ...WRONG }),
  rows.line({ loan_account_number: LAST_RIGHT_LOAN, ...SPELLED }),
  rows.line({ loan_account_number: 'CAF\u00c9' }),
];

/** Short keys are looked up otherwise than long ones. */
const LONG_LOAN = `${loan(0)} AND MORE THAN THAT`;

/** Of a credit file beside payments of which some name a long key, or the beginning of one. */
export const creditsWithLongKeys: Pieces = (rows) => [
  ...creditsOfPayments(rows),
  rows.line({ loan_account_number: LONG_LOAN }),
  quotedThroughout(rows.line({ loan_account_number: `${LONG_LOAN} 2` })),
];

export const paymentsOfLongKeys: Pieces = (rows) => [
  rows.line({ loan_account_number: LONG_LOAN }),
  rows.line({ loan_account_number: `${LONG_LOAN} 2` }),
  rows.line({ loan_account_number: `${LONG_LOAN} 3` }),
  rows.line({ loan_account_number: LONG_LOAN.slice(0, 16) }),
  quotedThroughout(rows.line({ loan_account_number: LONG_LOAN.slice(0, -1) })),
];

/** Of a payment file: rows of loans that nobody has, one in `share`, among those of loans that there are. */
export const orphans =
  (count: number, share: number): Pieces =>
  (rows) => [
    ...times(count, (row) =>
      row % share === 0 ? rows.line({ loan_account_number: `NOBODY ${row % 7}` }) : rows.line(),
    ),
    // Wrong besides: that they refer to nothing is not said of them.
    rows.line({ loan_account_number: 'NOBODY', installment_amount: 'x' }),
    rows.line({ loan_account_number: 'NOBODY', installment_status: 'K', actual_payment_date: '' }),
    rows.raw('loan_account_number', '"NOBODY"'),
    rows.raw('loan_account_number', `"${loan(0)}"`, { installment_number: String(EACH + 70) }),
    rows.line({ loan_account_number: loan(0).toLowerCase() }),
    rows.line({ loan_account_number: `${loan(0)}\u00a0`, installment_number: String(EACH + 71) }),
    rows.line({ loan_account_number: loan(0) + 'X'.repeat(20) }),
    rows.line({ loan_account_number: `${loan(0)}\u200b`, installment_number: String(EACH + 71) }),
  ];
