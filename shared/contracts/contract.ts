import type { Sentence } from '../domain/sentences/sentence.ts';
import type { ErrorType, Severity } from '../domain/validation-error.ts';
import type { Analysis } from './analysis.ts';
import type { Condition } from './condition.ts';
import type { DerivedTable } from './derivation.ts';
import { identifierWarnings } from './identifier-warnings.ts';
import type { Kind } from './kinds/kind.ts';
import type { ReferenceWarning } from './reference-warning.ts';

export type { Severity } from '../domain/validation-error.ts';

export interface Column {
  readonly name: string;
  /** Part of its rules' ids (LOAN-CREDIT-021: column 2, fault 1): given once, never reused. 1 to 69. */
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
  /** Why it must be so, or, if it does not reject the row, why it is remarkable, as a sentence. */
  readonly why: string;
  /** Both, of a rule that follows from the columns: its sentences are the service's own. */
  readonly sentences?: { readonly sentence: Sentence; readonly why: Sentence };
  /** Cells that, put into a sound row, break this rule and no other. */
  readonly example: Readonly<Record<string, string>>;
  /** The variants it applies to; all if absent. */
  readonly variants?: readonly string[];
}

/**
 * Of the loaded rows of a file that are the same in some columns, all are quarantined. A row that lacks one of the columns is
 * in no group.
 */
export interface GroupRule {
  /** 703 to 999, unlike that of any other rule of the file type: the last part of the rule's id, for ever. */
  readonly number: number;
  /** Findings are filed under the first. */
  readonly columns: readonly string[];
  /** What must be so, as a sentence. */
  readonly reason: string;
  /** Why it is remarkable, as a sentence. */
  readonly why: string;
}

/** The place of a row in its file, which a key may end in. */
export const PLACE_IN_FILE = 'row_number';

/** Rows as they are stored and served: of a file type, or derived. */
export interface Table {
  readonly name: string;
  readonly title: string;
  /** Its name in the warehouse, given once; no other dataset has it. */
  readonly table: string;
  readonly columns: readonly Column[];
  /**
   * Identifies a row within a slice; also the sort order of the stored table. A file type's may end in row_number: then
   * several rows of a file may have the columns before it in common, which is no error; a correction replaces them
   * together; and nothing can refer to them.
   */
  readonly key: readonly string[];
}

/** A row names a row of another file type: of this sync's, or else of the live batch's. */
export interface Reference {
  /** 701, or 703 to 709 of further ones: the last part of the rule's id, for ever. */
  readonly number: number;
  /** They hold the key of the row that is meant, in the order of that key. A row that lacks one refers to nothing. */
  readonly columns: readonly string[];
  readonly fileType: string;
  /** As a WARNING, a row that names none is loaded all the same, and the finding says so; else it is rejected. */
  readonly severity?: 'WARNING';
}

export interface FileType extends Table {
  /** Leads its rule ids, e.g. LOAN-CREDIT. */
  readonly rulePrefix: string;
  readonly references?: readonly Reference[];
  readonly rowRules?: readonly RowRule[];
  readonly referenceWarnings?: readonly ReferenceWarning[];
  readonly groupRules?: readonly GroupRule[];
  /** Names under which a sync log says its counts once more: clients that are older than `files` read them. */
  readonly countedAs?: { readonly total: string; readonly valid: string };
  /** Makes the cells of a generated row agree with each other, so that no rule finds anything. */
  readonly reconcile?: (cells: Record<string, string>) => void;
}

/**
 * A family of files that belong together, described once, as data: everything else derives from it. How its derived tables and
 * answers are computed stands beside it (`computation.ts`): the page has the description alone.
 */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  /** Grows with every change of a rule or column; each sync records it. */
  readonly version: string;
  /** What is replaced independently of each other; nothing where the dataset is replaced as a whole. */
  readonly variants?: {
    /** The stored and served column that tells the variant; clients may name the variant by it too. */
    readonly column: string;
    readonly names: readonly string[];
  };
  /** A referenced file type comes before the one that refers to it. */
  readonly fileTypes: readonly FileType[];
  /** In an order in which each comes after those that it reads. */
  readonly derivedTables?: readonly DerivedTable[];
  /** What a tenant may choose, by name; how it must be is a matter of the computation. */
  readonly settings?: readonly string[];
  readonly analyses?: readonly Analysis[];
}

