import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExact } from '../../../shared/domain/exact-json.ts';
import { isJsonPointer, valueAt } from '../../../shared/domain/json-pointer.ts';
import { plainNumber } from '../../../shared/domain/plain-number.ts';
import { cellsOf } from '../../../shared/sources/http-pages/cells.ts';
import { readStep, windowStart } from '../../../shared/sources/http-pages/iso-duration.ts';
import {
  firstPage,
  nextOfHeader,
  pageAddress,
  pageAfter,
  readPosition,
} from '../../../shared/sources/http-pages/next-page.ts';
import { SourceFault } from '../../../shared/sources/source-fault.ts';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((each) => each.join(''));
const whole = digits(1, 40).map((text) => text.replace(/^0+(?=\d)/, ''));

describe('numbers', () => {
  it('are texts, digit by digit as they were sent', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '-'), whole, fc.option(digits(1, 30)), (sign, integer, fraction) => {
        const written = `${sign}${integer}${fraction === null ? '' : `.${fraction}`}`;
        expect(parseExact(`{"a":[${written}]}`)).toEqual({ a: [written] });
      }),
    );
  });

  it('are without an exponent, and the same value', () => {
    const value = (text: string): [bigint, number] => {
      const [, sign, integer, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)!;
      return [BigInt(`${sign}${integer}${fraction}`), fraction.length];
    };
    fc.assert(
      fc.property(
        fc.constantFrom('', '-'),
        whole,
        digits(0, 20),
        fc.integer({ min: -60, max: 60 }),
        (sign, integer, fraction, exponent) => {
          const mantissa = `${sign}${integer}${fraction === '' ? '' : `.${fraction}`}`;
          const plain = plainNumber(`${mantissa}e${exponent}`);
          expect(plain).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/);
          const [[a, aScale], [b, bScale]] = [value(mantissa), value(plain)];
          // mantissa × 10^exponent = plain
          expect(a * 10n ** BigInt(bScale + 60 + exponent)).toBe(b * 10n ** BigInt(aScale + 60));
        },
      ),
    );
    expect(['1e-7', '1.50E+2', '0e5', '-2e0'].map(plainNumber)).toEqual([
      '0.0000001',
      '150',
      '000000'.replace(/^0+/, '0'),
      '-2',
    ]);
    expect(plainNumber('1e999')).toBe('1e999');
  });

  it('are looked for in no time, also behind a text that nothing ends', () => {
    const begun = performance.now();
    for (const end of ['', '\\', '1', '\\\n']) {
      expect(() => parseExact(`{"a":"${'\\"'.repeat(500_000)}${end}`)).toThrow(SyntaxError);
    }
    // Looked for anew from each of its quotation marks: hours.
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(parseExact('["a\\"1", 2, "\\\\", 3]')).toEqual(['a"1', '2', '\\', '3']);
  });
});

describe('a JSON pointer', () => {
  it('leads where RFC 6901 says', () => {
    const value = JSON.parse('{"a":{"b/c":[10,{"m~n":1}]},"":2,"__proto__":{"x":3}}');
    expect(valueAt(value, '')).toBe(value);
    expect(valueAt(value, '/a/b~1c/1/m~0n')).toBe(1);
    expect(valueAt(value, '/')).toBe(2);
    expect(valueAt(value, '/__proto__/x')).toBe(3);
    for (const nowhere of ['/a/b', '/a/b~1c/01', '/a/b~1c/-', '/toString', '/a/b~1c/length', '/x/y'])
      expect(valueAt(value, nowhere), nowhere).toBeUndefined();
    expect(['', '/', '/a~1b', '/~0'].every(isJsonPointer)).toBe(true);
    expect(['a', '/~', '/~2', 'data/items'].some(isJsonPointer)).toBe(false);
  });
});

describe('a record', () => {
  const place = { address: 'https://bank.example/x', number: 7 };
  const cells = (record: unknown, ...fields: string[]) =>
    cellsOf(
      record,
      fields.map((field) => [field, field] as const),
      place,
    );

  it('has cells of texts, numbers, truth values and lists; what is not there is empty', () => {
    expect(
      cells(
        parseExact('{"t":"x;y","n":1.10,"b":true,"l":["a",2,null],"o":{"in":"z"}}'),
        't',
        'n',
        'b',
        'l',
        '/o/in',
        'no',
      ),
    ).toEqual(['x;y', '1.10', 'true', 'a|2|', 'z', '']);
    expect(cells(['a', 'b'], '/1')).toEqual(['b']);
  });

  it.each([
    [{ a: { b: 1 } }, 'source-no-cell'],
    [{ a: [['x']] }, 'source-no-cell'],
    [{ a: '\ud800' }, 'source-no-cell'],
    [{ b: 'x' }, 'source-empty-record'],
    [{ a: ' ' }, 'source-empty-record'],
    ['text', 'source-no-record'],
    [null, 'source-no-record'],
  ])('that is %j is a fault that names it', (record, id) => {
    try {
      cells(record, 'a');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SourceFault);
      const { said } = error as SourceFault;
      expect(said.message).toMatchObject({ id, parameters: { number: 7 } });
    }
  });
});

