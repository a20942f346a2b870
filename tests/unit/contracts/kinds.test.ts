import { describe, expect, it } from 'vitest';
import { comparisonOf } from '../../../shared/contracts/comparison.ts';
import { absolute, equals, number, oneOf, product, sum, type Term } from '../../../shared/contracts/condition.ts';
import { conditionSql } from '../../../shared/contracts/condition-sql.ts';
import { ibanFulfils, ibanOf } from '../../../shared/contracts/iban-rules.ts';
import { code } from '../../../shared/contracts/kinds/code.ts';
import { COUNTRY_CODES, country } from '../../../shared/contracts/kinds/country.ts';
import { CURRENCY_CODES, currency } from '../../../shared/contracts/kinds/currency.ts';
import { date } from '../../../shared/contracts/kinds/date.ts';
import { decimal } from '../../../shared/contracts/kinds/decimal.ts';
import { email } from '../../../shared/contracts/kinds/email.ts';
import { flag } from '../../../shared/contracts/kinds/flag.ts';
import { iban } from '../../../shared/contracts/kinds/iban.ts';
import { integer } from '../../../shared/contracts/kinds/integer.ts';
import { CONTROL_CHARACTER, columnType, type Kind, type Value } from '../../../shared/contracts/kinds/kind.ts';
import { list } from '../../../shared/contracts/kinds/list.ts';
import { rate } from '../../../shared/contracts/kinds/rate.ts';
import { text } from '../../../shared/contracts/kinds/text.ts';
import { timestamp } from '../../../shared/contracts/kinds/timestamp.ts';
import { lengthBeforeEndMark } from '../../../shared/contracts/records.ts';
import { seededRandom } from '../../../shared/contracts/samples.ts';

