import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainNumber } from '../../../shared/sheets/cell-number.ts';
import { placeOf, referenceOf } from '../../../shared/sheets/cell-reference.ts';
import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS } from '../../../shared/sheets/limits.ts';
import { meaningOfBuiltIn, meaningOfCode } from '../../../shared/sheets/number-format.ts';
import { dateOfSerial, dateOfText } from '../../../shared/sheets/serial-date.ts';
import { escapedText } from '../../../shared/sheets/text-of-runs.ts';

describe('number formats', () => {
  test.each([
    ['yyyy-mm-dd', 'date'],
    ['dd.mm.yyyy;@', 'date'],
    ['m/d/yy h:mm', 'date'],
    ['mmm', 'date'],
    ['[$-41F]d mmmm yyyy', 'date'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    ['[$-409]h:mm AM/PM', 'time'],
    ['h:mm A/P', 'time'],
    ['hh:mm:ss.000', 'time'],
    ['mm:ss', 'time'],
    ['mm:ss.00', 'time'],
    ['#,##0.00 USD', 'number'],
    ['0.0% d', 'percent'],
    ['[h]:mm', 'number'],
    ['[hh]:mm:ss', 'number'],
    ['[mm]:ss', 'number'],
    ['General', 'number'],
    ['GENERAL', 'number'],
    ['0.00', 'number'],
    ['#,##0.00 "days"', 'number'],
    ['#,##0 \\d', 'number'],
    ['0_d', 'number'],
    ['0*d', 'number'],
    ['0.00E+00', 'number'],
    ['##0.0E-0', 'number'],
    ['[Red]#,##0.00', 'number'],
    ['[$TRY] #,##0.00', 'number'],
    ['[>=100]0;yyyy', 'number'],
    ['0;"a;b"yyyy', 'number'],
    ['@', 'number'],
    ['', 'number'],
    ['0%', 'percent'],
    ['0.00%;[Red]-0.00%', 'percent'],
    ['0" %"', 'number'],
    ['0\\%', 'number'],
    ['gge"年"m"月"d"日"', 'date'],
    ['"unclosed yyyy', 'number'],
  ] as const)('%s is a %s', (code, meaning) => expect(meaningOfCode(code)).toBe(meaning));

  test.each([
    [0, 'number'],
    [4, 'number'],
    [9, 'percent'],
    [10, 'percent'],
    [11, 'number'],
    [14, 'date'],
    [20, 'time'],
    [22, 'date'],
    [46, 'number'],
    [49, 'number'],
  ] as const)('built in: %i is a %s', (id, meaning) => expect(meaningOfBuiltIn(id)).toBe(meaning));
});

describe('numbers', () => {
  test.each([
    ['0.30000000000000004', '0.3'],
    ['0.7999999999999999', '0.8'],
    ['7.0000000000000007E-2', '0.07'],
    ['1E+20', '100000000000000000000'],
    ['1.5e-7', '0.00000015'],
    ['-1.2E3', '-1200'],
    ['12345.670000000013', '12345.67'],
    ['9.9999999999999996', '10'],
    ['99999999999999.999', '100000000000000'],
    ['28370', '28370'],
    ['28370.50', '28370.5'],
    ['0', '0'],
    ['-0', '0'],
    ['0.0', '0'],
    ['007', '7'],
    ['.5', '0.5'],
    ['+5.', '5'],
    // Digits of an account number, and cents, are data.
    ['1234567890123456', '1234567890123456'],
    ['1.2345678901234568E+16', '12345678901234568'],
    ['12345678901234.56', '12345678901234.56'],
    ['12345678901234.561', '12345678901234.56'],
  ])('%s is %s', (written, plain) => expect(plainNumber(written)).toBe(plain));

  test.each([
    ['0.185', '18.5'],
    ['7.0000000000000007E-2', '7'],
    ['1', '100'],
    ['0.00001', '0.001'],
    ['-0.5', '-50'],
    ['0', '0'],
  ])('%s is %s per cent', (written, percentage) => expect(plainNumber(written, 2)).toBe(percentage));

  test.each(['', 'abc', '1e', '1,5', 'NaN', 'INF', '0x10', '1e9999', '--1', '.'])('%j is no number', (text) =>
    expect(plainNumber(text)).toBeUndefined(),
  );

  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 20 }))
    .map(([digits, scale]) => {
      const unsigned = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
      const text = scale === 0 ? unsigned : `${unsigned.slice(0, -scale)}.${unsigned.slice(-scale)}`;
      const short = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
      return digits < 0n && short !== '0' ? `-${short}` : short;
    });

  test('whatever has up to 15 digits comes out of a binary number as it went in, however that is written', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom('shortest', 'seventeen', 'exponent'), (text, how) => {
        const number = Number(text);
        const written =
          how === 'shortest' ? String(number) : how === 'seventeen' ? number.toPrecision(17) : number.toExponential(16);
        expect(plainNumber(written)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('dates', () => {
  const date = (serial: number, system: '1900' | '1904' = '1900') => dateOfSerial(serial, system, { isTime: false });
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [45_292, '2024-01-01'],
    [45_351, '2024-02-29'],
    [2_958_465, '9999-12-31'],
    [45_292.5, '2024-01-01 12:00:00'],
    [45_292.999_988_43, '2024-01-01 23:59:59'],
    [45_292.000_000_011_6, '2024-01-01 00:00:00.001'],
    [45_292.999_999_999_9, '2024-01-02'],
  ])('%d is %s', (serial, expected) => expect(date(serial)).toBe(expected));

  test.each([0, 0.5, 60, 60.5, -1, 2_958_466, Number.NaN, Number.POSITIVE_INFINITY])('%d is no day', (serial) =>
    expect(date(serial)).toBeUndefined(),
  );

  test('the workbooks that count from 1904', () => {
    expect([date(0, '1904'), date(43_830, '1904'), date(2_957_003, '1904'), date(2_957_004, '1904')]).toEqual([
      '1904-01-01',
      '2024-01-01',
      '9999-12-31',
      undefined,
    ]);
  });

  test('a time of no day', () => {
    const time = (serial: number) => dateOfSerial(serial, '1900', { isTime: true });
    expect([time(0), time(0.75), time(45_292.25)]).toEqual(['00:00:00', '18:00:00', '2024-01-01 06:00:00']);
  });

  test('every day is the one before and a day more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_464 }), (serial) => {
        const [day, next] = [date(serial)!, date(serial + 1)!].map((text) => Date.parse(`${text}T00:00:00Z`));
        expect(next! - day!).toBe(86_400_000);
      }),
    );
  });

  test.each([
    ['2024-01-05', '2024-01-05'],
    ['2024-01-05T00:00:00', '2024-01-05'],
    ['2024-01-05T10:20:30.5Z', '2024-01-05 10:20:30.5'],
    ['2024-01-05T10:20:30+03:00', '2024-01-05T10:20:30+03:00'],
    ['yesterday', 'yesterday'],
  ])('the text %s is %s', (text, expected) => expect(dateOfText(text)).toBe(expected));
});

test.each([
  ['a_x000D__x000A_b', 'a\r\nb'],
  ['_x005F_x000D_', '_x000D_'],
  ['_xD83D__xDE00_', '😀'],
  ['_xD83D_', '_xD83D_'],
  ['_xZZZZ_', '_xZZZZ_'],
])('the escapes of %j', (escaped, text) => expect(escapedText(escaped)).toBe(text));

describe('places of cells', () => {
  test('a name is that of its place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_SHEET_ROWS }),
        fc.integer({ min: 1, max: MAX_SHEET_COLUMNS }),
        (row, column) => {
          expect(placeOf(referenceOf({ row, column }))).toEqual({ row, column });
        },
      ),
    );
    expect([referenceOf({ row: 7, column: 26 }), referenceOf({ row: 7, column: 27 })]).toEqual(['Z7', 'AA7']);
  });
  test.each([
    '',
    'A',
    '7',
    'a1',
    'A0',
    'XFE1',
    'A1048577',
    'A1B',
    '$A$1',
    'ZZZZZZZZZZ1',
    'A-1',
    'A99999999999999999999',
  ])('%j is none', (reference) => expect(placeOf(reference)).toBeUndefined());
});
