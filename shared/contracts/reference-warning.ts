import type { ErrorType } from '../domain/validation-error.ts';
import { identifier } from '../sql/quoting.ts';
import { type Condition, conditionSql } from './condition.ts';

/** A WARNING about a row and the row that it refers to, found when both are loaded. */
export interface ReferenceWarning {
  /** 901 to 999, unlike those of the file type's row rules: the last part of the rule's id, for ever. */
  readonly number: number;
  readonly errorType: ErrorType;
  /** The field of the referring row that the finding is filed under. */
  readonly field: string;
  readonly reference: { readonly column: string; readonly fileType: string };
  /** All is well if it holds. A column of the referred row has its file type before it: `client.account_open_date`. */
  readonly holds: Condition;
  /** What should be so, as a sentence. */
  readonly reason: string;
  /** Why it is remarkable, as a sentence. */
  readonly why: string;
  /** Cells that, put into two sound rows, break this rule and no other. */
  readonly example: {
    readonly row: Readonly<Record<string, string>>;
    readonly referred: Readonly<Record<string, string>>;
  };
}

/**
 * FROM and WHERE of the rows that a warning is about, as `referring`, each joined with the row it refers to, `referred`: for a
 * statement that keeps findings, with the settings of other joins by key.
 * @param rows a subquery of each side's rows
 * @param key the column of the referred rows that is meant
 */
export const breachesOfSql = (
  { reference, holds }: ReferenceWarning,
  rows: { readonly referring: string; readonly referred: string },
  key: string,
): string => {
  const ofReferred = `${reference.fileType}.`;
  const value = (column: string) =>
    column.startsWith(ofReferred)
      ? `referred.${identifier(column.slice(ofReferred.length))}`
      : `referring.${identifier(column)}`;
  return `FROM ${rows.referring} AS referring
    INNER JOIN ${rows.referred} AS referred ON referring.${identifier(reference.column)} = referred.${identifier(key)}
    WHERE NOT ${conditionSql(holds, value)}`;
};
