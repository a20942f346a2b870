import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../shared/contracts/contract.ts';
import { DUPLICATE_RULE, ruleId } from '../../shared/contracts/rules.ts';
import { csvHeader, csvLine, type SampleRow, sampleRow, seededRandom } from '../../shared/contracts/samples.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { chooseKeyLookup, isReferencedShort } from '../../shared/pipeline/reference-check.ts';
import { warehouseUnderTest } from '../integration/pipeline/warehouse-under-test.ts';
import { cases, MANY_LOADS_MS } from '../properties.ts';

const test = warehouseUnderTest();
const payment = fileTypeOf(loans, 'payment_plan');
const header = csvHeader(payment, 'RETAIL');
const summedColumns = ['installment_amount', 'remaining_interest'];

/** In the last two, rows without a partner are found after the pass. */
const WAYS: readonly [way: string, how: { keysHeld: number; unsettled?: string[] }][] = [
  ['in memory', { keysHeld: 1000 }],
  ['by a merge', { keysHeld: 0 }],
  ['in memory once all are there', { keysHeld: 1000, unsettled: ['credit'] }],
];

/** Stores loans as a load would, as far as payments are concerned. */
async function storeLoans(batchId: string, keys: readonly string[]): Promise<void> {
  await test.sql.command(
    `INSERT INTO fact_credit (loan_type, batch_id, row_number, loan_account_number)
     SELECT 'RETAIL', {batch:UUID}, number + 1, ({keys:Array(String)})[number + 1] FROM numbers(length({keys:Array(String)}))`,
    { batch: batchId, keys },
  );
}

function paymentRow(seed: number, cells: SampleRow): SampleRow {
  return { ...sampleRow(payment, 'RETAIL', seededRandom(seed)), ...cells };
}
const paymentLine = (loan: string, installment: string) =>
  csvLine(payment, 'RETAIL', paymentRow(1, { loan_account_number: loan, installment_number: installment }));

describe.each(WAYS)('rows that refer to nothing, their keys looked up %s', (_way, how) => {
  it('are rejected as they were sent, each with the errors that it has', async () => {
    const [batchId, live] = [crypto.randomUUID(), crypto.randomUUID()];
    await storeLoans(batchId, ['A', 'B']);
    await storeLoans(live, ['B', 'C']);
    const lines = [
      paymentLine('A', '1'),
      paymentLine('LOST', '1'),
      `"LOST";${paymentLine('', '2').slice(1)}`,
      paymentLine('C', '1'),
      // Only once: what is wrong with the key itself is told, not that nobody has it.
      paymentLine('', '1'),
      paymentLine('LOST', 'x'),
      // Twice, and neither of them may stay.
      paymentLine('LOST', '1'),
      paymentLine('B', '1'),
      paymentLine('B', '1'),
    ];
    const loaded = await test.load('payment_plan', 'RETAIL', [header, ...lines].join('\r\n'), {
      batchId,
      referenceBatchIds: [batchId, live],
      ...how,
    });
    const reference = ruleId(payment, 701);
    expect(loaded.errors.map(({ row_number, rule_id, record_key }) => [row_number, rule_id, record_key])).toEqual([
      [2, reference, 'LOST/1'],
      [3, reference, 'LOST/2'],
      [5, 'LOAN-PAYMENT-011', '/1'],
      [6, 'LOAN-PAYMENT-022', 'LOST/x'],
      [7, reference, 'LOST/1'],
      [9, ruleId(payment, DUPLICATE_RULE), 'B/1'],
    ]);
    expect(loaded.rejected).toMatchObject([2, 3, 5, 6, 7, 9].map((row_number) => ({ row_number })));
    expect(loaded.rejected[1]!.record).toMatch(/^"LOST";2;/);
    expect(loaded.rows.map(({ row_number }) => row_number)).toEqual([1, 4, 8]);
    expect(loaded.counts).toMatchObject({ totalRows: 9, validRows: 3, rejectedRows: 6, errorCount: 6 });
  });

  it('also those of a file that is delivered in several objects', async () => {
    const batchId = crypto.randomUUID();
    await storeLoans(batchId, ['A']);
    const object = (...rows: string[]) => [header, ...rows].join('\n');
    const loaded = await test.load(
      'payment_plan',
      'RETAIL',
      [
        object(paymentLine('A', '1'), paymentLine('LOST', '1')),
        object(paymentLine('LOST', '2'), '', paymentLine('A', '2'), paymentLine('LOST', '3')),
      ],
      { batchId, referenceBatchId: batchId, ...how },
    );
    expect(loaded.errors.map(({ row_number, line_number, raw_value }) => [row_number, line_number, raw_value])).toEqual(
      [
        [2, 3, 'LOST'],
        [3, 2, 'LOST'],
        [5, 5, 'LOST'],
      ],
    );
    expect(loaded.rows.map(({ row_number, line_number }) => [row_number, line_number])).toEqual([
      [1, 2],
      [4, 4],
    ]);
  });
});

