import type { Finding } from '../check-record.ts';
import { columnsOf } from '../condition.ts';
import { conditionHolds } from '../condition-holds.ts';
import { type Column, type FileType, rowRulesOfVariant } from '../contract.ts';
import { besidesDetail } from '../finding-sentence.ts';
import type { Value } from '../kinds/kind.ts';
import { ruleId } from '../rules.ts';

/** A value as a bank would write it; null if there is none. */
export function writtenValue({ name, kind }: Column, values: Readonly<Record<string, Value>>): string | null {
  const value = values[name] ?? null;
  if (value === null) return null;
  return kind.writtenText ? kind.writtenText(value) : String(value);
}

/** What the rows of a group have in common, as a finding shows it. */
export const writtenValues = (
  { columns }: Pick<FileType, 'columns'>,
  names: readonly string[],
  values: Readonly<Record<string, Value>>,
): string => names.map((name) => writtenValue(columns.find((column) => column.name === name)!, values) ?? '').join('/');

/**
 * What is remarkable in a row that would be loaded, warnings and why it is quarantined by itself, as pipeline/warnings.ts finds
 * it in the stored one: values are shown as they are stored, written as a bank would.
 */
export function rowWarnings(
  fileType: FileType,
  variant: string | null,
): (values: Readonly<Record<string, Value>>) => Finding[] {
  const columns = new Map(fileType.columns.map((column) => [column.name, column]));
  const written = (name: string, values: Readonly<Record<string, Value>>): string | null =>
    writtenValue(columns.get(name)!, values);
  const rules = rowRulesOfVariant(fileType, variant)
    .filter(({ severity }) => severity !== 'ERROR')
    .map((rule) => ({
      ...rule,
      id: ruleId(fileType, rule.number),
      others: columnsOf(rule.holds).filter((column) => column !== rule.field),
    }));
  return (values) =>
    rules
      .filter(({ holds }) => !conditionHolds(holds, values, fileType.columns))
      .map(({ id, field, errorType, others }) => ({
        ruleId: id,
        field,
        errorType,
        rawValue: written(field, values),
        detail: besidesDetail(others, (name) => written(name, values) ?? ''),
      }));
}
