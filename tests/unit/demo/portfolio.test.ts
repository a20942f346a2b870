import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../../local/demo/sample-files.ts';
import { checkRecord } from '../../../shared/contracts/check-record.ts';
import { conditionHolds } from '../../../shared/contracts/condition-holds.ts';
import { fileTypeOf, rowRulesOfVariant, type Severity } from '../../../shared/contracts/contract.ts';
import type { DatasetSamples } from '../../../shared/contracts/dataset-samples.ts';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import type { Value } from '../../../shared/contracts/kinds/kind.ts';
import { DUPLICATE_RULE, ruleId, rulesOf } from '../../../shared/contracts/rules.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { loanSamples } from '../../../shared/datasets/loans/samples/portfolio.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-portfolio-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Values = Readonly<Record<string, Value>>;
type FileTypeName = 'credit' | 'payment_plan';

interface PlacedBreach {
  readonly fileType: string;
  /** Counts data rows from 1. */
  readonly rowNumber: number;
  readonly ruleId: string;
  readonly isRejected: boolean;
}

interface Options {
  readonly variant: string;
  readonly credits: number;
  readonly errors: number;
  readonly warnings?: number;
  readonly seed: number;
  readonly paymentsPerCredit?: number;
}

/** Writes a portfolio and gives it back with what the generator said about it. */
async function make({ variant, credits, errors, warnings = 0.005, seed, paymentsPerCredit }: Options) {
  const pathOf = (fileType: string) => path.join(folder, `${fileType}.csv`);
  const announced: PlacedBreach[] = [];
  const overheard: DatasetSamples = {
    ...loanSamples,
    *lines(slice, options) {
      const rows: Record<string, number> = {};
      for (const line of loanSamples.lines(slice, options)) {
        const { fileType, breach } = line;
        rows[fileType] = (rows[fileType] ?? 0) + 1;
        if (breach) announced.push({ fileType, rowNumber: rows[fileType], ...breach });
        yield line;
      }
    },
  };
  const more = paymentsPerCredit === undefined ? {} : { 'payments-per-credit': paymentsPerCredit };
  const options = { rows: credits, errors, warnings, seed, more };
  const { files, byRule } = await writeSample(overheard, Slice.of(loans, variant), options, pathOf);
  const [credit, payment_plan] = ['credit', 'payment_plan'].map((name) => readFileSync(pathOf(name))) as [
    Buffer,
    Buffer,
  ];
  return {
    counts: { credit: files.credit!, payment_plan: files.payment_plan!, byRule },
    announced,
    credit,
    payment_plan,
  };
}

/** What the TypeScript reference of the load finds in a file, duplicates included. */
function check(file: Buffer, variant: string, name: FileTypeName, accounts?: ReadonlySet<string>) {
  const fileType = fileTypeOf(loans, name);
  const sniffed = sniffFile(file, { complete: true }, Slice.of(loans, variant), name);
  if (!sniffed.ok) throw new Error(sniffed.detail);
  const lines = splitLines(file).slice(1);
  const found: PlacedBreach[] = [];
  const loaded: Values[] = [];
  const keys = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const report = (rule: string, severity: Severity) =>
      found.push({ fileType: name, rowNumber: index + 1, ruleId: rule, isRejected: severity === 'ERROR' });
    const text = line.toString('utf8');
    // The reference reads text; that the bytes are UTF-8 is for its caller to see.
    if (!Buffer.from(text).equals(line)) {
      report(ruleId(fileType, 3), 'ERROR');
      continue;
    }
    const { findings, values, recordKey } = checkRecord(fileType, variant, sniffed.layout, text, (_, [account]) =>
      accounts ? accounts.has(String(account)) : true,
    );
    for (const finding of findings) report(finding.ruleId, 'ERROR');
    if (findings.length > 0) continue;
    if (keys.has(recordKey!)) {
      report(ruleId(fileType, DUPLICATE_RULE), 'ERROR');
      continue;
    }
    keys.add(recordKey!);
    loaded.push(values);
    for (const rule of rowRulesOfVariant(fileType, variant)) {
      if (!conditionHolds(rule.holds, values, fileType.columns)) report(ruleId(fileType, rule.number), rule.severity);
    }
  }
  return { rows: lines.length, found, loaded };
}

