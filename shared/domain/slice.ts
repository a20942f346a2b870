/** A variant of a dataset: what one sync replaces as a whole, such as the RETAIL loans. */
export interface Slice {
  readonly dataset: 'loans';
  readonly variant: 'RETAIL' | 'COMMERCIAL';
}

/** One kind of file: a file type of a slice, such as the payment plans of the RETAIL loans. */
export interface FileKind extends Slice {
  readonly fileType: 'credit' | 'payment_plan';
}

export type Variant = Slice['variant'];
export type FileTypeName = FileKind['fileType'];

export const VARIANTS = ['RETAIL', 'COMMERCIAL'] as const satisfies readonly Variant[];
export const FILE_TYPES = ['credit', 'payment_plan'] as const satisfies readonly FileTypeName[];

/** The name of a file kind inside a tenant, as keys of the staging table spell it. */
export const fileKindName = ({ dataset, variant, fileType }: FileKind): string => `${dataset}#${variant}#${fileType}`;
