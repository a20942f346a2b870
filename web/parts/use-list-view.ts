import { useSearchParams } from 'react-router';
import { type ListView, listFilter, readListView, type ViewFields, writeListView } from './list-view.ts';

type Asked<F extends ViewFields> = { readonly [K in keyof F]?: Exclude<ListView<F>[K], undefined> };

/** What the address narrows a list by, and how that is changed. */
export function useListView<const F extends ViewFields>(fields: F) {
  const [parameters, setParameters] = useSearchParams();
  const view = readListView(fields, parameters);
  const go = (to: ListView<F>) =>
    setParameters(writeListView(to as Record<string, string | undefined>), { replace: true, preventScrollReset: true });
  const isFiltered = Object.keys(view).some((name) => name !== 'sort');
  return {
    view,
    filter: listFilter(view as Readonly<Record<string, string | undefined>>) as Asked<F>,
    isFiltered,
    show: (changes: Partial<ListView<F>>) => go({ ...view, ...changes }),
    clear: isFiltered ? () => go({}) : undefined,
  };
}