describe('windows', () => {
  const next = (more: object) =>
    ({ kind: 'window', from: 'from', to: 'to', step: 'P1M', start: '2024-01-31', ...more }) as const;
  const all = (window: ReturnType<typeof next>, until = '2024-06-10T12:34:56.000Z') => {
    const found: string[][] = [];
    const first = new URL('https://bank.example/p?kind=sepa');
    for (let at = firstPage(window, until) as ReturnType<typeof firstPage> | undefined; at && found.length < 1000; ) {
      const url = pageAddress(window, first, readPosition(JSON.parse(JSON.stringify(at))));
      expect(url.searchParams.get('kind')).toBe('sepa');
      found.push([url.searchParams.get('from')!, url.searchParams.get('to')!]);
      at = pageAfter(window, at, { body: {}, link: undefined, url });
    }
    return found;
  };

  it('follow each other without a gap, from the start to the end', () => {
    const steps = fc.constantFrom('P1D', 'P5D', 'P2W', 'P1M', 'P3M', 'P1Y', 'PT6H', 'PT30M');
    const day = fc
      .date({ min: new Date('2023-12-01'), max: new Date('2024-03-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(steps, day, fc.integer({ min: 1, max: 20 }), (step, start, days) => {
        const end = new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
        const windows = all(next({ step, start, end }));
        expect(Date.parse(windows[0]![0]!)).toBe(Date.parse(start));
        expect(Date.parse(windows.at(-1)![1]!)).toBe(Date.parse(end));
        for (const [index, [from, to]] of windows.entries()) {
          expect(Date.parse(from!)).toBeLessThan(Date.parse(to!));
          if (index > 0) expect(from).toBe(windows[index - 1]![1]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('of months from the 31st keep to the ends of months', () => {
    expect(all(next({ end: '2024-05-01' }))).toEqual([
      ['2024-01-31', '2024-02-29'],
      ['2024-02-29', '2024-03-31'],
      ['2024-03-31', '2024-04-30'],
      ['2024-04-30', '2024-05-01'],
    ]);
  });

  it('without an end go to the end of the day on which the pull began, or to that moment', () => {
    expect(all(next({ step: 'P1Y' })).at(-1)).toEqual(['2024-01-31', '2024-06-11']);
    expect(all(next({ step: 'P1Y', start: '2024-01-31T00:00:00Z' })).at(-1)).toEqual([
      '2024-01-31T00:00:00Z',
      '2024-06-10T12:34:56Z',
    ]);
  });

  it('have steps of one unit', () => {
    expect(['P0D', 'P', 'P1D2', 'PT1S', 'P1H', '-P1D', 'P1.5D'].map(readStep)).toEqual(Array(7).fill(undefined));
    expect(windowStart(Date.parse('2024-02-29'), readStep('P1Y')!, 1)).toBe(Date.parse('2025-02-28'));
  });
});

describe('the next page', () => {
  const url = new URL('https://bank.example/a/p?x=1');
  const pageBehind = (from: string, body: unknown, link?: string) =>
    pageAfter({ kind: 'link', from }, {}, { body, link, url });

  it('is the first link of the header that is called next', () => {
    expect(nextOfHeader('<a?b,c>; rel=prev, </p?2>; title="a, b; rel=\\"next\\""; REL = "last next"')).toBe('/p?2');
    expect(nextOfHeader('<x>; rel=next')).toBe('x');
    expect(nextOfHeader('<x>; rel="nextish"')).toBeUndefined();
    expect(nextOfHeader(undefined)).toBeUndefined();
  });

  it('is at the same place, and is another page', () => {
    expect(pageBehind('/next', { next: 'p?x=2' })).toEqual({ link: 'https://bank.example/a/p?x=2' });
    expect(pageBehind('/next', { next: null })).toBeUndefined();
    expect(pageBehind('header', {}, '<https://bank.example/q>; rel="next"')).toEqual({
      link: 'https://bank.example/q',
    });
    for (const [next, id] of [
      ['https://evil.example/p', 'source-link-elsewhere'],
      ['http://bank.example/p', 'source-link-elsewhere'],
      ['/a/p?x=1', 'source-goes-in-circles'],
    ]) {
      expect(() => pageBehind('/next', { next })).toThrow(
        expect.objectContaining({ said: expect.objectContaining({ message: expect.objectContaining({ id }) }) }),
      );
    }
  });

  it('is not the one whose cursor was sent', () => {
    const cursor = { kind: 'cursor', from: '/next', parameter: 'after' } as const;
    const at = { cursor: 'a' };
    expect(pageAfter(cursor, at, { body: { next: 'b' }, link: undefined, url })).toEqual({ cursor: 'b' });
    expect(pageAfter(cursor, at, { body: { next: '' }, link: undefined, url })).toBeUndefined();
    expect(() => pageAfter(cursor, at, { body: { next: 'a' }, link: undefined, url })).toThrow(SourceFault);
    expect(pageAddress(cursor, url, at).search).toBe('?x=1&after=a');
  });
});