it.each([
  ['few short keys', ['A', 'B'], 2, 'as-numbers'],
  ['long ones among them', ['A', 'x'.repeat(17)], 2, 'as-texts'],
  ['one more key than may be held', ['A', 'B', 'C'], 2, 'by-merge'],
  ['few keys, but longer than is usual', ['x'.repeat(255)], 7, 'by-merge'],
  ['no keys', [], 0, 'as-numbers'],
] as const)('how keys are looked up: %s', async (_what, keys, keysHeld, expected) => {
  const batchId = crypto.randomUUID();
  await storeLoans(batchId, keys);
  const parameters = { variant: 'RETAIL', references_701: [batchId] };
  const lookup = await chooseKeyLookup({ ...test.warehouse, keysHeld }, loans, payment.references![0]!, parameters);
  expect(lookup).toBe(expected);
});

describe('all ways of looking references up', () => {
  it(
    'end alike, whatever the files',
    async () => {
      const KEYS = [
        'L1',
        'L2',
        'L3',
        'L4',
        'L5',
        'L6',
        'LOAN_0000000000000000001',
        'LOAN_0000000000000000002',
        'Açık 1',
        'Ş',
      ];
      const key = fc.constantFrom(...KEYS);
      const cell = fc.oneof(
        { weight: 8, arbitrary: key },
        { weight: 2, arbitrary: fc.constantFrom('LOST', 'L', 'L11', 'LOAN_000000000000000000', 'l1') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '',
            ' L1 ',
            '"L1"',
            '"LOST"',
            'L1\u200b',
            '\u00a0L2',
            'x'.repeat(256),
            '"L\n1"',
            'L"1',
          ),
        },
      );
      const file = fc.record({
        batches: fc.array(fc.array(key, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        objects: fc.array(
          fc.array(
            fc.record({
              loan: cell,
              installment: fc.constantFrom('1', '1', '2', '3', '01', 'x'),
              amount: fc.constantFrom(undefined, undefined, undefined, 'much', '-1'),
              tail: fc.constantFrom('', '', '', '', ';', '\n', '"', '\r'),
            }),
            { minLength: 1, maxLength: 12 },
          ),
          { minLength: 1, maxLength: 2 },
        ),
        seed: fc.nat(),
        end: fc.constantFrom('\n', '\r\n'),
        last: fc.constantFrom('', '\n', '\u001a', '\n\u001a'),
      });
      const row = (loan: string) => ({ loan, installment: '1' as const, amount: undefined, tail: '' as const });
      /** What stands behind the rows of an object has the numbers of the next one's. */
      const endMark = {
        batches: [['L1']],
        objects: [[row('')], [row('"LOST"'), row('L1')]],
        seed: 0,
        end: '\n' as const,
        last: '\n\u001a' as const,
      };
      await fc.assert(
        fc.asyncProperty(file, async ({ batches, objects, seed, end, last }) => {
          const referenceBatchIds = batches.map(() => crypto.randomUUID());
          for (const [index, keys] of batches.entries()) await storeLoans(referenceBatchIds[index]!, keys);
          const [first, ...others] = objects.map((rows) => {
            const lines = rows.map(({ loan, installment, amount, tail }, index) => {
              const cells = {
                installment_number: installment,
                ...(amount === undefined ? {} : { installment_amount: amount }),
              };
              const line = csvLine(
                payment,
                'RETAIL',
                paymentRow(seed + index, { ...cells, loan_account_number: 'LOAN' }),
              );
              return line.replace('LOAN', loan) + tail;
            });
            return [header, ...lines].join(end) + last;
          });
          const outcomes = [];
          for (const [, how] of WAYS) {
            const { batchId, ...outcome } = await test.load('payment_plan', 'RETAIL', [first!, ...others], {
              referenceBatchIds,
              summedColumns,
              ...how,
            });
            outcomes.push(outcome);
          }
          // A deletion visits every part of its table, whosever it is.
          for (const table of ['fact_credit', 'fact_payment_plan']) await test.sql.command(`TRUNCATE TABLE ${table}`);
          for (const outcome of outcomes.slice(1)) expect(outcome).toEqual(outcomes[0]);
        }),
        { numRuns: cases(18), endOnFailure: false, examples: [[endMark]] },
      );
    },
    MANY_LOADS_MS,
  );
});

it('a key that is stored after the lookup was chosen, and is too long for it, is not found by its beginning', async () => {
  const batch = crypto.randomUUID();
  await storeLoans(batch, ['SHORT', 'LONGLONG_0000001_TAIL']);
  const found = isReferencedShort(loans, payment, payment.references![0]!);
  const keys = ['SHORT', 'LONGLONG_0000001', 'LONGLONG_0000001_TAIL'];
  const answers = await test.sql.rows(
    `SELECT key, ${found(['key'])} AS found FROM (SELECT arrayJoin({keys:Array(String)}) AS key)`,
    { keys, variant: 'RETAIL', references_701: [batch] },
  );
  expect(answers).toEqual(keys.map((key) => ({ key, found: Number(key === 'SHORT') })));
});
