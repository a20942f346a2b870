import type { ErrorType } from '../domain/validation-error.ts';
import type { Condition } from './condition.ts';
import type { Column, FileType } from './contract.ts';

/** A WARNING about a row and the row that it refers to, found when both are loaded. */
export interface ReferenceWarning {
  /** 903 to 999, unlike those of the file type's row rules: the last part of the rule's id, for ever. */
  readonly number: number;
  readonly errorType: ErrorType;
  /** The field of the referring row that the finding is filed under. */
  readonly field: string;
  /** Of its file type: which row is meant. */
  readonly reference: number;
  /** All is well if it holds. A column of the referred row has its file type before it: `company.founded_on`. */
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

/** The columns that a warning may name: those of the file type, and those of the other one with its name before them. */
export const columnsBeside = (
  fileType: Pick<FileType, 'columns'>,
  referred: Pick<FileType, 'name' | 'columns'>,
): readonly Column[] => [
  ...fileType.columns,
  ...referred.columns.map((column) => ({ ...column, name: `${referred.name}.${column.name}` })),
];
