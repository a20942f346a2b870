/** What cells may hold: bytes that are no text, characters that nobody sees, texts of any length, and every odd spelling. */
import { columnsOfVariant } from '../../../shared/contracts/contract.ts';
import { spoilers } from '../../../shared/contracts/samples.ts';
import type { Slice } from '../../../shared/contracts/slice.ts';
import type { RightRows } from './right-rows.ts';

type Pieces = (rows: RightRows) => readonly (string | Buffer)[];

const TEXT = 'customer_district_code';
const OTHER_TEXT = 'customer_province_code';

const bytes = (...values: number[]): Buffer => Buffer.from(values);

export const oddBytes: Pieces = (rows) => [
  rows.raw(TEXT, bytes(0x41, 0xdd, 0x5a)),
  rows.raw(TEXT, bytes(0xc3)),
  rows.raw(TEXT, bytes(0xed, 0xa0, 0x80)),
  rows.raw(TEXT, bytes(0xc0, 0xaf)),
  rows.raw(TEXT, bytes(0xf4, 0x90, 0x80, 0x80)),
  rows.raw(TEXT, bytes(0xff, 0xfe)),
  rows.raw('days_past_due', bytes(0x31, 0xff)),
  Buffer.from([0xff]),
  rows.raw(TEXT, 'A\0B'),
  rows.raw('days_past_due', '1\0'),
  Buffer.alloc(20),
  rows.raw(TEXT, bytes(0x41, 0x00, 0xff)),
  ...['\x01', '\x07', '\x0b', '\x0c', '\x1a', '\x1f', '\x7f', '\u0085', '\u009f'].flatMap((sign) => [
    rows.raw(TEXT, `A${sign}B`),
    rows.raw(TEXT, sign),
    rows.raw('days_past_due', `1${sign}2`),
    rows.raw('customer_type', `I${sign}`),
  ]),
  ...['\u200b', '\u200e', '\u2028', '\u00ad', '\ufeff', '\u2060', '\u3000', '\u00a0', '\ufffd', '\u{e0041}'].flatMap(
    (sign) => [
      rows.raw(TEXT, `A${sign}B`),
      rows.raw(TEXT, `${sign}A`),
      rows.raw('customer_id', `C${sign}1${sign}`),
      rows.raw('original_loan_amount', `1${sign}000`),
    ],
  ),
  // One letter in two forms, and letters whose capitals are longer or others.
  rows.raw(TEXT, 'e\u0301'),
  rows.raw(TEXT, '\u00e9'),
  rows.raw(TEXT, 'I\u0307\u0130\u0131\u1e9e\u00df\ufb01'),
  rows.raw(TEXT, '\u1100\u1161\u11a8'),
  rows.raw('customer_type', 'B\u0130REYSEL'),
  rows.raw('customer_type', 'bireysel'),
  rows.raw('loan_status_code', 'AC\u0327IK'),
  rows.raw('loan_status_code', 'Acik'),
  rows.raw('insurance_included', 'HAYIR'),
  rows.raw('insurance_included', 'hay\u0131r'),
  rows.raw(TEXT, '\u{1f600}'),
  rows.raw(TEXT, '\u0645\u0631\u062d\u0628\u0627'),
];

const RECORD_BYTES = 1_000_000;

export const longCells: Pieces = (rows) => {
  const record = (length: number): Buffer => {
    const short = rows.raw(TEXT, '');
    return rows.raw(TEXT, 'x'.repeat(length - short.length));
  };
  return [
    rows.line({ [TEXT]: 'x'.repeat(255) }),
    rows.line({ [TEXT]: 'x'.repeat(256) }),
    rows.line({ [TEXT]: '\u0130'.repeat(255) }),
    rows.line({ [TEXT]: '\u{1f600}'.repeat(255) }),
    rows.line({ [TEXT]: '\u{1f600}'.repeat(256) }),
    // What a finding shows of a cell is cut.
    rows.line({ [TEXT]: 'y'.repeat(999) }),
    rows.line({ [TEXT]: 'y'.repeat(1000) }),
    rows.line({ [TEXT]: 'y'.repeat(1001) }),
    rows.line({ [TEXT]: `${'y'.repeat(999)}\u{1f600}z` }),
    rows.line({ days_past_due: '9'.repeat(1500) }),
    rows.line({ original_loan_amount: `${'0'.repeat(3000)}1.00` }),
    rows.line({ loan_account_number: 'K'.repeat(300) }),
    rows.line({ loan_account_number: 'K'.repeat(255) }),
    rows.line({ loan_account_number: 'K'.repeat(255) }),
    rows.line({ [TEXT]: 'z'.repeat(100_000), [OTHER_TEXT]: `a"b;${'c\n'.repeat(10)}` }),
    `${'w'.repeat(5000)};${rows.line()}`,
    record(RECORD_BYTES - 1),
    record(RECORD_BYTES),
    record(RECORD_BYTES + 1),
    rows.line({ [TEXT]: `"${'v'.repeat(RECORD_BYTES)}\n` }),
  ];
};

