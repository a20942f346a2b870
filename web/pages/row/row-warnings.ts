import { conditionHolds } from '../../../shared/contracts/condition-holds.ts';
import { rowRulesOfVariant, warningReferencesOf } from '../../../shared/contracts/contract.ts';
import { expectedBy, ruleById, ruleId } from '../../../shared/contracts/rules.ts';
import { sliceOf } from '../../../shared/datasets/registry.ts';
import type { Sentence } from '../../../shared/domain/sentences/sentence.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { components } from '../../api/schema.ts';
import { isSameLink, type RowLink } from '../../datasets/row-links.ts';

type DataRow = components['schemas']['DataPage']['data'][number];

export interface Warning {
  readonly ruleId: string;
  readonly table: string;
  readonly field: string;
  /** What is usually so. */
  readonly expected: Sentence;
  /** All that it is said of. */
  readonly rows: readonly DataRow[];
}

/**
 * The warnings of loaded rows, one a rule. The rules are those of the load, run here on the rows as they were loaded, so they
 * find what the load found: a loaded row keeps every value that they read. What is derived has no rules.
 */
export function warningsOf(slice: SliceName, table: string, rows: readonly DataRow[]): readonly Warning[] {
  const { contract, variant } = sliceOf(slice);
  const fileType = contract.fileTypes.find(({ name }) => name === table);
  if (!fileType) return [];
  return rowRulesOfVariant(fileType, variant)
    .filter((rule) => rule.severity === 'WARNING')
    .map((rule) => ({
      ruleId: ruleId(fileType, rule.number),
      table,
      field: rule.field,
      expected: expectedBy(ruleById(contract, ruleId(fileType, rule.number))!),
      rows: rows.filter((row) => !conditionHolds(rule.holds, valuesOf(row), fileType.columns)),
    }))
    .filter((warning) => warning.rows.length > 0);
}

/** That a row names others in vain, where that rejects nothing. @param missing of what it names, what is not there */
export function missingWarningsOf(
  slice: SliceName,
  table: string,
  row: DataRow,
  missing: readonly RowLink[],
): readonly Warning[] {
  const { contract } = sliceOf(slice);
  const fileType = contract.fileTypes.find(({ name }) => name === table);
  if (!fileType) return [];
  return warningReferencesOf(fileType)
    .filter(({ fileType: named, columns }) => missing.some((link) => isSameLink(link, { table: named, columns })))
    .map(({ number, columns }) => ({
      ruleId: ruleId(fileType, number),
      table,
      field: columns[0]!,
      expected: expectedBy(ruleById(contract, ruleId(fileType, number))!),
      rows: [row],
    }));
}

const valuesOf = (row: DataRow) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
  );

/** Whole numbers with the runs among them: 1, 2, 3, 7 is [[1, 3], [7, 7]]. */
export function runsOf(numbers: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && number <= run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
