import { useCallback } from 'react';
import { useLocation } from 'react-router';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { DEFAULT_DATASET, findDataset } from '../../shared/datasets/registry.ts';

/** The dataset that an address is about, and undefined where it is about none. */
export const datasetIn = (pathname: string): Dataset | undefined => findDataset(pathname.split('/')[1] ?? '');

/** The dataset that is open: the address begins with it. */
export const useDataset = (): Dataset => datasetIn(useLocation().pathname) ?? DEFAULT_DATASET;

/** `/loans/syncs/…`: the address of a page of a dataset. */
export const pathOf = (dataset: string, page: string): string => `/${dataset}${page}`;

/** Makes addresses of pages of the open dataset: `/upload` is `/loans/upload`. */
export function usePath(): (page: string) => string {
  const { name } = useDataset();
  return useCallback((page) => pathOf(name, page), [name]);
}
