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

/** What gets every row of a view on the command line, whatever their number. */
export function exportCommand({ loanType, dataType, columns, sort, filters }: RowsQuestion): string {
  return [
    `npx tranche data ${loanType} --type ${dataType}`,
    ...filters.map((filter) => `--filter ${quoted(conditionOf(...filter))}`),
    ...(sort === undefined ? [] : [`--sort=${sort}`]),
    `--columns ${columns.join(',')}`,
    `--all --csv --output ${loanType.toLowerCase()}_${dataType}.csv`,
  ].join(' ');
}

/** `filter[days_past_due][gte]` and 90 as the command line has it: days_past_due>=90. */
function conditionOf(parameter: string, value: string): string {
  const [, column = '', operator = ''] = /^filter\[(.+)\]\[(.+)\]$/.exec(parameter) ?? [];
  if (operator === 'in') return `${column} in ${value}`;
  if (operator === 'is_null') return `${column} is ${value === 'true' ? '' : 'not '}null`;
  return column + SIGNS[operator] + value;
}

/** For a shell: nothing inside means anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
