import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { servedColumns } from '../../../shared/warehouse/served-columns.ts';
import { readServedValue } from '../../../shared/warehouse/served-value.ts';
import { loansOf } from '../../slices.ts';

const columns = loans.variants!.names.flatMap((variant) =>
  loans.fileTypes.flatMap((fileType) =>
    servedColumns(loansOf(variant), fileType).map((column) => ({
      ...column,
      title: `${variant} ${fileType.name} ${column.name}`,
    })),
  ),
);
const kindOf = (name: string) => columns.find((column) => column.name === name)!.kind;

describe('values to compare with', () => {
  it.each(columns)('whatever $title serves can be asked for', ({ kind }) => {
    const random = seededRandom(7);
    for (let round = 0; round < 200; round++) {
      const { value } = kind.read(kind.sample(random)) as { value: string | number };
      expect(readServedValue(kind, String(value))).toEqual({ value: String(value) });
    }
  });

  it.each([
    [
      'original_loan_amount',
      ['0', '-1', '0.5', '007', '9999999999999999.99'],
      ['', '1.', '.5', '1.234', '+1', '1e3', 'NaN', ' 1', '1 ', '１', '99999999999999999'],
    ],
    ['nominal_interest_rate', ['0.185', '0.185000', '10', '9999'], ['18.5%', '1850bps', '0,185', '0.1850001', '99999']],
    ['days_past_due', ['0', '-3', '999999999999999999'], ['1.0', '1e2', '1_000', '', '9999999999999999999']],
    [
      'loan_start_date',
      ['2024-02-29', '1900-01-01'],
      ['20240229', '29.02.2024', '2023-02-29', '2024-2-9', '1899-12-31', '2024-02-29T00:00:00Z'],
    ],
    ['loan_status_code', ['ACTIVE', 'DELINQUENT'], ['A', 'active', 'Aktif', '']],
    ['insurance_included', ['0', '1'], ['E', 'true', '2', '']],
    ['customer_id', ['x', ' ', "'"], ['']],
    ['loan_type', ['RETAIL', 'COMMERCIAL'], ['retail', '']],
  ])('%s: strict', (name, right, wrong) => {
    for (const text of right) expect(readServedValue(kindOf(name), text), text).toEqual({ value: text });
    for (const text of wrong) expect(readServedValue(kindOf(name), text), text).toHaveProperty('expected');
  });

  it('a number, once taken, has nothing in it but digits, a sign and a point', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('days_past_due', 'original_loan_amount', 'nominal_interest_rate', 'insurance_included'),
        (text, name) => {
          const reading = readServedValue(kindOf(name), text);
          if ('value' in reading) expect(reading.value).toMatch(/^-?[0-9]+(\.[0-9]+)?$/);
        },
      ),
    );
  });
});
