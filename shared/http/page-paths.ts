import { DATASETS } from '../datasets/registry.ts';

/** Pages as they were addressed when there was one dataset: such addresses lead on to the pages of the first one. */
export const FORMER_ROOTS = ['upload', 'syncs', 'data', 'profile', 'errors', 'rules', 'settings'] as const;

/** Payments and identities are of no dataset: `/mediator/transactions`. */
export const MEDIATOR_ROOT = 'mediator';

/**
 * The first part of every address of the web page: mostly the dataset. What serves the page answers these with `index.html`,
 * whatever comes after them; everything else is a file of the page, or the API's.
 */
export const PAGE_ROOTS: readonly string[] = [...DATASETS.map(({ name }) => name), MEDIATOR_ROOT, ...FORMER_ROOTS];

/** @param path without query, such as `/loans/rules` */
export function isPagePath(path: string): boolean {
  const first = path.split('/')[1] ?? '';
  return first === '' ? path === '/' : PAGE_ROOTS.includes(first);
}
