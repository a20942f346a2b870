/**
 * The first part of every address of the web page. What serves the page answers these with `index.html`, whatever comes
 * after them; everything else is a file of the page, or the API's.
 */
export const PAGE_ROOTS = ['upload', 'syncs', 'data', 'profile', 'errors', 'rules', 'settings'] as const;

/** @param path without query, such as `/rules/LOAN-CREDIT-017` */
export function isPagePath(path: string): boolean {
  const first = path.split('/')[1] ?? '';
  return first === '' ? path === '/' : (PAGE_ROOTS as readonly string[]).includes(first);
}
