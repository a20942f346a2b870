import { DATASETS } from '../../../shared/datasets/registry.ts';
import { useNames } from '../../datasets/use-names.ts';
import type { FileKind } from './kind.ts';

/** Says what a file holds: "Retail · Credits", and before it the dataset where there are several. */
export function useFileKindWords(): (kind: FileKind) => string {
  const names = useNames();
  return ({ dataset, variant, fileType }) =>
    [
      ...(DATASETS.length > 1 ? [names.dataset(dataset)] : []),
      ...(variant === null ? [] : [names.slice({ dataset, variant })]),
      names.table(dataset, fileType),
    ].join(' · ');
}
