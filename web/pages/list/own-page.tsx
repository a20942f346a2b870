import { Suspense } from 'react';
import { useLocation, useParams } from 'react-router';
import { type ListPage, pagesOf } from '../../datasets/dataset-pages.ts';
import { keyBehind } from '../../datasets/row-path.ts';
import { sliceIn } from '../../datasets/slice-in-parameters.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { VariantChoice } from '../../parts/slice-choice.tsx';
import { SliceInAddress } from '../../parts/slice-in-address.tsx';
import { LoadingState } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import NotFoundPage from '../not-found-page.tsx';
import { RowList } from './row-list.tsx';

/** A page that only the open dataset has: a list of rows of one table, to search and to open, or one of its own making. */
export default function OwnPage() {
  const { '*': address = '' } = useParams();
  const behind = keyBehind(useLocation().pathname);
  const { pages = {} } = pagesOf(useDataset().name);
  const [name = ''] = address.split('/');
  const own = Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (!own) return <NotFoundPage />;
  if ('component' in own) {
    return (
      <Suspense fallback={<LoadingState rows={8} />}>
        <own.component behind={behind} />
      </Suspense>
    );
  }
  if (behind.length > 0) return <NotFoundPage />;
  return (
    <SliceInAddress>
      <List name={name} list={own} />
    </SliceInAddress>
  );
}

function List({ name, list }: { readonly name: string; readonly list: ListPage }) {
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
