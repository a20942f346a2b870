import type { SliceName } from '../../shared/domain/slice.ts';
import type { components } from './schema.ts';

type Schemas = components['schemas'];

/** How a request names a dataset. The registry that the document was made from is that of this page. */
export const datasetParameter = (dataset: string): { dataset: Schemas['DatasetName'] } => ({
  dataset: dataset as Schemas['DatasetName'],
});

/** How a request names a slice; a dataset without variants has none to name. */
export const sliceParameters = ({ dataset, variant }: SliceName) => ({
  ...datasetParameter(dataset),
  ...(variant === null ? {} : { variant: variant as Schemas['Variant'] }),
});

/** How a request names a file type, or whatever else is stored and served. */
export const fileTypeParameter = (name: string) => name as Schemas['FileType'];
export const tableParameter = (name: string) => name as Schemas['DataType'];
