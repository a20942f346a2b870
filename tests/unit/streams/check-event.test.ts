import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamBody, thresholdPattern } from '../../../functions/streams/stream-body.ts';
import { transactionsStream as stream } from '../../../shared/datasets/sales/transactions-stream.ts';
import { ExactNumber, parseExactNumbers } from '../../../shared/domain/exact-number.ts';
import { checkEvent, readThreshold } from '../../../shared/streams/check-event.ts';

const SOUND = {
  transaction_id: '"txn_1"',
  customer_id: '3',
  amount: '12.50',
  merchant_name: '"GlobalMart"',
  timestamp: '1764460000.25',
};

/** Of the JSON that is sent: only there is a number what it is. */
const check = (changes: Readonly<Record<string, string | undefined>> = {}) => {
  const members = Object.entries({ ...SOUND, ...changes }).filter(([, value]) => value !== undefined);
  const json = `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
  return checkEvent(stream, parseExactNumbers(json) as Record<string, unknown>);
};
const memberOf = (name: string, json: string) => {
  const checked = check({ [name]: json });
  return 'event' in checked ? checked.event.values[name] : undefined;
};
const faultOf = (name: string, json: string | undefined) =>
  check({ [name]: json }).errors?.map(({ field, code }) => `${field} ${code}`);

describe('an event', () => {
  it('is read as it is served: money with its scale, times in UTC', () => {
    expect(check()).toEqual({
      event: {
        id: 'txn_1',
        amount: '12.50',
        time: '2025-11-29T23:46:40.250Z',
        lookedUp: 'GlobalMart',
        values: {
          transaction_id: 'txn_1',
          customer_id: 3,
          amount: '12.50',
          merchant_name: 'GlobalMart',
          timestamp: '2025-11-29T23:46:40.250Z',
        },
      },
    });
  });

  it.each([
    ['12.345', undefined],
    ['1e3', undefined],
    ['1E2', undefined],
    [String(0.1 + 0.2), undefined],
    ['99999999.99', '99999999.99'],
    ['"99999999.99"', '99999999.99'],
    ['100000000', undefined],
    ['100000000.00', undefined],
    ['5', '5.00'],
    ['5.5', '5.50'],
    ['0.01', '0.01'],
    ['0.00', undefined],
    ['-0.01', undefined],
    ['12.500', undefined],
    ['"1,000.00"', undefined],
    ['"+5"', undefined],
    ['" 5.00 "', '5.00'],
    ['"٣"', undefined],
    ['true', undefined],
    ['[5]', undefined],
    ['{"text":"5"}', undefined],
    ['9007199254740993', undefined],
  ])('of %s has the amount %s', (json, expected) => expect(memberOf('amount', json)).toBe(expected));

  it.each([
    ['1764460000', '2025-11-29T23:46:40.000Z'],
    ['1764460000.1239999', '2025-11-29T23:46:40.123Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
    ['"2026-03-02T09:30:00Z"', '2026-03-02T09:30:00.000Z'],
    ['"2026-03-02T09:30:00.123456+03:00"', '2026-03-02T06:30:00.123Z'],
    ['"2026-03-02 09:30:00.1"', '2026-03-02T09:30:00.100Z'],
    ['-1', undefined],
    ['1764460000123', undefined],
    ['1.7e9', undefined],
    ['99999999999', undefined],
    ['"1764460000"', undefined],
    ['"2026-02-30T00:00:00Z"', undefined],
    ['"yesterday"', undefined],
    ['true', undefined],
  ])('of %s happened at %s', (json, expected) => expect(memberOf('timestamp', json)).toBe(expected));

  it.each(Object.keys(SOUND))('needs %s', (name) => {
    for (const absent of [undefined, 'null', '""']) expect(faultOf(name, absent)).toEqual([`${name} required`]);
  });

  it('says of each member what is wrong, and names those that there are not', () => {
    const faults = (changes: Record<string, string>) => check(changes).errors?.map(({ field, code }) => [field, code]);
    expect(faults({ amount: '12.345', customer_id: '0', merchant_name: '7', secret: '1' })).toEqual([
      ['secret', 'unknown'],
      ['customer_id', 'range'],
      ['amount', 'type'],
      ['merchant_name', 'type'],
    ]);
    expect(check({ amount: '12.345' }).errors).toMatchObject([
      {
        detail: 'Must be given with at most 2 decimals (nothing is rounded).',
        message: { id: 'event-member', parameters: { expected: { id: 'number-decimals' } } },
      },
    ]);
    expect(faultOf('customer_id', '1.0')).toEqual(['customer_id type']);
    expect(faultOf('transaction_id', `"${'x'.repeat(101)}"`)).toEqual(['transaction_id range']);
    expect(faultOf('transaction_id', '"a\\u0000b"')).toEqual(['transaction_id format']);
    expect(faultOf('transaction_id', '"a\\u200bb"')).toEqual(['transaction_id format']);
    expect(faultOf('merchant_name', '"\\ud800"')).toEqual(['merchant_name format']);
    expect(memberOf('merchant_name', '"  Corner Caf\\u0065\\u0301 "')).toBe('Corner Café');
  });

  it('with a thousand unknown members has a short answer that counts them', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`m${at}`, '1']));
    expect(check(many).errors).toHaveLength(11);
    expect(check(many).errors?.at(-1)).toMatchObject({ code: 'more', detail: 'and 990 more' });
  });

  it('has the digits that were sent, and no others', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 0, max: 5 }), fc.boolean(), (units, scale, asText) => {
        const digits = units.toString().padStart(scale + 1, '0');
        const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
        // In hundredths, by whole numbers alone.
        const cents = scale <= 2 ? units * 10n ** BigInt(2 - scale) : undefined;
        const fits = cents !== undefined && cents > 0n && cents < 10n ** 10n;
        const expected = fits ? `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}` : undefined;
        expect(memberOf('amount', asText ? `"${text}"` : text)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('happened in the millisecond that its seconds say', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_413_791_999 }),
        fc.stringMatching(/^[0-9]{0,9}$/),
        (seconds, fraction) => {
          const millis = BigInt(seconds) * 1000n + BigInt(fraction.padEnd(3, '0').slice(0, 3));
          const text = fraction === '' ? String(seconds) : `${seconds}.${fraction}`;
          expect(memberOf('timestamp', text)).toBe(new Date(Number(millis)).toISOString());
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('whatever is sent, is checked without a throw, and is sound or says why', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(SOUND), 'x', '__proto__'), fc.json()), (members) => {
        const json = `{${Object.entries(members).map(([name, value]) => `${JSON.stringify(name)}:${value}`)}}`;
        const checked = checkEvent(stream, parseExactNumbers(json) as Record<string, unknown>);
        expect('event' in checked || checked.errors.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('numbers of JSON', () => {
  it('keep their text, wherever they stand', () => {
    expect(parseExactNumbers('{"a":[1.10,-0.0,1e400,"2"],"b":12345678901234567890}')).toEqual({
      a: [new ExactNumber('1.10'), new ExactNumber('-0.0'), new ExactNumber('1e400'), '2'],
      b: new ExactNumber('12345678901234567890'),
    });
  });
});

describe('a threshold', () => {
  it('is an amount of the stream', () => {
    expect(readThreshold(stream, 'threshold', '3000')).toBe('3000.00');
    expect(readThreshold(stream, 'threshold', '0')).toMatchObject({ field: 'threshold', code: 'range' });
    expect(readThreshold(stream, 'threshold', '1.005')).toMatchObject({ field: 'threshold', code: 'type' });
  });
});

describe('the pattern of a threshold', () => {
  const pattern = new RegExp(thresholdPattern(stream));

  it('is of what is taken, and of nothing else', () => {
    expect(streamBody(stream).settings).toMatchObject({ properties: { threshold: { pattern: pattern.source } } });
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', ','), minLength: 1, maxLength: 14 });
    const amounts = fc
      .tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 999 }))
      .map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(fc.oneof(digits, amounts, fc.integer().map(String)), (given) => {
        expect(pattern.test(given), given).toBe(typeof readThreshold(stream, 'threshold', given) === 'string');
      }),
      { numRuns: 2000 },
    );
    for (const given of ['3000', '3000.5', '0.01', '99999999.99', '2000.00']) expect(given).toMatch(pattern);
    for (const given of ['0', '0.00', '-1', '1.005', '100000000', '', '1e3']) expect(given).not.toMatch(pattern);
  });
});
