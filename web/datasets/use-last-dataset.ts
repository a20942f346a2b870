import { useState } from 'react';
import { useLocation } from 'react-router';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { MEDIATOR_ROOT } from '../../shared/http/page-paths.ts';
import { datasetIn } from './use-dataset.ts';

/** The dataset that is open; on pages that are of none, the one that was open before, so that the way back stays. */
export function useLastDataset(): Dataset | undefined {
  const { pathname } = useLocation();
  const named = datasetIn(pathname);
  const [last, setLast] = useState(named);
  const open = pathname.split('/')[1] === MEDIATOR_ROOT ? last : named;
  if (open !== last) setLast(open);
  return open;
}
