import { useLocation } from 'react-router';
import { DATASETS } from '../../../shared/datasets/registry.ts';
import { datasetIn } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import type { FileKind } from './kind.ts';

/** Says what a file holds: "Retail · Credits", and before it the dataset where another one is open. */
export function useFileKindWords(): (kind: FileKind) => string {
  const names = useNames();
  const open = datasetIn(useLocation().pathname)?.name;
  return ({ dataset, variant, fileType }) =>
    [
      ...(DATASETS.length > 1 && dataset !== open ? [names.dataset(dataset)] : []),
      ...(variant === null ? [] : [names.slice({ dataset, variant })]),
      names.table(dataset, fileType),
    ].join(' · ');
}