function splitLines(file: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < file.length; ) {
    const end = file.indexOf(0x0a, start);
    lines.push(file.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

const accountsOf = (rows: readonly Values[]) => new Set(rows.map((row) => String(row.loan_account_number)));
const cents = (value: Value | undefined) => unscaled(String(value), 2);
const sum = (rows: readonly Values[], column: string) => rows.reduce((total, row) => total + cents(row[column]), 0n);

describe.each(['RETAIL', 'COMMERCIAL'] as const)('a %s portfolio', (variant) => {
  it('is the same for the same seed, and another for another', async () => {
    const options = { variant, credits: 500, errors: 0.1, seed: 7 };
    const first = await make(options);
    const again = await make(options);
    const other = await make({ ...options, seed: 8 });
    expect(again).toEqual(first);
    expect(other.credit.equals(first.credit)).toBe(false);
    expect(other.payment_plan.equals(first.payment_plan)).toBe(false);
  });

  it('has nothing wrong in it when nothing shall be', async () => {
    const { counts, announced, credit, payment_plan } = await make({
      variant,
      credits: 3_000,
      errors: 0,
      warnings: 0,
      seed: 1,
    });
    const credits = check(credit, variant, 'credit');
    const payments = check(payment_plan, variant, 'payment_plan', accountsOf(credits.loaded));
    expect([...credits.found, ...payments.found]).toEqual([]);
    expect(announced).toEqual([]);
    expect(counts).toEqual({
      credit: { rows: 3_000, rejected: 0, warned: 0, bytes: credit.length },
      payment_plan: { rows: payments.rows, rejected: 0, warned: 0, bytes: payment_plan.length },
      byRule: {},
    });
    expect(payments.rows / credits.rows).toBeCloseTo(1.86, 0);
  });

  it('breaks exactly the rules it announces, in the rows it announces', async () => {
    const { counts, announced, credit, payment_plan } = await make({
      variant,
      credits: 6_000,
      errors: 0.1,
      warnings: 0.05,
      seed: 2,
    });
    const credits = check(credit, variant, 'credit');
    const payments = check(payment_plan, variant, 'payment_plan', accountsOf(credits.loaded));
    const of = (name: FileTypeName) => announced.filter(({ fileType }) => fileType === name);
    expect(credits.found).toEqual(of('credit'));
    expect(payments.found).toEqual(of('payment_plan'));

    for (const [name, { rows }] of [
      ['credit', credits],
      ['payment_plan', payments],
    ] as const) {
      const rejected = of(name).filter(({ isRejected }) => isRejected).length;
      expect(counts[name]).toMatchObject({ rows, rejected, warned: of(name).length - rejected });
    }
    expect(Object.values(counts.byRule).reduce((total, rows) => total + rows, 0)).toBe(announced.length);
    expect(counts.credit.rejected / credits.rows).toBeCloseTo(0.1, 1);

    // Every rule has its turn, but for the rows that are too long and for keys that are remarkable: others refer to them.
    const rules = loans.fileTypes.flatMap((fileType) => rulesOf(fileType, variant).map(({ id }) => id));
    const missing = rules.filter((id) => !(id in counts.byRule));
    expect(missing).toEqual(
      ['LOAN-CREDIT', 'LOAN-PAYMENT'].flatMap((prefix) =>
        ['005', '010', '017', '018', '019'].map((number) => `${prefix}-${number}`),
      ),
    );
  });

  it('has plans that agree with their credits', async () => {
    const { credit, payment_plan } = await make({
      variant,
      credits: 2_000,
      errors: 0,
      warnings: 0,
      seed: 3,
      paymentsPerCredit: 6,
    });
    const plans = Map.groupBy(check(payment_plan, variant, 'payment_plan').loaded, (row) => row.loan_account_number);
    const { loaded } = check(credit, variant, 'credit');
    expect(accountsOf(loaded).size).toBe(2_000);
    for (const loan of loaded) {
      const plan = plans.get(loan.loan_account_number!) ?? [];
      const paid = plan.filter((row) => row.installment_status === 'CLOSED');
      const open = plan.slice(paid.length);
      expect(plan.map((row) => row.installment_number)).toEqual(plan.map((_, index) => index + 1));
      expect(loan).toMatchObject({
        total_installment_count: plan.length,
        paid_installment_count: paid.length,
        outstanding_installment_count: open.length,
      });
      expect(open.every((row) => row.installment_status === 'ACTIVE' && row.actual_payment_date === null)).toBe(true);
      if (plan.length === 0) continue;
      expect(loan).toMatchObject({
        first_payment_date: plan[0]!.scheduled_payment_date,
        final_maturity_date: plan.at(-1)!.scheduled_payment_date,
        loan_status_code: open.length === 0 ? 'CLOSED' : Number(loan.days_past_due) > 90 ? 'DELINQUENT' : 'ACTIVE',
      });
      expect(sum(plan, 'principal_component')).toBe(cents(loan.original_loan_amount));
      expect(sum(open, 'principal_component')).toBe(cents(loan.outstanding_principal_balance));
      expect(sum(plan, 'interest_component')).toBe(cents(loan.total_interest_amount));
      expect(sum(plan, 'kkdf_component')).toBe(cents(loan.kkdf_amount));
      expect(sum(plan, 'bsmv_component')).toBe(cents(loan.bsmv_amount));
      open.forEach((row, index) => {
        expect(cents(row.remaining_principal)).toBe(sum(open.slice(index + 1), 'principal_component'));
      });
    }
  });
});

it.each([
  ['no credits', { credits: 0, errors: 0 }],
  ['a share above 1', { credits: 1, errors: 1.1 }],
  ['shares above 1 together', { credits: 1, errors: 0.7, warnings: 0.4 }],
  ['plans that are too long', { credits: 1, errors: 0, paymentsPerCredit: 25 }],
])('refuses %s', async (_, sizes) => {
  await expect(make({ variant: 'RETAIL', seed: 1, ...sizes })).rejects.toThrow(RangeError);
});

it('rejects every row when every row shall be wrong', async () => {
  const { counts, credit } = await make({ variant: 'RETAIL', credits: 200, errors: 1, warnings: 0, seed: 4 });
  expect(check(credit, 'RETAIL', 'credit').loaded).toEqual([]);
  expect(counts).toMatchObject({ credit: { rows: 200, rejected: 200 }, payment_plan: { rows: 0 } });
});
