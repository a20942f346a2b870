import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { BalanceCurrency } from '../../../shared/datasets/cash/conversion.ts';
import { pathBehind, rowPath } from '../row-path.ts';
import { SLICE } from './queries.ts';
import { COMPANIES_PAGE } from './tables.ts';

export interface CompanyLinkProps {
  readonly id: string;
  /** The page that it leads to keeps the currency. */
  readonly currency: BalanceCurrency;
  readonly children: ReactNode;
}

export function CompanyLink({ id, currency, children }: CompanyLinkProps) {
  const { pathname, search } = useLocation();
  const path = pathBehind(SLICE.dataset, COMPANIES_PAGE, [id]);
  return (
    <Anchor
      component={Link}
      to={path === undefined ? rowPath(SLICE, 'company_balance', [id]) : path + inCurrency(currency)}
      state={{ from: pathname + search }}
      fz="inherit"
      c="var(--tranche-link)"
    >
      {children}
    </Anchor>
  );
}

/** Euros go without saying. */
export const inCurrency = (currency: BalanceCurrency): string => (currency === 'EUR' ? '' : `?currency=${currency}`);
