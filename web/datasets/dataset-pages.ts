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

/** Rows that refer to the one whose page is shown. */
export interface ReferringRowsProps {
  readonly slice: SliceName;
  readonly row: DataRow;
  /** In the order of their key; at most as many as one page shows. */
  readonly rows: readonly DataRow[];
  readonly totalCount: number;
  /** All of them, on the data page. */
  readonly address: string;
}

export interface OwnRowProps {
  /** What the address names, in the order of the table's key. */
  readonly rowKey: readonly string[];
}

/** A page that only one dataset has, in the navigation too. */
export interface OwnPage {
  readonly icon: ComponentType<{ size?: number | string; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly Page: Lazy<object>;
}

/** What is said of one file type or derived table beyond its contract. */
export interface TablePages {
  /** Columns that the data page shows until somebody chooses; the first ones of the contract, if left out. */
  readonly usualColumns?: readonly string[];
  /** Columns that tell a row at a glance, beside its key. */
  readonly glanceColumns?: readonly string[];
  /** Which columns belong together, by the name of the group in the dataset's words. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** In place of the usual list of rows that refer to one. */
  readonly referring?: Lazy<ReferringRowsProps>;
  /** In place of the usual page of a row. */
  readonly page?: Lazy<OwnRowProps>;
  /** The table whose row with the same key has the page of a row of this one. */
  readonly shownAs?: string;
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
  readonly pages?: Readonly<Record<string, OwnPage>>;
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
