import type { SliceName } from '../../../shared/domain/slice.ts';
import type { RowsQuestion } from '../../api/queries/rows.ts';

const SIGNS: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  contains: '~',
};

/** What the exported file is called. */
export const exportName = ({ dataset, variant }: SliceName, dataType: string): string =>
  `${(variant ?? dataset).toLowerCase()}_${dataType}.csv`;

/** What gets every row of a view on the command line, whatever their number. */
export function exportCommand({ slice, dataType, columns, sort, filters }: RowsQuestion): string {
  const { dataset, variant } = slice;
  return [
    `npx tranche data${variant === null ? '' : ` ${variant}`} --dataset ${dataset} --type ${dataType}`,
    ...filters.map((filter) => `--filter ${quoted(conditionOf(...filter))}`),
    ...(sort === undefined ? [] : [`--sort=${sort}`]),
    `--columns ${columns.join(',')}`,
    `--all --csv --output ${exportName(slice, dataType)}`,
  ].join(' ');
}

/** `filter[column][gte]` and 90 as the command line has it: column>=90. */
function conditionOf(parameter: string, value: string): string {
  const [, column = '', operator = ''] = /^filter\[(.+)\]\[(.+)\]$/.exec(parameter) ?? [];
  if (operator === 'in') return `${column} in ${value}`;
  if (operator === 'is_null') return `${column} is ${value === 'true' ? '' : 'not '}null`;
  return column + SIGNS[operator] + value;
}

/** For a shell: nothing inside means anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
