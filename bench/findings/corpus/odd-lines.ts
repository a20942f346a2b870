/** Pieces of credit files of RETAIL in which lines are no plain rows: blank, joined, cut, or something else than data. */
import { totalRow } from '../../../shared/contracts/samples.ts';
import type { RightRows } from './right-rows.ts';
import { quotedThroughout } from './right-rows.ts';

type Pieces = (rows: RightRows) => readonly (string | Buffer)[];

/** Optional texts, the last but one and the last column that take any text. */
const TEXT = 'customer_district_code';
const OTHER_TEXT = 'customer_province_code';
const WRONG = { customer_type: '?' } as const;

export const blankLines: Pieces = (rows) => [
  '',
  rows.line(),
  '\n\n',
  rows.line(WRONG),
  ';;;;',
  ';'.repeat(26),
  ' ;\t; ;',
  '""',
  '"";" ";"\t"',
  '\u00a0;\u200b',
  '"\u00a0";',
  '\r',
  '\t',
  // Quotes within quotes are a cell.
  '""""',
  rows.line({ [TEXT]: '' }),
  `\n;;\n${rows.line(WRONG)}\n\n`,
];

/** Lines of text of which a cell consists. */
const over = (lines: number, text = 'x'): string => Array.from({ length: lines }, () => text).join('\n');

export const quotedCells: Pieces = (rows) => [
  rows.line({ [TEXT]: 'D\nE' }),
  rows.line({ [TEXT]: 'D\n\nE' }),
  rows.line({ [TEXT]: 'D\r\nE' }),
  rows.line({ [TEXT]: 'D\rE' }),
  rows.line({ [TEXT]: 'a;b', [OTHER_TEXT]: 'say "x"' }),
  rows.line({ [TEXT]: 'a\nb', [OTHER_TEXT]: 'c\nd' }),
  rows.line({ [TEXT]: '"\n"' }),
  rows.line({ [TEXT]: over(3, ';;;') }),
  rows.line({ [TEXT]: over(50) }),
  rows.line({ [TEXT]: `a${'\n'.repeat(120)}b` }),
  rows.line({ [TEXT]: over(130, '') + '"\n"' }),
  // As many lines as a record may have, and one more.
  rows.line({ [TEXT]: over(999) }),
  rows.line({ [TEXT]: over(1000) }),
  rows.line({ [TEXT]: over(1001) }),
  rows.line({ [TEXT]: over(1002) }),
  rows.line({ ...WRONG, [TEXT]: 'wrong\nand over two lines' }),
  rows.line({ loan_account_number: 'KEY\nOVER LINES' }),
  rows.line({ loan_account_number: 'KEY\nOVER LINES' }),
  rows.raw(TEXT, ' "D1"\t'),
  rows.raw(TEXT, '="0012345"'),
  rows.raw(TEXT, '="00""12"'),
  rows.raw(TEXT, '="00\n12"'),
  rows.raw('days_past_due', '"12"'),
  rows.raw('days_past_due', '" 12 "'),
  rows.raw('days_past_due', '"1\n2"'),
  quotedThroughout(rows.line()),
  quotedThroughout(rows.line(WRONG)),
  // A row in the cell of another.
  rows.line({ [TEXT]: `a\n${rows.line()}\nb` }),
];

/** A line that ends within a cell that it opens, and one that closes it. */
const opened = (rows: RightRows, text = '"ab'): string => {
  const line = rows.line({ [TEXT]: '<cell>' });
  return line.slice(0, line.indexOf('<cell>')) + text;
};
const closed = (rows: RightRows, text = 'cd"'): string => {
  const line = rows.line({ [TEXT]: '<cell>' });
  return text + line.slice(line.indexOf('<cell>') + '<cell>'.length);
};

