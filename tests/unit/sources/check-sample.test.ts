import { describe, expect, it } from 'vitest';
import { Slice } from '../../../shared/contracts/slice.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import { checkSample } from '../../../shared/sources/check-sample.ts';

const customers = ['customer_id', 'email', 'last_name', 'first_name'];
const sales = Slice.allOf(findDataset('sales')!)[0]!;
const check = (rows: readonly (readonly string[])[], columns = customers) =>
  checkSample(
    sales,
    { fileType: 'customer', columns },
    rows.map((cells) => ({ cells })),
  );
const SOUND = ['1', 'ada@bank.example', 'Byron', 'Ada'];

describe('the rows of a first page', () => {
  it('are judged by the rules of the dataset, whatever the order of the columns', () => {
    expect(check([SOUND, ['2', 'bob@bank.example', 'B;"\n', 'Bob']])).toEqual({
      rows_checked: 2,
      rejected_rows: 0,
      quarantined_rows: 0,
      findings: [],
    });
    expect(check([])).toMatchObject({ rows_checked: 0, findings: [] });
  });

  it('are told by rule, with how many there are and the first, and nothing private', () => {
    const bad = [
      SOUND,
      ['0', 'ada@bank.example', 'Byron', 'Ada'],
      ['2', 'secret-without-at', 'Byron', 'Ada'],
      ['3', 'also-secret', '', 'Ada'],
      ['1', 'eve@bank.example', 'Byron', 'Eve'],
      ['secret-slipped', 'eve@bank.example', 'Byron', 'Eve'],
    ];
    const found = check(bad);
    expect(found).toMatchObject({ rows_checked: 6, rejected_rows: 5, quarantined_rows: 0 });
    expect(found.findings.map(({ field, code, rows, row_number }) => [field, code, rows, row_number])).toEqual([
      ['email', 'format', 2, 3],
      ['customer_id', 'range', 1, 2],
      ['last_name', 'required', 1, 4],
      ['customer_id', 'duplicate', 1, 5],
      ['customer_id', 'type', 1, 6],
    ]);
    for (const { message, detail } of found.findings)
      expect([detail.length > 20, message !== undefined]).toEqual([true, true]);
    expect(JSON.stringify(found)).not.toMatch(/secret|bank\.example|Byron/);
  });

  it('are the first thousand, and what comes most is told first, five rules at most', () => {
    const many = check(Array.from({ length: 1500 }, (_, index) => [String(index + 1), 'x', 'Byron', 'Ada']));
    expect(many).toMatchObject({ rows_checked: 1000, rejected_rows: 1000, findings: [{ rows: 1000, row_number: 1 }] });
  });

  it('that are quarantined are told apart from those that are rejected', () => {
    const cash = Slice.allOf(findDataset('cash')!)[0]!;
    const columns = ['id', 'payer_iban', 'beneficiary_iban', 'amount', 'currency', 'ts'];
    const payment = ['1', 'DE89370400440532013000', 'ES9121000418450200051332', '10.00', 'EUR', '2024-01-31T10:00:00Z'];
    const wrong = payment.with(0, '2').with(1, 'ZZ68539007547034');
    const rows = [payment, wrong, payment.with(0, '3').with(3, 'much')];
    const found = checkSample(
      cash,
      { fileType: 'sepa', columns },
      rows.map((cells) => ({ cells })),
    );
    expect(found).toMatchObject({
      rows_checked: 3,
      rejected_rows: 1,
      quarantined_rows: 1,
      findings: [
        { severity: 'ERROR', field: 'amount', code: 'type' },
        { severity: 'QUARANTINE', field: 'payer_iban', rows: 1, row_number: 2 },
      ],
    });
  });
});
