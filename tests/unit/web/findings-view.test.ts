import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_TYPES } from '../../../shared/domain/validation-error.ts';
import type { FindingGroup } from '../../../web/api/finding-filter.ts';
import {
  bySeverity,
  countsOf,
  type FindingsView,
  foldedGroups,
  matchingGroups,
  readFindingsView,
  SEVERITIES,
  writeFindingsView,
} from '../../../web/pages/syncs/findings-view.ts';

const read = (address: string): FindingsView => readFindingsView('loans', new URLSearchParams(address));

describe('the address of findings', () => {
  it('holds the whole view, whatever it is', () => {
    const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const text = optional(fc.string({ minLength: 1, unit: 'grapheme' }));
    const view = fc.record({
      fileType: optional(fc.constantFrom('credit' as const, 'payment_plan' as const)),
      errorType: optional(fc.constantFrom(...ERROR_TYPES)),
      severity: optional(fc.constantFrom(...SEVERITIES)),
      field: text,
      ruleId: text,
      show: fc.constantFrom('rules' as const, 'rows' as const),
    });
    fc.assert(
      fc.property(view, (asked) => {
        const shown = { ...asked, show: asked.ruleId === undefined ? asked.show : 'rows' };
        expect(read(writeFindingsView(asked).toString())).toEqual(shown);
      }),
    );
  });

  it('leaves out what is none of the choices', () => {
    expect(read('file_type=loans&severity=NOTE&error_type=&field_name=&rule_id=&show=all')).toEqual({ show: 'rules' });
  });
});

describe('matchingGroups', () => {
  const group = {
    rule_id: 'LOAN-CREDIT-020',
    dataset: 'loans',
    variant: 'RETAIL',
    file_type: 'credit',
    field_name: 'customer_id',
    error_type: 'REQUIRED',
    severity: 'ERROR',
    expected: null,
    count: 3,
    row_share: 0.1,
    examples: [],
  } as const;
  const others = [
    { ...group, file_type: 'payment_plan' },
    { ...group, field_name: null },
    { ...group, error_type: 'RANGE' },
    { ...group, severity: 'WARNING' },
    { ...group, rule_id: 'LOAN-CREDIT-021' },
  ] as const;
  const groups = [group, ...others].map((each) => ({ ...each, examples: [] }));

  it.each([
    ['file_type=credit', 5],
    ['field_name=customer_id', 5],
    ['error_type=RANGE', 1],
    ['severity=WARNING', 1],
    ['rule_id=LOAN-CREDIT-020', 5],
    ['file_type=credit&field_name=customer_id&error_type=REQUIRED&severity=ERROR&rule_id=LOAN-CREDIT-020', 1],
    ['field_name=no_such_field', 0],
    ['', 6],
  ])('by %j leaves %i', (address, count) => {
    expect(matchingGroups(groups, read(address))).toHaveLength(count);
  });
});

describe('the order of findings', () => {
  const group = (rule_id: string, severity: 'ERROR' | 'WARNING', count: number, row_share = 0) =>
    ({ rule_id, severity, count, row_share }) as FindingGroup;
  const groups = [
    group('w-often', 'WARNING', 900, 0.9),
    group('e-rare', 'ERROR', 1, 0.001),
    group('w', 'WARNING', 500, 0.5),
    group('e-often', 'ERROR', 800, 0.8),
  ];

  it('is errors before warnings, then the most frequent', () => {
    expect(bySeverity(groups).map(({ rule_id }) => rule_id)).toEqual(['e-often', 'e-rare', 'w-often', 'w']);
    expect(countsOf(groups)).toEqual({ ERROR: 801, QUARANTINE: 0, WARNING: 1400 });
  });

  it('folds warnings away that more than half of the rows have, and never an error', () => {
    const { listed, everywhere } = foldedGroups(groups);
    expect(everywhere.map(({ rule_id }) => rule_id)).toEqual(['w-often']);
    expect(listed).toHaveLength(3);
  });
});
