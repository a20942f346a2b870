import { useParams } from 'react-router';
import { type ListPage as OwnList, pagesOf } from '../../datasets/dataset-pages.ts';
import { sliceIn } from '../../datasets/slice-in-parameters.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { VariantChoice } from '../../parts/slice-choice.tsx';
import { SliceInAddress } from '../../parts/slice-in-address.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import NotFoundPage from '../not-found-page.tsx';
import { RowList } from './row-list.tsx';

/** A page that only the open dataset has: a list of rows of one table, to search and to open. */
export default function ListPage() {
  const { '*': address = '' } = useParams();
  const { pages = {} } = pagesOf(useDataset().name);
  const list = Object.hasOwn(pages, address) ? pages[address] : undefined;
  if (!list) return <NotFoundPage />;
  return (
    <SliceInAddress>
      <List name={address} list={list} />
    </SliceInAddress>
  );
}

function List({ name, list }: { readonly name: string; readonly list: OwnList }) {
  const dataset = useDataset();
  const names = useNames();
  const { params, choose } = useViewChoice();
  const slice = sliceIn(dataset, params);
  return (
    <>
      <PageHeader
        title={names.page(dataset.name, name)}
        actions={<VariantChoice dataset={dataset} value={slice.variant} onChange={choose('variant')} />}
      />
      <RowList slice={slice} list={list} />
    </>
  );
}
