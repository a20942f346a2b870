/** `/data/RETAIL/loans/LOAN_1` of old. */
const LOAN = /^\/data\/([A-Z]+)\/loans\/([^/]+)\/?$/;

/** Where the pages of loans stand, which once were the only ones and named the variant `loan_type`. */
export function movedTo({ pathname, search }: { readonly pathname: string; readonly search: string }): string {
  const [, variant, loan] = LOAN.exec(pathname) ?? [];
  if (loan !== undefined) return `/loans/rows/credit/${loan}?variant=${variant}`;
  const parameters = new URLSearchParams(search);
  const variantWas = parameters.get('loan_type');
  if (variantWas === null) return `/loans${pathname}${search}`;
  const renamed = [...parameters].map(([name, value]): [string, string] => [
    name === 'loan_type' ? 'variant' : name,
    value,
  ]);
  return `/loans${pathname}?${new URLSearchParams(renamed)}`;
}
