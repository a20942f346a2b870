import type { Finding } from '../check-record.ts';
import { columnsOf } from '../condition.ts';
import { conditionHolds } from '../condition-holds.ts';
import { type FileType, rowRulesOfVariant } from '../contract.ts';
import type { Value } from '../kinds/kind.ts';
import { ruleId } from '../rules.ts';

/**
 * What is remarkable in a row that would be loaded, as pipeline/warnings.ts finds it in the stored one: values are shown
 * as they are stored, written as a bank would.
 */
export function rowWarnings(
  fileType: FileType,
  variant: string | null,
): (values: Readonly<Record<string, Value>>) => Finding[] {
  const columns = new Map(fileType.columns.map((column) => [column.name, column]));
  const written = (name: string, values: Readonly<Record<string, Value>>): string | null => {
    const value = values[name] ?? null;
    if (value === null) return null;
    const { writtenText } = columns.get(name)!.kind;
    return writtenText ? writtenText(value) : String(value);
  };
  const rules = rowRulesOfVariant(fileType, variant)
    .filter(({ severity }) => severity === 'WARNING')
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
        detail: others.map((name) => `${name} is "${written(name, values) ?? ''}"`).join(', '),
      }));
}
