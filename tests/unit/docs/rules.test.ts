import { describe, expect, test } from 'vitest';
import { routes } from '../../../functions/rules/handler.ts';
import { rulesOf } from '../../../shared/contracts/rules.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import type { RuleBody } from '../../../shared/http/schemas/rule.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { gatewayEvent, verifyTestCaller } from '../../gateway-event.ts';

const handler = httpFunctionWith({ verify: verifyTestCaller, checkReplies: true }, ...routes);
async function ask<Body>(path: string, query = '', as?: null) {
  const result = await handler(gatewayEvent({ path, query, ...(as === null ? { as } : {}) }));
  return { status: result.statusCode, body: JSON.parse(result.body) as Body };
}
interface List {
  data: RuleBody[];
  next_cursor: string | null;
}
const idsOf = async (query: string) => (await ask<List>('/api/rules', query)).body.data.map(({ rule_id }) => rule_id);

describe('the list of rules', () => {
  test('has every rule once, page by page, in the order of the ids', async () => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: List } = await ask<List>('/api/rules', `limit=37${cursor ? `&cursor=${cursor}` : ''}`);
      found.push(...body.data.map(({ rule_id }) => rule_id));
      cursor = body.next_cursor;
    } while (cursor !== null);
    expect(found).toEqual(loans.fileTypes.flatMap((fileType) => rulesOf(fileType).map(({ id }) => id)).sort());
  });

  test.each([
    [
      'severity=WARNING&file_type=payment_plan',
      ['LOAN-PAYMENT-010', 'LOAN-PAYMENT-017', 'LOAN-PAYMENT-018', 'LOAN-PAYMENT-019', 'LOAN-PAYMENT-901'],
    ],
    ['field_name=default_probability', ['LOAN-CREDIT-332', 'LOAN-CREDIT-333', 'LOAN-CREDIT-334', 'LOAN-CREDIT-336']],
    ['field_name=default_probability&loan_type=RETAIL', []],
    ['error_type=CROSS_REFERENCE', ['LOAN-PAYMENT-701']],
    ['error_type=DUPLICATE', ['LOAN-CREDIT-702', 'LOAN-PAYMENT-702']],
    ['field_name=no_such_field', []],
  ])('%s', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected);
  });

  test('with a loan type has the rules of its files, and examples of them', async () => {
    const { body } = await ask<List>('/api/rules', 'loan_type=COMMERCIAL&file_type=credit&limit=1000');
    const commercial = rulesOf(loans.fileTypes[0]!, 'COMMERCIAL').map(({ id }) => id);
    expect(body.data.map(({ rule_id }) => rule_id)).toEqual(commercial);
    for (const { examples, variants, ...rule } of body.data) {
      expect(examples).toMatchObject({ variant: 'COMMERCIAL', loan_type: 'COMMERCIAL' });
      expect(examples.header).toContain('default_probability');
      expect(variants).toContain('COMMERCIAL');
      expect(rule).toMatchObject({ dataset: 'loans', loan_types: variants });
    }
  });
});

describe('a rule', () => {
  test('says what it checks and why, with what passes and what fails', async () => {
    const { status, body } = await ask<RuleBody>('/api/rules/LOAN-CREDIT-801');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      rule_id: 'LOAN-CREDIT-801',
      severity: 'ERROR',
      error_type: 'RANGE',
      file_type: 'credit',
      loan_types: ['RETAIL', 'COMMERCIAL'],
      field_name: 'paid_installment_count',
      fields: ['paid_installment_count', 'total_installment_count'],
      expected: 'paid_installment_count must be at most total_installment_count.',
      why: expect.stringContaining('wrong'),
      examples: { fails: { cells: { paid_installment_count: '25', total_installment_count: '24' } } },
    });
    const { passes } = body.examples;
    expect(Number(passes.cells.paid_installment_count)).toBeLessThanOrEqual(
      Number(passes.cells.total_installment_count),
    );
  });

  test.each([
    ['of one loan type has its example', '/api/rules/LOAN-CREDIT-332', 200],
    ['that never was is not found', '/api/rules/LOAN-CREDIT-999', 404],
    ['has no other spelling', '/api/rules/loan-credit-801', 404],
  ])('%s', async (_name, path, status) => {
    expect((await ask(path)).status).toBe(status);
  });

  test('of other files than those asked for is not found', async () => {
    const { status, body } = await ask<{ detail: string }>('/api/rules/LOAN-CREDIT-332', 'loan_type=RETAIL');
    expect(status).toBe(404);
    expect(body.detail).toContain('RETAIL');
    expect((await ask<RuleBody>('/api/rules/LOAN-CREDIT-332')).body.examples.variant).toBe('COMMERCIAL');
  });

  test('asks for credentials', async () => {
    expect((await ask('/api/rules', '', null)).status).toBe(401);
  });
});
