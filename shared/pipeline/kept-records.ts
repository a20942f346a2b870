import type { FileType } from '../contracts/contract.ts';
import { hasPrivateColumns, KEY_VERSION } from '../contracts/private-values.ts';
import type { PrivateKey } from '../operations/private-keys.ts';
import { literal } from '../sql/quoting.ts';
import type { Parameters } from '../sql/statement.ts';

/**
 * Rejected rows as they are kept. Those of a file type with private columns are kept encrypted (AES-256-GCM), under a key that comes
 * from the tenant's private key: behind this mark and the version of that key.
 */
const MARK = 'tranche-private:';

/** Unlike for any two rows that a key encrypts. */
const nonceSql = (batch: string, fileType: FileType): string =>
  `substring(SHA256(concat(toString(${batch}), ${literal(`/${fileType.name}/`)}, toString(row_number))), 1, 12)`;

/**
 * SQL of a row to be kept, beside its row_number. Parameters: batch, and those of {@link privateParameters}.
 * @param record as the bank wrote it
 */
export const keptRecordSql = (fileType: FileType, record: string): string =>
  hasPrivateColumns(fileType)
    ? `concat(${literal(MARK)}, toString({key_version:UInt16}), ':', ` +
      `encrypt('aes-256-gcm', ${record}, {secret_record_key:String}, ${nonceSql('{batch:UUID}', fileType)}))`
    : record;

/**
 * SQL of a kept row as the bank wrote it, in a SELECT from the table of rejected rows. Parameters: those of
 * {@link recordKeyParameters}. A row whose key is not among them is empty.
 */
export function openedRecordSql(fileType: FileType, keys: readonly PrivateKey[]): string {
  if (!hasPrivateColumns(fileType)) return 'record';
  const version = `extract(substring(record, 1, 32), '^${MARK}([0-9]+):')`;
  const sealed = `substring(record, ${MARK.length + 2} + length(${version}))`;
  const opened = keys.map(
    (key) =>
      `${version} = '${key.version}', ` +
      `ifNull(tryDecrypt('aes-256-gcm', ${sealed}, ${recordKeyParameter(key)}, ${nonceSql('batch_id', fileType)}), '')`,
  );
  return `multiIf(${[...opened, "''"].join(', ')})`;
}

const recordKeyName = ({ version }: PrivateKey) => `secret_record_key_${version}`;
const recordKeyParameter = (key: PrivateKey) => `{${recordKeyName(key)}:String}`;

export const recordKeyParameters = (keys: readonly PrivateKey[]): Parameters =>
  Object.fromEntries(keys.map((key) => [recordKeyName(key), key.recordKey]));

/** What statements of a load bind where a file type has private columns. @throws {RangeError} without a key */
export function privateParameters(fileType: FileType, key: PrivateKey | undefined): Parameters {
  if (!hasPrivateColumns(fileType)) return {};
  if (key === undefined) throw new RangeError(`no private key for ${fileType.name}`);
  return { secret_key: key.key, secret_record_key: key.recordKey, [KEY_VERSION.name]: key.version };
}
