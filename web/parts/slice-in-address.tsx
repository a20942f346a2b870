import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Slice } from '../../shared/contracts/slice.ts';
import { sliceText } from '../../shared/domain/slice.ts';
import { useLiveBooks } from '../api/queries/publications.ts';
import { useDataset } from '../datasets/use-dataset.ts';
import { LoadingState } from './states.tsx';

/** Shows a page once its address names a slice: without a choice, the first one of which something is loaded. */
export function SliceInAddress({ children }: { readonly children: ReactNode }) {
  const dataset = useDataset();
  const { search } = useLocation();
  const isNamed = dataset.variants === undefined || new URLSearchParams(search).has('variant');
  return isNamed ? children : <FirstLoadedSlice />;
}

function FirstLoadedSlice() {
  const { pathname, search, hash } = useLocation();
  const slices = Slice.allOf(useDataset());
  const books = useLiveBooks(slices);
  if (books === undefined) return <LoadingState rows={6} height={60} />;
  const parameters = new URLSearchParams(search);
  const { variant } = slices.find((slice) => books[sliceText(slice)]) ?? slices[0]!;
  parameters.set('variant', variant ?? '');
  return <Navigate to={{ pathname, search: `?${parameters}`, hash }} replace />;
}
