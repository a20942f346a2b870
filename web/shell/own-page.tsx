import { useParams } from 'react-router';
import { pagesOf } from '../datasets/dataset-pages.ts';
import { useDataset } from '../datasets/use-dataset.ts';
import NotFoundPage from '../pages/not-found-page.tsx';

/** A page that only the open dataset has. */
export function OwnPage() {
  const { '*': address = '' } = useParams();
  const { pages = {} } = pagesOf(useDataset().name);
  const own = Object.hasOwn(pages, address) ? pages[address] : undefined;
  return own ? <own.Page /> : <NotFoundPage />;
}