export const strayQuotes: Pieces = (rows) => [
  rows.raw(TEXT, 'AB"C'),
  rows.line(),
  rows.raw(TEXT, '"abc'),
  rows.line(),
  rows.raw(TEXT, 'abc"'),
  rows.raw(TEXT, '"abc"d'),
  rows.raw(TEXT, '""abc""'),
  rows.raw(TEXT, '"'),
  rows.raw('loan_account_number', '"LOAN'),
  // Pairs: the first fits, the others nearly do.
  `${opened(rows)}\n${closed(rows)}`,
  `${opened(rows)}\n${closed(rows)};more`,
  `${opened(rows)}\n${closed(rows, 'cd" e')}`,
  `${opened(rows, 'a"b')}\n${closed(rows)}`,
  `${opened(rows)}\nx\ny\n${closed(rows)}`,
  `${opened(rows)}\nsay "x"\n${closed(rows)}`,
  `${opened(rows)}\nsay ""x""\n${closed(rows)}`,
  `${opened(rows)}\n;;;;\n\n${closed(rows)}`,
  `${opened(rows)}\n${rows.line()}\n${rows.line(WRONG)}\n${closed(rows)}`,
  `${opened(rows)}\n${opened(rows)}\n${closed(rows)}`,
  `${opened(rows)}\n${closed(rows)}\n${closed(rows)}`,
  `${opened(rows)}\r\n${closed(rows)}\r`,
  // Each closes the one before and opens the next: of a run, every second pair is taken.
  Array.from({ length: 5 }, () => closed(rows, `";${'1;'.repeat(23)}`)).join('\n'),
  Array.from({ length: 7 }, () => `"${';x'.repeat(26)}`).join('\n'),
  Array.from({ length: 40 }, () => '"').join('\n'),
  `${opened(rows)}\n${Array.from({ length: 998 }, () => 'x').join('\n')}\n${closed(rows)}`,
  `${opened(rows)}\n${Array.from({ length: 1000 }, () => 'x').join('\n')}\n${closed(rows)}`,
];

export const lineEnds: Pieces = (rows) => [
  `${rows.line()}\r`,
  `${rows.line(WRONG)}\r`,
  `${rows.line()}\r\r`,
  `\r${rows.line()}`,
  `${rows.line()}\r${rows.line()}`,
  `${rows.line()}\r\r${rows.line(WRONG)}\r`,
  `${rows.line(WRONG)}\r${rows.line(WRONG)}\r${rows.line()}`,
  `${rows.line()}\r;;;\r${rows.line()}`,
  `${rows.line()}\r${rows.header}\r${rows.line()}`,
  rows.raw(TEXT, 'A\rB'),
  rows.raw(TEXT, '"A\rB"'),
  rows.raw(TEXT, 'A\r'),
  rows.raw('days_past_due', '1\r2'),
  `${rows.line({ [TEXT]: 'a\rb' })}\r${rows.line()}`,
  `${opened(rows)}\r${closed(rows)}`,
  '\r\r\r',
  `${rows.line()}\r"`,
];

export const otherThanRows: Pieces = (rows) => [
  rows.header,
  rows.header.toUpperCase(),
  quotedThroughout(rows.header),
  `${rows.header};`,
  rows.header.replaceAll(';', ','),
  rows.header.split(';').reverse().join(';'),
  rows.written(totalRow(rows.fileType, 'RETAIL')),
  rows.written({ loan_account_number: 'Toplam', original_loan_amount: '6003,00' }),
  rows.written({ original_loan_amount: '6003' }),
  rows.written({ customer_id: 'as of 2025-01-01' }),
  rows.written({ loan_account_number: 'LOAN_1', customer_id: 'C' }),
  '(6 rows)',
  '***END OF FILE***',
  'TOTAL;6003',
  `${rows.line()};`,
  `${rows.line()};x`,
  `${rows.line()};;;;`,
  rows.line().split(';').slice(0, -1).join(';'),
  rows.line().split(';').slice(5).join(';'),
  'x',
  ';'.repeat(1000) + 'x',
  rows.line().replaceAll(';', ','),
  rows.line().replaceAll(';', '\t'),
  '{}',
  'sep=;',
];

/** Of a file whose header and rows end in columns without a name. */
export const namelessColumns: Pieces = (rows) => [
  `${rows.line()};;`,
  `${rows.line()};x;`,
  `${rows.line()};;\u00a0`,
  `${rows.line()};"";" "`,
  `${rows.line(WRONG)};;y`,
  rows.line(),
  `${rows.line()};`,
  `${rows.line()};;;`,
];

/** Of a file that ends in the column of reasons that rejected rows are given out with. */
export const reasonColumn: Pieces = (rows) => [
  `${rows.line()};"Rejected: anything; at ""all"""`,
  `${rows.line(WRONG)};"Rejected: customer_type must be one of I, T, V"`,
  `${rows.line()};`,
  rows.line(),
  `${rows.line()};x`,
  rows.raw(TEXT, '"Rejected: customer_type must be one of I, T, V"'),
  `${rows.line()};;"Rejected: x"`,
];
