/** Deliveries of files with something odd in them, most of them small and large. */
import type { Slice } from '../../../shared/contracts/slice.ts';
import { type PlannedDelivery, type PlannedFile, single } from './delivery.ts';
import { emptyOptionals, everyRuleBroken, longCells, oddBytes, oddSpellings } from './odd-cells.ts';
import { FEW, type OddFile } from './odd-file.ts';
import {
  creditsOfPayments,
  creditsWithLongKeys,
  orphans,
  paymentsOfLongKeys,
  repeatedCredits,
  repeatedPayments,
} from './odd-keys.ts';
import {
  blankLines,
  lineEnds,
  namelessColumns,
  otherThanRows,
  quotedCells,
  reasonColumn,
  strayQuotes,
} from './odd-lines.ts';
import {
  CASH,
  COMMERCIAL,
  file,
  oddFile,
  packed,
  RATES,
  RETAIL,
  rightFile,
  SALES,
  TRADES,
  withHeader,
} from './planned-files.ts';
import { EACH, quotedThroughout, RightRows } from './right-rows.ts';

/** Some 6 MB of each, and some 12. */
const MANY_CREDITS = 36_000;
const MANY_PAYMENTS = 56_000;
const MOST_CREDITS = 75_000;

type Size = 'small' | 'large';
const BOTH: readonly Size[] = ['small', 'large'];

const reversed = (line: string): string => line.split(';').reverse().join(';');

type OddCredits = Omit<OddFile, 'slice' | 'fileType'> & {
  readonly sizes?: readonly Size[];
  readonly variant?: 'RETAIL' | 'COMMERCIAL';
  readonly pack?: (plain: PlannedFile) => PlannedFile;
  /** Right rows of a large file. */
  readonly many?: number;
};

/** Credits alone. */
function credits(
  name: string,
  { sizes = BOTH, variant = 'RETAIL', pack = (plain) => plain, many = MANY_CREDITS, ...odd }: OddCredits,
) {
  const slice = variant === 'RETAIL' ? RETAIL : COMMERCIAL;
  return sizes.map((size) =>
    single(`${name}, ${size}`, slice, 1, [
      pack(oddFile({ slice, fileType: 'credit', ...odd }, size === 'small' ? FEW : many)),
    ]),
  );
}

interface BesidePayments {
  readonly sizes?: readonly Size[];
  /** How the credits are written that the payments refer to. */
  readonly creditLine?: (line: string) => string;
  readonly credits?: OddFile['pieces'];
}

/** Payments, beside credits that most of them refer to. */
function payments(
  name: string,
  pieces: (size: Size) => OddFile['pieces'],
  { sizes = BOTH, creditLine = (line) => line, credits: odd = creditsOfPayments }: BesidePayments = {},
): PlannedDelivery[] {
  return sizes.map((size) => {
    const others = size === 'small' ? FEW : MANY_PAYMENTS;
    const creditFile = file('credit', () => {
      const rows = new RightRows(RETAIL, 'credit', { seed: 5 });
      const right = rows.lines(101 + Math.ceil(others / EACH)).map(creditLine);
      return withHeader(rows.header, [...right, ...odd(rows)]);
    });
    const paymentFile = oddFile({ slice: RETAIL, fileType: 'payment_plan', pieces: pieces(size) }, others);
    return single(`${name}, ${size}`, RETAIL, 2, [creditFile, paymentFile]);
  });
}

/** Every file of a slice, each with pieces of its own. */
const everyFile = (name: string, slice: Slice, pieces: OddFile['pieces'], others = 20): PlannedDelivery =>
  single(
    name,
    slice,
    2,
    slice.contract.fileTypes.map((fileType) => oddFile({ slice, fileType: fileType.name, pieces }, others)),
  );

const PAYMENTS_OF_COMPANIES = ['sepa', 'swift'];

/** Odd payments of companies about which nothing is odd: what is derived of these is refused as a whole. */
const cashPayments = (name: string, pieces: OddFile['pieces']): PlannedDelivery =>
  single(name, CASH, 2, [
    rightFile(CASH, 'company', 30),
    ...PAYMENTS_OF_COMPANIES.map((fileType) => oddFile({ slice: CASH, fileType, pieces }, FEW)),
    RATES,
  ]);