const ODD_CELLS: readonly string[] = [
  ...['', ' ', '\u00a0', '-', '?', 'null', 'NULL', 'nan', 'n/a', '#N/A', '#REF!', '\\N'],
  ...['0', '-0', '+0', '00', '007', '1', '01', '1.', '.5', '1.0', '1.5', '1,5', '1.005', '1.999999', '-1', '+1', '- 1'],
  ...['1e3', '1E+15', '1.23457E+15', 'inf', 'NaN', '0x1F', '1_000', '1 000', '1.000,50', '1,000.50', '1\u00a0000'],
  ...['99999999999999999999', '9999999999999999.99', '10000000000000000', '0.000000001', '123456789012345678.1234'],
  ...[
    '9007199254740991',
    '9007199254740992',
    '4294967296',
    '2147483648',
    '65536',
    '256',
    '\u0661\u0662',
    '\uff11\uff12',
  ],
  ...[
    '20250302',
    '2025-03-02',
    '02.03.2025',
    '2025/03/02',
    '2025-3-2',
    '20250230',
    '2025-02-29',
    '2024-02-29',
    '00000000',
  ],
  ...[
    '19000101',
    '18991231',
    '21001231',
    '21010101',
    '2025-03-02T10:00:00Z',
    '2025-03-02 10:00:00',
    '20250302 00:00:00',
  ],
  ...['2025-03-02T10:00:00+03:00', '2025-03-02T25:00:00Z', '2025-03-02T10:00:00.123456Z', '2025-03-02T23:59:60Z'],
  ...['18.5%', '18.5 %', '1850 bps', '1850bps', '55,47', '1000', '1000.01', '100', '100.01', '1.0001', '1.00001', '%'],
  ...[
    'A',
    'a',
    'K',
    'N',
    'I',
    'i',
    '\u0130',
    '\u0131',
    'Aktif',
    'AKT\u0130F',
    'E',
    'H',
    'evet',
    'yes',
    'X',
    'buy',
    'BUY',
    'atm',
    'low',
  ],
  ...[
    'EUR',
    'eur',
    'XXX',
    'XTS',
    'EURO',
    'USD',
    'DE89370400440532013000',
    'de89370400440532013000',
    'ZZ68539007547034',
  ],
  ...['DE89 3704 0044 0532 0130 00', 'DE8937040044053201300', 'DE88370400440532013000', 'XK051212012345678906', 'DE'],
  ...[
    'DE89370400440532013000|GB82WEST12345698765432',
    'DE89370400440532013000|',
    '|',
    'a|b',
    'GB82WEST12345698765432|GB82WEST12345698765432',
  ],
  ...['a@example.com', 'a@b', '@', 'A@EXAMPLE.COM ', 'a b@example.com', 'a@example.com;b@example.com'],
  ...[
    "'0012",
    '=0012',
    '="0012"',
    '=1+1',
    '-1+1',
    '@x',
    'e\u0301',
    '\u00e9',
    '\u00df',
    '\u1e9e',
    'x\u200by',
    '\u200bx',
    'x\ty',
    'x\u00ady',
  ],
  ...[
    '\ufffd',
    '\u{1f600}',
    'x'.repeat(51),
    'x'.repeat(101),
    'x'.repeat(256),
    'say "x"',
    'a;b',
    'a\nb',
    'a\u0007b',
    'TOTAL',
  ],
];

/** Each of the odd cells in each of the columns, everything else being right. @param spared columns that are left as they are */
export const oddSpellings =
  (variant: string | null, spared: readonly string[] = []): Pieces =>
  (rows) =>
    columnsOfVariant(rows.fileType, variant)
      .filter(({ name }) => !spared.includes(name))
      .flatMap(({ name }) => ODD_CELLS.map((cell) => rows.line({ [name]: cell })));

/** Lines of a million bytes are tried where lengths are. */
const LONGEST_SPOILED = 10_000;

/** A row for each rule that one row can break. */
export const everyRuleBroken =
  ({ variant }: Slice): Pieces =>
  (rows) =>
    spoilers(rows.fileType, variant)
      .map(({ spoil }) => spoil(rows.row()))
      .filter(({ length }) => length < LONGEST_SPOILED);

/** Everything optional empty, in several ways. */
export const emptyOptionals =
  (variant: string | null): Pieces =>
  (rows) => {
    const optional = columnsOfVariant(rows.fileType, variant).filter((column) => !column.required);
    return ['', ' ', '\u00a0', '""', '" "', '\u200b'].flatMap((nothing) => [
      optional.reduce((line, { name }) => line.replace(`<${name}>`, nothing), marked(rows, optional)),
      ...optional.map(({ name }) => rows.raw(name, nothing)),
    ]);
  };

const marked = (rows: RightRows, columns: readonly { readonly name: string }[]): string =>
  rows.line(Object.fromEntries(columns.map(({ name }) => [name, `<${name}>`])));
