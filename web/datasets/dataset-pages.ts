/// <reference types="vite/client" />
import type { ComponentType, LazyExoticComponent } from 'react';
import type { SliceName } from '../../shared/domain/slice.ts';
import type { components } from '../api/schema.ts';

type DataRow = components['schemas']['DataPage']['data'][number];
type Lazy<P> = LazyExoticComponent<ComponentType<P>>;

export interface OverviewProps {
  /** The sync that ended last; undefined while that is not known. */
  readonly newest: string | undefined;
}

/** Rows that belong to the one whose page is shown: they refer to it, come from it, or it from them. */
export interface BelongingRowsProps {
  readonly slice: SliceName;
  readonly row: DataRow;
  /** In the order of their key; at most as many as one page shows. */
  readonly rows: readonly DataRow[];
  readonly totalCount: number;
  /** All of them, on the data page. */
  readonly address: string;
}

interface InNavigation {
  readonly icon: ComponentType<{ size?: number | string; stroke?: number; 'aria-hidden'?: boolean }>;
}

/** A page that only one dataset has, in the navigation too: a list of the rows of one table, to search and to open. */
export interface ListPage extends InNavigation {
  readonly table: string;
  readonly columns: readonly string[];
  /** Columns that are searched for a part of their text; the first one, until somebody chooses. */
  readonly search: readonly string[];
  /** Columns of few values to choose among. */
  readonly filters: readonly string[];
  /** As the API sorts: `-balance` for the highest first. The first one, until somebody chooses. */
  readonly sorts: readonly string[];
}

export interface MadePageProps {
  /** The parts of the address behind the page's own, decoded: none for the page itself. */
  readonly behind: readonly string[];
}

/** A page that only one dataset has, in the navigation too, which the dataset makes: with all that is behind its address. */
export interface MadePage extends InNavigation {
  readonly component: Lazy<MadePageProps>;
}

export type NavigationPage = ListPage | MadePage;

/** What is said of one file type or derived table beyond its contract. */
export interface TablePages {
  /** Columns that the data page shows until somebody chooses; the first ones of the contract, if left out. */
  readonly usualColumns?: readonly string[];
  /** Columns that tell a row at a glance, beside its key. */
  readonly glanceColumns?: readonly string[];
  /** Which columns belong together, by the name of the group in the dataset's words. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** The column whose value stands in the title of a row's page, before its key. */
  readonly titleColumn?: string;
  /** The columns that hold the currency of amounts, by the columns of these. */
  readonly currencies?: Readonly<Record<string, string>>;
  /** Analyses that a row's page shows as charts, and the column that each of their parameters is taken from. */
  readonly charts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** In place of the usual list of rows of another table that belong to a row of this one, by that table. */
  readonly belonging?: Readonly<Record<string, Lazy<BelongingRowsProps>>>;
  /** The table whose row with the same key has the page of a row of this one. */
  readonly shownAs?: string;
  /** The page behind which each row has its own, by its key: one of the dataset's `pages` with a component. */
  readonly shownBehind?: string;
}

/**
 * What the page has of one dataset beyond what its contract says: the default export of `web/datasets/<name>/index.ts`. A
 * dataset without one has pages too, made of its contract alone. Components come lazily: the index is loaded at the start.
 */
export interface DatasetPages {
  /** Figures of what is loaded, in place of the plain list of files. */
  readonly overview?: Lazy<OverviewProps>;
  readonly tables?: Readonly<Record<string, TablePages>>;
  /** By their address behind the dataset, which is also how its words call them (`page`). */
  readonly pages?: Readonly<Record<string, NavigationPage>>;
  /** How banks name files of a variant, where no header tells. */
  readonly fileNames?: Readonly<Record<string, RegExp>>;
  /** Where a page stands now whose address was another one once. */
  readonly movedTo?: (address: { readonly pathname: string; readonly search: string }) => string | undefined;
}

const FOUND = import.meta.glob<{ readonly default: DatasetPages }>('./*/index.ts', { eager: true });

const NONE: DatasetPages = {};

export const pagesOf = (dataset: string): DatasetPages => FOUND[`./${dataset}/index.ts`]?.default ?? NONE;

export const tablePagesOf = (dataset: string, table: string): TablePages => pagesOf(dataset).tables?.[table] ?? {};

/** Of the first dataset that knows the address. */
export const movedTo = (address: { readonly pathname: string; readonly search: string }): string | undefined => {
  for (const { default: pages } of Object.values(FOUND)) {
    const to = pages.movedTo?.(address);
    if (to !== undefined) return to;
  }
  return undefined;
};