/** Odd companies, with payments about which nothing is odd. */
const oddCompanies = (name: string, pieces: OddFile['pieces']): PlannedDelivery =>
  single(name, CASH, 1, [
    oddFile({ slice: CASH, fileType: 'company', pieces }, FEW),
    rightFile(CASH, 'sepa', 30),
    rightFile(CASH, 'swift', 30),
    RATES,
  ]);
/** Odd clients, who do not trade. */
const oddClients = (name: string, pieces: OddFile['pieces']): PlannedDelivery =>
  single(name, TRADES, 1, [oddFile({ slice: TRADES, fileType: 'client', pieces }, FEW)]);

/** Odd trades of clients about whom nothing is odd. */
const oddTrades = (name: string, pieces: OddFile['pieces']): PlannedDelivery =>
  single(name, TRADES, 2, [
    rightFile(TRADES, 'client', 110),
    oddFile({ slice: TRADES, fileType: 'trade', pieces }, FEW),
  ]);

const LAST_LINES: Readonly<Record<string, Pick<OddFile, 'ending'>>> = {
  'mark alone': { ending: '\x1a' },
  'mark and line end': { ending: '\x1a\r\n' },
  'marks on lines': { ending: '\x1a\n\x1a\n' },
  'mark behind a row': { ending: undefined },
  'blank lines': { ending: `${'\n'.repeat(50)};;;;\n\n` },
  'blank line and mark': { ending: '\n;;;\x1a' },
  'quote that is not closed': { ending: '"x' },
};

/** The last line ends a file without a line end, or with the mark of its end. */
const lastLines: readonly PlannedDelivery[] = [
  ...Object.entries(LAST_LINES).map(([name, { ending }]) =>
    single(`last line: ${name}`, RETAIL, 1, [
      oddFile(
        {
          slice: RETAIL,
          fileType: 'credit',
          pieces: (rows) => [
            rows.line({ customer_type: '?' }),
            'x\x1a',
            rows.raw('customer_district_code', 'a\x1a'),
            ...(name === 'mark behind a row' ? [`${rows.line()}\r\x1a`] : []),
          ],
          ending,
        },
        name === 'mark behind a row' ? 0 : FEW,
      ),
    ]),
  ),
  single('last line: right row without its end', RETAIL, 1, [
    oddFile({ slice: RETAIL, fileType: 'credit', pieces: () => [], ending: undefined }, FEW),
  ]),
  single('last line: wrong row without its end', RETAIL, 1, [
    oddFile(
      { slice: RETAIL, fileType: 'credit', pieces: (rows) => [rows.line({ customer_type: '?' })], ending: undefined },
      0,
    ),
  ]),
];

const layouts: readonly PlannedDelivery[] = [
  ...credits('tabs and byte order mark', {
    pieces: (rows) => [rows.line({ customer_type: '?' }), ...rows.lines(3), '\t\t', rows.line({ customer_id: 'a\tb' })],
    delimiter: '\t',
    before: '\ufeff',
    lineEnd: '\r\n',
  }),
  ...credits('commas named by the first line', {
    sizes: ['small'],
    pieces: (rows) => [rows.line({ customer_id: 'a,b' }), rows.line({ nominal_interest_rate: '1,5' }), ',,,'],
    delimiter: ',',
    before: '\n"sep=,"\r\n\n',
  }),
  ...credits('columns in another order', {
    pieces: (rows) => [reversed(rows.line({ customer_type: '?' })), rows.line(), reversed(rows.line())],
    header: (usual) => reversed(usual).toUpperCase(),
    rightLine: reversed,
  }),
  ...credits('columns without a name', {
    sizes: ['small'],
    pieces: namelessColumns,
    header: (usual) => `${usual};;`,
    rightLine: (line) => `${line};;`,
  }),
  ...credits('column of reasons', {
    sizes: ['small'],
    pieces: reasonColumn,
    header: (usual) => `${usual};_tranche_errors`,
    rightLine: (line) => `${line};""`,
  }),
  ...credits('packed', { pieces: otherThanRows, pack: (plain) => packed(plain) }),
  ...credits('packed and padded', {
    sizes: ['small'],
    pieces: blankLines,
    pack: (plain) => packed(plain, Buffer.alloc(700)),
  }),
];

