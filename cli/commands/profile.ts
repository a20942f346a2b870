import { sliceQuery } from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { findSlice } from '../find-sync.ts';
import { type ChosenSlices, namedTable, sliceName } from '../slice-options.ts';
import type { Terminal } from '../terminal.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { counted, countText, percentText } from '../text/quantities.ts';
import { tableLines } from '../text/table.ts';

export interface ProfileOptions {
  /** The first of the dataset's if left out. */
  readonly type?: string | undefined;
  readonly column?: string | undefined;
}

const VALUES_SHOWN = { inOverview: 4, ofColumn: 100 };
const BAR_CELLS = 30;
const right = (title: string) => ({ title, align: 'right' }) as const;

export async function profile(
  context: CommandContext,
  chosen: ChosenSlices,
  options: ProfileOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const client = await context.client();
  const slice = await findSlice(context, client, chosen, options.type);
  const table = namedTable(slice, options.type);
  const answer = await client.getProfile({ ...sliceQuery(slice), data_type: table.name });
  if (options.column !== undefined) assertColumn(answer, options.column);
  if (terminal.json)
    await terminal.document(options.column === undefined ? answer : ofColumn(slice, answer, options.column));
  else if (options.column === undefined) await terminal.lines(...overviewLines(terminal, slice, answer));
  else await terminal.lines(...columnLines(terminal, slice, answer, options.column));
  return EXIT.ok;
}

function assertColumn({ completeness }: Profile, column: string): void {
  const columns = Object.keys(completeness);
  if (columns.includes(column)) return;
  const meant = nearest(column, columns);
  throw usageFailure(
    `There is no column ${JSON.stringify(column)}.${meant ? ` Did you mean ${meant}?` : ''}`,
    `The columns: ${columns.join(', ')}`,
  );
}

const ofColumn = (slice: Slice, { data_type, batch_id, row_count, ...profile }: Profile, column: string) => ({
  ...sliceLabels(slice),
  data_type,
  batch_id,
  row_count,
  column,
  numeric_stats: profile.numeric_stats[column] ?? null,
  categorical_stats: profile.categorical_stats[column] ?? null,
  null_ratio: profile.null_ratios[column] ?? null,
  completeness: profile.completeness[column] ?? null,
});

/** A statistic is a double: what is beyond its third decimal is noise to a reader. */
const statistic = (value: number | null): string =>
  value === null ? '' : value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 4 : 2 });

function overviewLines(terminal: Terminal, slice: Slice, answer: Profile): string[] {
  const { data_type, row_count, numeric_stats, categorical_stats, completeness } = answer;
  const numeric = Object.entries(numeric_stats).map(([name, stats]) => [
    name,
    ...[stats.min, stats.p05, stats.p50, stats.avg, stats.p95, stats.max, stats.stddev].map(statistic),
    percentText(stats.zero_or_null_ratio),
  ]);
  const categorical = Object.entries(categorical_stats).map(([name, { unique_count, values }]) => [
    name,
    countText(unique_count),
    values
      .slice(0, VALUES_SHOWN.inOverview)
      .map(({ value, frequency }) => `${printable(String(value))} ${percentText(frequency / Math.max(1, row_count))}`)
      .join(', ') + (values.length > VALUES_SHOWN.inOverview ? ', …' : ''),
  ]);
  const gaps = Object.entries(completeness)
    .filter(([, { missing_count }]) => missing_count > 0)
    .map(([name, { missing_count, missing_pct }]) => [name, countText(missing_count), `${missing_pct} %`]);
  const section = (title: string, lines: readonly string[]) => ['', terminal.style('bold', title), ...lines];
  return [
    `${terminal.style('bold', `${sliceName(slice)} ${data_type}`)}: ${counted(row_count, 'row')} · batch ${answer.batch_id}`,
    ...section(
      'Numbers',
      tableLines(
        [{ title: '' }, ...['min', 'p05', 'median', 'mean', 'p95', 'max', 'stddev', 'zero or empty'].map(right)],
        numeric,
      ),
    ),
    ...(categorical.length > 0
      ? section('Codes', tableLines([{ title: '' }, right('distinct'), { title: 'most frequent' }], categorical))
      : []),
    ...section(
      'Empty cells',
      gaps.length === 0 ? ['none'] : tableLines([{ title: '' }, right('missing'), right('share')], gaps),
    ),
    '',
    'One column in full: --column NAME',
  ];
}

function columnLines(terminal: Terminal, slice: Slice, answer: Profile, column: string): string[] {
  const stats = answer.numeric_stats[column];
  const codes = answer.categorical_stats[column];
  const filled = answer.completeness[column];
  return [
    terminal.style('bold', `${sliceName(slice)} ${answer.data_type} ${column}`),
    ...(filled
      ? [`filled ${filled.filled_pct} % · missing ${countText(filled.missing_count)} of ${countText(filled.total)}`]
      : []),
    ...(stats
      ? [
          '',
          ...(['min', 'p05', 'p25', 'p50', 'p75', 'p95', 'max', 'avg', 'stddev'] as const).map(
            (name) => `${name.padEnd(7)} ${statistic(stats[name])}`,
          ),
          `zero    ${countText(stats.zero_count)}`,
          '',
          ...bars(bucketLines(stats)),
        ]
      : []),
    ...(codes
      ? [
          '',
          ...bars(
            codes.values
              .slice(0, VALUES_SHOWN.ofColumn)
              .map(({ value, frequency }) => [printable(String(value)), frequency]),
          ),
          ...(codes.other_count > 0 ? [`and ${counted(codes.other_count, 'row')} with other values`] : []),
        ]
      : []),
  ];
}

/** Whole numbers, whose last bucket reaches beyond the largest one, by the first and the last in each bucket. */
function bucketLines({ histogram, max }: Profile['numeric_stats'][string]): [label: string, count: number][] {
  const areWhole = max !== null && (histogram.at(-1)?.to ?? max) > max;
  return histogram.map(({ from, to, count }) => {
    const last = areWhole ? Math.min(to - 1, max) : to;
    return [from === last ? statistic(from) : `${statistic(from)} – ${statistic(last)}`, count];
  });
}

function bars(counts: readonly (readonly [label: string, count: number])[]): string[] {
  const most = Math.max(1, ...counts.map(([, count]) => count));
  return tableLines(
    [right(''), right('rows'), { title: '' }],
    counts.map(([label, count]) => [label, countText(count), '█'.repeat(Math.round((count / most) * BAR_CELLS))]),
  );
}
