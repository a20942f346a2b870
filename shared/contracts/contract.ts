import type { ErrorType } from '../domain/validation-error.ts';
import type { Condition } from './condition.ts';
import { identifierWarnings } from './identifier-warnings.ts';
import type { Kind } from './kinds/kind.ts';

export type Severity = 'ERROR' | 'WARNING';

export interface Column {
  readonly name: string;
  /** Part of its rules' ids (LOAN-CREDIT-021: column 2, fault 1): given once, never reused. 1 to 79. */
  readonly number: number;
  readonly kind: Kind;
  readonly required: boolean;
  readonly meaning: string;
  /** The variants whose files carry the column; all of them if absent. */
  readonly variants?: readonly string[];
  /** False for a column that files carry but nothing uses: it is skipped. */
  readonly stored?: boolean;
  /** How the profile shows it, besides completeness. */
  readonly profile?: 'numeric' | 'categorical' | 'both';
}

/** A rule between the fields of one row. It is checked only where every field it reads is valid by itself. */
export interface RowRule {
  /** 701 to 999, or of a warning of one column, its number * 10 + 0, 7, 8 or 9: the last part of the rule's id, for ever. */
  readonly number: number;
  readonly severity: Severity;
  readonly errorType: ErrorType;
  /** The field the finding is filed under. */
  readonly field: string;
  /** The row is fine if this holds. */
  readonly holds: Condition;
  /** What must be so, as a sentence. */
  readonly reason: string;
  /** Why it must be so, or, for a WARNING, why it is remarkable, as a sentence. */
  readonly why: string;
  /** Cells that, put into a sound row, break this rule and no other. */
  readonly example: Readonly<Record<string, string>>;
  /** The variants it applies to; all if absent. */
  readonly variants?: readonly string[];
}

export interface FileType {
  readonly name: string;
  /** Leads its rule ids, e.g. LOAN-CREDIT. */
  readonly rulePrefix: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** Identifies a row within a variant; also the sort order of the stored table. */
  readonly key: readonly string[];
  /** Every value of `column` must be the key of a row of `fileType`: of this sync's, or else of the live batch's. */
  readonly reference?: { readonly column: string; readonly fileType: string };
  readonly rowRules: readonly RowRule[];
  /** The columns that the portfolio overview is made of; only one file type has them. */
  readonly portfolio?: {
    readonly balance: string;
    readonly rate: string;
    readonly daysPastDue: string;
    readonly status: string;
  };
  /** Makes the cells of a generated row agree with each other, so that no rule finds anything. */
  readonly reconcile?: (cells: Record<string, string>) => void;
}

/** A family of files that belong together, described once, as data: everything else derives from it. */
export interface Dataset {
  readonly name: string;
  /** Grows with every change of a rule or column; each sync records it. */
  readonly version: string;
  /** The stored and served column that tells the variant. */
  readonly variantColumn: string;
  readonly variants: readonly string[];
  /** A referenced file type comes before the one that refers to it. */
  readonly fileTypes: readonly FileType[];
}

/** The columns a variant's file must carry. */
export const columnsOfVariant = (fileType: FileType, variant: string): readonly Column[] =>
  fileType.columns.filter((column) => column.variants?.includes(variant) ?? true);

export const storedColumns = (fileType: FileType): readonly Column[] =>
  fileType.columns.filter((column) => column.stored ?? true);

export const storedColumnsOfVariant = (fileType: FileType, variant: string): readonly Column[] =>
  columnsOfVariant(fileType, variant).filter((column) => column.stored ?? true);

/** Whether the stored column may be empty: also if only some variants have it. */
export const isNullable = (column: Column): boolean => !column.required || column.variants !== undefined;

/** The rules between the fields of a row that its file type declares, and those that follow from its columns. */
export const rowRulesOf = (fileType: FileType): readonly RowRule[] => [
  ...fileType.rowRules,
  ...identifierWarnings(fileType),
];

export const rowRulesOfVariant = (fileType: FileType, variant: string): readonly RowRule[] =>
  rowRulesOf(fileType).filter((rule) => rule.variants?.includes(variant) ?? true);

/** @throws {RangeError} for a file type the dataset does not have. */
export function fileTypeOf(dataset: Dataset, name: string): FileType {
  const fileType = dataset.fileTypes.find((candidate) => candidate.name === name);
  if (!fileType) throw new RangeError(`dataset ${dataset.name} has no file type ${name}`);
  return fileType;
}