const ONE_KEY = { loan_account_number: 'THE SAME' };
const WRONG = { customer_type: '?', days_past_due: '-1' };

/** Nothing but what is wrong, in as many rows as there are. */
const nothingRight: readonly PlannedDelivery[] = BOTH.flatMap((size) => {
  const count = size === 'small' ? 300 : MANY_CREDITS;
  const made = (name: string, line: (rows: RightRows, at: number) => string) =>
    single(`${name}, ${size}`, RETAIL, 1, [
      file('credit', () => {
        const rows = new RightRows(RETAIL, 'credit', { seed: 11 });
        return withHeader(
          rows.header,
          Array.from({ length: count }, (_, at) => line(rows, at)),
        );
      }),
    ]);
  return [
    made('every row wrong', (rows) => rows.line(WRONG)),
    made('every row of one key', (rows) => rows.line(ONE_KEY)),
    made('every row quoted', (rows, at) => quotedThroughout(rows.line(at % 50 === 0 ? WRONG : {}))),
  ];
});

const orphansOnly = single('every payment refers to nothing', RETAIL, 2, [
  rightFile(RETAIL, 'credit', 20),
  rightFile(RETAIL, 'payment_plan', 900, { first: 100 * EACH }),
]);

const manyCreditsFewPayments = single('many credits, few payments', RETAIL, 2, [
  oddFile({ slice: RETAIL, fileType: 'credit', pieces: repeatedCredits }, MANY_CREDITS),
  file('payment_plan', () => {
    const rows = new RightRows(RETAIL, 'payment_plan', { seed: 6 });
    const ofKey = (key: string) =>
      [1, 2, 2].map((number) => rows.line({ loan_account_number: key, installment_number: `${number}` }));
    return withHeader(rows.header, ['TWICE', 'FIRST WRONG', 'ALL WRONG', 'trimmed', 'NOBODY'].flatMap(ofKey));
  }),
]);

/** Files that are refused as a whole. */
const refused: PlannedDelivery = {
  name: 'files that cannot be read',
  slice: RETAIL,
  tenant: 1,
  steps: Object.entries({
    'no rows': () => [`${new RightRows(RETAIL, 'credit').header}\n`],
    'another header': () => ['a;b\n1;2\n'],
    'a column too many': () => oddContentOf((header) => `${header};more`),
    'a column twice': () => oddContentOf((header) => `${header};customer_id`),
    'a column missing': () => oddContentOf((header) => header.split(';').slice(1).join(';')),
    'columns of the other variant': () => [new RightRows(COMMERCIAL, 'credit').header, '\n1;2\n'],
    'other bytes than text': () => oddContentOf((header) => header, Buffer.from([0xdd, 0xde])),
    'quoted twice': () => {
      const rows = new RightRows(RETAIL, 'credit');
      return [`"${rows.header}"\n`, ...rows.lines(3).map((line) => `"${line}"\n`)];
    },
  }).map(([name, content]) => ({ name, files: [file('credit', content)] })),
};

function oddContentOf(header: (usual: string) => string, row: Buffer = Buffer.from('1;2')): (string | Buffer)[] {
  return [header(new RightRows(RETAIL, 'credit').header), '\n', row, '\n', row, '\n'];
}

const BLANK_LINES_TAKEN = 5_000_000;
const LINE_BYTES_TAKEN = 16 * 1024 ** 2;

/** Files that turn out only in the load not to be readable. */
const tooMuch: readonly PlannedDelivery[] = [
  single('too many blank lines', RETAIL, 1, [
    oddFile({ slice: RETAIL, fileType: 'credit', pieces: () => ['\n'.repeat(BLANK_LINES_TAKEN)] }, FEW),
  ]),
  single('too long a line', RETAIL, 1, [
    oddFile({ slice: RETAIL, fileType: 'credit', pieces: () => ['x'.repeat(LINE_BYTES_TAKEN + 1)] }, FEW),
  ]),
];

