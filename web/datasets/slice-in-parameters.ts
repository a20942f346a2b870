import type { Dataset } from '../../shared/contracts/contract.ts';
import type { SliceName } from '../../shared/domain/slice.ts';

/** The slice of a dataset that an address names; the first one where it names none, or none that there is. */
export const sliceIn = ({ name: dataset, variants }: Dataset, parameters: URLSearchParams): SliceName => {
  if (!variants) return { dataset, variant: null };
  const said = parameters.get('variant');
  return { dataset, variant: variants.names.find((variant) => variant === said) ?? variants.names[0]! };
};

/** The inverse. */
export const inParameters = ({ variant }: SliceName): Readonly<Record<string, string>> =>
  variant === null ? {} : { variant };
