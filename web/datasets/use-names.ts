import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { DATASETS, findDataset } from '../../shared/datasets/registry.ts';
import type { SliceName } from '../../shared/domain/slice.ts';
import { findTable } from './contracts.ts';
import { datasetIn } from './use-dataset.ts';

/** What the things of datasets are called in the reader's language; what has no word there has its name in the contract. */
export interface Names {
  dataset(dataset: string): string;
  /** What a variant of the dataset is called: "Loan type". */
  variant(dataset: string): string;
  /** "Retail"; or the dataset, where it has no variants. */
  slice(slice: SliceName): string;
  /** The same where another dataset may be meant than the open one: "Loans, Retail". */
  sliceInFull(slice: SliceName): string;
  table(dataset: string, table: string): string;
  /** A number of its rows: "57 credits". @param shown the number as the reader writes it */
  rows(dataset: string, table: string, count: number, shown: string): string;
  column(dataset: string, column: string): string;
  /** What the column means, as a clause. */
  meaning(dataset: string, table: string, column: string): string | undefined;
  code(dataset: string, column: string, value: string): string;
  group(dataset: string, group: string): string;
  /** A named question. @param title what the service calls it */
  analysis(dataset: string, analysis: string, title: string): string;
  /** A parameter of an analysis, or a setting of the dataset, and what it is for. @param said what the service says of it */
  option(dataset: string, option: string): string;
  hint(dataset: string, option: string, said: string | undefined): string | undefined;
  /** A page that only this dataset has. */
  page(dataset: string, page: string): string;
  /** A sentence of the page, `syncs:fix.sendHint`, in the dataset's own words where it has some. */
  said(dataset: string, key: string, options?: object): string;
}

export function useNames(): Names {
  const { t, i18n } = useTranslation();
  const open = datasetIn(useLocation().pathname)?.name;
  // The function stays the same one when the language changes and words are added.
  const { language } = i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => namesFrom(t as unknown as TFunction, open), [t, language, open]);
}

/** @param open the dataset of the address */
export function namesFrom(translate: TFunction, open?: string): Names {
  const t = translate as unknown as (keys: string | string[], options?: object) => string;
  const word = (key: string, fallback: string): string => t(key, { defaultValue: fallback });
  const names: Names = {
    dataset: (dataset) => word(`${dataset}:title`, findDataset(dataset)?.title ?? dataset),
    variant: (dataset) => word(`${dataset}:variant`, t('common:dataset.variant')),
    slice: ({ dataset, variant }) =>
      variant === null ? names.dataset(dataset) : word(`${dataset}:variants.${variant}`, variant),
    sliceInFull: (slice) =>
      slice.variant === null || slice.dataset === open || DATASETS.length === 1
        ? names.slice(slice)
        : `${names.dataset(slice.dataset)}, ${names.slice(slice)}`,
    table: (dataset, table) =>
      word(`${dataset}:table.${table}`, shortTitle(findTable(dataset, table)?.title ?? readable(table))),
    rows: (dataset, table, count, shown) =>
      t([`${dataset}:rows.${table}`, 'common:dataset.rows'], { count, shown, table: names.table(dataset, table) }),
    column: (dataset, column) =>
      t([`${dataset}:column.${column}`, `common:column.${column}`], { defaultValue: readable(column) }),
    meaning: (dataset, table, column) => {
      const meaning = findTable(dataset, table)?.columns.find(({ name }) => name === column)?.meaning;
      return meaning === undefined ? undefined : word(`${dataset}:meaning.${table}.${column}`, meaning);
    },
    code: (dataset, column, value) =>
      column === findDataset(dataset)?.variants?.column
        ? names.slice({ dataset, variant: value })
        : t([`${dataset}:codeOf.${column}.${value}`, `${dataset}:code.${value}`], { defaultValue: value }),
    analysis: (dataset, analysis, title) => word(`${dataset}:analysis.${analysis}`, title),
    option: (dataset, option) => word(`${dataset}:option.${option}`, names.column(dataset, option)),
    hint: (dataset, option, said) => {
      const hint = word(`${dataset}:hint.${option}`, said ?? '');
      return hint === '' ? undefined : hint;
    },
    page: (dataset, page) => word(`${dataset}:page.${page}`, readable(page)),
    group: (dataset, group) => word(`${dataset}:group.${group}`, readable(group)),
    said: (dataset, key, options = {}) => t([`${dataset}:said.${key.replace(':', '.')}`, key], options),
  };
  return names;
}

/** A title may go on with what it is: "Credits: one row a loan". */
const shortTitle = (title: string): string => title.split(':')[0] ?? title;

/** `first_name` as "First name". A name of the contract is English in every language: "Interest rate", never "İnterest rate". */
const readable = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