export const oddDeliveries: readonly PlannedDelivery[] = [
  ...credits('blank lines', { pieces: blankLines, before: '\n;;\n' }),
  ...credits('quoted cells', { pieces: quotedCells }),
  ...credits('stray quotes', { pieces: strayQuotes }),
  ...credits('line ends', { pieces: lineEnds }),
  ...credits('line ends, CRLF', { pieces: lineEnds, lineEnd: '\r\n', sizes: ['small'] }),
  ...credits('CR alone', { pieces: otherThanRows, lineEnd: '\r' }),
  ...credits('other than rows', { pieces: otherThanRows }),
  ...credits('bytes and characters', { pieces: oddBytes }),
  ...credits('long cells', { pieces: longCells }),
  ...credits('odd spellings', { pieces: oddSpellings('RETAIL') }),
  ...credits('odd spellings, COMMERCIAL', {
    pieces: oddSpellings('COMMERCIAL'),
    variant: 'COMMERCIAL',
    sizes: ['small'],
  }),
  ...credits('empty optional cells', { pieces: emptyOptionals('RETAIL') }),
  ...credits('all oddities of lines together', {
    sizes: ['large'],
    many: MOST_CREDITS,
    pieces: (rows) =>
      [blankLines, quotedCells, strayQuotes, lineEnds, otherThanRows, oddBytes, repeatedCredits].flatMap((of) =>
        of(rows),
      ),
  }),
  ...lastLines,
  ...layouts,
  ...credits('repeated keys', { pieces: repeatedCredits }),
  ...payments('repeated payments', () => repeatedPayments),
  ...payments('few orphans', () => orphans(200, 50)),
  ...payments('long keys', () => (rows) => [...paymentsOfLongKeys(rows), ...orphans(200, 50)(rows)], {
    credits: creditsWithLongKeys,
  }),
  ...payments('many orphans', (size) => orphans(size === 'small' ? 800 : 2300, 2)),
  // Few credits, none of them spelled in the everyday way, and many payments: whether those refer to anything is known late.
  ...payments('orphans and quoted credits', () => orphans(1500, 3), { creditLine: (line) => quotedThroughout(line) }),
  ...payments('repeated payments and quoted credits', () => repeatedPayments, {
    creditLine: (line) => quotedThroughout(line),
  }),
  ...nothingRight,
  orphansOnly,
  manyCreditsFewPayments,
  refused,
  ...tooMuch,
  everyFile('every rule broken, RETAIL', RETAIL, everyRuleBroken(RETAIL)),
  everyFile('every rule broken, COMMERCIAL', COMMERCIAL, everyRuleBroken(COMMERCIAL)),
  oddClients('every rule broken, clients', everyRuleBroken(TRADES)),
  oddTrades('every rule broken, trades', everyRuleBroken(TRADES)),
  everyFile('every rule broken, cash', CASH, everyRuleBroken(CASH)),
  oddCompanies('every rule broken, companies', everyRuleBroken(CASH)),
  cashPayments('every rule broken, sepa and swift', everyRuleBroken(CASH)),
  everyFile('every rule broken, sales', SALES, everyRuleBroken(SALES), 60),
  oddClients('odd spellings, clients', oddSpellings(null)),
  oddTrades('odd spellings, trades', oddSpellings(null)),
  everyFile('odd spellings, cash', CASH, oddSpellings(null)),
  // An account of several companies would be the end of the sync.
  oddCompanies('odd spellings, companies', oddSpellings(null, ['ibans'])),
  cashPayments('odd spellings, sepa and swift', oddSpellings(null)),
  everyFile('odd spellings, sales', SALES, oddSpellings(null), 60),
  single('odd spellings, payments', RETAIL, 2, [
    rightFile(RETAIL, 'credit', 140),
    oddFile({ slice: RETAIL, fileType: 'payment_plan', pieces: oddSpellings('RETAIL') }, FEW),
  ]),
];
