import { Outlet, useLocation } from 'react-router';
import { datasetIn } from '../datasets/use-dataset.ts';
import NotFoundPage from '../pages/not-found-page.tsx';

/** Shows the pages of the dataset that the address names. Each has its own: what was chosen in one is not for the next. */
export function DatasetGate() {
  const dataset = datasetIn(useLocation().pathname);
  return dataset ? <Outlet key={dataset.name} /> : <NotFoundPage />;
}
