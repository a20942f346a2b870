import { findDataset } from '../datasets/registry.ts';
import type { FileKind } from '../domain/slice.ts';
import { TENANT_ID } from '../domain/tenancy.ts';

/** What the key of a staged object says about it. Only ASCII: the bank's own file name is kept in the registry. */
export interface ObjectAddress extends FileKind {
  readonly tenantId: string;
  readonly uploadId: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const KEY = new RegExp(
  `^staging/(?<tenantId>[^/]+)/(?<dataset>[^/]+)/(?<variant>[^/]+)/(?<fileType>[^/]+)/(?<uploadId>${UUID})\\.csv(?:\\.gz)?$`,
);
/** Of a dataset without variants. */
const NO_VARIANT = '-';

/** `staging/{tenant_id}/{dataset}/{variant}/{file_type}/{upload_id}.csv[.gz]` */
export function objectKey(address: ObjectAddress, { gzip }: { gzip: boolean }): string {
  const { tenantId, dataset, variant, fileType, uploadId } = address;
  return `staging/${tenantId}/${dataset}/${variant ?? NO_VARIANT}/${fileType}/${uploadId}.csv${gzip ? '.gz' : ''}`;
}

/** How the key of what a sheet is made into ends; that of no upload does. */
export const CONVERTED_ENDING = '.sheet.csv.gz';

/** Where the CSV lies that the sheet of an upload is made into: beside it. */
export const convertedKey = (uploadKey: string): string => uploadKey.replace(/\.csv(?:\.gz)?$/, '') + CONVERTED_ENDING;

export const isConvertedKey = (key: string): boolean => key.endsWith(CONVERTED_ENDING);

/** The address in a key, or undefined when the key is not one that an upload could have. */
export function parseObjectKey(key: string): ObjectAddress | undefined {
  const { tenantId, dataset, variant, fileType, uploadId } = KEY.exec(key)?.groups ?? {};
  const contract = findDataset(dataset ?? '');
  const isOfVariant = contract?.variants ? contract.variants.names.includes(variant!) : variant === NO_VARIANT;
  const isKnown = isOfVariant && contract?.fileTypes.some(({ name }) => name === fileType);
  if (!contract || !isKnown || !TENANT_ID.test(tenantId!)) return undefined;
  return {
    tenantId: tenantId!,
    dataset: contract.name,
    variant: contract.variants ? variant! : null,
    fileType: fileType!,
    uploadId: uploadId!,
  };
}
