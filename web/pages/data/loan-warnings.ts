import { conditionHolds } from '../../../shared/contracts/condition.ts';
import { fileTypeOf, rowRulesOfVariant } from '../../../shared/contracts/contract.ts';
import { loans } from '../../../shared/contracts/loans.ts';
import { ruleId } from '../../../shared/contracts/rules.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import type { FileType, LoanType } from '../../api/queries/syncs.ts';

export interface Warning {
  readonly ruleId: string;
  readonly field: string;
  /** What is usually so. */
  readonly expected: string;
  readonly row: DataRow;
}

/**
 * What the rules find remarkable in a loaded row. They are the rules of the load, run here on the row as it was loaded,
 * so they find what the load found: a loaded row keeps every value that they read.
 */
export function warningsOf(dataType: FileType, loanType: LoanType, row: DataRow): readonly Warning[] {
  const fileType = fileTypeOf(loans, dataType);
  const values = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
  );
  return rowRulesOfVariant(fileType, loanType)
    .filter((rule) => rule.severity === 'WARNING' && !conditionHolds(rule.holds, values))
    .map((rule) => ({ ruleId: ruleId(fileType, rule.number), field: rule.field, expected: rule.reason, row }));
}
