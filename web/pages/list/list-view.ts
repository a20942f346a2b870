import type { ListPage } from '../../datasets/dataset-pages.ts';

/** Which rows of the list the address asks for; what it says and the list has not is as if it were not there. */
export interface ListView {
  /** The column that is searched, and for what. */
  readonly by: string;
  readonly text: string;
  /** The values chosen, by column. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly sort: string | undefined;
}

export const readListView = ({ search, filters, sorts }: ListPage, parameters: URLSearchParams): ListView => ({
  by: search.find((column) => column === parameters.get('by')) ?? search[0] ?? '',
  text: parameters.get('q') ?? '',
  chosen: Object.fromEntries(
    filters.flatMap((column) => {
      const value = parameters.get(column);
      return value === null || value === '' ? [] : [[column, value]];
    }),
  ),
  sort: sorts.find((sort) => sort === parameters.get('sort')) ?? sorts[0],
});

/** As the API is asked. */
export const conditionsOf = ({ by, text, chosen }: ListView): (readonly [`filter[${string}][${string}]`, string])[] => [
  ...(text.trim() === '' ? [] : [[`filter[${by}][contains]`, text.trim()] as const]),
  ...Object.entries(chosen).map(([column, value]) => [`filter[${column}][eq]`, value] as const),
];
