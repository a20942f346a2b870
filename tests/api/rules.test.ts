import { beforeAll, expect, it } from 'vitest';
import type { LoanType } from './answers.ts';
import type { Bank } from './bank.ts';
import { banksFor } from './tenants.ts';

interface Rule {
  readonly rule_id: string;
  readonly file_type: 'credit' | 'payment_plan';
  readonly loan_types: readonly LoanType[];
  readonly severity: string;
  readonly expected: string;
  readonly why: string;
  readonly examples: {
    readonly loan_type: LoanType;
    readonly header: string;
    readonly passes: { readonly lines: readonly string[] };
    readonly fails: { readonly lines: readonly string[] };
  };
}

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('RULES', 1)) as [Bank];
});

it('has a page for every rule of the list', async () => {
  const rules = await bank.all<Rule>('/api/rules', { limit: 50 });
  expect(rules.length).toBeGreaterThan(150);
  expect(new Set(rules.map(({ rule_id }) => rule_id)).size).toBe(rules.length);
  for (const rule of rules.filter((_, index) => index % 40 === 0)) {
    expect(await bank.call<Rule>(`/api/rules/${rule.rule_id}`)).toEqual(rule);
    expect(rule.why).not.toBe('');
  }
  expect((await bank.ask('/api/rules/LOAN-CREDIT-999')).body.type).toBe('/problems/not-found');
  expect((await bank.ask('/api/rules', { query: { severity: 'FATAL' } })).status).toBe(400);
});

it('shows examples that the service itself takes and refuses', async () => {
  const rules = await bank.all<Rule>('/api/rules', { file_type: 'credit', loan_type: 'RETAIL', limit: 1000 });
  // Bytes that text cannot show, and keys that are there twice, are not to be had from single lines.
  const shown = rules.filter(({ rule_id, severity }) => severity === 'ERROR' && !/-(003|004|005|702)$/.test(rule_id));
  /** Each line with a key of its own, so that a loan is in the file once; not where the key itself is wrong. */
  const lines = shown
    .flatMap(({ examples }) => [...examples.passes.lines, ...examples.fails.lines])
    .map((line, index) => line.replace(/^LOAN_\d+/, `LOAN_${String(index).padStart(8, '0')}`));
  await bank.configure('RETAIL', { max_error_rate: 0.9 });
  const log = await bank.load({
    slice: 'RETAIL',
    fileType: 'credit',
    content: [shown[0]!.examples.header, ...lines].join('\n'),
  });
  expect(log.files.credit).toMatchObject({ total_rows: lines.length, rejected_rows: shown.length });
  const found = await bank.errors(log.id, { severity: 'ERROR' });
  expect(found.map(({ rule_id }) => rule_id)).toEqual(shown.map(({ rule_id }) => rule_id));
});
