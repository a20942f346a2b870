import type { Finding } from '../check-record.ts';
import { columnsOf } from '../condition.ts';
import { conditionHolds } from '../condition-holds.ts';
import { type FileType, type Reference, severityOfReference } from '../contract.ts';
import { besidesDetail } from '../finding-sentence.ts';
import type { Value } from '../kinds/kind.ts';
import { columnsBeside } from '../reference-warning.ts';
import { ruleId } from '../rules.ts';
import { writtenValue } from './row-warnings.ts';

/** What is remarkable in a row beside one that it refers to, as pipeline/warnings.ts finds it. @param reference its number */
export function referenceFindings(
  fileType: FileType,
  reference: number,
  row: Readonly<Record<string, Value>>,
  target: FileType,
  referred: Readonly<Record<string, Value>>,
): Finding[] {
  const columns = columnsBeside(fileType, target);
  const values: Record<string, Value> = { ...row };
  for (const { name } of target.columns) values[`${target.name}.${name}`] = referred[name] ?? null;
  const written = (name: string) => writtenValue(columns.find((column) => column.name === name)!, values);
  return (fileType.referenceWarnings ?? [])
    .filter((warning) => warning.reference === reference && !conditionHolds(warning.holds, values, columns))
    .map(({ number, field, errorType, holds }) => ({
      ruleId: ruleId(fileType, number),
      field,
      errorType,
      rawValue: written(field),
      detail: besidesDetail(
        columnsOf(holds).filter((name) => name !== field),
        (name) => written(name) ?? '',
      ),
    }));
}

/** That a row names one that is not there, where that rejects nothing, as pipeline/warnings.ts finds it. */
export function missingReferenceFindings(
  fileType: FileType,
  reference: Reference,
  row: Readonly<Record<string, Value>>,
): Finding[] {
  const { columns, number } = reference;
  const isNamed = columns.every((name) => (row[name] ?? null) !== null);
  if (severityOfReference(reference) === 'ERROR' || !isNamed) return [];
  const written = (name: string) => writtenValue(fileType.columns.find((column) => column.name === name)!, row);
  return [
    {
      ruleId: ruleId(fileType, number),
      field: columns[0]!,
      errorType: 'CROSS_REFERENCE',
      rawValue: written(columns[0]!),
      detail: besidesDetail(columns.slice(1), (name) => written(name) ?? ''),
    },
  ];
}
