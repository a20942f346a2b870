import type { Delimiter } from '../../../../shared/contracts/csv-line.ts';
import type { FileNotice } from '../../../../shared/contracts/file-notices.ts';
import type { Refusal } from '../../../../shared/contracts/header.ts';
import type { components } from '../../../api/schema.ts';

type Schemas = components['schemas'];

/** What became of the first rows of a file whose header is right. */
export interface RowsVerdict {
  readonly ok: true;
  /** How many were checked. */
  readonly rows: number;
  /** Whether that is all of them. */
  readonly isWhole: boolean;
  readonly rejectedRows: number;
  /** Rows that would be loaded, and are remarkable. */
  readonly warnedRows: number;
  readonly groups: readonly Schemas['ErrorGroup'][];
  /** Of the rows that would be rejected, the first ones. */
  readonly findings: readonly Schemas['ValidationError'][];
  /** What would be left out of the file, as far as it was read. */
  readonly notices: readonly FileNotice[];
  readonly columns: number;
  readonly form: FileForm;
}

/** How rows are written: as text, or in a sheet of a workbook. */
export type FileForm = { readonly delimiter: Delimiter; readonly gzip: boolean } | { readonly sheet: string };

/** What the service would say of a file; a refusal is of the whole file. */
export type Verdict = RowsVerdict | Refusal;
