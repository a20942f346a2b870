import { sentence } from '../domain/sentences/sentence.ts';
import { type FileType, isFileType, storedColumns, type Table } from './contract.ts';
import { integer } from './kinds/integer.ts';
import { columnType } from './kinds/kind.ts';

/**
 * Parameters whose names begin so go in the body of a request, never in its address (sql/statement.ts). A key has to be the direct
 * argument of HMAC or encrypt: there the engine hides it from its logs.
 */
export const PRIVATE_KEY_PARAMETER = '{secret_key:String}';

/** Beside the hashes of a row: the version of the key that made them. Only file types that have private columns store it. */
export const KEY_VERSION = { name: 'key_version', kind: integer({ min: 1, max: 65_535 }) } as const;
export const KEY_VERSION_TYPE = columnType(KEY_VERSION.kind, true);

/** Whether files of the type hold values that nobody may read who has not the files. */
export const hasPrivateColumns = (table: Table): table is FileType =>
  isFileType(table) && storedColumns(table).some(({ kind }) => kind.isPrivate);

const isPrivate = ({ columns }: Pick<Table, 'columns'>, name: string): boolean =>
  columns.some((column) => column.name === name && column.kind.isPrivate === true);

/** Digits and what stands between them. */
const HARMLESS = '^[-+0-9.,:;/ ()%]*$';
const harmless = new RegExp(HARMLESS);

/**
 * Whether a finding may show a cell. Where a file has private columns, a cell that has slipped sideways may hold what belongs into one
 * of them; so only plain numbers and dates are shown, and of the private columns nothing.
 */
export const mayShow = (fileType: FileType, column: string, cell: string): boolean =>
  !hasPrivateColumns(fileType) || cell === '' || (!isPrivate(fileType, column) && harmless.test(cell));

/** {@link mayShow} in the engine. */
export const mayShowSql = (fileType: FileType, column: string, cell: string): string => {
  if (!hasPrivateColumns(fileType)) return '1';
  return isPrivate(fileType, column) ? `empty(${cell})` : `match(${cell}, '${HARMLESS}')`;
};

/** The detail of a finding whose value is there and not shown. */
export const NOT_SHOWN = sentence('found-private').text;

/** Marks a finding whose value is there and not shown. Of a row as a whole nothing is shown, whatever its detail says. */
export const hiddenMark = (
  fileType: FileType,
  { field, rawValue, detail }: { field: string | null; rawValue: string | null; detail: string },
): { readonly value_hidden?: true } =>
  rawValue === null && (detail === NOT_SHOWN || (field === null && hasPrivateColumns(fileType)))
    ? { value_hidden: true }
    : {};
