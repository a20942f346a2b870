import type { Dataset } from '../../../shared/contracts/contract.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { inParameters, sliceIn } from '../../datasets/slice-in-parameters.ts';
import { folded } from '../../format/folded.ts';
import { tableNamed } from '../../parts/row-columns.ts';
import { type ColumnProfile, findingCount } from './column-profiles.ts';

export const ORDERS = ['file', 'name', 'missing', 'notable', 'findings'] as const;
export type Order = (typeof ORDERS)[number];

/** All that decides what the profile page shows; the address holds it. */
export interface ProfileView {
  readonly slice: SliceName;
  readonly dataType: string;
  readonly search: string;
  readonly order: Order;
  readonly onlyNotable: boolean;
  /** Names of the columns whose details are shown. */
  readonly open: readonly string[];
}

export function readView(dataset: Dataset, parameters: URLSearchParams): ProfileView {
  const oneOf = <T extends string>(name: string, allowed: readonly T[], usual: T): T =>
    allowed.find((value) => value === parameters.get(name)) ?? usual;
  return {
    slice: sliceIn(dataset, parameters),
    dataType: tableNamed(dataset, parameters.get('data_type')).name,
    search: parameters.get('search') ?? '',
    order: oneOf('order', ORDERS, 'file'),
    onlyNotable: parameters.get('notable') === 'true',
    open:
      parameters
        .get('open')
        ?.split(',')
        .filter((name) => name !== '') ?? [],
  };
}

/** The inverse; what is as usual is left out. */
export function writeView({ slice, dataType, search, order, onlyNotable, open }: ProfileView): URLSearchParams {
  return new URLSearchParams({
    ...inParameters(slice),
    data_type: dataType,
    ...(search === '' ? {} : { search }),
    ...(order === 'file' ? {} : { order }),
    ...(onlyNotable ? { notable: 'true' } : {}),
    ...(open.length === 0 ? {} : { open: open.join(',') }),
  });
}

/** The columns to show, in their order; `titleOf` gives what the reader calls a column. */
export function chosen(
  profiles: readonly ColumnProfile[],
  { search, order, onlyNotable }: ProfileView,
  titleOf: (column: string) => string,
  locale: string,
): readonly ColumnProfile[] {
  const wanted = folded(search.trim());
  const found = profiles.filter(
    ({ column: { name }, notices }) =>
      (!onlyNotable || notices.length > 0) && folded(`${titleOf(name)} ${name}`).includes(wanted),
  );
  const title = ({ column }: ColumnProfile) => titleOf(column.name);
  const by: Record<Order, (a: ColumnProfile, b: ColumnProfile) => number> = {
    file: () => 0,
    name: (a, b) => title(a).localeCompare(title(b), locale),
    missing: (a, b) => b.now.completeness.missing_count - a.now.completeness.missing_count,
    notable: (a, b) => b.notices.length - a.notices.length,
    findings: (a, b) => findingCount(b) - findingCount(a),
  };
  return found.toSorted(by[order]);
}
