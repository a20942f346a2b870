import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import { datasetNamed } from '../../../shared/datasets/registry.ts';
import { makeFormats } from '../../../web/format/formats.ts';
import { type FilterForm, filtersOf, formOf } from '../../../web/pages/data/filter-form.ts';
import type { ViewFilter } from '../../../web/pages/data/filters.ts';
import { fractionOf, percentOf } from '../../../web/pages/data/percent-text.ts';
import { type RowsView, readView as read, switched, writeView } from '../../../web/pages/data/rows-view.ts';
import { columnsOf } from '../../../web/parts/row-columns.ts';

const LOANS = datasetNamed('loans');
const SLICES = ['RETAIL', 'COMMERCIAL'].map((variant) => ({ dataset: 'loans', variant }));
const KEY_COLUMN = 'loan_account_number';
const readView = (parameters: URLSearchParams) => read(LOANS, parameters);

const creditColumns = columnsOf(SLICES[0]!, 'credit');
const columnNamed = (name: string) => {
  const column = creditColumns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
};
const form = (changes: Partial<FilterForm>): FilterForm => ({
  presence: 'any',
  textOperator: 'contains',
  text: '',
  from: '',
  to: '',
  choices: [],
  ...changes,
});

const anyView: fc.Arbitrary<RowsView> = fc
  .record({ slice: fc.constantFrom(...SLICES), dataType: fc.constantFrom('credit', 'payment_plan') })
  .chain(({ slice, dataType }) => {
    const names = columnsOf(slice, dataType).map(({ name }) => name);
    const amount = dataType === 'credit' ? 'original_loan_amount' : 'installment_amount';
    const filter: fc.Arbitrary<ViewFilter> = fc.oneof(
      fc.record({
        column: fc.constant(KEY_COLUMN),
        operator: fc.constantFrom('contains' as const, 'eq' as const),
        value: fc.string({ minLength: 1 }).filter((text) => text.isWellFormed()),
      }),
      fc.record({
        column: fc.constant(amount),
        operator: fc.constantFrom('gte' as const, 'lte' as const),
        value: fc.integer({ min: 0, max: 999_999 }).map(String),
      }),
      fc.record({ column: fc.constant(amount), operator: fc.constant('is_null' as const), value: fc.constant('true') }),
    );
    return fc.record({
      slice: fc.constant(slice),
      dataType: fc.constant(dataType),
      sort: fc.option(fc.record({ column: fc.constantFrom(...names), descending: fc.boolean() }), { nil: undefined }),
      filters: fc.uniqueArray(filter, { selector: ({ column, operator }) => `${column} ${operator}` }),
      columns: fc.option(
        fc
          .uniqueArray(fc.constantFrom(...names.filter((name) => name !== KEY_COLUMN)))
          .map((some) => [KEY_COLUMN, ...some]),
        { nil: undefined },
      ),
      row: fc.nat({ max: 4_000_000 }),
    });
  });

describe('the address of the data page', () => {
  it('holds the whole view', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const address = new URLSearchParams(writeView(view).toString());
        expect(readView(address)).toEqual({ view, ignored: [] });
      }),
    );
  });

  it('never fails, and says what it could not follow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('sort', 'columns', 'row', 'filter[x]', 'data_type'), fc.string())),
        (pairs) => {
          const { view } = readView(new URLSearchParams(pairs));
          expect(readView(writeView(view)).view).toEqual(view);
        },
      ),
    );
    const { view, ignored } = readView(
      new URLSearchParams(
        'variant=RETAIL&filter[bogus]=1&filter[days_past_due][gte]=x&sort=-nowhere&columns=customer_id,gone',
      ),
    );
    expect(view.filters).toEqual([]);
    expect(view.sort).toBeUndefined();
    expect(ignored).toEqual(['filter[bogus]=1', 'filter[days_past_due][gte]=x', 'sort=-nowhere', 'columns=gone']);
  });

  it('does not drop the second of two filters that would hide each other without a word', () => {
    const { view, ignored } = readView(
      new URLSearchParams('filter[customer_id][contains]=A&filter[customer_id][contains]=B'),
    );
    expect(view.filters).toHaveLength(1);
    expect(ignored).toEqual(['filter[customer_id][contains]=B']);
  });

  it('keeps what the other rows have too', () => {
    const { view } = readView(
      new URLSearchParams('filter[customer_id][eq]=C1&filter[loan_account_number][eq]=L1&sort=customer_id&row=500'),
    );
    const plan = switched(view, { dataType: 'payment_plan' });
    expect(plan.filters.map(({ column }) => column)).toEqual([KEY_COLUMN]);
    expect([plan.sort, plan.row]).toEqual([undefined, 0]);
  });
});

