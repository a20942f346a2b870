/** The name of a slice, as it is stored and served: the dataset, and its variant, or null where it has none. */
export interface SliceName {
  readonly dataset: string;
  readonly variant: string | null;
}

/** One kind of file: a file type of a slice. */
export interface FileKind extends SliceName {
  readonly fileType: string;
}

/** What names of datasets, variants and file types are made of: they stand in keys, paths and names of tables. */
export const DATASET_NAME = /^[a-z][a-z0-9]{0,29}$/;
export const VARIANT_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
export const TABLE_NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** The variant as stores spell it that know no null. */
export const storedVariant = ({ variant }: SliceName): string => variant ?? '';
export const readStoredVariant = (stored: string): string | null => (stored === '' ? null : stored);

/** `loans.RETAIL`, or `trades` where there are no variants: how paths, logs and the audit name a slice. */
export const sliceText = ({ dataset, variant }: SliceName): string =>
  variant === null ? dataset : `${dataset}.${variant}`;

/** The name of a file kind inside a tenant, as keys of the staging table spell it. */
export const fileKindName = (kind: FileKind): string => `${kind.dataset}#${storedVariant(kind)}#${kind.fileType}`;
