import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { liveBooksQuery } from '../api/queries/publications.ts';
import { LOAN_TYPES } from '../api/queries/syncs.ts';
import { LoadingState } from './states.tsx';

/** Shows a page once its address names a loan type: without a choice, the first one of which something is loaded. */
export function LoanTypeInAddress({ children }: { readonly children: ReactNode }) {
  const { pathname, search, hash } = useLocation();
  const parameters = new URLSearchParams(search);
  const isNamed = parameters.has('loan_type');
  const books = useQuery({ ...liveBooksQuery, enabled: !isNamed });
  if (isNamed) return children;
  if (books.isPending) return <LoadingState rows={6} height={60} />;
  parameters.set('loan_type', LOAN_TYPES.find((loanType) => books.data?.[loanType]) ?? LOAN_TYPES[0]);
  return <Navigate to={{ pathname, search: `?${parameters}`, hash }} replace />;
}
