import { FILE_TYPES, type FileKind, VARIANTS } from '../domain/slice.ts';
import { TENANT_ID } from '../domain/tenancy.ts';

/** What the key of a staged object says about it. Only ASCII: the bank's own file name is kept in the registry. */
export interface ObjectAddress extends FileKind {
  readonly tenantId: string;
  readonly uploadId: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const KEY = new RegExp(
  `^staging/(?<tenantId>[^/]+)/(?<dataset>loans)/(?<variant>${VARIANTS.join('|')})/(?<fileType>${FILE_TYPES.join('|')})/(?<uploadId>${UUID})\\.csv(?:\\.gz)?$`,
);

/** `staging/{tenant_id}/{dataset}/{variant}/{file_type}/{upload_id}.csv[.gz]` */
export function objectKey(address: ObjectAddress, { gzip }: { gzip: boolean }): string {
  const { tenantId, dataset, variant, fileType, uploadId } = address;
  return `staging/${tenantId}/${dataset}/${variant}/${fileType}/${uploadId}.csv${gzip ? '.gz' : ''}`;
}

/** How the key of what a sheet is made into ends; that of no upload does. */
export const CONVERTED_ENDING = '.sheet.csv.gz';

/** Where the CSV lies that the sheet of an upload is made into: beside it. */
export const convertedKey = (uploadKey: string): string => uploadKey.replace(/\.csv(?:\.gz)?$/, '') + CONVERTED_ENDING;

export const isConvertedKey = (key: string): boolean => key.endsWith(CONVERTED_ENDING);

/** The address in a key, or undefined when the key is not one that an upload could have. */
export function parseObjectKey(key: string): ObjectAddress | undefined {
  const parts = KEY.exec(key)?.groups as
    | {
        tenantId: string;
        dataset: 'loans';
        variant: ObjectAddress['variant'];
        fileType: ObjectAddress['fileType'];
        uploadId: string;
      }
    | undefined;
  return parts !== undefined && TENANT_ID.test(parts.tenantId) ? { ...parts } : undefined;
}
