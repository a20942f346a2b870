import { describe, expect, it } from 'vitest';
import { creditRow, paymentRow } from '../../../bench/contenders/zod-rows.ts';
import { columnsOfVariant, fileTypeOf } from '../../../shared/contracts/contract.ts';
import { STRUCTURE_FAULTS } from '../../../shared/contracts/rules.ts';
import { type SampleRow, sampleRow, seededRandom, spoilers } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';

const VARIANT = 'RETAIL';
const schemas = { credit: creditRow, payment_plan: paymentRow };
const structural = Object.keys(STRUCTURE_FAULTS).map((number) => `-00${number}`);

describe.each(['credit', 'payment_plan'] as const)('the zod schema of %s', (name) => {
  const fileType = fileTypeOf(loans, name);
  const columns = columnsOfVariant(fileType, VARIANT).map((column) => column.name);
  const soundRow = (random: () => number): SampleRow => {
    const row = sampleRow(fileType, VARIANT, random);
    // A sample's dates and counts are drawn one by one; those of a credit must also fit each other.
    if (name === 'credit') {
      Object.assign(row, {
        loan_start_date: '20250101',
        first_payment_date: '20250201',
        final_maturity_date: '20270201',
      });
      Object.assign(row, { total_installment_count: '24', paid_installment_count: '1' });
    }
    return row;
  };

  it('takes what the contract takes', () => {
    const random = seededRandom(1);
    for (let count = 0; count < 200; count += 1) {
      const result = schemas[name].safeParse(soundRow(random));
      expect(result.error?.issues ?? []).toEqual([]);
    }
  });

  const breaches = spoilers(fileType, VARIANT).filter(
    ({ ruleId, severity }) => severity === 'ERROR' && !structural.some((suffix) => ruleId.endsWith(suffix)),
  );
  it.each(breaches)('refuses a row that breaks $ruleId', ({ spoil }) => {
    const cells = spoil(soundRow(seededRandom(2)))
      .toString()
      .split(';');
    const row = Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
    expect(schemas[name].safeParse(row).success).toBe(false);
  });
});
