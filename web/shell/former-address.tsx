import { Navigate, useLocation } from 'react-router';
import { DEFAULT_DATASET } from '../../shared/datasets/registry.ts';
import { movedTo } from '../datasets/dataset-pages.ts';

/** Bookmarks and copied links of the time when there was one dataset: they lead to the same page of it. */
export function FormerAddress() {
  const { pathname, search, hash } = useLocation();
  return (
    <Navigate to={(movedTo({ pathname, search }) ?? `/${DEFAULT_DATASET.name}${pathname}${search}`) + hash} replace />
  );
}
