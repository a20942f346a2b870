import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCell, isLatinSql } from '../../../shared/contracts/characters.ts';
import { code } from '../../../shared/contracts/kinds/code.ts';
import { country } from '../../../shared/contracts/kinds/country.ts';
import { currency } from '../../../shared/contracts/kinds/currency.ts';
import { date } from '../../../shared/contracts/kinds/date.ts';
import { decimal } from '../../../shared/contracts/kinds/decimal.ts';
import { email } from '../../../shared/contracts/kinds/email.ts';
import { flag } from '../../../shared/contracts/kinds/flag.ts';
import { iban } from '../../../shared/contracts/kinds/iban.ts';
import { integer } from '../../../shared/contracts/kinds/integer.ts';
import type { Kind, Value } from '../../../shared/contracts/kinds/kind.ts';
import { list } from '../../../shared/contracts/kinds/list.ts';
import { rate } from '../../../shared/contracts/kinds/rate.ts';
import { text } from '../../../shared/contracts/kinds/text.ts';
import { timestamp } from '../../../shared/contracts/kinds/timestamp.ts';
import { literal } from '../../../shared/sql/quoting.ts';
import { servedSql } from '../../../shared/warehouse/served-value.ts';
import { cases } from '../../properties.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

const RANDOM_INPUTS = 10_000;
const test = warehouseUnderTest();

interface Reading {
  readonly cell: string;
  readonly accepted: number;
  readonly fast: Value;
  readonly slow: Value;
  readonly fault: number;
}

/** What both lanes make of the cells, by the SQL that the load runs, as it is served. */
async function readInSql(kind: Kind, cells: readonly string[]): Promise<Reading[]> {
  // The fast lane takes lines of ASCII and of Latin letters only.
  const fast = kind.fastLane('cell', 'fast', 'is_latin');
  const slow = kind.slowLane('cell', 'slow');
  const steps = [...fast.steps, ...slow.steps].map(([alias, expression]) => `, ${expression} AS ${alias}`).join('');
  const served = (value: string) => servedSql(kind, `CAST(${value}, ${literal(kind.storedType)})`);
  return test.sql.rows<Reading>(
    `SELECT cell, toUInt8((${fast.accepts}) AND (is_ascii OR is_latin)) AS accepted, ${served(fast.value)} AS fast,
       ${served(slow.value)} AS slow, toUInt8(${slow.fault}) AS fault
     FROM (SELECT cell, is_ascii, is_latin${steps} FROM (SELECT arrayJoin([${cells.map(literal).join(', ')}]) AS cell,
       isValidASCII(cell) AS is_ascii, NOT is_ascii AND ${isLatinSql("if(is_ascii, '', cell)")} AS is_latin))`,
    {},
    { short_circuit_function_evaluation: 'disable', compile_expressions: 0 },
  );
}

/** The invariant of every kind: one rule, three forms. */
async function expectAgreement(kind: Kind, cells: readonly string[]): Promise<void> {
  for (const { cell, accepted, fast, slow, fault } of await readInSql(kind, cells)) {
    const reading = kind.read(cell);
    expect({ cell, fault }).toEqual({ cell, fault: reading.fault ?? 0 });
    if (fault > 0)
      expect({ cell, faults: [...kind.faults.keys()] }).toEqual({ cell, faults: expect.arrayContaining([fault]) });
    if (reading.fault === undefined) expect({ cell, value: slow }).toEqual({ cell, value: reading.value });
    if (accepted) expect({ cell, fault, value: fast }).toEqual({ cell, fault: 0, value: slow });
  }
}

const numberLike = fc
  .tuple(
    fc.constantFrom('', '', '', '-', '+', '--'),
    fc.stringMatching(/^0{0,3}[0-9]{0,20}$/),
    fc.constantFrom('', '', '.', ',', '..'),
    fc.stringMatching(/^[0-9]{0,8}$/),
    fc.constantFrom('', '', '', '%', ' %', 'bps', ' bps', 'BPS', 'e5', '%%', ' x'),
  )
  .map((parts) => parts.join(''));