export const variantsOf = ({ variants }: Dataset): readonly (string | null)[] => variants?.names ?? [null];

/** The columns a variant's file must carry. */
export const columnsOfVariant = (table: Pick<Table, 'columns'>, variant: string | null): readonly Column[] =>
  table.columns.filter((column) => variant === null || (column.variants?.includes(variant) ?? true));

export const storedColumns = (table: Pick<Table, 'columns'>): readonly Column[] =>
  table.columns.filter((column) => column.stored ?? true);

export const storedColumnsOfVariant = (table: Pick<Table, 'columns'>, variant: string | null): readonly Column[] =>
  columnsOfVariant(table, variant).filter((column) => column.stored ?? true);

/** Whether the stored column may be empty: also if only some variants have it. */
export const isNullable = (column: Column): boolean => !column.required || column.variants !== undefined;

/** The rules between the fields of a row that its file type declares, and those that follow from its columns. */
export const rowRulesOf = (fileType: FileType): readonly RowRule[] => [
  ...(fileType.rowRules ?? []),
  ...identifierWarnings(fileType),
];

export const rowRulesOfVariant = (fileType: FileType, variant: string | null): readonly RowRule[] =>
  rowRulesOf(fileType).filter((rule) => variant === null || (rule.variants?.includes(variant) ?? true));

/** @throws {RangeError} for a file type the dataset does not have. */
export function fileTypeOf(dataset: Dataset, name: string): FileType {
  const fileType = dataset.fileTypes.find((candidate) => candidate.name === name);
  if (!fileType) throw new RangeError(`dataset ${dataset.name} has no file type ${name}`);
  return fileType;
}

export const derivedTablesOf = ({ derivedTables = [] }: Dataset): readonly DerivedTable[] => derivedTables;

/** Everything of a dataset that is stored and served. */
export const tablesOf = (dataset: Dataset): readonly Table[] => [...dataset.fileTypes, ...derivedTablesOf(dataset)];

/** A file type or a derived table. @throws {RangeError} for a table the dataset does not have. */
export function tableOf(dataset: Dataset, name: string): Table {
  const table = tablesOf(dataset).find((candidate) => candidate.name === name);
  if (!table) throw new RangeError(`dataset ${dataset.name} has no table ${name}`);
  return table;
}

/** Whether a table holds the rows of files; else it is derived. */
export const isFileType = (table: Table): table is FileType => 'rulePrefix' in table;

/** The columns of the key that a file has: what a bank, and a finding, name a row by. */
export const recordKeyOf = ({ key }: Pick<Table, 'key'>): readonly string[] =>
  key.filter((name) => name !== PLACE_IN_FILE);

/** Whether no two rows of a file may have the same record key. */
export const hasUniqueRecordKey = ({ key }: Pick<Table, 'key'>): boolean => !key.includes(PLACE_IN_FILE);

export const groupRulesOf = ({ groupRules = [] }: FileType): readonly GroupRule[] => groupRules;

export const referencesOf = ({ references = [] }: FileType): readonly Reference[] => references;

export const severityOfReference = ({ severity }: Reference): 'ERROR' | 'WARNING' => severity ?? 'ERROR';

/** Those without which a row is rejected. */
export const rejectingReferencesOf = (fileType: FileType): readonly Reference[] =>
  referencesOf(fileType).filter((reference) => severityOfReference(reference) === 'ERROR');

/** Those without which a row is remarkable, and loaded. */
export const warningReferencesOf = (fileType: FileType): readonly Reference[] =>
  referencesOf(fileType).filter((reference) => severityOfReference(reference) === 'WARNING');