const kinds: readonly (readonly [title: string, kind: Kind])[] = [
  ['text', text()],
  ['code', code([{ input: 'A', value: 'ACTIVE', meaning: '' }])],
  ['flag', flag({ yes: ['Y'], no: ['N'] })],
  ['rate', rate({ unit: 'percent', max: '10' })],
  ['date', date()],
  ['date with midnight', date({ withMidnight: true })],
  ['timestamp', timestamp()],
  ['timestamp of a sheet', timestamp({ spelling: 'SHEET' })],
  ['email', email()],
  ['short email', email({ maxLength: 30 })],
  ['currency', currency()],
  ['country', country()],
  ['iban', iban()],
  ['iban in any case', iban({ anyCase: true })],
  ['integer', integer()],
  ['count', integer({ min: 0 })],
  ['byte', integer({ min: 0, max: 255 })],
  ['negative integer', integer({ min: -5_000, max: -10 })],
  ['integer of 64 bits', integer({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['integer of 76 digits', integer({ max: 10n ** 76n - 1n })],
  ['amount', decimal()],
  ['amount above 0', decimal({ min: '0.01' })],
  ['signed amount', decimal({ min: null })],
  ['amount between bounds', decimal({ min: '-5', max: '5', typical: [-5, 5] })],
  ['amount of which two decimals are always shown', decimal({ scale: 6, shown: 2 })],
  ['whole amount', decimal({ precision: 20, scale: 0 })],
  ['widest decimal', decimal({ precision: 76, scale: 75, min: null, typical: [0, 9] })],
  ['list of texts', list(text())],
  ['list of amounts', list(decimal(), { separator: '|' })],
  ['list of times', list(timestamp())],
];

describe.each(kinds)('%s', (_title, kind) => {
  it('has an example of each of its faults, which has that fault', () => {
    for (const [fault, { example, expected, why }] of kind.faults) {
      const isControl = expected === CONTROL_CHARACTER[1].expected;
      // The check of the row makes it that fault, whatever else the kind says.
      if (isControl) expect(kind.read(example)).toHaveProperty('fault', expect.any(Number));
      else expect({ example, ...kind.read(example) }).toEqual({ example, fault });
      expect(why.text).toMatch(/\.$/);
    }
  });

  it('makes samples that it reads, and can ask for what it serves', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 200; round += 1) {
      const cell = kind.sample(random);
      const reading = kind.read(cell);
      expect({ cell, fault: reading.fault }).toEqual({ cell, fault: undefined });
      const value = (reading as { value: Value }).value;
      if (kind.servedAs === 'list') expect(Array.isArray(value)).toBe(true);
      else {
        expect(typeof value).toBe(kind.servedAs);
        expect(kind.readServed(String(value))).toHaveProperty('value');
      }
    }
  });
});

const typesOf = (kind: Kind) => [kind.storedType, kind.servedAs];

describe('integers and decimals', () => {
  it.each([
    [{}, 'Int32', 'number'],
    [{ min: 0 }, 'UInt32', 'number'],
    [{ min: 1 }, 'UInt32', 'number'],
    [{ max: 10 }, 'Int32', 'number'],
    [{ min: 0, max: 255 }, 'UInt8', 'number'],
    [{ min: 0, max: 256 }, 'UInt16', 'number'],
    [{ min: -128, max: 127 }, 'Int8', 'number'],
    [{ min: -129, max: 0 }, 'Int16', 'number'],
    [{ min: 0, max: 2 ** 32 }, 'UInt64', 'number'],
    [{ min: -(2 ** 31) - 1 }, 'Int64', 'string'],
    [{ min: 0, max: Number.MAX_SAFE_INTEGER }, 'UInt64', 'number'],
    [{ min: 0, max: 2n ** 53n }, 'UInt64', 'string'],
    [{ min: -(2n ** 63n), max: 2n ** 63n - 1n }, 'Int64', 'string'],
    [{ min: 0, max: 2n ** 64n }, 'Int128', 'string'],
    [{ min: 0, max: 2n ** 127n }, 'Int256', 'string'],
    [{ max: 10n ** 76n - 1n }, 'Int256', 'string'],
  ])('%o is stored as %s and served as a %s', (options, type, servedAs) => {
    expect(typesOf(integer(options))).toEqual([type, servedAs]);
  });
  it('of more digits than the engine has are refused where they are declared', () => {
    expect(() => integer({ max: 10n ** 76n })).toThrow(RangeError);
    expect(() => decimal({ precision: 77 })).toThrow(RangeError);
    expect(() => decimal({ precision: 4, scale: 4 })).toThrow(RangeError);
  });
  it('may have bounds of either sign', () => {
    const between = decimal({ min: '-1.50', max: '1.5' });
    expect(['-1.5', '1.50', '-1.51', '1.51'].map((cell) => between.read(cell))).toEqual([
      { value: '-1.50' },
      { value: '1.50' },
      { fault: 3 },
      { fault: 3 },
    ]);
    expect(decimal({ min: null }).read('-9999999999999999.99')).toEqual({ value: '-9999999999999999.99' });
  });
});

it.each<[string, Kind, string, Value | { fault: number }]>([
  ['Z', timestamp(), '2023-01-05T10:11:12Z', '2023-01-05T10:11:12.000Z'],
  ['a sheet', timestamp(), '2023-01-05 00:00:00', '2023-01-05T00:00:00.000Z'],
  ['an offset', timestamp(), '2023-01-01T00:30:00+03:00', '2022-12-31T21:30:00.000Z'],
  ['no seconds', timestamp(), '2023-01-05T10:11-01:30', '2023-01-05T11:41:00.000Z'],
  ['milliseconds and zeros', timestamp(), '2023-01-05 10:11:12.120000', '2023-01-05T10:11:12.120Z'],
  ['microseconds', timestamp(), '2023-01-05 10:11:12.123456', { fault: 6 }],
  ['no day of the calendar', timestamp(), '2023-02-29T10:11:12Z', { fault: 4 }],
  ['no hour of the clock', timestamp(), '2023-02-28T24:00:00Z', { fault: 4 }],
  ['a day alone', timestamp(), '2023-02-28', { fault: 4 }],
  ['before the first', timestamp(), '1900-01-01T00:00:00+00:01', { fault: 4 }],
  ['the last', timestamp(), '2299-12-31T23:59:59.999Z', '2299-12-31T23:59:59.999Z'],
  ['a day at midnight', date({ withMidnight: true }), '2023-01-05T00:00:00', '2023-01-05'],
  ['a day at midnight, unasked', date(), '2023-01-05 00:00:00', { fault: 4 }],
  ['a day at noon', date({ withMidnight: true }), '2023-01-05 12:00:00', { fault: 4 }],
  ['an address', email(), "o'neill+a@mail.example.co.uk", "o'neill+a@mail.example.co.uk"],
  ['an address in Turkish', email(), 'şule@örnek.com.tr', 'şule@örnek.com.tr'],
  ['two @', email(), 'a@b@c.de', { fault: 4 }],
  ['a dot at the end', email(), 'a@b.de.', { fault: 4 }],
  ['a blank', email(), 'a b@c.de', { fault: 4 }],
  ['254 bytes', email(), `${'x'.repeat(243)}@example.de`, `${'x'.repeat(243)}@example.de`],
  ['255 bytes', email(), `${'x'.repeat(242)}ş@example.de`, { fault: 3 }],
  ['12 bytes of at most 12', email({ maxLength: 12 }), 'a@example.de', 'a@example.de'],
  ['13 bytes of at most 12', email({ maxLength: 12 }), 'ş@example.de', { fault: 3 }],
  ['a currency', currency(), 'TRY', 'TRY'],
  ['small letters', currency(), 'try', { fault: 5 }],
  ['a withdrawn currency', currency(), 'HRK', { fault: 5 }],
  ['a withdrawn currency, asked for', currency({ also: ['HRK'] }), 'HRK', 'HRK'],
  ['Kosovo', country(), 'XK', 'XK'],
  ['no country', country(), 'UK', { fault: 5 }],
  ['groups of four', iban(), 'GB82 WEST 1234 5698 7654 32', 'GB82WEST12345698765432'],
  ['other groups', iban(), 'GB82WEST 12345698765432', { fault: 4 }],
  ['small letters in an account', iban(), 'gb82WEST12345698765432', { fault: 4 }],
  ['small letters, kept', iban({ anyCase: true }), 'gb82WEST12345698765432', 'gb82WEST12345698765432'],
  ['four signs', iban(), 'DE89', { fault: 4 }],
  ['35 signs', iban(), `DE${'1'.repeat(33)}`, { fault: 4 }],
  ['elements', list(integer()), '1| 2 |3', [1, 2, 3]],
  ['an empty element', list(text()), 'a||b', { fault: 4 }],
  ['a wrong element', list(integer()), '1|1.0', { fault: 2 }],
  ['too many elements', list(text(), { maxElements: 2 }), 'a|b|c', { fault: 4 }],
])('%s', (_title, kind, cell, expected) => {
  const isFault = typeof expected === 'object' && expected !== null && 'fault' in expected;
  expect(kind.read(cell)).toEqual(isFault ? expected : { value: expected });
});

describe('values to compare with', () => {
  it('are read in the spelling in which they are served', () => {
    expect(timestamp().readServed('2023-01-05T10:11:12.000Z')).toEqual({ value: '2023-01-05 10:11:12.000' });
    expect(timestamp().readServed('2023-01-05')).toEqual({ value: '2023-01-05 00:00:00.000' });
    expect(timestamp().readServed('yesterday')).toHaveProperty('expected');
    expect(integer({ min: 0, max: 2n ** 64n - 1n }).readServed('18446744073709551615')).toHaveProperty('value');
    expect(integer().readServed('9999999999999999999')).toHaveProperty('expected');
    expect(decimal({ precision: 5, scale: 0 }).readServed('1.0')).toHaveProperty('expected');
    expect(list(text()).readServed('a')).toHaveProperty('expected');
  });
});

describe('a list', () => {
  it('is never NULL: an empty cell is an empty list', () => {
    expect(columnType(list(text()), false)).toBe('Array(String)');
    expect(columnType(list(currency()), false)).toBe('Array(String)');
    expect(columnType(currency(), false)).toBe('LowCardinality(Nullable(String))');
  });
  it('is written as it came', () => {
    expect(list(decimal()).writtenText!(['1.50', '2.00'])).toBe('1.5|2');
  });
  it('is refused where it could not be taken apart', () => {
    expect(() => list(list(text()))).toThrow(RangeError);
    expect(() => list(text(), { separator: ', ' })).toThrow(RangeError);
    expect(() => list(decimal(), { separator: ',' })).toThrow(/may contain it/);
  });
});

describe('public lists', () => {
  it.each([
    ['currencies', CURRENCY_CODES, /^[A-Z]{3}$/, 177],
    ['countries', COUNTRY_CODES, /^[A-Z]{2}$/, 250],
  ])('of %s have each code once', (_title, codes, shape, count) => {
    expect(codes.filter((each) => !shape.test(each))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBe(count);
  });
});

describe('account numbers', () => {
  /** From the registry of SWIFT. */
  const right = [
    'DE89370400440532013000',
    'GB82WEST12345698765432',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
    'TR330006100519786457841326',
    'XK051212012345678906',
  ];
  it.each(right)('%s is right in every way', (account) => {
    for (const rule of ['country', 'length', 'checkDigits'] as const) expect(ibanFulfils(rule, account)).toBe(true);
    const broken = `${account.slice(0, -1)}${account.endsWith('0') ? '1' : '0'}`;
    expect(ibanFulfils('checkDigits', broken)).toBe(false);
    expect(ibanFulfils('length', `${account}0`)).toBe(false);
    expect(ibanOf(account.slice(0, 2), account.slice(4))).toBe(account);
  });
  it.each(['ZZ', 'QX', '12', 'de', 'D8', 'UK'])('%s is no country', (prefix) => {
    expect(ibanFulfils('country', `${prefix}89370400440532013000`)).toBe(false);
  });
  it('of a country that has registered no length may have any', () => {
    expect(ibanFulfils('length', 'US1234567')).toBe(true);
  });
  it('have check digits from 02 to 98 only', () => {
    const digits = [...Array(100).keys()].map((each) => String(each).padStart(2, '0'));
    const fitting = digits.filter((each) => ibanFulfils('checkDigits', `DE${each}370400440532013000`));
    expect(fitting).toEqual(['89']);
  });
});

describe('conditions', () => {
  const columns = [
    { name: 'wide', kind: decimal({ precision: 76, scale: 2, min: null }) },
    { name: 'fine', kind: decimal({ precision: 38, scale: 10, min: null }) },
    { name: 'amount', kind: decimal() },
    { name: 'count', kind: integer({ min: 0 }) },
    { name: 'at', kind: timestamp() },
    { name: 'day', kind: date() },
    { name: 'name', kind: text() },
  ];
  const compared = (left: Term | string, right: Term | string, op: 'atMost' | 'equals' = 'equals') => {
    const term = (side: Term | string): Term => (typeof side === 'string' ? { column: side } : side);
    return comparisonOf(op, term(left), term(right), columns);
  };

  it('calculate with columns as they are, where nothing can overflow', () => {
    expect(compared(sum('amount', 'amount', 'amount', 'amount'), 'amount')).toMatchObject({ isNarrow: true });
    expect(compared(sum('count', 'count'), 'count')).toMatchObject({ isNarrow: true });
    expect(compared('amount', number('0'))).toMatchObject({ isNarrow: true, scale: 2 });
    expect(compared(product('amount', 'count'), 'amount')).toMatchObject({ isNarrow: false, scale: 2 });
    expect(compared(sum(...Array<string>(10).fill('amount')), 'amount')).toMatchObject({ isNarrow: false });
    expect(compared('amount', 'fine')).toMatchObject({ isNarrow: false, scale: 10 });
  });
  it('compare times with days, and texts for equality alone', () => {
    expect(compared('at', 'day', 'atMost')).toEqual({ of: 'times' });
    expect(compared('name', 'name')).toEqual({ of: 'texts' });
  });
  it.each<[string, () => unknown]>([
    ['more digits than there are', () => compared('wide', 'fine')],
    ['an order of texts', () => compared('name', 'name', 'atMost')],
    ['a text and a number', () => compared('name', 'amount')],
    ['a time and a number', () => compared(absolute('at'), 'amount')],
    ['an unknown column', () => compared('nothing', 'amount')],
    ['a value that is none', () => conditionSql(oneOf('amount', '1.234'), (name) => name, columns)],
    ['a day of no calendar', () => conditionSql(oneOf('at', '2023-02-30'), (name) => name, columns)],
  ])('%s is refused where it is compiled', (_title, compile) => {
    expect(compile).toThrow(RangeError);
  });
  it('of loans cost what they did', () => {
    const sql = (condition: Parameters<typeof conditionSql>[0]) => conditionSql(condition, (name) => name, columns);
    expect(sql(equals(sum('amount', 'amount'), number('0')))).toBe("ifNull(amount + amount = toDecimal64('0', 0), 1)");
  });
});

it('the example of a control character is no mark of the end of a file', () => {
  const { example } = CONTROL_CHARACTER[1];
  expect(lengthBeforeEndMark(example.length, (at) => example.charCodeAt(at))).toBeUndefined();
});