const dateLike = fc.oneof(
  fc
    .date({ min: new Date('1890-01-01'), max: new Date('2110-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10))
    .chain((iso) =>
      fc.constantFrom(
        iso,
        iso.replaceAll('-', ''),
        iso.split('-').reverse().join('.'),
        iso.replaceAll('-', '/'),
        `${iso}T00:00:00`,
        iso.slice(0, -1),
        `${iso} 00:00:00`,
        `${iso}T00:00:00.000`,
        `${iso} 00:00:01`,
      ),
    ),
  fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/),
  fc.stringMatching(/^(19|20)[0-9]{6}$/),
  fc.stringMatching(/^[0-3][0-9]\.[01][0-9]\.20[0-9]{2}$/),
);
const zone = fc.constantFrom(
  '',
  '',
  'Z',
  'z',
  '+00:00',
  '-00:00',
  '+03:00',
  '-12:30',
  '+14:00',
  '+14:01',
  '+03:60',
  '+3',
  '+0300',
);
const timeLike = fc
  .tuple(
    fc.oneof(
      fc
        .date({ min: new Date('1899-12-30'), max: new Date('2300-01-03'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
      fc.constantFrom('1900-01-01', '1899-12-31', '2299-12-31', '2300-01-01', '2024-02-29', '1900-02-29', '2023-02-30'),
      fc.stringMatching(/^(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]$/),
    ),
    fc.constantFrom('T', ' ', 'T', ' ', 't', '  ', ''),
    fc.constantFrom(
      '00:00',
      '23:59',
      '00:00:00',
      '23:59:59',
      '24:00:00',
      '23:60:00',
      '23:59:60',
      '12:34:56',
      '1:02:03',
      '',
    ),
    fc.constantFrom('', '', '.', '.1', '.12', '.123', '.1230', '.123000000', '.1234', '.0001', ',5'),
    zone,
  )
  .map((parts) => parts.join(''));
const emailLike = fc
  .array(fc.constantFrom('anna', 'b.c', '@', '@', '.', '.com', 'example', ' ', 'ş', '-', '+x', '/', '"'), {
    minLength: 1,
    maxLength: 7,
  })
  .map((parts) => parts.join(''));
const codeOfList = fc.oneof(
  fc.constantFrom('EUR', 'USD', 'TRY', 'eur', 'EURO', 'XXX', 'DE', 'XK', 'de', 'ZZ', 'GBP ', 'ZWG', 'BGN', 'HRK'),
  fc.stringMatching(/^[A-Z]{2,3}$/),
);
const ibanLike = fc.oneof(
  fc.stringMatching(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{0,34}$/),
  fc.stringMatching(/^[A-Za-z0-9]{1,36}$/),
  fc
    .tuple(fc.stringMatching(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,26}$/), fc.constantFrom(3, 4, 4, 4))
    .map(([text, size]) => text.match(new RegExp(`.{1,${size}}`, 'g'))!.join(' ')),
);
const wideNumber = fc
  .tuple(
    fc.constantFrom('', '', '-', '+'),
    fc.constantFrom('', '', '000'),
    fc.oneof(
      fc.constantFrom(
        ...[8n, 16n, 32n, 64n, 128n, 255n].flatMap((bits) =>
          [2n ** bits, 2n ** bits - 1n, 2n ** (bits - 1n)].map(String),
        ),
        ...[9n, 18n, 19n, 38n, 39n, 75n, 76n, 77n].flatMap((digits) => [10n ** digits, 10n ** digits - 1n].map(String)),
      ),
      fc.stringMatching(/^[0-9]{1,80}$/),
      fc.stringMatching(/^[0-9]{1,5}$/),
    ),
    fc.constantFrom('', '', '.', '.5', '.00', '.123456789', '.0000000000'),
  )
  .map((parts) => parts.join(''));
const listOf = (likely: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(likely, { maxLength: 5 }), fc.constantFrom('|', '|', ' | ', '||', ',', '\u00a0|'))
    .map(([elements, separator]) => elements.join(separator));

/** What a word may have in it that nobody sees, and what is written in two ways. */
const unseen = fc
  .array(
    fc.constantFrom(
      ...[
        'A',
        '1',
        'ş',
        'İ',
        ' ',
        '\t',
        '\n',
        '\r',
        '\u001a',
        '\u007f',
        '\u0085',
        '\u00a0',
        '\u00ad',
        '\u200b',
        '\u200d',
      ],
      ...[
        '\u2028',
        '\u2060',
        '\u3000',
        '\ufeff',
        '\ufffd',
        'e\u0301',
        'I\u0307',
        's\u0327',
        '\u212b',
        '\u0130',
        '\u00e7',
        '١',
      ],
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));
const anything = fc.oneof(
  unseen,
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('nan', 'NaN', 'inf', '-inf', '1e5', '1_000', '٣', '１２', '\\N', 'NULL', "'", '\\', '=1+1', '0x1F'),
);
const codeLike = fc
  .constantFrom(
    'A',
    'K',
    'I',
    'AKTİF',
    'aktıf',
    'Açık',
    'AÇIK',
    'açik',
    'Kapalı',
    'KAPALI',
    'E',
    'H',
    'evet',
    'HAYIR',
    'C',
  )
  .chain((word) => fc.constantFrom(word, word.toLowerCase(), word.toUpperCase(), `${word}x`));

const kinds: readonly [name: string, kind: Kind, likely: fc.Arbitrary<string>][] = [
  ['percent', rate({ unit: 'percent', max: '10', decimalComma: true }), numberLike],
  ['fraction', rate({ unit: 'fraction', max: '1' }), numberLike],
  ['amount', decimal(), numberLike],
  ['amount above 0', decimal({ min: '0.01' }), numberLike],
  ['count', integer({ min: 0 }), numberLike],
  ['number from 1', integer({ min: 1 }), numberLike],
  ['signed integer', integer(), numberLike],
  ['date', date(), dateLike],
  ['text', text({ maxLength: 10 }), anything],
  [
    'code',
    code([
      { input: 'A', value: 'ACTIVE', meaning: '', synonyms: ['Aktif', 'Açık', 'Open'] },
      { input: 'K', value: 'CLOSED', meaning: '', synonyms: ['Kapalı'] },
    ]),
    codeLike,
  ],
  ['flag', flag({ yes: ['E', 'Evet'], no: ['H', 'Hayır'] }), codeLike],
  ['date with midnight', date({ withMidnight: true }), dateLike],
  ['timestamp', timestamp(), timeLike],
  ['email', email(), emailLike],
  ['short email', email({ maxLength: 12 }), emailLike],
  ['currency', currency({ also: ['HRK'] }), codeOfList],
  ['country', country(), codeOfList],
  ['iban', iban(), ibanLike],
  ['iban in any case', iban({ anyCase: true }), ibanLike],
  ['8 bits', integer({ min: -128, max: 127 }), wideNumber],
  ['8 bits, unsigned', integer({ min: 0, max: 255 }), wideNumber],
  ['16 bits, unsigned', integer({ min: 1, max: 65_535 }), wideNumber],
  ['exact in JSON', integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), wideNumber],
  ['64 bits', integer({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), wideNumber],
  ['64 bits, unsigned', integer({ min: 0, max: 2n ** 64n - 1n }), wideNumber],
  ['128 bits', integer({ min: -(10n ** 30n), max: 10n ** 30n }), wideNumber],
  ['256 bits', integer({ max: 10n ** 76n - 1n }), wideNumber],
  ['only negative', integer({ min: -500, max: -5 }), wideNumber],
  ['signed amount', decimal({ min: null }), wideNumber],
  ['amount between bounds', decimal({ precision: 12, min: '-1000.50', max: '1000.50' }), numberLike],
  ['small amount', decimal({ precision: 7, scale: 3, max: '99.999' }), numberLike],
  ['price', decimal({ precision: 38, scale: 10, min: null }), wideNumber],
  ['wide amount', decimal({ precision: 76, scale: 2, min: null }), wideNumber],
  ['whole amount', decimal({ precision: 20, scale: 0, min: '-5' }), wideNumber],
  ['list of texts', list(text({ maxLength: 10 })), listOf(anything)],
  ['short list of accounts', list(iban(), { maxElements: 3 }), listOf(ibanLike)],
  ['list of counts', list(integer({ min: 0 })), listOf(numberLike)],
  ['list of dates', list(date()), listOf(dateLike)],
  ['list of times', list(timestamp(), { separator: '|' }), listOf(timeLike)],
  ['list of codes', list(currency(), { separator: ',' }), listOf(codeOfList)],
  ['list of amounts', list(decimal({ precision: 30, min: null }), { separator: '|' }), listOf(wideNumber)],
];

describe('every kind reads a cell the same in SQL, in both lanes, and in TypeScript', () => {
  it.each(kinds)(`%s, on random cells`, async (_name, kind, likely) => {
    const cell = fc
      .oneof(
        { arbitrary: likely, weight: 4 },
        { arbitrary: anything, weight: 1 },
        { arbitrary: fc.tuple(likely, unseen, likely).map((pieces) => pieces.join('')), weight: 1 },
      )
      // A cell reaches a kind clean, not empty, as UTF-8 without NUL: all else is a fault of the whole row.
      .map((raw) => cleanCell(raw.toWellFormed().replaceAll('\0', '')))
      .filter((clean) => clean !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 500, maxLength: 500, size: 'max' }), (cells) =>
        expectAgreement(kind, cells),
      ),
      { numRuns: cases(RANDOM_INPUTS / 500), endOnFailure: true },
    );
  });
});

describe('the tables of requirements.md', () => {
  const readOne = async (kind: Kind, cell: string): Promise<Value | string> => {
    const [reading] = await readInSql(kind, [cell]);
    await expectAgreement(kind, [cell]);
    return reading!.fault === 0 ? reading!.slow : `fault ${reading!.fault}`;
  };
  const percent = rate({ unit: 'percent', max: '10', decimalComma: true });

  it.each([
    ['55.47', '0.554700'],
    ['5.14', '0.051400'],
    ['18.5', '0.185000'],
    ['18.5%', '0.185000'],
    ['1850bps', '0.185000'],
    ['1850 bps', '0.185000'],
    ['55,47', '0.554700'],
    ['0.9', '0.009000'],
    ['1', '0.010000'],
    ['1.0001', '0.010001'],
    ['0', '0.000000'],
    ['450', '4.500000'],
    ['1000', '10.000000'],
    ['1000.01', 'fault 3'],
    ['-1', 'fault 3'],
    ['abc', 'fault 2'],
    ['NaN', 'fault 2'],
    ['1.00001', 'fault 6'],
  ])('T8: a percent cell %s is %s', async (cell, expected) => {
    expect(await readOne(percent, cell)).toBe(expected);
  });

  it.each([
    ['0.185', '0.185000'],
    ['18.5%', '0.185000'],
    ['1850bps', '0.185000'],
    ['0.0217', '0.021700'],
    ['1', '1.000000'],
    ['2.17', 'fault 3'],
    ['1.000001', 'fault 3'],
    ['0,5', 'fault 2'],
  ])('X1: a fraction cell %s is %s', async (cell, expected) => {
    expect(await readOne(rate({ unit: 'fraction', max: '1' }), cell)).toBe(expected);
  });

  it.each([
    ['20250302', '2025-03-02'],
    ['2025-03-02', '2025-03-02'],
    ['02.03.2025', '2025-03-02'],
    ['20240229', '2024-02-29'],
    ['19000101', '1900-01-01'],
    ['2100-12-31', '2100-12-31'],
    ['20250230', 'fault 4'],
    ['2025-02-30', 'fault 4'],
    ['29.02.2025', 'fault 4'],
    ['20251345', 'fault 4'],
    ['2-0-2-5-0101', 'fault 4'],
    ['18991231', 'fault 4'],
    ['21010101', 'fault 4'],
    ['２０２５０１０１', 'fault 4'],
  ])('T9: a date cell %s is %s', async (cell, expected) => {
    expect(await readOne(date(), cell)).toBe(expected);
  });

  it.each([
    ['28370', '28370.00'],
    ['4691.65', '4691.65'],
    ['0.5', '0.50'],
    ['-0', '0.00'],
    ['9999999999999999.99', '9999999999999999.99'],
    ['10000000000000000', 'fault 3'],
    ['-0.01', 'fault 3'],
    ['12.345', 'fault 6'],
    ['1e5', 'fault 2'],
    ['1_000', 'fault 2'],
    ['1.234,56', 'fault 2'],
    ['1,5', 'fault 2'],
    ['nan', 'fault 2'],
    ['inf', 'fault 2'],
    ['.5', 'fault 2'],
    ['5.', 'fault 2'],
    ['+5', 'fault 2'],
    ['-', 'fault 2'],
  ])('X1: an amount %s is %s', async (cell, expected) => {
    expect(await readOne(decimal(), cell)).toBe(expected);
  });

  it.each([
    ['0', 0],
    ['0005', 5],
    ['4294967295', 4_294_967_295],
    ['4294967296', 'fault 3'],
    ['99999999999', 'fault 3'],
    ['99999999999999999999999', 'fault 3'],
    ['-1', 'fault 3'],
    ['+3', 'fault 2'],
    ['1_0', 'fault 2'],
    ['1.0', 'fault 2'],
    ['١', 'fault 2'],
  ])('X1: a count %s is %s', async (cell, expected) => {
    expect(await readOne(integer({ min: 0 }), cell)).toBe(expected);
  });
});
