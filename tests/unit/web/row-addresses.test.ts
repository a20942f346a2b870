import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedTo } from '../../../web/datasets/loans/moved-to.ts';
import { dataPath, keyBehind, keyInAddress, pathBehind, rowPath } from '../../../web/datasets/row-path.ts';

const RETAIL = { dataset: 'loans', variant: 'RETAIL' };
const NO_VARIANT = { dataset: 'other', variant: null };
const ORIGIN = 'http://page.test';

describe('the address of a row', () => {
  it.each([
    [RETAIL, 'credit', ['LOAN_1'], '/loans/rows/credit/LOAN_1?variant=RETAIL'],
    [RETAIL, 'payment_plan', ['LOAN_1', '3'], '/loans/rows/payment_plan/LOAN_1/3?variant=RETAIL'],
    [NO_VARIANT, 'thing', ['a/b', 'ü?#'], '/other/rows/thing/a%2Fb/%C3%BC%3F%23'],
    [NO_VARIANT, 'thing', ['..', 'a'], '/other/rows/thing?key=..&key=a'],
    [NO_VARIANT, 'thing', ['', 'a'], '/other/rows/thing?key=&key=a'],
  ])('%j %s %j', (slice, table, key, address) => {
    expect(rowPath(slice, table, key)).toBe(address);
  });

  it('names every key so that it is found again, as a browser reads the address', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('.', '..', '', '/', '%', '%2F', '%2e%2E', '\\', '?key=x', '#', ' ', 'ş', '\u202e'),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom(RETAIL, NO_VARIANT), (key, slice) => {
        expect(keyInAddress(new URL(rowPath(slice, 'thing', key), ORIGIN))).toEqual(key);
      }),
    );
  });

  it('behind a page of the dataset names its key, or is none', () => {
    expect(pathBehind('cash', 'companies', ['a/b ü'])).toBe('/cash/companies/a%2Fb%20%C3%BC');
    for (const key of ['', '.', '..']) expect(pathBehind('cash', 'companies', [key])).toBeUndefined();
    expect(keyBehind('/cash/companies')).toEqual([]);
    expect(keyBehind('/cash/companies/')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        const path = pathBehind('cash', 'companies', [key]);
        if (path !== undefined) expect(keyBehind(new URL(path, ORIGIN).pathname)).toEqual([key]);
      }),
    );
  });

  it('is no reason to fail where it is none', () => {
    expect(keyInAddress({ pathname: '/loans/rows/credit/%', search: '' })).toEqual(['%']);
  });
});

it('rows of a table have an address with their filters', () => {
  expect(dataPath(RETAIL, 'payment_plan', [['loan_account_number', 'A&B']])).toBe(
    '/loans/data?variant=RETAIL&data_type=payment_plan&loan_account_number=A%26B',
  );
  expect(dataPath(NO_VARIANT, 'thing')).toBe('/other/data?data_type=thing');
});

it.each([
  ['/upload', '', '/loans/upload'],
  ['/syncs/1', '?list=published&loan_type=RETAIL', '/loans/syncs/1?list=published&variant=RETAIL'],
  ['/errors', '?group_by=field', '/loans/errors?group_by=field'],
  ['/data/COMMERCIAL/loans/L%2F1', '', '/loans/rows/credit/L%2F1?variant=COMMERCIAL'],
])('what stood at %s%s once stands at %s now', (pathname, search, to) => {
  expect(movedTo({ pathname, search })).toBe(to);
});
