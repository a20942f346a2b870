import {
  type FileType,
  groupRulesOf,
  isFileType,
  type RowRule,
  rowRulesOf,
  rowRulesOfVariant,
  type Table,
} from './contract.ts';
import { columnType } from './kinds/kind.ts';
import { text } from './kinds/text.ts';

/**
 * Of a loaded row the id of the first rule, by number, for which it is quarantined; none if it is sound. Only tables of file
 * types that have such rules store it.
 */
export const QUARANTINE_RULE = { name: 'quarantine_rule', kind: text({ lowCardinality: true }) } as const;
export const QUARANTINE_RULE_TYPE = columnType(QUARANTINE_RULE.kind, false);

/** The rules of single rows for which a row is quarantined, by number. */
export const rowQuarantineRules = (fileType: FileType, variant: string | null): readonly RowRule[] =>
  rowRulesOfVariant(fileType, variant)
    .filter(({ severity }) => severity === 'QUARANTINE')
    .toSorted((a, b) => a.number - b.number);

export const mayQuarantine = (table: Table): table is FileType =>
  isFileType(table) &&
  (groupRulesOf(table).length > 0 || rowRulesOf(table).some(({ severity }) => severity === 'QUARANTINE'));
