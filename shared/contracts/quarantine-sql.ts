import { literal } from '../sql/quoting.ts';
import { conditionSql } from './condition-sql.ts';
import type { FileType } from './contract.ts';
import { QUARANTINE_RULE_TYPE, rowQuarantineRules } from './quarantine.ts';
import { ruleId } from './rules.ts';

/** A rule's number, and SQL of whether a row breaks it. */
export type Breach = readonly [number: number, isBroken: string];

/**
 * The rule for which a row is quarantined, or NULL: the first by number that it breaks by itself, or of those given besides.
 * @param valueSql SQL of a column's value
 */
export function quarantineSql(
  fileType: FileType,
  variant: string | null,
  valueSql: (column: string) => string,
  besides: readonly Breach[] = [],
): string {
  const own = rowQuarantineRules(fileType, variant).map(
    ({ number, holds }): Breach => [number, `NOT ${conditionSql(holds, valueSql, fileType.columns)}`],
  );
  const cases = [...own, ...besides]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([number, isBroken]) => [isBroken, literal(ruleId(fileType, number))]);
  return `CAST(${cases.length === 0 ? 'NULL' : `multiIf(${cases.join(', ')}, NULL)`}, ${literal(QUARANTINE_RULE_TYPE)})`;
}