describe('the filter of a column', () => {
  const english = makeFormats('en-GB');
  const turkish = makeFormats('tr-TR');
  const filtersFor = (changes: Partial<FilterForm>, name: string, formats = english) =>
    filtersOf(form(changes), columnNamed(name), formats);

  it('reads percentages as the fractions that the API compares with', () => {
    const rate = columnNamed('nominal_interest_rate');
    for (const [formats, from, written] of [
      [english, '18.5', '18.5'],
      [english, '18.50 %', '18.5'],
      [turkish, '%18,5', '18,5'],
    ] as const) {
      const { filters, faults } = filtersOf(form({ from, to: formats.decimal('1000') }), rate, formats);
      expect(faults).toEqual({});
      expect(filters.map(({ operator, value }) => [operator, value])).toEqual([
        ['gte', '0.185'],
        ['lte', '10'],
      ]);
      expect(formOf(filters, rate, formats)).toMatchObject({ from: written, to: formats.decimal('1000') });
    }
    expect(filtersFor({ from: '18.55555' }, 'nominal_interest_rate').faults).toEqual({ from: 'decimals' });
  });

  it('reads amounts as they are pasted, in the language of the page, and never half', () => {
    const firstValue = (text: string, formats: typeof english) =>
      filtersFor({ from: text }, 'original_loan_amount', formats).filters[0]?.value;
    expect(firstValue('1,000,000', english)).toBe('1000000');
    expect(firstValue('1.000.000', turkish)).toBe('1000000');
    expect(firstValue('12,5', turkish)).toBe('12.5');
    expect(firstValue('90,071,992,547,409.93', english)).toBe('90071992547409.93');
    expect(filtersFor({ from: '1,00' }, 'original_loan_amount')).toEqual({ filters: [], faults: { from: 'number' } });
    expect(filtersFor({ to: '1.000.000' }, 'original_loan_amount').faults).toEqual({ to: 'number' });
  });

  it('refuses at its field what the column cannot hold, and a range that ends before it starts', () => {
    expect(filtersFor({ from: '90', to: '30' }, 'days_past_due').faults).toEqual({ to: 'order' });
    expect(filtersFor({ from: '9', to: '10' }, 'days_past_due').faults).toEqual({});
    expect(filtersFor({ from: '2026-03-02', to: '2026-03-01' }, 'loan_start_date').faults).toEqual({ to: 'order' });
    expect(filtersFor({ from: '1.5' }, 'days_past_due').faults).toEqual({ from: 'whole' });
    expect(filtersFor({ from: '1.505' }, 'original_loan_amount').faults).toEqual({ from: 'decimals' });
    expect(filtersFor({ from: '1'.repeat(19) }, 'days_past_due').faults).toEqual({ from: 'size' });
    expect(filtersFor({ from: '1026-03-02' }, 'loan_start_date').faults).toEqual({ from: 'date' });
  });

  it('is shown again as it was given, exactly', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 17n });
    fc.assert(
      fc.property(cents, cents, fc.constantFrom(english, turkish), (one, other, formats) => {
        const [low, high] = [one, other].sort((a, b) => (a < b ? -1 : 1)).map((units) => scaled(units, 2));
        const amount = columnNamed('original_loan_amount');
        const { filters, faults } = filtersOf(
          form({ from: formats.decimal(low!), to: formats.decimal(high!) }),
          amount,
          formats,
        );
        expect(faults).toEqual({});
        expect(filters.map(({ value }) => scaled(unscaled(value, 2), 2))).toEqual([low, high]);
        expect(filtersOf(formOf(filters, amount, formats), amount, formats).filters).toEqual(filters);
      }),
    );
  });

  it('keeps the rows of a bound that leaves its own value out', () => {
    const bounds = (column: string, low: string, high: string) => {
      const given = [
        { column, operator: 'gt', value: low },
        { column, operator: 'lt', value: high },
      ] as const;
      const kind = columnNamed(column);
      return filtersOf(formOf(given, kind, turkish), kind, turkish).filters.map(({ operator, value }) => [
        operator,
        value,
      ]);
    };
    expect(bounds('days_past_due', '30', '90')).toEqual([
      ['gte', '31'],
      ['lte', '89'],
    ]);
    expect(bounds('original_loan_amount', '999.99', '2000.00')).toEqual([
      ['gte', '1000'],
      ['lte', '1999.99'],
    ]);
    expect(bounds('nominal_interest_rate', '0.185', '0.2')).toEqual([
      ['gte', '0.185001'],
      ['lte', '0.199999'],
    ]);
    expect(bounds('loan_start_date', '2026-02-28', '2027-01-01')).toEqual([
      ['gte', '2026-03-01'],
      ['lte', '2026-12-31'],
    ]);
  });

  it('moves the point without rounding', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), (tenThousandths) => {
        const digits = tenThousandths.toString().padStart(5, '0');
        const percent = `${digits.slice(0, -4)}.${digits.slice(-4)}`;
        const fraction = fractionOf(percent, 6);
        expect(fraction).toBeDefined();
        expect(Number(percentOf(fraction ?? '', 6))).toBe(Number(percent));
      }),
    );
  });

  it('asks each kind in its own way', () => {
    expect(filtersFor({ choices: ['ACTIVE', 'CLOSED'] }, 'loan_status_code').filters).toEqual([
      { column: 'loan_status_code', operator: 'in', value: 'ACTIVE,CLOSED' },
    ]);
    expect(filtersFor({ textOperator: 'in', text: ' A\nB; C ,' }, 'customer_id').filters).toEqual([
      { column: 'customer_id', operator: 'in', value: 'A,B,C' },
    ]);
    expect(filtersFor({ presence: 'absent', from: '1' }, 'internal_rating').filters).toEqual([
      { column: 'internal_rating', operator: 'is_null', value: 'true' },
    ]);
    expect(filtersFor({}, 'days_past_due').filters).toEqual([]);
  });
});
